// Starting Python in this worker: from the image of an earlier visit if there is one, else from nothing.

import { launch } from "./launch.js";
import { Images } from "./memory-snapshot.js";

/** @typedef {import("../types").Progress} Progress */
/** @typedef {import("pyodide").PyodideInterface} Pyodide */

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

/** What an image of Python's memory depends on: every part, and the code that starts it. */
const VERSION = [new URL(import.meta.url).pathname, ...__PYTHON_PARTS__.files.map(({ name }) => name)]
  .map((address) => address.split("/").pop())
  .join(" ");

/** Frames of other sites, and the one-file page, keep no image. */
const images =
  __SINGLE_FILE__ || self.origin === "null"
    ? null
    : new Images(new URL("../", import.meta.url).href, VERSION);

/**
 * Resolves with a Pyodide in which NumPy and `gradpad` can be imported, or are already.
 * @param {(progress: Progress) => void} report
 * @param {boolean} anew fetch everything past the browser's caches
 * @param {string | null} mark of the image that this page has made
 * @returns {Promise<Pyodide>}
 */
export async function startPython(report, anew, mark) {
  requireWebAssembly();
  if (anew) await images?.forget();
  const image = images?.find(mark);
  try {
    const { python } = await launch({ report, anew, image });
    if (await image) {
      python.runPython(AWAKEN);
      console.debug("Python started from the image of an earlier visit.");
      await images?.worked(); // what Python can reach must not be on its way to a cache any more
    }
    return python;
  } catch (error) {
    if (!(await image)) throw error;
    console.debug(`Python did not start from the image of an earlier visit: ${error}`);
    await images?.forget();
    return (await launch({ report })).python;
  }
}

/**
 * Makes an image for later visits: in a worker of its own, because no session may be in it.
 * @returns {Promise<string | null>} its mark; null: there is none that was made just now
 */
export async function keepImage() {
  if (!images || (await images.has())) return null;
  const { python, archives } = await launch({ report() {}, forImage: true });
  python.runPython(IMPORTS);
  // Pyodide wants this empty, and fills it again itself.
  for (const name of Object.keys(python.loadedPackages)) delete python.loadedPackages[name];
  const { makeMemorySnapshot } = /** @type {{ makeMemorySnapshot: () => Uint8Array<ArrayBuffer> }} */ (
    /** @type {unknown} */ (python)
  );
  return images.keep(makeMemorySnapshot.call(python), await archives);
}

/** All that a first session imports. */
const IMPORTS = `
import gc, json
import numpy
import numpy.ma
import gradpad.session
gc.collect()
`;

/** What must not be the same at every visit: states of chance. */
const AWAKEN = `
import random
import numpy
random.seed()
numpy.random.seed()
`;
