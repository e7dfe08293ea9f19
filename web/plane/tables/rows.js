// Lines of text to rows of cells: which character parts the columns is found out from the first line.

import { TableError } from "./errors.js";

/** @typedef {{ line: number, cells: unknown[] }} Row */

const DELIMITERS = ["\t", ";", ",", " "];

/**
 * @param {string} text
 * @param {number} most rows that are wanted; more are counted, not read
 * @returns {{ rows: Row[], total: number, decimalComma: boolean }}
 */
export function readRows(text, most) {
  const lines = text
    .split(/\r\n|\r|\n/)
    .map((content, i) => ({ content, line: i + 1 }))
    .filter(({ content }) => content.trim() !== "" && !content.trimStart().startsWith("#"));
  const [first] = lines;
  if (!first) throw new TableError("There is nothing in it. Each line needs x1, x2 and a label.");
  const delimiter = DELIMITERS.find((one) => cellsOf(first.content, one, first.line).length >= 3);
  if (delimiter === undefined) {
    throw new TableError(
      "there should be x1, x2 and a label, with commas, semicolons or tabs between.",
      first.line,
    );
  }
  const rows = lines
    .slice(0, most)
    .map(({ content, line }) => ({ line, cells: cellsOf(content, delimiter, line) }));
  return { rows, total: lines.length, decimalComma: delimiter !== "," };
}

/**
 * The cells of a line; a cell in double quotes may hold the delimiter, and "" for a quote.
 * @param {string} content @param {string} delimiter @param {number} line
 */
export function cellsOf(content, delimiter, line) {
  if (delimiter === " ") return content.trim().split(/\s+/);
  const cells = [];
  let at = 0;
  for (;;) {
    const start = content.slice(at).match(/^ *"/);
    let cell;
    if (start) {
      const end = closingQuote(content, at + start[0].length);
      if (end < 0) throw new TableError("a quotation mark is opened and not closed.", line);
      cell = content.slice(at + start[0].length, end).replaceAll('""', '"');
      at = content.indexOf(delimiter, end);
    } else {
      const end = content.indexOf(delimiter, at);
      cell = content.slice(at, end < 0 ? content.length : end);
      at = end;
    }
    cells.push(cell.trim());
    if (at < 0) return cells;
    at += 1;
  }
}

/** @param {string} content @param {number} from */
function closingQuote(content, from) {
  let at = content.indexOf('"', from);
  while (at >= 0 && content[at + 1] === '"') at = content.indexOf('"', at + 2);
  return at;
}
