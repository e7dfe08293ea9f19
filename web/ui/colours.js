// One scale of colour for every signed number on the page, and one colour for every class.
// Colours are mixed in OKLab, where equal steps look equal; tables of 256 are made once for each theme.

/** @typedef {[number, number, number]} Rgb  red, green, blue from 0 to 255 */

/** @param {string} text "rgb(1, 2, 3)", as a browser computes it @returns {Rgb} */
export function parse(text) {
  const numbers = text.match(/[\d.]+/g)?.map(Number) ?? [];
  const factor = text.startsWith("color(") ? 255 : 1;
  return [(numbers[0] ?? 0) * factor, (numbers[1] ?? 0) * factor, (numbers[2] ?? 0) * factor];
}

/** @param {number} channel 0 to 255 */
function toLinear(channel) {
  const c = channel / 255;
  return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
}

/** @param {number} linear 0 to 1 */
function fromLinear(linear) {
  const c = linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055;
  return Math.round(255 * Math.min(1, Math.max(0, c)));
}

/** @param {Rgb} rgb @returns {Rgb} lightness and the two axes of hue (Björn Ottosson, "A perceptual color space", 2020) */
export function toOklab(rgb) {
  const [r, g, b] = rgb.map(toLinear);
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

/** @param {Rgb} lab @returns {Rgb} */
export function fromOklab([L, a, b]) {
  const l = (L + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (L - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (L - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    fromLinear(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    fromLinear(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    fromLinear(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

/** @param {Rgb} from @param {Rgb} to @param {number} share 0 gives `from`, 1 gives `to` @returns {Rgb} */
export function mix(from, to, share) {
  const p = toOklab(from);
  const q = toOklab(to);
  return fromOklab([
    p[0] + (q[0] - p[0]) * share,
    p[1] + (q[1] - p[1]) * share,
    p[2] + (q[2] - p[2]) * share,
  ]);
}

/** A pixel as ImageData lays it out in memory on every machine that runs browsers. @param {Rgb} rgb */
export const pack = ([r, g, b]) => (0xff000000 | (b << 16) | (g << 8) | r) >>> 0;

/** @param {Rgb} rgb */
export const css = ([r, g, b]) => `rgb(${r} ${g} ${b})`;

/**
 * The signed scale: -1 is the first colour, 0 the middle, +1 the last.
 * @param {Rgb} negative @param {Rgb} middle @param {Rgb} positive
 * @returns {Uint32Array} 256 pixels
 */
export function signedTable(negative, middle, positive) {
  return table((t) => (t < 0 ? mix(middle, negative, -t) : mix(middle, positive, t)));
}

/**
 * Only which side of zero, for a plane in two halves.
 * @param {Rgb} negative @param {Rgb} middle @param {Rgb} positive
 */
export function stepTable(negative, middle, positive) {
  return table((t) => (t < 0 ? mix(middle, negative, 0.7) : mix(middle, positive, 0.7)));
}

/**
 * From nothing (the middle) to all (the colour), for the confidence in one class.
 * @param {Rgb} middle @param {Rgb} colour
 */
export const rampTable = (middle, colour) => table((t) => mix(middle, colour, (t + 1) / 2));

/** @param {(t: number) => Rgb} colour for t from -1 to 1 */
function table(colour) {
  return Uint32Array.from({ length: 256 }, (_, i) => pack(colour((i / 255) * 2 - 1)));
}
