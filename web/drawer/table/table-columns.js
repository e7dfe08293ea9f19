// The columns of the table of points, for each task: what a cell shows, and what may be typed into it.

import { quoted } from "../../csv/table-error.js";
import { plain, readNumber } from "../../ui/format.js";

/** @typedef {import("../../app/state-types").Task} Task */
/** @typedef {{ points: [number, number][], labels: number[] }} Drawing */

/**
 * @typedef {object} Column
 * @property {"x1" | "x2" | "label"} key
 * @property {string} title
 * @property {boolean} whole  a class: one of a few whole numbers from 0 up
 * @property {number} low
 * @property {number} high
 */

/** @param {Task} task @param {import("../../engine/types").Description["limits"]} limits @returns {Column[]} */
export function columnsFor(task, { max_coordinate = 1000, max_classes = 2 }) {
  const far = { whole: false, low: -max_coordinate, high: max_coordinate };
  if (task === "function")
    return [
      { key: "x1", title: "x", ...far },
      { key: "label", title: "y", ...far },
    ];
  return [
    { key: "x1", title: "x₁", ...far },
    { key: "x2", title: "x₂", ...far },
    task === "values"
      ? { key: "label", title: "value", ...far }
      : { key: "label", title: "class", whole: true, low: 0, high: max_classes - 1 },
  ];
}

/** @param {Drawing} drawing @param {number} place @param {Column["key"]} key @returns {number} */
export function valueIn({ points, labels }, place, key) {
  if (key === "label") return labels[place];
  return points[place][key === "x1" ? 0 : 1];
}

/**
 * A copy of the drawing with one cell changed.
 * @param {Drawing} drawing @param {number} place @param {Column["key"]} key @param {number} value @returns {Drawing}
 */
export function withValue({ points, labels }, place, key, value) {
  if (key === "label") return { points, labels: labels.with(place, value) };
  const [x1, x2] = points[place];
  return { points: points.with(place, key === "x1" ? [value, x2] : [x1, value]), labels };
}

/**
 * What somebody typed into a cell, or pasted.
 * @param {Column} column @param {string} text @param {"either" | "decimal"} [comma] what a comma may be
 * @returns {{ value: number, problem: null } | { value: null, problem: string }} `problem` begins with the column's name
 */
export function readCell({ title, whole, low, high }, text, comma = "either") {
  const value = readNumber(text, comma);
  if (value >= low && value <= high && (!whole || Number.isInteger(value))) return { value, problem: null };
  const kind = whole ? "a whole number" : "a number";
  const found = text.trim() === "" ? "empty" : quoted(text.trim());
  return {
    value: null,
    problem: `${title} is ${found}; it must be ${kind} from ${plain(low)} to ${plain(high)}.`,
  };
}
