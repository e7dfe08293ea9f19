// Points as a table: pasted, dropped or opened (CSV, TSV, JSON), and written as CSV.
// What can't be read is refused with the line and the reason; what had to be decided is told in `notes`.

import { numberIn } from "./cell-number.js";
import { chooseColumns } from "./choose-columns.js";
import { fitToPlane } from "./fit.js";
import { readJson } from "./json.js";
import { readLabels } from "./labels.js";
import { readRows } from "./rows.js";
import { quoted, TableError } from "./table-error.js";

export { fitToPlane, TableError };

/** @typedef {[number, number]} Pair */

/**
 * @typedef {object} Table
 * @property {"classification" | "regression"} task
 * @property {Pair[]} points
 * @property {number[]} labels
 * @property {string[] | null} classes  what each class was called in the table; null: by its number
 * @property {number} outside  points that do not lie in the part of the plane that is shown; fitToPlane() brings all in
 * @property {boolean} must_fit  some are so far out that the engine would refuse them as they are
 * @property {string[]} notes  sentences for the visitor: what was decided or left out
 */

const MOST_CHARACTERS = 5_000_000;

/**
 * @param {string} text
 * @param {import("../engine/types").Description} description
 * @returns {Table}
 * @throws {TableError} and nothing else
 */
export function parseTable(text, { limits }) {
  if (typeof text !== "string" || text.length > MOST_CHARACTERS) {
    throw new TableError(
      `This file is too large: at most ${MOST_CHARACTERS / 1e6} million characters are read.`,
    );
  }
  const content = text.replace(/^\uFEFF/, "");
  const most = limits.max_classes ?? 6;
  const largest = limits.max_coordinate ?? 1000;
  const { columns, rows, own, decimalComma, notes } = readAny(content, limits.max_points);
  const points = rows.map(({ cells, line }) => {
    const [x1, x2] = columns.map((place) => numberIn(cells[place], decimalComma));
    const wrong = Number.isNaN(x1) ? 0 : Number.isNaN(x2) ? 1 : null;
    if (wrong === null) return /** @type {Pair} */ ([x1, x2]);
    throw new TableError(
      `${quoted(cells[columns[wrong]])} is no number, and x${wrong + 1} must be one.`,
      line,
    );
  });
  const column = rows.map(({ cells, line }) => ({ cell: cells[columns[2]], line }));
  const { note, ...known } = readLabels(column, { decimalComma, own, most });
  if (known.task === "regression") {
    const far = known.labels.findIndex((label) => Math.abs(label) > largest);
    if (far >= 0) {
      const message = `the value ${known.labels[far]} is too large; values go from -${largest} to ${largest}.`;
      throw new TableError(message, rows[far].line);
    }
  }
  const [low, high] = limits.domain;
  const isOutside = (/** @type {Pair} */ point) => point.some((value) => value < low || value > high);
  return {
    ...known,
    points,
    outside: points.filter(isOutside).length,
    must_fit: points.some((point) => point.some((value) => Math.abs(value) > largest)),
    notes: note ? [...notes, note] : notes,
  };
}

/** @param {string} text @param {number} most points that are wanted */
function readAny(text, most) {
  const found = /^\s*[[{]/.test(text) ? fromJson(text) : fromLines(text, most);
  if (found.rows.length === 0) throw new TableError("There are no points in it.");
  if (found.total <= most) return found;
  const note = `There are ${found.total} points; the first ${most} were taken, and the rest left out.`;
  return { ...found, rows: found.rows.slice(0, most), notes: [...found.notes, note] };
}

/** @param {string} text */
function fromJson(text) {
  const { rows, own } = readJson(text);
  const columns = [0, 1, 2];
  return { rows, total: rows.length, columns, own, decimalComma: false, notes: /** @type {string[]} */ ([]) };
}

/** @param {string} text @param {number} most */
function fromLines(text, most) {
  const { rows: all, total, decimalComma } = readRows(text, most + 1); // one may be the heading
  const { rows, columns, own, note } = chooseColumns(all, decimalComma);
  return {
    rows,
    total: total - (all.length - rows.length),
    columns,
    own,
    decimalComma,
    notes: note ? [note] : [],
  };
}

/**
 * The points as CSV, each number written so that it comes back the same.
 * @param {Pick<import("../engine/types").DataSet, "points" | "labels">} data
 */
export function toCsv({ points, labels }) {
  const lines = Array.from(labels, (label, i) => `${points[2 * i]},${points[2 * i + 1]},${label}`);
  return `${["x1,x2,label", ...lines].join("\n")}\n`;
}
