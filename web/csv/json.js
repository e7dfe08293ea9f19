// Points from JSON: a list of [x1, x2, label], a list of objects, or an object with `points` and `labels`.

import { isObject } from "../config/path.js";
import { TableError } from "./table-error.js";

/** @typedef {import("./rows.js").Row} Row */

/**
 * @param {string} text
 * @returns {{ rows: Row[], own: boolean }} rows of x1, x2, label; `own`: in the form that this page writes
 */
export function readJson(text) {
  let content;
  try {
    content = JSON.parse(text);
  } catch (error) {
    throw new TableError("this is no JSON that can be read.", lineInMessage(text, String(error)));
  }
  const inner = isObject(content) && isObject(content.data) ? content.data : content;
  if (isObject(inner) && Array.isArray(inner.points)) return fromLists(text, inner);
  if (!Array.isArray(inner)) {
    throw new TableError('In JSON, points are a list: [[x1, x2, label], …] or {"points": …, "labels": …}.');
  }
  const lines = linesOfItems(text, 0, inner.length);
  const rows = inner.map((item, i) => ({ line: lines[i], cells: cellsOf(item, lines[i]) }));
  return { rows, own: false };
}

/** @param {string} text @param {Record<string, unknown>} content */
function fromLists(text, { points, labels }) {
  const places = /** @type {unknown[]} */ (points);
  if (!Array.isArray(labels) || labels.length !== places.length) {
    const found = Array.isArray(labels) ? `${labels.length}` : "no";
    throw new TableError(`There are ${places.length} points and ${found} labels; each point needs one.`);
  }
  const lines = linesOfItems(text, text.indexOf('"points"') + 8, places.length);
  const rows = places.map((point, i) => {
    if (!Array.isArray(point) || point.length !== 2)
      throw new TableError("a point is a pair [x1, x2].", lines[i]);
    return { line: lines[i], cells: [...point, labels[i]] };
  });
  return { rows, own: true };
}

/** @param {unknown} item @param {number} line @returns {unknown[]} */
function cellsOf(item, line) {
  if (Array.isArray(item) && item.length === 3) return item;
  if (isObject(item)) {
    const pick = (/** @type {string[]} */ ...names) =>
      item[names.find((name) => Object.hasOwn(item, name)) ?? ""];
    const pair = Object.hasOwn(item, "x1") ? ["x1", "x2"] : ["x", "y"];
    const cells = [item[pair[0]], item[pair[1]], pick("label", "class", "target", "value")];
    if (cells.every((cell) => cell !== undefined)) return cells;
  }
  throw new TableError('a point is [x1, x2, label] or {"x1": …, "x2": …, "label": …}.', line);
}

/**
 * In which line each item of the first list after `from` begins.
 * @param {string} text @param {number} from @param {number} count
 */
function linesOfItems(text, from, count) {
  /** @type {number[]} */
  const lines = [];
  let line = text.slice(0, from).split("\n").length;
  let depth = 0;
  let expected = false;
  for (let at = from; at < text.length && lines.length < count; at += 1) {
    const letter = text[at];
    if (letter === "\n") line += 1;
    else if (/\s/.test(letter)) continue;
    else if (expected && letter !== "]") {
      lines.push(line);
      expected = false;
    }
    if (letter === '"') {
      for (at += 1; at < text.length && text[at] !== '"'; at += 1) if (text[at] === "\\") at += 1;
    } else if (letter === "[" || letter === "{") {
      depth += 1;
      if (depth === 1) expected = true;
    } else if (letter === "]" || letter === "}") depth -= 1;
    else if (letter === "," && depth === 1) expected = true;
  }
  return lines;
}

/** Browsers say where in words of their own: "at position 12", "line 2 column 3". @param {string} text @param {string} message */
function lineInMessage(text, message) {
  const line = /line (\d+)/.exec(message);
  if (line) return Number(line[1]);
  const position = /position (\d+)/.exec(message);
  return position ? text.slice(0, Number(position[1])).split("\n").length : null;
}
