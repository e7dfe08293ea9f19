// One start of the interpreter: the parts are fetched, packages laid out, and Python begins, from nothing or from an
// image of its memory.

import { compileLibraries, furnish } from "./packages.js";
import { fetchParts, unpackedName } from "./parts.js";

/** @typedef {import("../types").Progress} Progress */
/** @typedef {import("pyodide").PyodideInterface} Pyodide */
/** @typedef {import("./packages").Emscripten} Emscripten */
/** @typedef {import("./memory-snapshot").Image} Image */

const WAIT_MS = 90_000;
const WAIT_FOR_IMAGE_MS = 20_000;
/** Bytes come in many pieces: a page that drew at each would take time from Python's start. */
const EVERY_MS = 100;
const ANEW = "Python did not start from what this browser had kept. Fetching it anew";

/**
 * Pyodide waits for ever where a Content-Security-Policy forbids WebAssembly, so the wait has an end and a reason.
 * @template T
 * @param {Promise<T>} promise
 * @param {number} wait milliseconds
 * @returns {Promise<T>}
 */
function within(promise, wait) {
  let timer = 0;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Python did not start within ${wait / 1000} seconds.`)), wait);
  });
  return Promise.race([promise, /** @type {Promise<never>} */ (late)]).finally(() => clearTimeout(timer));
}

/** @type {Promise<Image | null>} */
const NONE = Promise.resolve(null);

/**
 * @param {object} how
 * @param {(progress: Progress) => void} how.report
 * @param {boolean} [how.anew] fetch everything past the browser's caches
 * @param {Promise<Image | null>} [how.image] what to start from
 * @param {boolean} [how.forImage] an image will be made of it
 * @returns {Promise<{ python: Pyodide, archives: Promise<Uint8Array<ArrayBuffer>[]> }>} a Pyodide in which NumPy and
 *   `gradpad` can be imported; and what it was given, unpacked, in the order of `Image.archives`
 */
export async function launch({ report, anew = false, image: found = NONE, forImage = false }) {
  const parts = __PYTHON_PARTS__;
  const base = new URL(parts.base, import.meta.url).href;
  let here = false;
  let timer = 0;
  /** @type {Progress} */
  let latest = { phase: "download", message: anew ? ANEW : "Fetching Python", loaded: 0, total: 0 };
  const tell = () => {
    timer = 0;
    if (!here) report(latest);
  };
  /** @type {(loaded: number, total: number, note: string | null) => void} */
  const onProgress = (loaded, total, note) => {
    latest = { phase: "download", message: note ?? latest.message, loaded, total };
    if (!timer) timer = setTimeout(tell, EVERY_MS);
  };
  const fetched = fetchParts(parts, base, onProgress, anew, found);
  // A part that cannot be had ends the start, whatever Pyodide is waiting for.
  const failed = fetched.done.then(() => {
    here = true;
    report({ ...latest, phase: "python", message: "Starting Python and NumPy" });
    return fetched.sound.then(() => new Promise(() => {}));
  });
  failed.catch(() => {});
  /** @type {Emscripten} */
  let module;
  /** @type {(error: unknown) => void} */
  let refuse = () => {};
  /** @type {Promise<never>} Emscripten keeps what goes wrong in here to itself */
  const unfurnished = new Promise((_, reject) => {
    refuse = reject;
  });
  unfurnished.catch(() => {});
  const stdlib = parts.files.find((file) => file.role === "stdlib")?.name ?? "python_stdlib.zip";
  const libraries = fetched.archives.then(([, ...wheels]) => compileLibraries(wheels));
  libraries.catch(() => {}); // told where they are loaded
  const loading = import("./core.js");
  const image = await found;
  const pyodide = loading.then(({ loadPyodide, createPyodideModule }) =>
    loadPyodide({
      indexURL: base,
      packageBaseUrl: base,
      stdLibURL: base + unpackedName(stdlib),
      lockFileContents: parts.lock,
      createPyodideModule: (/** @type {any} */ settings) => {
        module = settings;
        return /** @type {any} */ (createPyodideModule)(settings);
      },
      fsInit: async (/** @type {any} */ files, /** @type {{ sitePackages: string }} */ { sitePackages }) => {
        try {
          if (image) module.growMemory(image.memory.length);
          const [, ...wheels] = await fetched.archives;
          await furnish(module, files, sitePackages, wheels, await libraries);
        } catch (error) {
          refuse(error);
        }
      },
      stdout: (text) => console.debug(text),
      stderr: (text) => console.debug(text),
      .../** @type {object} */ (image && { _loadSnapshot: Promise.resolve(image.memory) }),
      .../** @type {object} */ (forImage && { _makeSnapshot: true }),
    }),
  );
  // Nothing that Pyodide says counts before all parts are here: with a damaged one it ends early, and then only a start
  // with every part fetched anew helps.
  pyodide.catch(() => {});
  try {
    const python = /** @type {Pyodide} */ (
      await Promise.race([
        failed,
        fetched.done.then(() =>
          Promise.race([within(pyodide, image ? WAIT_FOR_IMAGE_MS : WAIT_MS), unfurnished]),
        ),
      ])
    );
    // Pyodide would keep it for good.
    if (image) delete (/** @type {any} */ (python)._api.config._loadSnapshot);
    report({ ...latest, phase: "engine", message: "Loading the engine" });
    return { python, archives: fetched.archives };
  } finally {
    fetched.release();
  }
}
