// Numbers, texts, arrays, and lists and objects of them as bytes, to the last bit: the format of the engine's own
// `gradpad.session.carried`. First a line of JSON that says what there is, then the numbers of all arrays.

import { nestsTooDeep } from "../../config/json-depth.js";

/** @typedef {Float64Array | Float32Array | Int32Array | Uint8Array} Numbers */

/**
 * An array of any shape; its numbers lie row by row.
 * @typedef {{ shape: number[], values: Numbers }} Numeric
 */

/** What can be in there, by NumPy's names for it. */
const KINDS = /** @type {const} */ ({
  "<f8": Float64Array,
  "<f4": Float32Array,
  "<i4": Int32Array,
  "|u1": Uint8Array,
  "|b1": Uint8Array,
});

/** Python's JSON has a word for what is no number, and this is no text of a configuration. */
const NOT_A_NUMBER = "\0NaN";

/** @param {unknown} value @returns {value is Numeric} */
const isNumeric = (value) => ArrayBuffer.isView(/** @type {any} */ (value)?.values);

/** @param {Numbers} values */
const kindOf = (values) => Object.entries(KINDS).find(([, Kind]) => values instanceof Kind)?.[0] ?? "<f8";

/** @param {Uint8Array} bytes @returns {any} @throws {Error} they are something else */
export function fromBytes(bytes) {
  const end = bytes.indexOf(10);
  if (end < 0) throw new RangeError("There is no line that says what is in there.");
  const line = new TextDecoder().decode(bytes.subarray(0, end));
  const told = JSON.parse(line.replace(/([[,:] ?)NaN(?=[,\]}])/g, "$1null"));
  if (nestsTooDeep(told)) throw new RangeError("What is in there nests without end.");
  let at = end + 1;
  /** @param {any} node @returns {any} */
  const read = (node) => {
    if (node === null || typeof node !== "object") return node;
    if (Array.isArray(node)) return node.map(read);
    if (!("array" in node))
      return Object.fromEntries(Object.entries(node.dict).map(([name, value]) => [name, read(value)]));
    const Kind = KINDS[/** @type {keyof typeof KINDS} */ (node.array)];
    const count = node.shape.reduce((/** @type {number} */ all, /** @type {number} */ n) => all * n, 1);
    const size = count * Kind.BYTES_PER_ELEMENT;
    if (!Number.isSafeInteger(size) || size < 0 || at + size > bytes.length)
      throw new RangeError("Numbers are missing.");
    const values = new Kind(bytes.slice(at, at + size).buffer);
    at += size;
    return { shape: node.shape, values };
  };
  return read(told);
}

/** @param {unknown} content @returns {Uint8Array} */
export function toBytes(content) {
  /** @type {Uint8Array[]} */
  const parts = [];
  /** @param {any} node @returns {any} */
  const tell = (node) => {
    if (Number.isNaN(node)) return NOT_A_NUMBER;
    if (node === null || typeof node !== "object") return node;
    if (Array.isArray(node)) return node.map(tell);
    if (!isNumeric(node))
      return { dict: Object.fromEntries(Object.entries(node).map(([name, value]) => [name, tell(value)])) };
    const { shape, values } = node;
    parts.push(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
    return { array: kindOf(values), shape };
  };
  const line = JSON.stringify(tell(content)).replaceAll(JSON.stringify(NOT_A_NUMBER), "NaN");
  const head = new TextEncoder().encode(`${line}\n`);
  const bytes = new Uint8Array(parts.reduce((all, { length }) => all + length, head.length));
  bytes.set(head);
  let at = head.length;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
