// Files of Python that a first session does not read: they are there by name, and get their content when one of them is
// read. That lies in an archive of its own, which comes beside training (tools/late).

import { membersOf } from "./archive.js";
import { Late } from "./late.js";
import { hang } from "./packages.js";
import { ready, unpackedNow } from "./unpacking.js";

/** @typedef {import("./packages").Emscripten} Emscripten */
/** @typedef {import("./packages").Files} Files */
/** @typedef {import("./packages").File} File */
/** @typedef {Late<Map<string, Uint8Array>>} LateArchive contents by name */

/** Python makes an OSError of it, which says more than a call that ends. */
const INPUT_OUTPUT_ERROR = 29;
const NOTHING = new Uint8Array();

/**
 * @param {string} address
 * @param {number} bytes of the archive, unpacked
 * @returns {LateArchive}
 */
export function lateArchive(address, bytes) {
  const atOnce = (/** @type {ArrayBuffer} */ packed) =>
    new Map(membersOf(unpackedNow(new Uint8Array(packed), bytes)));
  return new Late(address, { atOnce, ahead: (packed) => ready.then(() => atOnce(packed)) });
}

/**
 * @param {Files} files
 * @param {string} place folder that the names begin in
 * @param {[name: string, bytes: number][]} members
 * @param {Pick<LateArchive, "take">} archive
 */
export function hangLate(files, place, members, archive) {
  /** @type {[name: string, file: File][]} */
  const waiting = [];
  const fill = () => {
    let contents;
    try {
      contents = waiting.length > 0 ? archive.take() : null;
    } catch (error) {
      console.debug(String(error));
      throw new files.ErrnoError(INPUT_OUTPUT_ERROR);
    }
    for (const [name, file] of waiting.splice(0)) {
      // Somebody may have written one anew.
      if (file.contents === NOTHING) file.contents = contents?.get(name) ?? NOTHING;
    }
  };
  const folders = new Map();
  for (const [name, bytes] of members) {
    const file = hang(files, folders, `${place}/${name}`, NOTHING, bytes);
    const { read, write } = file.stream_ops;
    file.stream_ops = {
      ...file.stream_ops,
      read(...asked) {
        fill();
        return read(...asked);
      },
      write(...asked) {
        fill();
        return write(...asked);
      },
    };
    waiting.push([name, file]);
  }
}
