// Putting NumPy and the engine where Python looks for packages, before Python starts.
//
// Pyodide's own way unpacks a wheel with Python's help, which has to start first, and loads libraries wherever there is
// room by then. Here each library gets the same place in memory at every start: a memory image needs that.

import { membersOf } from "./archive.js";

/**
 * The part of Emscripten's module that loads libraries. None of it is documented: launch.js finds out if it changes.
 * @typedef {object} Emscripten
 * @property {(bytes: number) => number | undefined} growMemory
 * @property {(name: string, handle: undefined, symbols: unknown) => { global: boolean, exports: object }} newDSO
 * @property {(code: WebAssembly.Module, flags: object, name: string, scope: object) => Promise<object>} loadWebAssemblyModule
 */

const FLAGS = { loadAsync: true, global: false, nodelete: true, allowUndefined: true };

/** @param {string} name */
const isLibrary = (name) => name.endsWith(".so");

/**
 * Compiles all libraries side by side, which may begin before there is anything to load them into.
 * @param {Uint8Array<ArrayBuffer>[]} wheels
 * @returns {Promise<Map<string, WebAssembly.Module>>} by name, in the same order at every start
 */
export async function compileLibraries(wheels) {
  const libraries = wheels.flatMap((wheel) => [...membersOf(wheel)]).filter(([name]) => isLibrary(name));
  return new Map(
    await Promise.all(
      libraries.map(
        async ([name, code]) =>
          /** @type {[string, WebAssembly.Module]} */ ([name, await WebAssembly.compile(code)]),
      ),
    ),
  );
}

/**
 * @param {Emscripten} module
 * @param {{ mkdirTree: (path: string) => void, writeFile: (path: string, content: Uint8Array, options: object) => void }} files
 * @param {string} folder Python's folder of packages
 * @param {Uint8Array<ArrayBuffer>[]} wheels
 * @param {Map<string, WebAssembly.Module>} libraries of the wheels
 */
export async function furnish(module, files, folder, wheels, libraries) {
  const made = new Set();
  for (const wheel of wheels) {
    for (const [name, content] of membersOf(wheel)) {
      const path = `${folder}/${name}`;
      const parent = path.slice(0, path.lastIndexOf("/"));
      if (!made.has(parent)) files.mkdirTree(parent);
      made.add(parent);
      files.writeFile(path, content, { canOwn: true });
    }
  }
  for (const [name, code] of libraries) {
    const path = `${folder}/${name}`;
    const library = module.newDSO(path, undefined, "loading");
    library.global = false;
    library.exports = await module.loadWebAssemblyModule(code, FLAGS, path, {});
  }
}
