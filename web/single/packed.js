// What the one-file page carries as text: packed bytes, seven bits a character, as tools/bundle_single.mjs writes them.

/** The lower seven bits of each character count. @param {string} text */
export function bytesOf(text) {
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

/** A script's address. @param {string} text gzip */
export async function addressOf(text) {
  const inflated = new Blob([bytesOf(text)]).stream().pipeThrough(new DecompressionStream("gzip"));
  const code = await new Response(inflated).arrayBuffer();
  return URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
}
