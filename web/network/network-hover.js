// What of the network is looked at more closely: a unit or a link, by pointing at it or by reaching it with the keys.

/**
 * @typedef {object} UnitLook
 * @property {"unit"} kind
 * @property {number} column  0 for the inputs, then the hidden layers, then the outputs
 * @property {number} unit    counted among the maps of that column
 * @property {string} title   in words
 * @property {import("../ui/theme.js").Scale} scale  what its map is painted in
 * @property {import("../plane/raster.js").Span | null} span  ends of the colour scale; null: as far as the numbers reach
 */

/**
 * @typedef {object} LinkLook
 * @property {"link"} kind
 * @property {number} layer  index of the layer of weights
 * @property {number} from
 * @property {number} to
 */

/**
 * @typedef {object} BiasLook
 * @property {"bias"} kind
 * @property {number} layer  index of the layer of weights
 * @property {number} unit
 */

/**
 * @typedef {object} FormulaLook  an input of one's own, being written
 * @property {"formula"} kind
 * @property {number | null} index  among the inputs; null: it is to be added
 */

/** @typedef {UnitLook | LinkLook | BiasLook | FormulaLook} Look */

/** @param {Look | null} a @param {Look | null} b */
export const sameLook = (a, b) => JSON.stringify(a) === JSON.stringify(b);

/**
 * Is this link one that is looked at? null if nothing is.
 * @param {Look | null} look @param {import("./diagram.js").Link} link
 */
export function lit(look, link) {
  if (look === null || look.kind === "bias" || look.kind === "formula") return null;
  if (look.kind === "link")
    return look.layer === link.layer && look.from === link.from && look.to === link.to;
  return look.column === 0
    ? link.layer === 0 && link.from === look.unit
    : link.layer === look.column - 1 && link.to === look.unit;
}
