// What the configuration and the engine's description say about the network's picture.

import { taskOf } from "../plane/learning-task.js";
import { spanOfOutput } from "../plane/painting.js";
import { isBounded } from "../plane/raster.js";

/** @typedef {import("../engine/types").Config} Config */
/** @typedef {import("../engine/types").Description} Description */

/**
 * @param {Config} config @param {number} outputs
 * @returns {import("./diagram.js").Shape}
 */
export const shapeOfNetwork = ({ features, network }, outputs) => ({
  inputs: features.length,
  layers: network.layers.map(({ units }) => units),
  outputs,
});

/** What an input says of a point, in a sentence. @param {Config} config @param {Description} description @param {number} index */
export function inputHelp({ features }, { registries }, index) {
  const feature = features[index];
  if (typeof feature === "string")
    return registries.features.find(({ name }) => name === feature)?.help ?? "";
  return feature ? `Your own formula: ${feature.formula}.` : "";
}

/**
 * The inputs of the engine's that a network of this kind can have, on or off: a function of x has x₁ alone.
 * @param {Config} config @param {Description} description
 */
export function inputsToChoose(config, description) {
  const all = /** @type {(import("../engine/types").Choice & { uses_x2?: boolean })[]} */ (
    description.registries.features
  );
  return taskOf(config, description) === "function" ? all.filter(({ uses_x2 }) => !uses_x2) : all;
}

/**
 * The inputs with one of the engine's more or less: in the engine's order, formulas last.
 * @param {Config} config @param {Description} description @param {string} feature
 * @returns {Config["features"]}
 */
export function toggled({ features }, { registries }, feature) {
  if (features.includes(feature)) return features.filter((each) => each !== feature);
  const place = (/** @type {Config["features"][number]} */ each) => {
    const found = registries.features.findIndex(({ name }) => name === each);
    return found < 0 ? registries.features.length : found;
  };
  return [...features, feature].toSorted((a, b) => place(a) - place(b));
}

/**
 * What a unit's map is painted in.
 * @param {Config} config @param {number} column @param {number} unit @param {number} outputs
 * @returns {import("../ui/theme.js").Scale}
 */
export const scaleOfUnit = (config, column, unit, outputs) =>
  column <= config.network.layers.length ? "sign" : outputs > 1 ? unit : "output";

/**
 * The ends of the colour scale for the units of a column; null if each unit's own numbers decide.
 * @param {Config} config @param {Description} description @param {number} column
 * @returns {import("../plane/raster.js").Span | null}
 */
export function spanOfUnit(config, description, column) {
  if (column === 0) return null;
  const layer = config.network.layers[column - 1];
  if (!layer) return spanOfOutput(config, description);
  const choice = description.registries.activations.find(({ name }) => name === layer.activation);
  return isBounded(choice?.curve) ? { low: -1, high: 1 } : null;
}
