// Where everything of the network's picture stands: columns of units from the inputs to the outputs, squares of few and
// tiles of many, and the links between them. Numbers in, numbers out.

import { gapOf, gridOf, leastPitch, MOST_SQUARES, showsBiases, tileSpot } from "./tile-grid.js";
import { imageBetween } from "./weight-image.js";

/**
 * @typedef {object} Shape
 * @property {number} inputs   those that are on
 * @property {number[]} layers  units in each hidden layer
 * @property {number} outputs
 */

/**
 * @typedef {object} Spot  one unit
 * @property {number} x  centre
 * @property {number} y  centre
 */

/**
 * @typedef {object} Layout
 * @property {number} width
 * @property {number} height
 * @property {number[]} columns  x of each column's centre: inputs, hidden layers, outputs
 * @property {Spot[][]} spots    units of each column
 * @property {number[]} sizes    side of a unit's square in each column
 * @property {(import("./tile-grid.js").Grid | null)[]} grids  of each column; null where its units are squares
 * @property {(import("./weight-image.js").WeightImage | null)[]} images  of each layer of weights; null where they are lines
 */

/** A column is never narrower than this; with many the figure scrolls. */
export const LEAST_PITCH = 66;
const GAP = 8;
const LARGEST = 44;
const SMALLEST = 14;

/**
 * @param {Shape} shape
 * @param {{ width: number, top: number, body: number, label: number }} room
 *   width there is; height of the heading; height of the units' part; width of the inputs' labels
 * @param {readonly (readonly number[])[]} [orders]  of the hidden layers' tiles: the unit at each place
 * @returns {Layout}
 */
export function layoutOf(shape, { width, top, body, label }, orders = []) {
  const counts = [shape.inputs, ...shape.layers, shape.outputs];
  const left = label + LARGEST / 2;
  const right = LEAST_PITCH / 2;
  const least = Math.max(LEAST_PITCH, ...shape.layers.map((n) => leastPitch(n, body)));
  const pitch = Math.max(least, (width - left - right) / (counts.length - 1));
  const columns = counts.map((_, i) => left + i * pitch);
  const rowsOf = (/** @type {number} */ n) => Math.max(SMALLEST + 3, Math.min(LARGEST + GAP + 4, body / n));
  const isGrid = (/** @type {number} */ c) => c > 0 && c <= shape.layers.length && counts[c] > MOST_SQUARES;
  const height = Math.max(body, ...counts.map((n, c) => (isGrid(c) ? 0 : n * rowsOf(n))));
  const y = top + height / 2;
  const grids = counts.map((n, c) =>
    isGrid(c) ? gridOf(n, { x: columns[c], y, pitch, height: body }, orders[c - 1]) : null,
  );
  const sizes = counts.map((n, c) => {
    const grid = grids[c];
    if (grid) return grid.cell - gapOf(grid);
    return Math.round(Math.max(SMALLEST, Math.min(LARGEST, rowsOf(n) - GAP * (rowsOf(n) < 30 ? 0.4 : 1))));
  });
  const spots = counts.map((n, c) =>
    Array.from({ length: n }, (_, i) => {
      const grid = grids[c];
      return grid ? tileSpot(grid, i) : { x: columns[c], y: y + (i - (n - 1) / 2) * rowsOf(n) };
    }),
  );
  const place = { width: left + pitch * (counts.length - 1) + right, height: top + height };
  const layout = { ...place, columns, spots, sizes, grids };
  const images = grids.slice(1).map((grid, layer) => (grid || grids[layer] ? image(layout, layer) : null));
  return { ...layout, images };
}

/** Half of what a column takes across. @param {Pick<Layout, "grids" | "sizes">} layout @param {number} column */
export const halfWidth = ({ grids, sizes }, column) => (grids[column]?.width ?? sizes[column]) / 2;

/** @param {Omit<Layout, "images">} layout @param {number} layer */
function image(layout, layer) {
  const side = (/** @type {number} */ column, /** @type {-1 | 1} */ way) => {
    const { grids, sizes, spots, columns } = layout;
    const heights = spots[column].map(({ y }) => y);
    const half = sizes[column] / 2;
    /** @type {[number, number]} */
    const reach = [Math.min(...heights) - half, Math.max(...heights) + half];
    const edge = columns[column] + way * halfWidth(layout, column);
    return { edge, reach, units: heights.length, grid: grids[column] };
  };
  return imageBetween(layer, side(layer, 1), side(layer + 1, -1));
}

/**
 * @typedef {object} Edge
 * @property {number} layer  index of the layer of weights it belongs to
 * @property {number} from   row of W
 * @property {number} to     column of W
 * @property {number} x1 @property {number} y1 @property {number} x2 @property {number} y2
 */

/** All that are drawn as lines. @param {Layout} layout @returns {Edge[]} */
export function edges(layout) {
  /** @type {Edge[]} */
  const result = [];
  for (let layer = 0; layer + 1 < layout.spots.length; layer += 1) {
    if (layout.images[layer]) continue;
    for (let from = 0; from < layout.spots[layer].length; from += 1)
      for (let to = 0; to < layout.spots[layer + 1].length; to += 1)
        result.push(edgeOf(layout, { layer, from, to }));
  }
  return result;
}

/**
 * The curve of one link, from unit to unit.
 * @param {Layout} layout @param {{ layer: number, from: number, to: number }} link @returns {Edge}
 */
export function edgeOf({ spots, sizes }, { layer, from, to }) {
  const source = spots[layer][from];
  const target = spots[layer + 1][to];
  const [x1, x2] = [source.x + sizes[layer] / 2, target.x - sizes[layer + 1] / 2];
  return { layer, from, to, x1, y1: source.y, x2, y2: target.y };
}

/** Height of an edge's curve at `x`; it leaves and arrives level. @param {Edge} edge @param {number} x */
export function heightAt(edge, x) {
  const share = Math.min(1, Math.max(0, (x - edge.x1) / (edge.x2 - edge.x1)));
  // The Bézier curve has x(t) = 1.5 t - 1.5 t² + t³ and y(t) = 3 t² - 2 t³: find t by halving.
  let low = 0;
  let high = 1;
  for (let n = 0; n < 20; n += 1) {
    const t = (low + high) / 2;
    if (1.5 * t - 1.5 * t * t + t ** 3 < share) low = t;
    else high = t;
  }
  const t = (low + high) / 2;
  return edge.y1 + (edge.y2 - edge.y1) * (3 * t * t - 2 * t ** 3);
}

/**
 * The edge under the pointer.
 * @param {readonly Edge[]} all @param {number} x @param {number} y @param {number} reach in pixels
 * @returns {Edge | null}
 */
export function edgeAt(all, x, y, reach) {
  let found = null;
  let least = reach;
  for (const edge of all) {
    if (x < edge.x1 || x > edge.x2) continue;
    const away = Math.abs(heightAt(edge, x) - y);
    if (away < least) {
      least = away;
      found = edge;
    }
  }
  return found;
}

/** Where a unit's bias is shown: at the lower left corner of its square. @param {Spot} spot @param {number} side @returns {Spot} */
export const biasSpot = ({ x, y }, side) => ({ x: x - side / 2, y: y + side / 2 });

/**
 * The bias under the pointer.
 * @param {Layout} layout @param {number} x @param {number} y @param {number} reach in pixels
 * @returns {{ layer: number, unit: number } | null}
 */
export function biasAt({ spots, sizes, grids }, x, y, reach) {
  for (let column = 1; column < spots.length; column += 1) {
    if (!showsBiases(grids[column])) continue;
    const unit = spots[column].findIndex((each) => {
      const spot = biasSpot(each, sizes[column]);
      return Math.hypot(spot.x - x, spot.y - y) <= reach;
    });
    if (unit >= 0) return { layer: column - 1, unit };
  }
  return null;
}

/** How strongly a weight shows, from 0 to 1: small ones differ visibly, large ones no longer do. @param {number} weight */
export const strength = (weight) => Math.tanh(Math.abs(weight) / 1.6);

/** How wide a link of full strength is, in pixels. */
const WIDEST = 5.5;

/**
 * How a link is drawn: as wide as its weight is strong, so that nothing is left of it at zero.
 * @param {number} share of full strength, 0 to 1
 */
export const edgeStyle = (share) => ({ width: WIDEST * share, opacity: 0.35 + 0.65 * share });

/** A link before its weight is known. */
export const UNKNOWN_EDGE = { width: 1, opacity: 0.3 };

/** How large the dot of a bias is, in pixels. @param {number} bias @param {number} side of the unit's square */
export const biasRadius = (bias, side) => (1.2 + 3 * strength(bias)) * (side < 24 ? 0.6 : 1);
