// Starting the worker: from its file beside the page's, or from inside the page where that is one file.

import { startInside } from "./start-in-one-file.js";

/**
 * A worker that is started from its file has no policy but what the host's headers say, and a static host says none. One
 * that is started from a script of the page's own, and imports that file, has the page's. (A sandboxed frame can start no
 * other: there nothing is of its own origin, and the file's host has to let everyone read it.)
 * @param {string} file absolute address
 */
function startImporting(file) {
  const script = `import ${JSON.stringify(file)};`;
  const address = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  const worker = new Worker(address, { type: "module", name: "gradpad" });
  worker.addEventListener("message", () => URL.revokeObjectURL(address), { once: true });
  return worker;
}

/** @param {number} [again] how often its file has not come: what a browser kept of it is not asked for again @returns {Worker} */
export function startWorker(again = 0) {
  if (__SINGLE_FILE__) return startInside();
  const file = new URL(__WORKER_URL__, import.meta.url);
  if (again > 0) file.search = `again=${again}`;
  return startImporting(file.href);
}
