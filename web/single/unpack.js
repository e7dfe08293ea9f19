// The first code in the worker of the one-file page: it unpacks the worker proper, and answers its fetches from what
// the page gave it. Whatever the page asks meanwhile is held back.

import { addressOf, bytesOf } from "./packed.js";

/** @typedef {{ worker: string, parts: Map<string, string> }} Pack */

/** There is no host: Python's parts seem to lie at an address that can't exist. @param {Map<string, string>} parts */
function answerFetches(parts) {
  self.fetch = async (input) => {
    const address = new URL(input instanceof Request ? input.url : input);
    const text = parts.get(address.pathname.slice(address.pathname.lastIndexOf("/") + 1));
    if (text === undefined) throw new TypeError(`${address.href} is not in this file.`);
    return new Response(bytesOf(text));
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
  const address = await addressOf(pack.worker);
  // The worker's first line takes importScripts away: Pyodide refuses classic workers, which it knows by that.
  self.importScripts(address);
  URL.revokeObjectURL(address);
  self.removeEventListener("message", receive);
  for (const { data } of held) self.dispatchEvent(new MessageEvent("message", { data }));
}

self.addEventListener("message", receive);
