// What a page does that follows Pyodide's documentation: start a worker, and wait for what it says.

const marks = {};
globalThis.startup = { marks, done: false };
const worker = new Worker("./worker.mjs", { type: "module" });
worker.addEventListener("message", ({ data }) => {
  marks[data] = performance.now();
  globalThis.startup.done = data === "epoch";
});
