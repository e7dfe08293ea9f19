// Which columns of a table are x1, x2 and the label: by their names where there are names, else by their place.

import { numberIn } from "./cell-number.js";
import { quoted, TableError } from "./table-error.js";

/** @typedef {import("./rows.js").Row} Row */

const PAIRS = [
  ["x1", "x2"],
  ["x_1", "x_2"],
  ["x", "y"],
];
const LABELS = [
  "label",
  "labels",
  "class",
  "target",
  "value",
  "category",
  "group",
  "species",
  "colour",
  "color",
  "y",
];

/**
 * @param {Row[]} rows
 * @param {boolean} decimalComma
 * @returns {{ columns: [number, number, number], rows: Row[], own: boolean, note: string | null }}
 *   the rows without their header; `own`: it has the header that this page writes
 */
export function chooseColumns(rows, decimalComma) {
  const isNumber = (/** @type {unknown} */ cell) => !Number.isNaN(numberIn(cell, decimalComma));
  const names = rows[0].cells.some(isNumber) ? null : rows[0].cells.map((cell) => String(cell).toLowerCase());
  const rest = names ? rows.slice(1) : rows;
  if (rest.length === 0) throw new TableError("There is a heading, but no points below it.");
  const width = rows[0].cells.length;
  const uneven = rest.find(({ cells }) => cells.length !== width);
  if (uneven) {
    const found = `${uneven.cells.length} ${uneven.cells.length === 1 ? "value" : "values"}`;
    throw new TableError(`there are ${found}; line ${rows[0].line} has ${width}.`, uneven.line);
  }
  const named = names && byName(names);
  if (named) return { columns: named, rows: rest, own: names.join() === "x1,x2,label", note: null };
  if (width === 3) return { columns: [0, 1, 2], rows: rest, own: false, note: null };
  const numeric = rest[0].cells.flatMap((cell, i) => (isNumber(cell) && i < width - 1 ? [i] : []));
  if (numeric.length < 2) {
    throw new TableError("two of its values before the last must be numbers: x1 and x2.", rest[0].line);
  }
  const columns = /** @type {[number, number, number]} */ ([numeric[0], numeric[1], width - 1]);
  const [a, b, c] = columns.map((i) => (names ? quoted(rows[0].cells[i]) : `${i + 1}`));
  const note = `Of ${width} columns, ${a} and ${b} were taken as x1 and x2, and ${c} as the label.`;
  return { columns, rows: rest, own: false, note };
}

/** @param {string[]} names @returns {[number, number, number] | null} */
function byName(names) {
  for (const pair of PAIRS) {
    const label = LABELS.find((name) => names.includes(name) && !pair.includes(name));
    const columns = [...pair, label ?? ""].map((name) => names.indexOf(name));
    if (!columns.includes(-1)) return /** @type {[number, number, number]} */ (columns);
  }
  return null;
}
