// The weights of a link: shapes, then every number as it is, so that the figure looks as it did to the last bit.

import { damaged, LinkError } from "./link-error.js";

/** @typedef {import("../../engine/types").LayerWeights} LayerWeights */
/** @typedef {import("../../engine/types").Config} Config */

const MOST_LAYERS = 32;
const MOST_UNITS = 4096;

/** @param {import("./bytes.js").Writer} writer @param {readonly LayerWeights[]} weights */
export function writeWeights(writer, weights) {
  writer.whole(weights.length);
  for (const { W, b } of weights) {
    writer.whole(W.length);
    writer.whole(W[0]?.length ?? 0);
    writer.byte(b.length > 0 ? 1 : 0);
    for (const row of W) for (const value of row) writer.float(value);
    for (const value of b) writer.float(value);
  }
}

/**
 * @param {import("./bytes.js").Reader} reader
 * @param {Config} config
 * @returns {LayerWeights[]} that fit the configuration's network
 */
export function readWeights(reader, config) {
  const { layers, biases } = config.network;
  const count = reader.whole(MOST_LAYERS);
  const take = (/** @type {number} */ n) =>
    Array.from({ length: n }, () => {
      const value = reader.float();
      if (!Number.isFinite(value)) throw damaged();
      return value;
    });
  const weights = Array.from({ length: count }, () => {
    const inputs = reader.whole(MOST_UNITS);
    const units = reader.whole(MOST_UNITS);
    const withBias = reader.byte();
    if (withBias > 1 || (inputs + withBias) * units * 8 > reader.left) throw damaged();
    const W = Array.from({ length: inputs }, () => take(units));
    return { W, b: withBias ? take(units) : [], inputs, units };
  });
  const widths = [config.features.length, ...layers.map(({ units }) => units)];
  const fits =
    weights.length === widths.length &&
    weights.every(
      ({ b, inputs, units }, i) =>
        inputs === widths[i] &&
        units === (widths[i + 1] ?? units) &&
        units > 0 &&
        b.length === (biases ? units : 0),
    );
  if (!fits) {
    throw new LinkError("not valid", "The weights in this link do not fit its network.", "network.layers");
  }
  return weights.map(({ W, b }) => ({ W, b }));
}
