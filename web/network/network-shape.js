// What the configuration and the engine's description say about the network's picture.

import { featureKey } from "../config/unit-names.js";
import { spanOfOutput } from "../plane/painting.js";
import { isBounded } from "../plane/raster.js";

/** @typedef {import("../engine/types").Config} Config */
/** @typedef {import("../engine/types").Description} Description */

/** @typedef {import("../config/unit-names.js").Feature} Feature */

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
