// Weights and biases by their place in the network: the engine's name for each, and what it is now.

/** @typedef {import("../engine/network-types").Parameter} Parameter */
/** @typedef {import("../engine/types").Snapshot} Snapshot */

/** The engine's name for it, "0.W.1.2". @param {Parameter} parameter */
export const frozenKey = ({ layer, parameter, index }) => [layer, parameter, ...index].join(".");

/** @param {Snapshot | null} snapshot @param {Parameter} parameter @returns {number | undefined} undefined where there is none (yet) */
export function parameterValue(snapshot, { layer, parameter, index: [first, second] }) {
  const weights = snapshot?.weights[layer];
  return parameter === "b" ? weights?.b[first] : weights?.W[first]?.[/** @type {number} */ (second)];
}
