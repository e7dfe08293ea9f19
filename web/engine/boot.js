// Starting Python in this worker: fetch the parts, start the interpreter, load NumPy and the engine.

import { fetchParts, unpackedName } from "./parts.js";

/** @typedef {import("./types").Progress} Progress */
/** @typedef {import("pyodide").PyodideInterface} Pyodide */

const WAIT_MS = 90_000;
const ANEW = "Python did not start from what this browser had kept. Fetching it anew";

/**
 * Pyodide waits for ever where a Content-Security-Policy forbids WebAssembly, so the wait has an end and a reason.
 * @template T
 * @param {Promise<T>} promise
 * @param {string} message
 * @returns {Promise<T>}
 */
function within(promise, message) {
  let timer = 0;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(message)), WAIT_MS);
  });
  return Promise.race([promise, /** @type {Promise<never>} */ (late)]).finally(() => clearTimeout(timer));
}

/**
 * An error in words when this page may not run WebAssembly at all.
 */
function requireWebAssembly() {
  if (typeof WebAssembly !== "object")
    throw new Error("This browser has no WebAssembly, which Python needs.");
  try {
    new WebAssembly.Module(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0));
  } catch {
    throw new Error(
      "This site's Content-Security-Policy does not allow WebAssembly. Python needs 'wasm-unsafe-eval' in script-src.",
    );
  }
}

/**
 * Resolves with a Pyodide in which `gradpad` is installed, not yet imported.
 * @param {(progress: Progress) => void} report
 * @param {boolean} anew fetch everything past the browser's caches
 * @returns {Promise<Pyodide>}
 */
export async function startPython(report, anew) {
  requireWebAssembly();
  const parts = __PYTHON_PARTS__;
  const base = new URL(parts.base, import.meta.url).href;
  let here = false;
  /** @type {Progress} */
  let latest = { phase: "download", message: anew ? ANEW : "Fetching Python", loaded: 0, total: 0 };
  /** @type {(loaded: number, total: number, note: string | null) => void} */
  const onProgress = (loaded, total, note) => {
    latest = { phase: "download", message: note ?? latest.message, loaded, total };
    if (!here) report(latest);
  };
  const { done: downloaded, sound, release } = fetchParts(parts, base, onProgress, anew);
  // A part that cannot be had ends the start, whatever Pyodide is waiting for.
  const failed = downloaded.then(() => {
    here = true;
    report({ ...latest, phase: "python", message: "Starting Python and NumPy" });
    return sound.then(() => new Promise(() => {}));
  });
  /** @type {string[]} */
  const complaints = [];
  const stdlib = parts.files.find((file) => file.role === "stdlib")?.name ?? "python_stdlib.zip";
  const pyodide = import("./core.js").then(({ loadPyodide, createPyodideModule }) =>
    loadPyodide({
      indexURL: base,
      packageBaseUrl: base,
      stdLibURL: base + unpackedName(stdlib),
      lockFileContents: parts.lock,
      createPyodideModule,
      packages: ["gradpad"],
      stdout: (text) => console.debug(text),
      stderr: (text) => {
        complaints.push(text);
        console.debug(text);
      },
    }),
  );
  // Nothing that Pyodide says counts before all parts are here: with a damaged one it ends early, and then only a start
  // with every part fetched anew helps.
  pyodide.catch(() => {});
  const python = /** @type {Pyodide} */ (
    await Promise.race([
      failed,
      downloaded.then(() => within(pyodide, `Python did not start within ${WAIT_MS / 1000} seconds.`)),
    ])
  );
  for (const name of ["numpy", "gradpad"]) {
    // Pyodide reports a package that cannot be loaded without throwing.
    if (!(name in python.loadedPackages)) {
      throw new Error(
        `The Python package ${name} could not be loaded. ${complaints.slice(-3).join(" ")}`.trim(),
      );
    }
  }
  release();
  report({ ...latest, phase: "engine", message: "Loading the engine" });
  return python;
}
