// Python's core comes in two parts (tools/core): what a first session runs, and the rest, when that is here already or
// as soon as something of it is called.

import { Late } from "./late.js";

const TABLE = "~cold";
/** Names that begin like this are ours; Emscripten takes all that a core exports for Python's. */
const OURS = "~";

/** A module that hands on what it imports: a table takes no function of JavaScript's own. */
const WRAPPER = Uint8Array.of(
  ...[0, 97, 115, 109, 1, 0, 0, 0], // "\0asm", version 1
  ...[1, 4, 1, 0x60, 0, 0], // types: of no arguments, to nothing
  ...[2, 7, 1, 1, 99, 1, 99, 0, 0], // imports "c" "c"
  ...[7, 5, 1, 1, 99, 0, 0], // exports "c"
);

/** @typedef {Late<WebAssembly.Module>} Rest */

/** @param {string} address @returns {Rest} the second part */
export const restAt = (address) =>
  new Late(address, {
    ahead: (code) => WebAssembly.compile(code),
    atOnce: (code) => new WebAssembly.Module(code),
  });

/**
 * @param {WebAssembly.Instance} instance of a core's first part, or of anything else
 * @param {Pick<Rest, "take">} rest
 * @returns {WebAssembly.Instance} the same, as Emscripten is to see it
 */
export function joined(instance, rest) {
  const all = instance.exports;
  const table = /** @type {WebAssembly.Table | undefined} */ (all[TABLE]);
  if (!table) return instance;
  const join = () => {
    const module = rest.take();
    const asked = WebAssembly.Module.imports(module);
    const functions = asked.filter(({ kind }) => kind === "function");
    const first = table.length - functions.length;
    const given = asked.map(({ name, kind }) => [
      name,
      kind === "function" ? table.get(first + Number(name)) : all[name],
    ]);
    new WebAssembly.Instance(module, { c: Object.fromEntries(given) }); // it puts its functions into the table
  };
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(WRAPPER), { c: { c: join } });
  table.set(0, exports.c);
  const theirs = Object.entries(all).filter(([name]) => !name.startsWith(OURS));
  return /** @type {WebAssembly.Instance} */ ({ exports: Object.fromEntries(theirs) });
}
