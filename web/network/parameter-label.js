// Weights and biases by their place in the network: what each is called.

import { sourceName, unitTitle } from "../config/unit-names.js";

/** @typedef {import("../engine/network-types").Place} Place */

/** @param {import("./network-hover.js").LinkLook | import("./network-hover.js").BiasLook} look @returns {Place} */
export const placeOf = (look) =>
  look.kind === "link"
    ? { layer: look.layer, parameter: "W", index: [look.from, look.to] }
    : { layer: look.layer, parameter: "b", index: [look.unit] };

/**
 * In words: "weight from x₁ to unit 2 of layer 1", "bias of the output unit".
 * @param {import("../engine/types").Config} config @param {import("../engine/types").Description} description
 * @param {Place} place @param {number} outputs
 */
export function nameOf(config, description, { layer, parameter, index }, outputs) {
  const unit = /** @type {number} */ (index.at(-1));
  const target = unitTitle(config, description, layer + 1, unit, outputs)
    .replace("Unit", "unit")
    .replace("Output", "the output");
  if (parameter === "b") return `bias of ${target}`;
  return `weight from ${sourceName(config, description, layer, index[0])} to ${target}`;
}
