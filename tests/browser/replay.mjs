// Runs compiled loops without Python: the same text works in Node and in a page, so that their results can be compared.

/**
 * Gives each job's module a memory that begins as its arena, makes the steps, and hands back the arena as it then is.
 *
 * @param {{binary: string, arena: string, steps: number}[]} jobs bytes are in base64
 * @returns {{arena: string}[]}
 */
export function replay(jobs) {
  return jobs.map(({ binary, arena, steps }) => {
    const start = bytes(arena);
    const memory = new WebAssembly.Memory({ initial: Math.ceil(start.length / 65536) });
    new Uint8Array(memory.buffer).set(start);
    const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes(binary)), { env: { memory } });
    const run = /** @type {(base: number, steps: number) => void} */ (instance.exports.run);
    run(0, steps);
    return { arena: text(new Uint8Array(memory.buffer, 0, start.length)) };
  });
}

/** @param {string} base64 */
function bytes(base64) {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}

/** @param {Uint8Array} array */
function text(array) {
  return btoa(Array.from(array, (byte) => String.fromCharCode(byte)).join(""));
}
