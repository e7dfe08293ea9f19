// What the configuration and the engine's description say about the network's picture.

import { spanOfOutput } from "../plane/painting.js";
import { isBounded } from "../plane/raster.js";

/** @typedef {import("../engine/types").Config} Config */
/** @typedef {import("../engine/types").Description} Description */

/** @typedef {Config["features"][number]} Feature a name of the engine's, or a formula that was typed */

/** What tells one input from another. @param {Feature} feature */
export const featureKey = (feature) => (typeof feature === "string" ? feature : feature.formula);

/**
 * The inputs that the picture offers: the engine's, and below them the formulas that are in use.
 * @param {Config} config @param {Description} description
 * @returns {{ feature: Feature, label: string, help: string, own: boolean }[]}
 */
export function inputsOf(config, description) {
  const known = description.registries.features.map(({ name, label, help }) => ({
    feature: name,
    label,
    help,
    own: false,
  }));
  const typed = config.features
    .filter((feature) => typeof feature !== "string")
    .map((feature) => ({
      feature,
      label: featureKey(feature),
      help: `An input of your own: ${featureKey(feature)}.`,
      own: true,
    }));
  return [...known, ...typed];
}

/**
 * @param {Config} config @param {Description} description @param {number} outputs
 * @returns {import("./diagram.js").Shape}
 */
export function shapeOfNetwork(config, description, outputs) {
  const keys = inputsOf(config, description).map(({ feature }) => featureKey(feature));
  const active = config.features.map((feature) => keys.indexOf(featureKey(feature)));
  return { inputs: keys.length, active, layers: config.network.layers.map(({ units }) => units), outputs };
}

/** @param {Description} description @param {Feature | undefined} feature undefined: taken away while it was looked at */
export function featureLabel(description, feature) {
  if (feature === undefined) return "";
  const key = featureKey(feature);
  return description.registries.features.find(({ name }) => name === key)?.label ?? key;
}

/**
 * The inputs with one more or one less, in the order of the picture.
 * @param {Config} config @param {Description} description @param {Feature} feature
 * @returns {Feature[]}
 */
export function toggled(config, description, feature) {
  const key = featureKey(feature);
  const others = config.features.filter((each) => featureKey(each) !== key);
  const order = inputsOf(config, description).map((each) => featureKey(each.feature));
  const next = others.length < config.features.length ? others : [...config.features, feature];
  return next.toSorted((a, b) => order.indexOf(featureKey(a)) - order.indexOf(featureKey(b)));
}

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
