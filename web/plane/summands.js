// Of a function of x that is learned with a linear output: what each unit of the last hidden layer adds to it, its number
// times its weight. Their sum and the bias are what the network says.

import { isGraph } from "./drawing.js";
import { learnt } from "./function-graph.js";
import { LINEAR } from "./learning-task.js";
import { mapOf } from "./maps.js";

/** @typedef {import("../engine/types").LayerWeights} LayerWeights */

/** More curves than these nobody can tell apart. */
const MOST = 12;

/**
 * The column of the units whose summands are shown; null: the output is no such sum, or of too many.
 * @param {Pick<import("../engine/types").Config, "data" | "network" | "view">} config
 */
export function summandColumn({ data, network }) {
  const column = network.layers.length;
  const units = network.layers[column - 1]?.units ?? 0;
  return isGraph(data) && network.output === LINEAR && units > 0 && units <= MOST ? column : null;
}

/**
 * @typedef {object} Summand
 * @property {number} unit
 * @property {number} weight  from the unit to the output
 * @property {number[]} values  from left to right
 */

/**
 * @param {import("./maps.js").Maps} maps @param {readonly LayerWeights[]} weights  of the same network
 * @param {number} column @returns {Summand[]} of the units whose maps are known
 */
export function summandsOf(maps, weights, column) {
  return (weights[column]?.W ?? []).flatMap(([weight], unit) => {
    const map = mapOf(maps, column, unit);
    return map ? [{ unit, weight, values: learnt(map).map((value) => value * weight) }] : [];
  });
}
