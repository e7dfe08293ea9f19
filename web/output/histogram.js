// How many numbers there are of each size: a histogram around zero, as a line that encloses it.

/** More numbers than this are sampled: the picture is the same. */
const MOST = 20000;

/** The next 1, 2 or 5 with zeros, so that the ends stand still while the numbers move. @param {number} value */
export function roundUp(value) {
  if (!(value > 0) || !Number.isFinite(value)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  const digit = [1, 2, 5, 10].find((d) => d * power >= value * (1 - 1e-9)) ?? 10;
  return Number((digit * power).toPrecision(1));
}

/**
 * @param {readonly ArrayLike<number>[]} parts  numbers in parts; what is not finite is left out
 * @param {number} bins  an even number, so that zero is a border
 * @returns {{ reach: number, counts: number[] }} counts from -reach to reach
 */
export function histogram(parts, bins) {
  const total = parts.reduce((sum, { length }) => sum + length, 0);
  const stride = Math.ceil(total / MOST) || 1;
  /** @type {number[]} */
  const values = [];
  let next = 0; // counted from the beginning of the part
  for (const part of parts) {
    for (; next < part.length; next += stride) if (Number.isFinite(part[next])) values.push(part[next]);
    next -= part.length;
  }
  const reach = roundUp(values.reduce((most, value) => Math.max(most, Math.abs(value)), 0));
  /** @type {number[]} */
  const counts = new Array(bins).fill(0);
  for (const value of values) {
    const bin = Math.floor(((value + reach) / (2 * reach)) * bins);
    counts[Math.min(bins - 1, Math.max(0, bin))] += 1;
  }
  return { reach, counts };
}

/**
 * The histogram's outline as an SVG path, the highest bin as high as the picture.
 * @param {readonly number[]} counts @param {number} width @param {number} height
 */
export function outline(counts, width, height) {
  const most = Math.max(1, ...counts);
  const step = width / counts.length;
  const round = (/** @type {number} */ value) => Math.round(value * 100) / 100;
  const bars = counts.map((count, i) => {
    const y = round(height - (count / most) * height);
    return `V${y}H${round((i + 1) * step)}`;
  });
  return `M0 ${height}${bars.join("")}V${height}Z`;
}
