// Python's start, begun before the page's own scripts have come: those are read on one core, Python starts on another.

import { imageMark } from "./image-mark.js";
import { startWorker } from "./start-worker.js";

/** @type {{ worker: Worker, hear: (event: Event) => void, said: Event[] } | null} */
let early = null;

/**
 * For a page whose figure is in view from the start. In a frame, Python may be another window's, or have to wait; in
 * the one-file page it lies behind the page's scripts anyway.
 */
export function startEarly() {
  if (__SINGLE_FILE__ || early || window.parent !== window) return;
  const worker = startWorker();
  /** @type {Event[]} */
  const said = [];
  const hear = (/** @type {Event} */ event) => {
    event.preventDefault();
    said.push(event);
  };
  for (const type of ["message", "error"]) worker.addEventListener(type, hear);
  worker.postMessage({ id: 0, session: "", method: "boot", params: { anew: false, image: imageMark() } });
  early = { worker, hear, said };
}

/** The worker that was begun, for one taker. What it has said meanwhile it says again once somebody listens. */
export function takeEarly() {
  if (!early) return null;
  const { worker, hear, said } = early;
  early = null;
  queueMicrotask(() => {
    for (const type of ["message", "error"]) worker.removeEventListener(type, hear);
    for (const event of said) {
      const { data } = /** @type {MessageEvent} */ (event);
      const { message } = /** @type {ErrorEvent} */ (event);
      worker.dispatchEvent(
        event.type === "error" ? new ErrorEvent("error", { message }) : new MessageEvent("message", { data }),
      );
    }
  });
  return worker;
}
