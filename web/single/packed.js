// What the one-file page carries as text: gzip, seven bits a character, as tools/bundle_single.mjs writes it.

/** The lower seven bits of each character count. @param {string} text */
function bytesOf(text) {
  const bytes = new Uint8Array(Math.floor((text.length * 7) / 8));
  let rest = 0;
  let bits = 0;
  let at = 0;
  for (let i = 0; i < text.length; i += 1) {
    rest |= (text.charCodeAt(i) & 127) << bits;
    bits += 7;
    if (bits < 8) continue;
    bytes[at++] = rest;
    rest >>= 8;
    bits -= 8;
  }
  return bytes;
}

/** @param {string} text @returns {ReadableStream<Uint8Array<ArrayBuffer>>} */
export const inflated = (text) =>
  new Blob([bytesOf(text)]).stream().pipeThrough(new DecompressionStream("gzip"));

/** A script's address. @param {string} text */
export async function addressOf(text) {
  const code = await new Response(inflated(text)).arrayBuffer();
  return URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
}
