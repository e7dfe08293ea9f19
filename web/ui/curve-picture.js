// A small picture of a function of one variable: its curve, its slope dashed if it is given, and axes through zero.

import { html, nothing, svg } from "lit";

/** Pixels that a line may go beyond the picture, so that its end is not seen. */
const BEYOND = 2;

/** @typedef {(value: number) => number} Scale from a value to pixels */
/** @typedef {{ left: number, right: number, top: number, bottom: number }} Margin */

/**
 * @typedef {object} Curve
 * @property {readonly number[]} x  ascending
 * @property {readonly (number | null)[]} y  at each x; null: not a number
 * @property {readonly (number | null)[]} [slope]  at each x
 * @property {string} says  the picture in words
 * @property {readonly [number, number]} size  width and height in pixels
 * @property {Margin} margin
 * @property {number} [most]  larger values than this do not widen the scale: the line ends at the picture's edge
 * @property {(toX: Scale, toY: Scale, low: number, high: number) => unknown} [more]  what else is drawn
 */

/** @param {Curve} curve */
export function curvePicture({ x, y, slope, says, size, margin, most = Number.POSITIVE_INFINITY, more }) {
  const [width, height] = size;
  const [near, far] = [x[0], x[x.length - 1]];
  const [low, high] = range([...y, ...(slope ?? [])], most);
  /** @type {Scale} */
  const toX = (value) => margin.left + ((value - near) / (far - near)) * (width - margin.left - margin.right);
  /** @type {Scale} */
  const toY = (value) =>
    height - margin.bottom - ((value - low) / (high - low)) * (height - margin.top - margin.bottom);
  const inside = (/** @type {number} */ value) => Math.max(-BEYOND, Math.min(height + BEYOND, toY(value)));
  const points = (/** @type {readonly (number | null)[]} */ values) =>
    values
      .flatMap((value, i) => (value === null ? [] : `${toX(x[i]).toFixed(1)},${inside(value).toFixed(1)}`))
      .join(" ");
  const zero = toX(Math.max(near, Math.min(far, 0)));
  return html`<svg class="curve" viewBox="0 0 ${width} ${height}" role="img" aria-label=${says}>
    ${svg`<line class="axis" x1=${margin.left} x2=${width - margin.right} y1=${toY(0)} y2=${toY(0)} />
    <line class="axis" x1=${zero} x2=${zero} y1=${margin.top} y2=${height - margin.bottom} />
    ${slope ? svg`<polyline class="slope" points=${points(slope)} />` : nothing}
    <polyline class="line" points=${points(y)} />
    ${more ? more(toX, toY, low, high) : nothing}`}
  </svg>`;
}

/**
 * From the least to the greatest value, zero among them.
 * @param {readonly (number | null)[]} values @param {number} most @returns {[number, number]}
 */
function range(values, most) {
  const known = values.flatMap((value) => (value === null ? [] : Math.max(-most, Math.min(most, value))));
  const [low, high] = [Math.min(0, ...known), Math.max(0, ...known)];
  return high - low < 1e-9 ? [low - 1, high + 1] : [low, high];
}
