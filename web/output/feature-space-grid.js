// The plane as two units see it: every place moved to where their two numbers put it. Numbers in, numbers out.

/** @typedef {{ low: number, high: number }} Span */

/** Squares of the grid, each way. */
export const CELLS = 40;

/** Ends of an axis: those of a bounded activation, or as far as the numbers reach, with a little room. @param {ArrayLike<number>} values @param {Span | null} bounds @returns {Span} */
export function axisSpan(values, bounds) {
  let { low, high } = bounds ?? { low: Number.POSITIVE_INFINITY, high: Number.NEGATIVE_INFINITY };
  if (!bounds) {
    for (let i = 0; i < values.length; i += 1) {
      low = Math.min(low, values[i]);
      high = Math.max(high, values[i]);
    }
  }
  if (!(high > low)) [low, high] = [low - 1, low + 1];
  if (!Number.isFinite(low + high)) [low, high] = [-1, 1];
  const room = 0.06 * (high - low);
  return { low: low - room, high: high + room };
}

/**
 * Where the corners of the grid go, as shares of the picture: across to the right, up from the bottom.
 * @param {ArrayLike<number>} across  a unit's map, rows from the top @param {ArrayLike<number>} up another's
 * @param {number} side of the maps @param {Span} x @param {Span} y
 * @returns {{ at: number[], x: Float32Array, y: Float32Array }} `at`: the places of the corners in the maps
 */
export function featureSpaceGrid(across, up, side, x, y) {
  const steps = Array.from({ length: CELLS + 1 }, (_, i) => Math.round((i / CELLS) * (side - 1)));
  const at = steps.flatMap((row) => steps.map((column) => row * side + column));
  return {
    at,
    x: Float32Array.from(at, (i) => (across[i] - x.low) / (x.high - x.low)),
    y: Float32Array.from(at, (i) => (up[i] - y.low) / (y.high - y.low)),
  };
}
