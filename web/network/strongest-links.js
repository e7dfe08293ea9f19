// Of the many links of a unit those that count most: what comes in by the largest weights, and what goes out by them.

/** @typedef {{ layer: number, from: number, to: number }} Link */
/** @typedef {import("../engine/types").LayerWeights} LayerWeights */

/** So many are shown, each way. */
export const SHOWN = 5;

/** @param {readonly { link: Link, weight: number }[]} all @returns {Link[]} the strongest first */
const strongest = (all) =>
  all
    .toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
    .slice(0, SHOWN)
    .map(({ link }) => link);

/**
 * @param {readonly LayerWeights[] | undefined} weights @param {number} column  0 for the inputs @param {number} unit
 * @returns {{ incoming: Link[], outgoing: Link[] }}
 */
export function strongestLinks(weights, column, unit) {
  const before = weights?.[column - 1]?.W ?? [];
  const after = weights?.[column]?.W[unit] ?? [];
  return {
    incoming: strongest(
      before.map((row, from) => ({
        link: { layer: column - 1, from, to: unit },
        weight: row[unit] ?? 0,
      })),
    ),
    outgoing: strongest(after.map((weight, to) => ({ link: { layer: column, from: unit, to }, weight }))),
  };
}
