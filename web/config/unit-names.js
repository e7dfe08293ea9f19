// What the inputs and units of a network are called, in words.

/** @typedef {import("../engine/types").Config} Config */
/** @typedef {import("../engine/types").Description} Description */

/** @typedef {Config["features"][number]} Feature a name of the engine's, or a formula that was typed */

/** What tells one input from another. @param {Feature} feature */
export const featureKey = (feature) => (typeof feature === "string" ? feature : feature.formula);

/** @param {Description} description @param {Feature | undefined} feature undefined: taken away while it was looked at */
export function featureLabel(description, feature) {
  if (feature === undefined) return "";
  const key = featureKey(feature);
  return description.registries.features.find(({ name }) => name === key)?.label ?? key;
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
