// Starting the worker: from its file beside the page's, or from inside the page where that is one file.

import { startInside } from "./start-in-one-file.js";

/**
 * A worker that is started from its file has no policy but what the host's headers say, and a static host says none. One
 * that is started from a script of the page's own, and imports that file, has the page's.
 * @param {string} file absolute address
 */
const importing = (file) => `import ${JSON.stringify(file)};`;

/**
 * In a sandboxed frame nothing is of our own origin, the worker's file neither: its host has to let everyone read it, and a
 * worker that is a module can't import it there. This one hands on what was said meanwhile.
 * @param {string} file absolute address
 */
const importingLater = (file) => `
  self.importScripts = undefined; // Pyodide takes a worker that has it for one that can't import
  const early = [];
  const keep = ({ data }) => early.push(data);
  self.addEventListener("message", keep);
  import(${JSON.stringify(file)}).then(() => {
    self.removeEventListener("message", keep);
    for (const data of early) self.dispatchEvent(new MessageEvent("message", { data }));
  }, (error) => setTimeout(() => { throw error; }));
`;

/** @param {string} file absolute address */
function startImporting(file) {
  const apart = self.origin === "null";
  const script = apart ? importingLater(file) : importing(file);
  const address = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  const worker = new Worker(address, { type: apart ? "classic" : "module", name: "gradpad" });
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
