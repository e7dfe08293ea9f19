// Starting the worker: from its file beside the page's, or from inside the page where that is one file.

import { startInside } from "../single/start.js";

/** @returns {Worker} */
export function startWorker() {
  if (__SINGLE_FILE__) return startInside();
  return new Worker(new URL(__WORKER_URL__, import.meta.url), { type: "module", name: "gradpad" });
}
