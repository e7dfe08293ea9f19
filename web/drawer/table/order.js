// In which order the rows stand, and which of them are in sight.

/** @typedef {import("./table-columns.js").Column} Column */
/** @typedef {{ key: Column["key"], down: boolean } | null} Sorting */

/** The next way to sort when a heading is pressed: up, down, not at all. @param {Sorting} sorting @param {Column["key"]} key @returns {Sorting} */
export function nextSorting(sorting, key) {
  if (sorting?.key !== key) return { key, down: false };
  return sorting.down ? null : { key, down: true };
}

/**
 * Places of the points in the order of their rows; equal ones stay as they were.
 * @param {number} count @param {Sorting} sorting @param {(place: number, key: Column["key"]) => number} read
 */
export function orderOf(count, sorting, read) {
  const order = Array.from({ length: count }, (_, place) => place);
  if (!sorting) return order;
  const { key, down } = sorting;
  const sign = down ? -1 : 1;
  return order.sort((a, b) => sign * (read(a, key) - read(b, key)) || a - b);
}

/** Rows that are kept ready above and below those in sight. */
const SPARE = 12;

/**
 * @param {number} count of rows @param {number} height of one, in pixels
 * @param {number} top that is scrolled to @param {number} room in pixels
 * @returns {{ from: number, to: number }} the rows to be there
 */
export function rowsInSight(count, height, top, room) {
  const from = Math.max(0, Math.floor(top / height) - SPARE);
  return { from: Math.min(from, count), to: Math.min(count, Math.ceil((top + room) / height) + SPARE) };
}
