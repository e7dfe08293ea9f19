// From what stands in the label column to class numbers, or to values.
//   whole numbers of at most six kinds, or names: classes
//   numbers with decimals, or whole numbers of more than six kinds: values to be predicted

import { numberIn } from "./cell-number.js";
import { quoted, TableError } from "./table-error.js";

/** @typedef {{ cell: unknown, line: number }} Label */

/**
 * @param {Label[]} labels
 * @param {{ decimalComma: boolean, own: boolean, most: number }} options
 *   own: class numbers up to `most` are this page's and stay as they are
 * @returns {{ task: "classification" | "regression", labels: number[], classes: string[] | null, note: string | null }}
 */
export function readLabels(labels, { decimalComma, own, most }) {
  const empty = labels.find(({ cell }) => cell === null || cell === undefined || String(cell).trim() === "");
  if (empty) throw new TableError("the label is missing.", empty.line);
  const numbers = labels.map(({ cell }) => numberIn(cell, decimalComma));
  if (numbers.some(Number.isNaN)) return byName(labels, most);
  const kinds = [...new Set(numbers)].sort((a, b) => a - b);
  if (kinds.some((kind) => !Number.isInteger(kind)) || kinds.length > most) {
    const note = kinds.every(Number.isInteger)
      ? `The labels are ${kinds.length} different whole numbers: they are taken as values to be predicted.`
      : "The labels have decimals: they are taken as values to be predicted.";
    return { task: "regression", labels: numbers, classes: null, note };
  }
  const fits = kinds.every((kind) => kind >= 0 && kind < most) && (own || kinds[0] === 0);
  if (fits) return { task: "classification", labels: numbers, classes: null, note: null };
  return numbered(
    numbers,
    kinds,
    kinds.map((kind) => `${kind}`),
  );
}

/** @param {Label[]} labels @param {number} most */
function byName(labels, most) {
  const names = labels.map(({ cell }) => String(cell).trim());
  const kinds = [...new Set(names)];
  if (kinds.length > most) {
    const at = names.indexOf(kinds[most]);
    const message = `${quoted(kinds[most])} would be class number ${most + 1}; there can be ${most} at most.`;
    throw new TableError(message, labels[at].line);
  }
  return numbered(names, kinds, kinds);
}

/** @template T @param {T[]} labels @param {T[]} kinds @param {string[]} classes */
function numbered(labels, kinds, classes) {
  const said = classes.map((name, i) => `${quoted(name)} is class ${i}`).join(", ");
  return {
    task: /** @type {const} */ ("classification"),
    labels: labels.map((label) => kinds.indexOf(label)),
    classes,
    note: `${said}.`,
  };
}
