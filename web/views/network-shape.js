// What the configuration and the engine's description say about the network's picture.

import { isBounded } from "../draw/raster.js";
import { spanOfOutput } from "./painting.js";

/** @typedef {import("../engine/types").Config} Config */
/** @typedef {import("../engine/types").Description} Description */

/** @param {Description} description @returns {string[]} */
export const featureNames = (description) => description.registries.features.map(({ name }) => name);

/**
 * @param {Config} config @param {Description} description @param {number} outputs
 * @returns {import("../draw/diagram.js").Shape}
 */
export function shapeOfNetwork(config, description, outputs) {
  const names = featureNames(description);
  const active = config.features.map((feature) => names.indexOf(feature)).filter((i) => i >= 0);
  return { inputs: names.length, active, layers: config.network.layers.map(({ units }) => units), outputs };
}

/** @param {Description} description @param {string} feature */
export function featureLabel(description, feature) {
  return description.registries.features.find(({ name }) => name === feature)?.label ?? feature;
}

/**
 * The ends of the colour scale for the units of a column; null if each unit's own numbers decide.
 * @param {Config} config @param {Description} description @param {number} column
 * @returns {import("../draw/raster.js").Span | null}
 */
export function spanOfUnit(config, description, column) {
  if (column === 0) return null;
  const layer = config.network.layers[column - 1];
  if (!layer) return spanOfOutput(config, description);
  const choice = description.registries.activations.find(({ name }) => name === layer.activation);
  return isBounded(choice?.curve) ? { low: -1, high: 1 } : null;
}

/**
 * @param {Config} config @param {Description} description @param {number} column @param {number} unit
 * @param {number} outputs
 */
export function unitTitle(config, description, column, unit, outputs) {
  if (column === 0) return `Input ${featureLabel(description, config.features[unit])}`;
  if (config.network.layers[column - 1]) return `Unit ${unit + 1} of layer ${column}`;
  return outputs > 1 ? `Output for class ${unit}` : "Output unit";
}

/**
 * What feeds a layer of weights, in words.
 * @param {Config} config @param {Description} description @param {number} layer @param {number} from
 */
export function sourceName(config, description, layer, from) {
  return layer === 0 ? featureLabel(description, config.features[from]) : `unit ${from + 1}`;
}
