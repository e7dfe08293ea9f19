// Starting the worker: from its file beside the page's, or from inside the page where that is one file.

import { startInside } from "./start-in-one-file.js";

/**
 * A worker for a sandboxed frame, where nothing is of our own origin, the worker's file neither: a script of the frame's
 * own, which imports that file if its host lets everyone read it, and hands on what was said meanwhile.
 */
const IMPORTING = `
  self.importScripts = undefined; // Pyodide takes a worker that has it for one that can't import
  const early = [];
  const keep = ({ data }) => early.push(data);
  self.addEventListener("message", keep);
  import(ADDRESS).then(() => {
    self.removeEventListener("message", keep);
    for (const data of early) self.dispatchEvent(new MessageEvent("message", { data }));
  }, (error) => setTimeout(() => { throw error; }));
`;

/** @param {string} address */
function startImporting(address) {
  const script = IMPORTING.replace("ADDRESS", JSON.stringify(address));
  const own = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  return new Worker(own, { name: "gradpad" });
}

/** @returns {Worker} */
export function startWorker() {
  if (__SINGLE_FILE__) return startInside();
  const address = new URL(__WORKER_URL__, import.meta.url).href;
  if (self.origin === "null") return startImporting(address);
  return new Worker(address, { type: "module", name: "gradpad" });
}
