// The maps of inputs, units and outputs that the page has. Those of many units come a few at a time, each as finely as
// it is looked at; here each gets its place and its name.

/** @typedef {import("../engine/types").Prediction} Prediction */

/** More units than any layer has: what tells a unit of one column from one of the next. */
const COLUMN = 65_536;

/**
 * Everything that is known of the plane.
 * @typedef {object} Maps
 * @property {number} run_id
 * @property {number} count       points of each output's map
 * @property {readonly number[]} layers  units in each column, inputs first
 * @property {ReadonlyMap<number, Float32Array>} found  maps by column and unit; of squares of points, not all of one size
 * @property {boolean} whole      whether all that were wanted are of these weights, and as fine as they can be
 */

/**
 * Which maps are looked at, and how finely. A column: its number (0 for the inputs) and the side of its units' maps.
 * @typedef {object} Look
 * @property {readonly (readonly [column: number, side: number])[]} seen  columns in view
 * @property {readonly (readonly [column: number, side: number])[]} all   all columns that could be
 * @property {readonly [column: number, unit: number] | null} unit  the unit that is looked at closely
 */

/** Before anything is known. @type {Look} */
export const NOTHING_SEEN = { seen: [], all: [], unit: null };

/**
 * Puts maps that have come beside those that were there; of another network nothing stays.
 * @param {Maps | null} before
 * @param {import("../engine/types").Maps} answer @param {boolean} whole
 * @returns {Maps}
 */
export function withMaps(before, { run_id, count, layers, outputs, parts, values }, whole) {
  const goesOn = before?.run_id === run_id && String(before.layers) === String(layers);
  const found = new Map(goesOn ? before.found : []);
  const last = layers.length - 1;
  for (let k = 0; k < layers[last]; k += 1)
    found.set(last * COLUMN + k, outputs.subarray(k * count, (k + 1) * count));
  let at = 0;
  for (const [column, first, end, side] of parts) {
    const size = side * side;
    for (let unit = first; unit < end; unit += 1, at += size)
      found.set(column * COLUMN + unit, values.subarray(at, at + size));
  }
  return { run_id, count, layers, found, whole };
}

/**
 * @param {Maps | Prediction} maps
 * @param {number} group  0 for the inputs, then the hidden layers; -1 for the outputs
 * @param {number} index  which map of the group
 * @returns {Float32Array | null} null if the network has changed shape since, or this one is not known
 */
export function mapOf(maps, group, index) {
  const { layers, count } = maps;
  const wanted = group < 0 ? layers.length + group : group;
  if (wanted < 0 || index >= (layers[wanted] ?? 0)) return null;
  if ("found" in maps) return maps.found.get(wanted * COLUMN + index) ?? null;
  let before = index;
  for (let g = 0; g < wanted; g += 1) before += layers[g];
  return maps.values.subarray(before * count, (before + 1) * count);
}

/**
 * @param {Maps | Prediction} maps @param {number} group  0 for the inputs, then the layers
 * @returns {Float32Array[]} all maps of the group that are known
 */
export const mapsOf = (maps, group) =>
  Array.from({ length: maps.layers[group] ?? 0 }, (_, unit) => mapOf(maps, group, unit)).filter(
    (map) => map !== null,
  );

/** @param {Maps | Prediction} maps @returns {Float32Array[]} the maps of all outputs */
export const outputMaps = (maps) => mapsOf(maps, maps.layers.length - 1);
