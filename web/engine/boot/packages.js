// Putting NumPy and the engine where Python looks for packages, before Python starts.
//
// Pyodide's own way unpacks a wheel with Python's help, which has to start first, and loads libraries wherever there is
// room by then. Here each library gets the same place in memory at every start: a memory image needs that.

import { membersOf } from "./archive.js";

/**
 * The part of Emscripten's module that loads libraries, and its files. Little of it is documented: launch.js finds out
 * if it changes.
 * @typedef {object} Emscripten
 * @property {(bytes: number) => number | undefined} growMemory
 * @property {(name: string, handle: undefined, symbols: unknown) => { global: boolean, exports: object }} newDSO
 * @property {(code: WebAssembly.Module, flags: object, name: string, scope: object) => Promise<object>} loadWebAssemblyModule
 *
 * @typedef {object} Files
 * @property {(path: string) => void} mkdirTree
 * @property {(path: string) => { node: object }} lookupPath
 * @property {{ MEMFS: { createNode: (folder: object, name: string, mode: number, device: number) => File } }} filesystems
 *
 * @typedef {{ contents: Uint8Array, usedBytes: number }} File
 */

/** An ordinary file that may be read and written. */
const MODE = 0o100644;
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
 * Hangs a file into its folder. With Emscripten's own `writeFile`, which looks every path up from the root several times,
 * four hundred files take three times as long.
 * @param {Files} files
 * @param {Map<string, object>} folders that were found so far
 * @param {string} path
 * @param {Uint8Array} contents
 */
function hang(files, folders, path, contents) {
  const cut = path.lastIndexOf("/");
  const parent = path.slice(0, cut);
  let folder = folders.get(parent);
  if (!folder) {
    files.mkdirTree(parent);
    folder = files.lookupPath(parent).node;
    folders.set(parent, folder);
  }
  const file = files.filesystems.MEMFS.createNode(folder, path.slice(cut + 1), MODE, 0);
  file.contents = contents;
  file.usedBytes = contents.length;
}

/**
 * Lays an archive's files out.
 * @param {Files} files
 * @param {string} place folder of Python's
 * @param {Uint8Array<ArrayBuffer>} archive
 */
function layOut(files, place, archive) {
  const folders = new Map();
  for (const [name, content] of membersOf(archive)) hang(files, folders, `${place}/${name}`, content);
}

/**
 * @param {Emscripten} module
 * @param {Files} files
 * @param {string} folder Python's folder of packages
 * @param {Uint8Array<ArrayBuffer>[]} wheels
 * @param {Map<string, WebAssembly.Module>} libraries of the wheels
 */
export async function furnish(module, files, folder, wheels, libraries) {
  for (const wheel of wheels) layOut(files, folder, wheel);
  for (const [name, code] of libraries) {
    const path = `${folder}/${name}`;
    const library = module.newDSO(path, undefined, "loading");
    library.global = false;
    library.exports = await module.loadWebAssemblyModule(code, FLAGS, path, {});
  }
}
