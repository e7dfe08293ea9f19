// Whether a file of Python's is the one that was built: by its hash, wherever it came from, before any of it runs.

import { sha256 } from "../../config/sha256.js";

/**
 * @param {ReadableStream<Uint8Array<ArrayBuffer>>} stream
 * @param {{ name: string, sha256: string }} file
 * @returns {Promise<Uint8Array<ArrayBuffer>>} all of it
 * @throws where it is another file, or did not come
 */
export async function checked(stream, file) {
  const bytes = await new Response(stream).arrayBuffer();
  // A page that came by plain http has no digests, and no caches that code could write to.
  if (crypto.subtle && (await sha256(bytes)) !== file.sha256)
    throw new Error(`A part of Python is damaged: ${file.name}.`);
  return new Uint8Array(bytes);
}
