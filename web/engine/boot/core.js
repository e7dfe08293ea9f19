/// <reference path="./pyodide-asm.d.ts" />
// Pyodide's own code, a megabyte: apart from the worker's, so that it comes side by side with Python's parts.

export { loadPyodide } from "pyodide";
export { default as createPyodideModule } from "pyodide/pyodide.asm.mjs";
