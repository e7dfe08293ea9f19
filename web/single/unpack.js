// The first code in the worker of the one-file page: it unpacks the worker proper, and answers its fetches from what
// the page gave it. Whatever the page asks meanwhile is held back.

/** @typedef {{ worker: string, parts: Map<string, string> }} Pack texts: gzip, seven bits a character */

/**
 * Bytes out of text as tools/bundle_single.mjs writes it: the lower seven bits of each character count.
 * @param {string} text
 */
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
const inflated = (text) => new Blob([bytesOf(text)]).stream().pipeThrough(new DecompressionStream("gzip"));

/** There is no host: Python's parts seem to lie at an address that can't exist. @param {Map<string, string>} parts */
function answerFetches(parts) {
  self.fetch = async (input) => {
    const address = new URL(input instanceof Request ? input.url : input);
    const text = parts.get(address.pathname.slice(address.pathname.lastIndexOf("/") + 1));
    if (text === undefined) throw new TypeError(`${address.href} is not in this file.`);
    const type = address.pathname.endsWith(".wasm") ? "application/wasm" : "application/octet-stream";
    return new Response(inflated(text), { headers: { "content-type": type } });
  };
}

/** @type {MessageEvent[]} */
const held = [];

/** @param {MessageEvent} event */
async function receive(event) {
  event.stopImmediatePropagation();
  const pack = /** @type {Pack | undefined} */ (event.data.unpack);
  if (!pack) return held.push(event);
  answerFetches(pack.parts);
  const code = await new Response(inflated(pack.worker)).blob();
  const address = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
  // The worker's first line takes importScripts away: Pyodide refuses classic workers, which it knows by that.
  self.importScripts(address);
  URL.revokeObjectURL(address);
  self.removeEventListener("message", receive);
  for (const { data } of held) self.dispatchEvent(new MessageEvent("message", { data }));
}

self.addEventListener("message", receive);
