// Making the image of Python's memory that later visits start from: once per version, when the page has settled.

import { savesData } from "../config/saves-data.js";
import { keepImageMark } from "./image-mark.js";
import { startWorker } from "./start-worker.js";

/** Milliseconds without training before it begins: what somebody does here comes before what later visits gain. */
const SETTLED_MS = 10_000;

/** @type {Worker | null} */
let worker = null;
let wanted = true;
let timer = 0;

/** For a page of our own, in a window of its own. A visitor who wants to save data or room is not asked for 40 MB. */
export async function keepImageForLater() {
  if (__SINGLE_FILE__ || window.parent !== window || !("caches" in window)) return;
  const { deviceMemory = 8 } = /** @type {{ deviceMemory?: number }} */ (navigator);
  if (savesData() || deviceMemory < 2) return;
  await new Promise((resolve) => document.addEventListener("gradpad-ready", resolve, { once: true }));
  document.addEventListener("gradpad-snapshot", putOff);
  putOff();
}

/** Training goes on: a second Python beside it would make it stutter. */
function putOff() {
  clearTimeout(timer);
  worker?.terminate();
  worker = null;
  if (wanted) timer = setTimeout(make, SETTLED_MS);
}

function make() {
  worker = startWorker();
  worker.addEventListener("error", stopKeeping);
  worker.addEventListener("message", made);
  worker.postMessage({ id: 0, session: "", method: "keep image", params: null });
}

/** @param {MessageEvent<{ result: string | null }>} event */
function made(event) {
  try {
    if (event.data.result !== null) keepImageMark(event.data.result);
  } catch {} // without its mark it is not used, and goes at the next visit
  stopKeeping(event);
}

/** Nothing is kept any more. @param {Event} [event] that the worker has an end */
export function stopKeeping(event) {
  event?.preventDefault();
  wanted = false;
  clearTimeout(timer);
  document.removeEventListener("gradpad-snapshot", putOff);
  worker?.terminate();
  worker = null;
}
