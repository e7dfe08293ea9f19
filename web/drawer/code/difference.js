// What one text changes of another, line by line: shown before code that somebody else wrote may run.

/** @typedef {{ kind: "same" | "gone" | "new", text: string }} Line */

const MARKS = { same: " ", gone: "−", new: "+" };
/** Letters that are not seen, and those that change the order in which others are. */
const UNSEEN = /[\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

/** Lines around a change that are shown with it. */
const AROUND = 2;
/** Pairs of lines that are compared at most: beyond, all is said to be another text. */
const MOST_PAIRS = 4_000_000;

/**
 * @param {string} before @param {string} after
 * @returns {(Line | null)[]} what differs, with a little of what is around it, as blocks of lines of one kind that begin
 *   with a mark; null: lines that are the same are left out
 */
export function differenceOf(before, after) {
  /** @type {(Line | null)[]} */
  const blocks = [];
  for (const line of shortened(linesOf(before.split("\n"), after.split("\n")))) {
    const last = blocks.at(-1);
    if (line === null) blocks.push(null);
    else if (last?.kind === line.kind) last.text += marked(line);
    else blocks.push({ kind: line.kind, text: marked(line) });
  }
  return blocks;
}

/** @param {Line} line */
const marked = ({ kind, text }) => `${MARKS[kind]} ${text.replace(UNSEEN, named)}\n`;

/** @param {string} letter */
const named = (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** @param {string[]} before @param {string[]} after @returns {Line[]} */
function linesOf(before, after) {
  let head = 0;
  const shorter = Math.min(before.length, after.length);
  while (head < shorter && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  const middle = changed(before.slice(head, before.length - tail), after.slice(head, after.length - tail));
  return [...as("same", before.slice(0, head)), ...middle, ...as("same", before.slice(before.length - tail))];
}

/** @param {Line["kind"]} kind @param {string[]} texts @returns {Line[]} */
const as = (kind, texts) => texts.map((text) => ({ kind, text }));

/** By the longest common subsequence. @param {string[]} before @param {string[]} after @returns {Line[]} */
function changed(before, after) {
  const width = after.length + 1;
  if (before.length * after.length > MOST_PAIRS) return [...as("gone", before), ...as("new", after)];
  const common = new Uint32Array((before.length + 1) * width);
  const at = (/** @type {number} */ i, /** @type {number} */ k) => common[i * width + k] ?? 0;
  for (let i = before.length - 1; i >= 0; i -= 1)
    for (let k = after.length - 1; k >= 0; k -= 1)
      common[i * width + k] =
        before[i] === after[k] ? at(i + 1, k + 1) + 1 : Math.max(at(i + 1, k), at(i, k + 1));
  /** @type {Line[]} */
  const lines = [];
  let [i, k] = [0, 0];
  while (i < before.length || k < after.length) {
    if (i < before.length && k < after.length && before[i] === after[k]) {
      lines.push({ kind: "same", text: /** @type {string} */ (before[i]) });
      i += 1;
      k += 1;
    } else if (k === after.length || (i < before.length && at(i + 1, k) >= at(i, k + 1)))
      lines.push({ kind: "gone", text: /** @type {string} */ (before[i++]) });
    else lines.push({ kind: "new", text: /** @type {string} */ (after[k++]) });
  }
  return lines;
}

/** @param {Line[]} lines @returns {(Line | null)[]} */
function shortened(lines) {
  const near = new Uint8Array(lines.length);
  for (const [place, { kind }] of lines.entries())
    if (kind !== "same") near.fill(1, Math.max(0, place - AROUND), place + AROUND + 1);
  /** @type {(Line | null)[]} */
  const shown = [];
  for (const [place, line] of lines.entries()) {
    if (near[place]) shown.push(line);
    else if (shown.at(-1) !== null) shown.push(null);
  }
  return shown;
}
