// Where many units are in view, each turn of training brings the maps of a few of them, and the next those that follow.

/** @typedef {import("../engine/types").MapsPart} Part */

/** More than any layer has: all of its units. */
export const ALL_UNITS = 10_000;
/** So many maps of units come with one turn. */
export const MOST_MAPS = 128;

/**
 * @param {readonly (readonly [column: number, side: number])[]} columns  in view
 * @param {readonly number[]} counts  units of each column of the network, as far as that is known
 * @param {number} from  where among all units in view to begin
 * @returns {{ parts: Part[], next: number }} what to ask for, and where to begin the next time
 */
export function partsInTurn(columns, counts, from) {
  const total = columns.reduce((sum, [column]) => sum + (counts[column] ?? 0), 0);
  if (total <= MOST_MAPS)
    return { parts: columns.map(([column, side]) => [column, 0, ALL_UNITS, side]), next: 0 };
  const begin = from % total;
  /** @type {Part[]} */
  const parts = [];
  // Around the circle of all units: what goes beyond its end begins again.
  for (const [low, high] of [
    [begin, begin + MOST_MAPS],
    [begin - total, begin + MOST_MAPS - total],
  ]) {
    let before = 0;
    for (const [column, side] of columns) {
      const count = counts[column] ?? 0;
      const [first, end] = [Math.max(0, low - before), Math.min(count, high - before)];
      if (first < end) parts.push([column, first, end, side]);
      before += count;
    }
  }
  return { parts, next: (begin + MOST_MAPS) % total };
}
