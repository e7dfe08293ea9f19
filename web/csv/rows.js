// Lines of text to rows of cells: which character parts the columns is found out from the first row.
// d3-dsv reads the cells: one in double quotes may hold the delimiter, line breaks, and "" for a quote.

import { dsvFormat } from "d3-dsv";
import { TableError } from "./table-error.js";

/** @typedef {{ line: number, cells: unknown[] }} Row */

/** What may part the columns, the surest first. */
const DELIMITERS = ["\t", ";", ",", " "];
/** So many characters of the first row say what parts its cells. */
const HEAD = 20_000;
/** Where the first line begins that is neither blank nor a comment. */
const FIRST_ROW = /^(?![^\S\r\n]*(?:#|$))./m;
/** A line of its own at the end: where it does not come out as a row, a quotation mark before it was not closed. */
const END = ".";
const LINE_BREAK = /\r\n|\r|\n/g;

/**
 * @param {string} text
 * @param {number} most rows that are wanted; more are counted, not read
 * @returns {{ rows: Row[], total: number, decimalComma: boolean }}
 */
export function readRows(text, most) {
  const delimiter = delimiterOf(text, (cells) => cells >= 3);
  if (delimiter === null) throw new TableError("There is nothing in it. Each line needs x1, x2 and a label.");
  if (delimiter === undefined) {
    const [first] = splitRows(text, " ", 1).rows;
    const message = "there should be x1, x2 and a label, with commas, semicolons or tabs between.";
    throw new TableError(message, first.line);
  }
  return { ...splitRows(text, delimiter, most), decimalComma: delimiter !== "," };
}

/**
 * The first delimiter that parts the first row as it should; undefined: none does; null: there is no row.
 * @param {string} text @param {(cells: number) => boolean} fits
 */
export function delimiterOf(text, fits) {
  const start = text.search(FIRST_ROW);
  if (start < 0) return null;
  // A cell in quotes counts as one letter, whatever it holds.
  const head = text.slice(start, start + HEAD).replace(/"(?:[^"]|"")*"/g, "q");
  const [first] = head.split(LINE_BREAK, 1);
  return DELIMITERS.find((delimiter) =>
    fits((delimiter === " " ? first.trim().split(/\s+/) : first.split(delimiter)).length),
  );
}

/**
 * The rows with the lines in which they begin; blank lines and those that begin with # are none.
 * @param {string} text @param {string} delimiter
 * @param {number} most rows that are wanted; more are counted, not read
 * @returns {{ rows: Row[], total: number }}
 */
export function splitRows(text, delimiter, most) {
  /** @type {Row[]} */
  const rows = [];
  let total = 0;
  const add = (/** @type {string[]} */ cells, /** @type {number} */ line) => {
    if (cells.every((cell) => cell.trim() === "") && (cells.length === 1 || /\s/.test(delimiter))) return;
    if (cells[0].trimStart().startsWith("#")) return;
    total += 1;
    if (total <= most) rows.push({ line, cells: cells.map((cell) => cell.trim()) });
  };
  if (delimiter === " ") {
    text.split(LINE_BREAK).forEach((content, i) => {
      add(content.trim().split(/\s+/), i + 1);
    });
    return { rows, total };
  }
  let line = 1;
  let [start, last] = [1, ""];
  dsvFormat(delimiter).parseRows(`${tidyQuotes(text, delimiter)}\n${END}`, (cells) => {
    start = line;
    last = cells.join(delimiter);
    if (last !== END) add(cells, line);
    line += 1 + cells.reduce((breaks, cell) => breaks + (cell.match(LINE_BREAK)?.length ?? 0), 0);
  });
  if (last !== END) throw new TableError("a quotation mark is opened and not closed.", start);
  return { rows, total };
}

/** A comment has no quotes that count. @param {string} text */
const withoutComments = (text) => text.replace(/^[^\S\r\n]*#.*$/gm, "#");

/** Blanks around a cell in quotes are no part of it. @param {string} text @param {string} delimiter */
const tidyQuotes = (text, delimiter) =>
  withoutComments(text)
    .replace(new RegExp(`(^|${delimiter}) +"(?!")`, "gm"), '$1"')
    .replace(new RegExp(`([^"])" +(?=${delimiter}|$)`, "gm"), '$1"');
