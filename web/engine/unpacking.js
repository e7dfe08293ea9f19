// Unpacking what was packed with xz, which no browser does itself yet.

import { XzReadableStream } from "xz-decompress";

/** @type {Promise<unknown>} */
let before = Promise.resolve();

/**
 * The content of a file that is still coming, one file after the other: the decoder has room for one alone.
 * @param {ReadableStream<Uint8Array>} stream
 * @returns {Promise<ArrayBuffer>} rejects where it is damaged, or did not come
 */
export function unpacked(stream) {
  const content = before.then(() => new Response(new XzReadableStream(stream)).arrayBuffer());
  before = content.catch(() => {});
  return content;
}
