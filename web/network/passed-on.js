// What goes through the network at one point: each unit's number, and what each link passes on of it, number times weight.

import { SHOWN } from "./strongest-links.js";

/** @typedef {import("./strongest-links.js").Link} Link */
/** @typedef {import("../engine/types").LayerWeights} LayerWeights */
/** @typedef {Pick<import("../engine/network-types").PointAnswer, "layers" | "values">} Said */

/** @param {Said} said @param {number} column  0 for the inputs @param {number} unit @returns {number | undefined} */
export function saidBy({ layers, values }, column, unit) {
  if (unit >= (layers[column] ?? 0)) return undefined;
  let before = 0;
  for (let c = 0; c < column; c += 1) before += layers[c];
  return values[before + unit];
}

/**
 * What a link adds to the sum of the unit that it leads to.
 * @param {Said} said @param {readonly LayerWeights[] | undefined} weights @param {Link} link @returns {number | undefined}
 */
export function passedOn(said, weights, { layer, from, to }) {
  const value = saidBy(said, layer, from);
  const weight = weights?.[layer]?.W[from]?.[to];
  return value === undefined || weight === undefined ? undefined : value * weight;
}

/**
 * The most that any link of a layer passes on, up or down.
 * @param {Said} said @param {readonly LayerWeights[] | undefined} weights @returns {number[]} for each layer of weights
 */
export const mostPassedOn = (said, weights) =>
  (weights ?? []).map(({ W }, layer) =>
    W.reduce((most, row, from) => {
      const value = Math.abs(saidBy(said, layer, from) ?? 0);
      return row.reduce((largest, weight) => Math.max(largest, value * Math.abs(weight)), most);
    }, 0),
  );

/**
 * The links of one layer of weights that pass on most.
 * @param {Said} said @param {readonly LayerWeights[] | undefined} weights @param {number} layer @returns {Link[]}
 */
export function busiestLinks(said, weights, layer) {
  /** @type {{ link: Link, size: number }[]} the largest first */
  const found = [];
  (weights?.[layer]?.W ?? []).forEach((row, from) => {
    const value = Math.abs(saidBy(said, layer, from) ?? 0);
    row.forEach((weight, to) => {
      const size = value * Math.abs(weight);
      if (found.length === SHOWN && size <= found[SHOWN - 1].size) return;
      found.push({ link: { layer, from, to }, size });
      found.sort((a, b) => b.size - a.size);
      found.length = Math.min(found.length, SHOWN);
    });
  });
  return found.map(({ link }) => link);
}
