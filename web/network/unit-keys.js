// Which unit an arrow key leads to: up and down within a layer, left and right from layer to layer; in a grid of tiles
// first from tile to tile.

/** @typedef {import("./diagram.js").Layout} Layout */

const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/**
 * @param {Layout} layout @param {string} key @param {{ column: number, unit: number }} at
 * @returns {{ column: number, unit: number } | null} null: the key leads nowhere
 */
export function unitTowards(layout, key, { column, unit }) {
  const grid = layout.grids[column];
  const count = layout.spots[column].length;
  if (key === "Home" || key === "End") {
    const place = key === "Home" ? 0 : count - 1;
    return { column, unit: grid?.order[place] ?? place };
  }
  const [dx, dy] = WAYS[/** @type {keyof typeof WAYS} */ (key)] ?? [0, 0];
  if (dx === 0 && dy === 0) return null;
  const place = grid?.places[unit] ?? unit;
  const wide = grid?.columns ?? 1;
  const across = (place % wide) + dx;
  const next = place + dy * wide + dx;
  if (dy !== 0 || (grid && across >= 0 && across < wide && next < count)) {
    const within = grid ? (next >= 0 && next < count ? next : place) : Math.min(count - 1, Math.max(0, next));
    return { column, unit: grid?.order[within] ?? within };
  }
  const to = Math.min(layout.columns.length - 1, Math.max(1, column + dx));
  if (to === column) return { column, unit };
  const other = layout.grids[to];
  if (!grid && !other) return { column: to, unit: Math.min(layout.spots[to].length - 1, unit) };
  return { column: to, unit: nearest(layout, to, layout.spots[column][unit].y, dx) };
}

/** The unit at that height that one comes to first. @param {Layout} layout @param {number} column @param {number} y @param {number} dx */
function nearest({ spots, grids, sizes }, column, y, dx) {
  let [found, least] = [0, Number.POSITIVE_INFINITY];
  spots[column].forEach((spot, unit) => {
    // A row of tiles is taken whole: within it the nearest side counts.
    const cell = grids[column]?.cell ?? sizes[column];
    const away = 1000 * Math.round(Math.abs(spot.y - y) / cell) + dx * spot.x;
    if (away < least) [found, least] = [unit, away];
  });
  return found;
}
