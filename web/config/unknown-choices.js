// Choices that are known no more: what a visitor added to the engine is gone with its Python, or was taken out again.
// Where a configuration names one, the usual choice takes its place; a number that such a choice had of its own is left
// out; and the drawing is not lost.

import shipped from "../generated/description.json" with { type: "json" };
import { getPath, setPath } from "./path.js";
import { validateConfig } from "./validate.js";

/** @typedef {import("../engine/types").Config} Config */
/** @typedef {import("../engine/types").Description} Description */

const CHOICES =
  /^(data\.kind|network\.(layers\.\d+\.activation|output)|training\.(loss|optimizer|schedule|regularizer))$/;
const USUAL = /** @type {Config} */ (/** @type {unknown} */ (shipped.config));

/** The usual choice for a field. @param {string} path */
const usualAt = (path) => getPath(USUAL, path.replace(/layers\.\d+/, "layers.0"));

const NUMBER = /^training\.(\w+)$/;

/** Is it a number of training that no choice has? @param {string} path @param {Description} description */
const isNobodys = (path, { config }) => {
  const [, name] = NUMBER.exec(path) ?? [];
  return name !== undefined && !Object.hasOwn(config.training, name);
};

/** @param {Config} config @param {string} path of a number of training */
const without = (config, path) => {
  const { [path.replace("training.", "")]: _, ...training } = config.training;
  return { ...config, training };
};

/**
 * @param {unknown} config @param {Description} description
 * @returns {{ config: Config, whole: boolean }} `whole`: nothing in it had to be replaced
 * @throws {import("./rules.js").ConfigError} it is not valid for another reason
 */
export function withKnownChoices(config, description) {
  let known = config;
  for (let left = 16; ; left -= 1) {
    try {
      return { config: validateConfig(description, known), whole: known === config };
    } catch (error) {
      const { path } = /** @type {{ path?: string | null }} */ (error);
      const named = path ? getPath(known, path) : undefined;
      if (path && typeof named === "number" && isNobodys(path, description) && left > 0) {
        known = without(/** @type {Config} */ (known), path);
        continue;
      }
      if (!path || typeof named !== "string" || !CHOICES.test(path) || left === 0) throw error;
      if (usualAt(path) === named) throw error;
      known = setPath(/** @type {object} */ (known), path, usualAt(path));
    }
  }
}

/**
 * A configuration without a choice of one's own.
 * @param {Config} config @param {import("../engine/workshop-types").OwnKind} kind @param {string} name of an input: its formula
 * @returns {Config}
 */
export function usual(config, kind, name) {
  const { data, features, network, training } = config;
  const bend = (/** @type {string} */ activation, /** @type {string} */ path) =>
    activation === name ? /** @type {string} */ (usualAt(path)) : activation;
  if (kind === "data") return data.kind === name ? { ...config, data: USUAL.data } : config;
  if (kind === "loss" && training.loss === name)
    return { ...config, training: { ...training, loss: USUAL.training.loss } };
  if (kind === "input") {
    const left = features.filter((each) => Object(each).formula !== name.trim());
    return { ...config, features: left.length > 0 ? left : USUAL.features };
  }
  if (kind !== "activation") return config;
  const layers = network.layers.map((layer) => ({
    ...layer,
    activation: bend(layer.activation, "network.layers.0.activation"),
  }));
  return { ...config, network: { ...network, layers, output: bend(network.output, "network.output") } };
}
