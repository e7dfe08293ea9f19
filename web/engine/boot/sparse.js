// Memory without its empty stretches, of which an interpreter's has a third.

/** Shorter stretches are not worth leaving out. */
const PAGE = 4096;

/** @typedef {[from: number, to: number]} Run */

/** @param {Uint8Array<ArrayBuffer>} memory from a multiple of 4 on @returns {Run[]} where there is anything but zeros */
export function holding(memory) {
  const words = new Uint32Array(memory.buffer, memory.byteOffset, memory.length >> 2);
  /** @type {Run[]} */
  const runs = [];
  for (let from = 0; from < memory.length; from += PAGE) {
    const to = Math.min(from + PAGE, memory.length);
    if (words.subarray(from >> 2, to >> 2).every(isZero) && memory.subarray(to & ~3, to).every(isZero))
      continue;
    const last = runs.at(-1);
    if (last?.[1] === from) last[1] = to;
    else runs.push([from, to]);
  }
  return runs;
}

/** @param {number} value */
const isZero = (value) => value === 0;

/**
 * Puts the stretches, which lie one behind the other, back where they were.
 * @param {Uint8Array} memory all zeros
 * @param {Run[]} runs
 * @param {ArrayBuffer} bytes
 * @returns {number} how many of the bytes that were
 */
export function spread(memory, runs, bytes) {
  let at = 0;
  for (const [from, to] of runs) {
    memory.set(new Uint8Array(bytes, at, to - from), from);
    at += to - from;
  }
  return at;
}
