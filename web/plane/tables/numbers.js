// Numbers as people and programs write them: 1.5, -2e-3, and 1,5 where the comma does not part the columns.

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i;

/**
 * @param {unknown} value a cell, or a number from JSON
 * @param {boolean} [decimalComma]
 * @returns {number} NaN where it is no finite number
 */
export function toNumber(value, decimalComma = false) {
  if (typeof value === "number") return Number.isFinite(value) ? value : Number.NaN;
  if (typeof value !== "string") return Number.NaN;
  let text = value.trim().replace(/^[−–]/, "-");
  if (decimalComma && !text.includes(".")) text = text.replace(",", ".");
  const number = NUMBER.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(number) ? number : Number.NaN;
}
