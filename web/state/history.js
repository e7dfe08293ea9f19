// Undo and redo: the states that were left behind, oldest first, and those that were taken back.

/**
 * @template T
 * @typedef {object} History
 * @property {readonly T[]} past
 * @property {readonly T[]} future the next to be redone comes last
 * @property {string | null} group name of the running group of changes that count as one
 */

/** More steps back than anyone remembers; fewer than fill the memory. */
export const LIMIT = 200;

/** @template T @returns {History<T>} */
export const emptyHistory = () => ({ past: [], future: [], group: null });

/**
 * Notes that `present` is about to be replaced. Changes of one group (a stroke of the brush, one pull at a slider)
 * make one step.
 * @template T
 * @param {History<T>} history
 * @param {T} present
 * @param {string | null} group
 * @returns {History<T>}
 */
export function record(history, present, group = null) {
  if (group !== null && group === history.group) return history;
  return { past: [...history.past, present].slice(-LIMIT), future: [], group };
}

/**
 * One step back.
 * @template T
 * @param {History<T>} history
 * @param {T} present
 * @returns {{ history: History<T>, present: T } | null} null when there is nothing to undo
 */
export function undo(history, present) {
  const previous = history.past.at(-1);
  if (previous === undefined) return null;
  const { past, future } = history;
  return {
    history: { past: past.slice(0, -1), future: [...future, present], group: null },
    present: previous,
  };
}

/**
 * One step forward again.
 * @template T
 * @param {History<T>} history
 * @param {T} present
 * @returns {{ history: History<T>, present: T } | null}
 */
export function redo(history, present) {
  const next = history.future.at(-1);
  if (next === undefined) return null;
  const { past, future } = history;
  return { history: { past: [...past, present], future: future.slice(0, -1), group: null }, present: next };
}

/**
 * Forgets the latest step, after the engine has refused what it led to.
 * @template T
 * @param {History<T>} history
 * @param {(state: T) => boolean} isAccepted whether this is the state that is gone back to
 * @returns {History<T>}
 */
export function forget(history, isAccepted) {
  const at = history.past.findLastIndex(isAccepted);
  return at < 0 ? { ...history, group: null } : { past: history.past.slice(0, at), future: [], group: null };
}
