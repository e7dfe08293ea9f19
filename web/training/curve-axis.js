// The axis of the learning curve: time as it was watched, epochs as they are, or their logarithm.

/**
 * @typedef {object} CurveAxis
 * @property {string} name in the configuration's `view.curve`
 * @property {string} label
 * @property {(epoch: number) => number} place along the axis, in any unit
 * @property {(place: number) => number} epoch the other way round
 * @property {number} from the epoch on the left
 */

/** @type {readonly [CurveAxis, ...CurveAxis[]]} */
export const AXES = [
  {
    name: "watched",
    label: "epochs, as watched",
    place: (epoch) => Math.log1p(Math.max(0, epoch)),
    epoch: (place) => Math.expm1(place),
    from: 0,
  },
  { name: "epochs", label: "epochs", place: (epoch) => epoch, epoch: (place) => place, from: 0 },
  {
    name: "log",
    label: "epochs, log",
    place: (epoch) => Math.log10(Math.max(1, epoch)),
    epoch: (place) => 10 ** place,
    from: 1,
  },
];

/** @param {Record<string, unknown>} view of a configuration */
export const axisOf = ({ curve }) => AXES.find(({ name }) => name === curve) ?? AXES[0];

/** Pixels that a number and its surroundings take. */
const SPACE = 46;

/**
 * The epochs that are written under a curved axis: 0, 1, 3, 10, 30 …, as far as they have room.
 * @param {CurveAxis} axis @param {number} low @param {number} high epochs at both ends @param {number} width pixels
 */
export function ticksOf(axis, low, high, width) {
  const perUnit = width / Math.max(1e-9, axis.place(high) - axis.place(low));
  const wanted = axis.from < 1 ? [0] : [];
  for (let decade = 1; decade <= high; decade *= 10) wanted.push(decade, 3 * decade);
  const ticks = [];
  let last = Number.NEGATIVE_INFINITY;
  for (const epoch of wanted) {
    const at = axis.place(epoch) * perUnit;
    if (epoch < low || epoch > high || at - last < SPACE) continue;
    ticks.push(epoch);
    last = at;
  }
  return ticks;
}
