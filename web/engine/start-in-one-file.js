// Starting the worker of the one-file page: its code and Python's parts lie in the page itself, as text.

import { block } from "../single/block.js";

const whole = () =>
  new Promise((resolve) => {
    if (document.readyState !== "loading") resolve(null);
    else document.addEventListener("DOMContentLoaded", resolve, { once: true });
  });

/** A page from a disk may start a worker from a blob alone, and a classic one alone. */
export function startInside() {
  const address = URL.createObjectURL(new Blob([__UNPACKER__], { type: "text/javascript" }));
  const worker = new Worker(address, { name: "gradpad" });
  // The page can be drawn on while the rest of it is still being read.
  whole().then(() => {
    const parts = __PYTHON_PARTS__.files.map(({ name }) => [name, block(name)]);
    worker.postMessage({
      unpack: { worker: block("worker.js"), parts: new Map(/** @type {[string, string][]} */ (parts)) },
    });
    URL.revokeObjectURL(address);
  });
  return worker;
}
