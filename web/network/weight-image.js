// The weights between two layers as one picture: a row for each unit of the larger layer, a column for each of the
// other. Where a pixel stands for several weights, it shows the strongest.

import { byIndex } from "./tile-grid.js";

/** How wide one weight is at most, what is left free on each side, and how small the picture gets at least, in pixels. */
const WIDEST = 12;
const MARGIN = 7;
const LEAST = 4;

/**
 * @typedef {object} WeightImage
 * @property {number} layer  index of the layer of weights
 * @property {number} left @property {number} top @property {number} width @property {number} height
 * @property {"from" | "to"} rows  whose units the rows are
 * @property {readonly number[]} rowUnits     the unit of each row, from the top
 * @property {readonly number[]} columnUnits  the unit of each column, from the left
 * @property {number} x1  where the left column ends
 * @property {number} x2  where the right column begins
 * @property {[number, number]} from  top and bottom of what stands on the left
 * @property {[number, number]} to    and on the right
 */

/**
 * One side of it.
 * @typedef {object} Side
 * @property {number} edge  where the column ends that faces the picture
 * @property {[number, number]} reach  its top and bottom
 * @property {number} units
 * @property {import("./tile-grid.js").Grid | null} grid
 */

/** @param {number} layer @param {Side} from @param {Side} to @returns {WeightImage} */
export function imageBetween(layer, from, to) {
  const rows = from.units > to.units ? "from" : "to";
  const [tall, other] = rows === "from" ? [from, to] : [to, from];
  const room = to.edge - from.edge - 2 * MARGIN;
  const width = Math.max(LEAST, Math.min(room, WIDEST * other.units));
  return {
    layer,
    left: (from.edge + to.edge - width) / 2,
    width,
    top: tall.reach[0],
    height: tall.reach[1] - tall.reach[0],
    rows,
    rowUnits: tall.grid?.order ?? byIndex(tall.units),
    columnUnits: other.grid?.order ?? byIndex(other.units),
    x1: from.edge,
    x2: to.edge,
    from: from.reach,
    to: to.reach,
  };
}

/** How many pixels the picture is made of, each way: no more than there are weights, and than there is room. @param {WeightImage} image */
export const pixelsOf = ({ width, height, rowUnits, columnUnits }) => ({
  across: Math.max(1, Math.min(columnUnits.length, Math.floor(width))),
  down: Math.max(1, Math.min(rowUnits.length, Math.floor(height))),
});

/** The pixel that one of so many weights falls into: the one below its middle. @param {number} weight @param {number} pixels @param {number} weights */
const pixelAt = (weight, pixels, weights) => Math.floor(((weight + 0.5) * pixels) / weights);

/** Those weights that fall into a pixel. @param {number} pixel @param {number} pixels @param {number} weights @returns {number[]} */
function weightsIn(pixel, pixels, weights) {
  const first = Math.max(0, Math.floor((pixel * weights) / pixels) - 1);
  const last = Math.min(weights - 1, Math.ceil(((pixel + 1) * weights) / pixels));
  const near = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  return near.filter((weight) => pixelAt(weight, pixels, weights) === pixel);
}

/**
 * One weight of the picture.
 * @param {readonly (readonly number[])[] | undefined} W  rows of sources, columns of targets @param {WeightImage} image
 * @param {number} row @param {number} column
 */
const weightAt = (W, { rows, rowUnits, columnUnits }, row, column) =>
  rows === "to" ? W?.[columnUnits[column]]?.[rowUnits[row]] : W?.[rowUnits[row]]?.[columnUnits[column]];

/**
 * Paints the weights, by their size beside that of the others.
 * @param {Uint32Array} pixels  `across` in a row, see pixelsOf
 * @param {readonly (readonly number[])[] | undefined} W @param {WeightImage} image
 * @param {Uint32Array} table  256 colours from negative to positive
 */
export function paintWeights(pixels, W, image, table) {
  const { across, down } = pixelsOf(image);
  const strongest = new Float64Array(across * down);
  const [rows, columns] = [image.rowUnits.length, image.columnUnits.length];
  for (let row = 0; row < rows; row += 1) {
    const start = pixelAt(row, down, rows) * across;
    for (let column = 0; column < columns; column += 1) {
      const weight = weightAt(W, image, row, column) ?? 0;
      const at = start + pixelAt(column, across, columns);
      if (Math.abs(weight) > Math.abs(strongest[at])) strongest[at] = weight;
    }
  }
  // Beside what is usual in this picture: the weights of large layers are all small.
  const usual =
    2 * Math.sqrt(strongest.reduce((sum, weight) => sum + weight * weight, 0) / strongest.length) || 1;
  for (let at = 0; at < strongest.length; at += 1)
    pixels[at] = table[Math.round(127.5 + 127.5 * Math.tanh(strongest[at] / usual))];
}

/**
 * The link under the pointer: of those that share a pixel, the strongest.
 * @param {WeightImage} image @param {readonly (readonly number[])[] | undefined} W @param {number} x @param {number} y
 * @returns {{ layer: number, from: number, to: number } | null}
 */
export function weightUnder(image, W, x, y) {
  const { across, down } = pixelsOf(image);
  const at = Math.floor(((x - image.left) / image.width) * across);
  const row = Math.floor(((y - image.top) / image.height) * down);
  if (at < 0 || at >= across || row < 0 || row >= down) return null;
  const [rows, columns] = [image.rowUnits.length, image.columnUnits.length];
  let found = null;
  let most = -1;
  for (const r of weightsIn(row, down, rows)) {
    for (const c of weightsIn(at, across, columns)) {
      const size = Math.abs(weightAt(W, image, r, c) ?? 0);
      if (size <= most) continue;
      most = size;
      const [rowUnit, columnUnit] = [image.rowUnits[r], image.columnUnits[c]];
      found = image.rows === "to" ? { from: columnUnit, to: rowUnit } : { from: rowUnit, to: columnUnit };
    }
  }
  return found && { layer: image.layer, ...found };
}

/** Where in the picture a link's weight is. @param {WeightImage} image @param {{ from: number, to: number }} link */
export function placeOf(image, { from, to }) {
  const [rowUnit, columnUnit] = image.rows === "to" ? [to, from] : [from, to];
  const [row, column] = [image.rowUnits.indexOf(rowUnit), image.columnUnits.indexOf(columnUnit)];
  return {
    x: image.left + ((column + 0.5) / image.columnUnits.length) * image.width,
    y: image.top + ((row + 0.5) / image.rowUnits.length) * image.height,
  };
}
