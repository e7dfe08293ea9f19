// A cell of a table as a number.

import { readNumber } from "../ui/format.js";

/**
 * @param {unknown} cell text, or a number from JSON
 * @param {boolean} decimalComma whether a comma in it is the decimal point
 * @returns {number} NaN where it is no finite number
 */
export function numberIn(cell, decimalComma) {
  if (typeof cell === "number") return Number.isFinite(cell) ? cell : Number.NaN;
  return typeof cell === "string" ? readNumber(cell, decimalComma ? "decimal" : "none") : Number.NaN;
}
