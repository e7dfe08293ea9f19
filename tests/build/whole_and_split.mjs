// Runs lines of Python on Pyodide's core, whole or in two parts; prints what they come to, and whether the second part
// was needed. Argument: the plan, a JSON file with `pyodide`, `python`, for a core in parts `first` and `rest`, and
// perhaps `stdlib`, another standard library's zip.

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { joined } from "../../web/engine/boot/core-parts.js";

const plan = JSON.parse(readFileSync(process.argv[2], "utf8"));
let needed = 0;
const rest = {
  take() {
    needed++;
    return new WebAssembly.Module(readFileSync(plan.rest));
  },
};
if (plan.first) {
  const original = WebAssembly.instantiate;
  WebAssembly.instantiate = async (_, imports) => {
    WebAssembly.instantiate = original;
    const module = await WebAssembly.compile(readFileSync(plan.first));
    return { module, instance: joined(await WebAssembly.instantiate(module, imports), rest) };
  };
}
process.argv.length = 1; // as in a browser, where no program has a name
const { loadPyodide } = await import(pathToFileURL(`${plan.pyodide}/pyodide.mjs`).href);
const python = await loadPyodide({
  indexURL: plan.pyodide,
  ...(plan.stdlib ? { stdLibURL: plan.stdlib } : {}),
});
const answers = plan.python.map((lines) => [python.runPython(lines), needed]);
console.log(JSON.stringify(answers));
process.exit(0);
