// What is wrong with a table, and in which line.

export class TableError extends Error {
  /** @param {string} message a whole sentence @param {number | null} [line] counted from 1 */
  constructor(message, line = null) {
    super(line === null ? message : `Line ${line}: ${message}`);
    this.name = "TableError";
    this.line = line;
  }
}

/** A piece of somebody's file as it may stand in a message. @param {unknown} value */
export function quoted(value) {
  const text = String(value);
  return `"${text.length > 30 ? `${text.slice(0, 28)}…` : text}"`;
}
