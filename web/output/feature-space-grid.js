// The plane as two units see it: every place moved to where their two numbers put it. Numbers in, numbers out.

/** @typedef {{ low: number, high: number }} Span */

/** Squares of the grid, each way. */
export const CELLS = 40;
/** What is left free at each end of an axis, as a share of it. */
export const ROOM = 0.06;

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
  const room = ROOM * (high - low);
  return { low: low - room, high: high + room };
}

/** @typedef {{ at: number[], x: Float32Array, y: Float32Array }} Grid `at`: the places of the corners in the maps */

/** Part of the way from one place to another. @param {number} from @param {number} to @param {number} share */
const between = (from, to, share) => from + share * (to - from);

/**
 * Where the corners of the grid go, as shares of the picture: across to the right, up from the bottom.
 * @param {ArrayLike<number>} across  a unit's map, rows from the top @param {ArrayLike<number>} up another's
 * @param {number} side of the maps @param {Span} x @param {Span} y
 * @param {number} [fold]  how far from the plane (0) to where the units put it (1): a straight way
 * @returns {Grid}
 */
export function featureSpaceGrid(across, up, side, x, y, fold = 1) {
  const steps = Array.from({ length: CELLS + 1 }, (_, i) => Math.round((i / CELLS) * (side - 1)));
  const at = steps.flatMap((row) => steps.map((column) => row * side + column));
  const wide = CELLS + 1;
  return {
    at,
    x: Float32Array.from(at, (i, corner) =>
      between((corner % wide) / CELLS, (across[i] - x.low) / (x.high - x.low), fold),
    ),
    y: Float32Array.from(at, (i, corner) =>
      between(1 - Math.floor(corner / wide) / CELLS, (up[i] - y.low) / (y.high - y.low), fold),
    ),
  };
}

/**
 * Where points go, in the same shares.
 * @param {ArrayLike<number>} points  x1, x2 one after another @param {Span} plane  ends of x1 and x2
 * @param {ArrayLike<number>} across  what the units say of each @param {ArrayLike<number>} up
 * @param {Span} x @param {Span} y @param {number} fold
 * @returns {Float64Array} two for each
 */
export function foldedPoints(points, plane, across, up, x, y, fold) {
  const folded = new Float64Array(2 * across.length);
  const share = (/** @type {number} */ value, /** @type {Span} */ { low, high }) =>
    (value - low) / (high - low);
  for (let i = 0; i < across.length; i += 1) {
    folded[2 * i] = between(share(points[2 * i], plane), share(across[i], x), fold);
    folded[2 * i + 1] = between(share(points[2 * i + 1], plane), share(up[i], y), fold);
  }
  return folded;
}

/**
 * A path on the flat grid, whose squares have the side 1, drawn where the grid has come to lie.
 * @param {import("../plane/contours.js").Path} path @param {Pick<Grid, "x" | "y">} grid in pixels
 * @returns {import("../plane/contours.js").Path}
 */
export function foldedPath(path, { x, y }) {
  /** @param {Float32Array} values @param {number} column @param {number} row */
  const at = (values, column, row) => {
    const [left, top] = [Math.min(CELLS - 1, Math.floor(column)), Math.min(CELLS - 1, Math.floor(row))];
    const corner = top * (CELLS + 1) + left;
    const upper = between(values[corner], values[corner + 1], column - left);
    const lower = between(values[corner + CELLS + 1], values[corner + CELLS + 2], column - left);
    return between(upper, lower, row - top);
  };
  return {
    moveTo: (column, row) => path.moveTo(at(x, column, row), at(y, column, row)),
    lineTo: (column, row) => path.lineTo(at(x, column, row), at(y, column, row)),
  };
}
