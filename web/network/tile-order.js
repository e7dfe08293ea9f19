// In which order the tiles of a layer stand: as the units are numbered, or those first that matter most.

import { mapOf } from "../plane/maps.js";
import { byIndex } from "./tile-grid.js";

/** @typedef {import("../engine/types").LayerWeights} LayerWeights */

/** The two orders, by the value of `view.tile_order`, in a learner's words. */
export const ORDERS = {
  index: { label: "number", help: "Tiles stand as the units are numbered." },
  importance: {
    label: "importance",
    help: "First the units that matter most: those that vary most over the plane, times the sizes of the weights by which they are heard. The order follows when training rests.",
  },
};

/** @typedef {keyof typeof ORDERS} Order */

/** @param {Record<string, unknown>} view of the configuration @returns {Order} */
export const orderIn = ({ tile_order }) => (tile_order === "importance" ? "importance" : "index");

/** How far a unit's numbers spread over the plane: their standard deviation. @param {ArrayLike<number>} map */
function spread(map) {
  let [sum, squares] = [0, 0];
  for (let i = 0; i < map.length; i += 1) {
    sum += map[i];
    squares += map[i] * map[i];
  }
  return Math.sqrt(Math.max(0, squares / map.length - (sum / map.length) ** 2));
}

/**
 * How much each unit of a column matters: the sizes of its outgoing weights added up, times its spread.
 * @param {number} column @param {number} units @param {readonly LayerWeights[]} weights
 * @param {import("../plane/maps.js").Maps | null} maps
 */
export const importances = (column, units, weights, maps) =>
  byIndex(units).map((unit) => {
    const map = maps && mapOf(maps, column, unit);
    const heard = (weights[column]?.W[unit] ?? []).reduce((sum, weight) => sum + Math.abs(weight), 0);
    return heard * (map ? spread(map) : 1);
  });

/**
 * @param {Order} how @param {number} column @param {number} units
 * @param {readonly LayerWeights[] | undefined} weights @param {import("../plane/maps.js").Maps | null} maps
 * @returns {number[]} the unit at each place
 */
export function orderOf(how, column, units, weights, maps) {
  if (how === "index" || weights?.[column]?.W.length !== units) return byIndex(units);
  const counts = importances(column, units, weights, maps);
  return byIndex(units).toSorted((a, b) => counts[b] - counts[a] || a - b);
}
