// Rows pasted from a spreadsheet: all of them are taken, or none, with the line and the reason.

import { numberIn } from "../../csv/cell-number.js";
import { delimiterOf, splitRows } from "../../csv/rows.js";
import { TableError } from "../../csv/table-error.js";
import { readCell } from "./table-columns.js";

/** @typedef {import("./table-columns.js").Column} Column */

/** More than one cell? One alone is meant for the field that it is pasted into. @param {string} text */
export const isTable = (text) => /[\t\n;]/.test(text.trim());

/**
 * @param {string} text @param {Column[]} columns @param {number} room for so many rows
 * @returns {number[][]} for each row a number for each column
 * @throws {TableError}
 */
export function readPasted(text, columns, room) {
  const content = text.replace(/^\uFEFF/, "");
  const delimiter = delimiterOf(content, (cells) => cells === columns.length);
  if (delimiter === null) throw new TableError("There are no rows in it.");
  const { rows } = splitRows(content, delimiter ?? "\t", Number.POSITIVE_INFINITY);
  const heading = rows[0].cells.every((cell) => cell !== "" && Number.isNaN(numberIn(cell, true)));
  const body = heading ? rows.slice(1) : rows;
  if (body.length > room) {
    throw new TableError(`There is room for ${room} more points, and these are ${body.length} rows.`);
  }
  return body.map(({ cells, line }) => {
    if (cells.length !== columns.length) {
      const names = columns.map(({ title }) => title).join(", ");
      throw new TableError(`there should be ${columns.length} cells: ${names}.`, line);
    }
    return columns.map((column, i) => {
      const { value, problem } = readCell(column, String(cells[i]), "decimal");
      if (problem !== null) throw new TableError(problem, line);
      return value;
    });
  });
}
