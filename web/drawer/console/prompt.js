// What is typed at the console's prompt: which name is being written, and whether more lines must follow.

/** The dotted name that stands before the cursor, or "". @param {string} before */
export const lastName = (before) => /[A-Za-z_][\w.]*$/.exec(before)?.[0] ?? "";

/** What all of them begin with. @param {readonly string[]} options */
export function commonStart(options) {
  if (options.length === 0) return "";
  return options.reduce((start, option) => {
    let i = 0;
    while (i < start.length && start[i] === option[i]) i += 1;
    return start.slice(0, i);
  });
}

/**
 * A new line with its indent where a block is being written, or null where the text can be run.
 * @param {string} text up to the cursor, which stands at the end
 */
export function needsMore(text) {
  const lines = text.split("\n");
  const last = lines[lines.length - 1];
  const indent = /^\s*/.exec(last)?.[0] ?? "";
  if (/:\s*(#.*)?$/.test(last)) return `\n${indent}    `;
  return lines.length > 1 && last.trim() !== "" && indent !== "" ? `\n${indent}` : null;
}
