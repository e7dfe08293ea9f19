// Where things are: between the plane that one thinks in (x1 to the right, x2 up) and the pixels of a canvas.
// Pure functions; nothing here knows a browser.

/** @typedef {[number, number]} Pair */

/** Units of x between two values of a drawn function: it is sampled at the whole multiples. */
export const STEP = 0.1;

/**
 * A square of the plane shown on a square canvas.
 * @typedef {object} Frame
 * @property {number} low   least x1 and x2 shown
 * @property {number} high  greatest x1 and x2 shown
 * @property {number} side  of the canvas, in pixels
 */

/** @param {Frame} frame @returns {number} pixels for one unit of the plane */
export const scale = ({ low, high, side }) => side / (high - low);

/** @param {Frame} frame @param {number} x1 @param {number} x2 @returns {Pair} pixels from the top left */
export function toPixels(frame, x1, x2) {
  const unit = scale(frame);
  return [(x1 - frame.low) * unit, (frame.high - x2) * unit];
}

/** @param {Frame} frame @param {number} px @param {number} py @returns {Pair} the point of the plane, kept inside it */
export function toPlane(frame, px, py) {
  const unit = scale(frame);
  return [
    clamp(frame.low + px / unit, frame.low, frame.high),
    clamp(frame.high - py / unit, frame.low, frame.high),
  ];
}

/** @param {number} value @param {number} low @param {number} high */
export const clamp = (value, low, high) => Math.min(high, Math.max(low, value));

/** @param {Pair} a @param {Pair} b */
export const distance = (a, b) => Math.hypot(b[0] - a[0], b[1] - a[1]);

/** How far `p` is from the line segment from `a` to `b`. @param {Pair} p @param {Pair} a @param {Pair} b */
export function distanceToSegment(p, a, b) {
  const dx = b[0] - a[0];
  const dy = b[1] - a[1];
  const length = dx * dx + dy * dy;
  const t = length === 0 ? 0 : clamp(((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length, 0, 1);
  return Math.hypot(p[0] - a[0] - t * dx, p[1] - a[1] - t * dy);
}

/**
 * Which of `points` lies nearest to `at`, if one lies within `reach`.
 * @param {readonly Pair[]} points @param {Pair} at @param {number} reach @returns {number} its index, or -1
 */
export function nearest(points, at, reach) {
  let found = -1;
  let least = reach;
  points.forEach((point, index) => {
    const away = distance(point, at);
    if (away <= least) {
      least = away;
      found = index;
    }
  });
  return found;
}

/**
 * Whether a point lies inside a loop, its last corner joined to its first (even-odd rule).
 * @param {readonly Pair[]} loop @param {Pair} point
 */
export function inside(loop, [x, y]) {
  let within = false;
  for (let i = 0, j = loop.length - 1; i < loop.length; j = i, i += 1) {
    const [ax, ay] = loop[i];
    const [bx, by] = loop[j];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) within = !within;
  }
  return within;
}

/** Two decimals are finer than a pixel, and keep a share link short. @param {number} value */
export const tidy = (value) => Math.round(value * 100) / 100;

/** @param {Pair} point @returns {Pair} */
export const tidyPair = ([x1, x2]) => [tidy(x1), tidy(x2)];

/**
 * Pairs from coordinates that stand one after another.
 * @param {ArrayLike<number>} flat @returns {Pair[]}
 */
export function pairs(flat) {
  /** @type {Pair[]} */
  const result = [];
  for (let i = 0; i + 1 < flat.length; i += 2) result.push([flat[i], flat[i + 1]]);
  return result;
}
