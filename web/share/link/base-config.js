// What a link leaves unsaid. A link holds only what differs from this configuration, so it may never change:
// it is the default of the day when version 1 of links was made, whatever the default is later.

import { isObject } from "../../config/path.js";

/** @typedef {Record<string, unknown>} Plain */

/** @type {Plain} */
export const BASE = Object.freeze({
  version: 1,
  seed: 0,
  data: { kind: "circle", count: 500, noise: 0, train_share: 0.5 },
  features: ["x1", "x2"],
  standardize: false,
  network: {
    layers: [
      { units: 4, activation: "tanh" },
      { units: 2, activation: "tanh" },
    ],
    output: "tanh",
    initializer: "glorot_uniform",
    initial_scale: 0.5,
    biases: true,
    initial_bias: 0,
  },
  training: {
    loss: "half_squared_error",
    optimizer: "sgd",
    learning_rate: 0.03,
    batch_size: 10,
    schedule: "constant",
    schedule_epochs: 100,
    schedule_decay: 0.5,
    momentum: 0.9,
    rho: 0.99,
    beta1: 0.9,
    beta2: 0.999,
    epsilon: 1e-8,
    weight_decay: 0.01,
    regularizer: "none",
    regularization_rate: 0,
    dropout: 0,
    stop_epochs: 0,
    stop_loss: 0,
    patience: 0,
    engine: "auto",
    precision: "float64",
  },
  view: {},
});

/** Parts whose fields are compared one by one; all else is said as a whole. */
const PARTS = ["network", "training"];

/** @param {unknown} a @param {unknown} b */
const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

/** @param {Plain} value @param {Plain} base @returns {Plain} */
const changed = (value, base) =>
  Object.fromEntries(Object.entries(value).filter(([key, entry]) => !same(entry, base[key])));

/** What a configuration has that is not as in the base. @param {Plain} config @returns {Plain} */
export function differences(config) {
  const found = changed(config, BASE);
  for (const part of PARTS) {
    const own = found[part];
    if (!isObject(own)) continue;
    found[part] = changed(own, /** @type {Plain} */ (BASE[part]));
    if (Object.keys(/** @type {Plain} */ (found[part])).length === 0) delete found[part];
  }
  return found;
}

/**
 * The configuration that a link means. Names that this page has never heard of are left in, for its own check to
 * refuse; what the base has and this page no longer knows is left out.
 * @param {Plain} found
 * @param {Plain} known a complete configuration of this page
 * @returns {Plain}
 */
export function complete(found, known) {
  const under = (/** @type {Plain} */ base, /** @type {unknown} */ names, /** @type {Plain} */ own) => ({
    ...Object.fromEntries(
      Object.entries(base).filter(([key]) => isObject(names) && Object.hasOwn(names, key)),
    ),
    ...own,
  });
  const config = under(BASE, known, found);
  for (const part of PARTS) {
    const own = found[part] ?? {};
    if (isObject(own)) config[part] = under(/** @type {Plain} */ (BASE[part]), known[part], own);
  }
  return structuredClone(config);
}
