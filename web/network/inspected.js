// What of the network is looked at more closely: a unit or an edge, by pointing at it or by reaching it with the keys.

/**
 * @typedef {object} InspectedUnit
 * @property {"unit"} kind
 * @property {number} column  0 for the inputs, then the hidden layers, then the outputs
 * @property {number} unit    counted among the maps of that column
 * @property {string} title   in words
 * @property {import("../ui/theme.js").Scale} scale  what its map is painted in
 * @property {import("../plane/raster.js").Span | null} span  ends of the colour scale; null: as far as the numbers reach
 */

/**
 * @typedef {object} InspectedWeight
 * @property {"edge"} kind
 * @property {number} layer  index of the layer of weights
 * @property {number} from
 * @property {number} to
 */

/**
 * @typedef {object} InspectedBias
 * @property {"bias"} kind
 * @property {number} layer  index of the layer of weights
 * @property {number} unit
 */

/**
 * @typedef {object} InspectedFormula  an input of one's own, being written
 * @property {"formula"} kind
 * @property {number | null} index  among the inputs; null: it is to be added
 */

/** @typedef {InspectedUnit | InspectedWeight | InspectedBias | InspectedFormula} Inspected */

/** @param {Inspected | null} a @param {Inspected | null} b */
export const sameInspected = (a, b) => JSON.stringify(a) === JSON.stringify(b);

/**
 * Is this edge one that is looked at? null if nothing is.
 * @param {Inspected | null} inspected @param {import("./strongest-links.js").Link} edge
 */
export function isInspected(inspected, edge) {
  if (inspected === null || inspected.kind === "bias" || inspected.kind === "formula") return null;
  if (inspected.kind === "edge")
    return inspected.layer === edge.layer && inspected.from === edge.from && inspected.to === edge.to;
  return inspected.column === 0
    ? edge.layer === 0 && edge.from === inspected.unit
    : edge.layer === inspected.column - 1 && edge.to === inspected.unit;
}
