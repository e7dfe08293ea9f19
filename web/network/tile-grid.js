// A layer of many units as a grid of small tiles, whose height never grows. Numbers in, numbers out.

/** A column of more units than this is a grid of tiles. */
export const MOST_SQUARES = 12;
/** A tile with the gap beside it is no larger than this, and no smaller, in pixels. */
const LARGEST_CELL = 44;
const LEAST_CELL = 10;
/** So much of the way from one column to the next a grid may take, and what it leaves for the weights at least. */
const SHARE = 0.58;
const LEAST_GAP = 30;

/**
 * @typedef {object} Grid
 * @property {number} left
 * @property {number} top
 * @property {number} width
 * @property {number} height
 * @property {number} columns  tiles side by side
 * @property {number} cell     from one tile to the next
 * @property {readonly number[]} order   which unit stands at each place, row by row
 * @property {readonly number[]} places  at which place each unit stands
 */

/** Tiles of a cell this wide have a dot for their bias, as squares have. */
const DOTTED_CELL = 22;

/** Whether a column shows its biases; in the smallest tiles they would hide the maps. @param {Grid | null} grid */
export const showsBiases = (grid) => grid === null || grid.cell >= DOTTED_CELL;

/** What the columns of a network with a layer of so many units are apart at least. @param {number} units @param {number} height */
export function leastPitch(units, height) {
  if (units <= MOST_SQUARES) return 0;
  const wide = Math.ceil(units / Math.floor(height / LEAST_CELL)) * LEAST_CELL;
  return Math.ceil(Math.max(wide + LEAST_GAP, wide / SHARE));
}

/** The unit at each place: the first, the second, … @param {number} units */
export const byIndex = (units) => Array.from({ length: units }, (_, unit) => unit);

/**
 * The largest tiles that fit.
 * @param {number} units
 * @param {{ x: number, y: number, pitch: number, height: number }} room  the grid's centre; from one column to the next;
 *   height there is
 * @param {readonly number[]} [order]
 * @returns {Grid}
 */
export function gridOf(units, { x, y, pitch, height }, order = byIndex(units)) {
  const wide = Math.min(SHARE * pitch, pitch - LEAST_GAP);
  let [columns, cell] = [1, 0];
  for (let n = 1; n <= units && Math.floor(wide / n) > cell; n += 1) {
    const size = Math.min(LARGEST_CELL, Math.floor(wide / n), Math.floor(height / Math.ceil(units / n)));
    if (size > cell) [columns, cell] = [n, size];
  }
  const [across, down] = [columns * cell, Math.ceil(units / columns) * cell];
  /** @type {number[]} */
  const places = [];
  order.forEach((unit, place) => {
    places[unit] = place;
  });
  return {
    left: x - across / 2,
    top: y - down / 2,
    width: across,
    height: down,
    columns,
    cell,
    order,
    places,
  };
}

/** What is left between two tiles. @param {Grid} grid */
export const gapOf = ({ cell }) => (cell >= 20 ? 3 : cell >= 14 ? 2 : 1);

/** The centre of a unit's tile. @param {Grid} grid @param {number} unit */
export const tileSpot = ({ left, top, columns, cell, places }, unit) => ({
  x: left + ((places[unit] % columns) + 0.5) * cell,
  y: top + (Math.floor(places[unit] / columns) + 0.5) * cell,
});
