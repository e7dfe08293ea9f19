// Arguments of the public methods: refused with a sentence that says what was expected.

import { show } from "../config/rules.js";

/** @param {string} call @param {string} name @param {unknown} value @returns {number} */
export function checkCount(call, name, value) {
  if (Number.isSafeInteger(value) && Number(value) >= 1) return Number(value);
  throw new TypeError(`${call}: ${name} is ${show(value)}; it must be a whole number, at least 1.`);
}

/** @param {string} call @param {unknown} value @returns {number | null} */
export function checkEpoch(call, value) {
  if (value === null || (typeof value === "number" && Number.isFinite(value) && value >= 0)) return value;
  throw new TypeError(
    `${call}: epoch is ${show(value)}; it must be a number from 0, or null for the present.`,
  );
}

/** @param {string} call @param {unknown} value @returns {[number, number][]} */
export function checkPoints(call, value) {
  if (!Array.isArray(value))
    throw new TypeError(`${call}: points is ${show(value)}; it must be a list of [x1, x2].`);
  return value.map((point, i) => {
    const [x1, x2, ...more] = Array.isArray(point) ? point : [];
    if (Number.isFinite(x1) && Number.isFinite(x2) && more.length === 0) return [x1, x2];
    throw new TypeError(`${call}: points[${i}] is ${show(point)}; it must be a pair of finite numbers.`);
  });
}
