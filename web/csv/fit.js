// Points from elsewhere, moved and stretched so that they fill the plane.

/** @typedef {[number, number]} Pair */

const FILLED = 0.9; // of the plane's width

/**
 * Each coordinate by itself, because columns of a table often have units of their own; rounded to hundredths.
 * @param {readonly Pair[]} points
 * @param {readonly [number, number]} domain
 * @returns {Pair[]}
 */
export function fitToPlane(points, [low, high]) {
  const maps = [0, 1].map((axis) => {
    const values = points.map((point) => point[axis]);
    const least = values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
    const most = values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
    const middle = (low + high) / 2;
    const half = ((high - low) / 2) * FILLED;
    return (/** @type {number} */ value) => {
      // Halves first, so that the largest numbers there are don't overflow.
      const share = most > least ? (value / 2 - least / 2) / (most / 2 - least / 2) : 0.5;
      return Math.round((middle + half * (2 * share - 1)) * 100) / 100 + 0; // no -0
    };
  });
  return points.map((point) => [maps[0](point[0]), maps[1](point[1])]);
}
