// Unpacking what was packed with zstd, which no browser does itself yet.

import { ZSTDDecoder } from "zstddec";

const decoder = new ZSTDDecoder();

/**
 * zstddec fetches its own code from a data: address, which a Content-Security-Policy may forbid: it is handed over.
 * @returns {Promise<void>}
 */
function begin() {
  const original = globalThis.fetch;
  globalThis.fetch = async (address) => {
    const code = atob(String(address).split(",")[1] ?? "");
    return new Response(Uint8Array.from(code, (letter) => letter.charCodeAt(0)));
  };
  try {
    return decoder.init(); // calls `fetch` before it returns
  } finally {
    globalThis.fetch = original;
  }
}

/** Resolves when the decoder may be used. Begun with the worker: the core's compilation would be before it. */
const ready = begin();
ready.catch(() => {}); // without WebAssembly nothing else starts either, and that is told

/**
 * The content of a file.
 * @param {Uint8Array<ArrayBuffer>} packed
 * @param {number} bytes how many it must come to
 * @returns {Promise<Uint8Array<ArrayBuffer>>} rejects where it is damaged
 */
export async function unpacked(packed, bytes) {
  await ready;
  const content = decoder.decode(packed, bytes);
  if (content.length !== bytes) throw new Error("A part of Python is damaged.");
  return /** @type {Uint8Array<ArrayBuffer>} */ (content);
}
