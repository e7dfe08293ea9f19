// The values at which a slider rests: round ones, close together where it matters.

/** @typedef {import("../engine/types").Field} Field */

const HALVES = [1, 3];
const THIRDS = [1, 2, 5];
const EVEN = 20;
/** From this ratio of maximum to default on, a slider counts in powers of ten. */
const WIDE = 20;

/** @param {Field} field @returns {number[]} ascending, without the values that the field refuses; empty: no slider */
export function stops({ type, minimum, maximum, exclusive_minimum = false, default: start }) {
  if (minimum === undefined || maximum === undefined) return [];
  const allowed = (/** @type {number} */ v) =>
    v <= maximum && (exclusive_minimum ? v > minimum : v >= minimum);
  if (type === "integer") return maximum > 20_000 ? [] : series(1, maximum, THIRDS, minimum).filter(allowed);
  const usual = typeof start === "number" && start > 0 ? start : (maximum - minimum) / 2;
  if (maximum / usual >= WIDE || (start === 0 && maximum >= 10)) {
    const rates = series(1e-5, 10, HALVES, minimum);
    return rates.filter(allowed);
  }
  return Array.from({ length: EVEN + 1 }, (_, i) => round(minimum + ((maximum - minimum) * i) / EVEN)).filter(
    allowed,
  );
}

/**
 * 1, 2, 5, 10, 20, 50 … between two numbers, with the minimum before them.
 * @param {number} from @param {number} to @param {readonly number[]} steps @param {number} minimum
 */
function series(from, to, steps, minimum) {
  const result = new Set([minimum]);
  for (let power = Math.log10(from); 10 ** power <= to; power += 1) {
    for (const step of steps) {
      const value = round(step * 10 ** power);
      if (value > minimum && value <= to) result.add(value);
    }
  }
  result.add(Math.min(to, maximumOf(to)));
  return [...result].sort((a, b) => a - b);
}

/** @param {number} to */
const maximumOf = (to) => round(to);

/** @param {number} value */
const round = (value) => Number(value.toPrecision(6));

/** Which stop lies nearest to `value`. @param {readonly number[]} all @param {number} value */
export function nearestStop(all, value) {
  let best = 0;
  all.forEach((stop, i) => {
    if (Math.abs(stop - value) < Math.abs(all[best] - value)) best = i;
  });
  return best;
}
