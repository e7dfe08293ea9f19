// Weights and biases by their place in the network: what each is called.

import { sourceName, unitTitle } from "../config/unit-names.js";

/** @typedef {import("../engine/network-types").Parameter} Parameter */

/** @param {import("./inspected.js").InspectedWeight | import("./inspected.js").InspectedBias} inspected @returns {Parameter} */
export const parameterOf = (inspected) =>
  inspected.kind === "edge"
    ? { layer: inspected.layer, parameter: "W", index: [inspected.from, inspected.to] }
    : { layer: inspected.layer, parameter: "b", index: [inspected.unit] };

/**
 * In words: "weight from x₁ to unit 2 of layer 1", "bias of the output unit".
 * @param {import("../engine/types").Config} config @param {import("../engine/types").Description} description
 * @param {Parameter} parameter @param {number} outputs
 */
export function parameterName(config, description, { layer, parameter, index }, outputs) {
  const unit = /** @type {number} */ (index.at(-1));
  const target = unitTitle(config, description, layer + 1, unit, outputs)
    .replace("Unit", "unit")
    .replace("Output", "the output");
  if (parameter === "b") return `bias of ${target}`;
  return `weight from ${sourceName(config, description, layer, index[0])} to ${target}`;
}
