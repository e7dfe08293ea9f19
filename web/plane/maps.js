// A prediction holds many maps one after another; here each gets its place and its name.

/** @typedef {import("../engine/types").Prediction} Prediction */

/**
 * @param {Prediction} maps
 * @param {number} group  0 for the inputs, then the hidden layers; -1 for the outputs
 * @param {number} index  which map of the group
 * @returns {Float32Array | null} null if the network has changed shape since
 */
export function mapOf(maps, group, index) {
  const { layers, count, values } = maps;
  const wanted = group < 0 ? layers.length + group : group;
  if (wanted < 0 || index >= (layers[wanted] ?? 0)) return null;
  let before = index;
  for (let g = 0; g < wanted; g += 1) before += layers[g];
  return values.subarray(before * count, (before + 1) * count);
}

/**
 * @param {Prediction} maps @param {number} group  0 for the inputs, then the layers
 * @returns {Float32Array | null} all maps of the group, one after another
 */
export function mapsOf({ layers, count, values }, group) {
  if (group >= layers.length) return null;
  const before = layers.slice(0, group).reduce((sum, some) => sum + some, 0);
  return values.subarray(before * count, (before + layers[group]) * count);
}

/** @param {Prediction} maps @returns {Float32Array[]} the maps of all outputs */
export function outputMaps(maps) {
  const count = maps.layers[maps.layers.length - 1] ?? 0;
  return Array.from({ length: count }, (_, k) => mapOf(maps, -1, k)).filter((map) => map !== null);
}
