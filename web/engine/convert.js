// Values on their way between Python and the page: plain objects, lists and typed arrays, nothing else.

/**
 * Every ArrayBuffer inside a plain value, once each: what can be handed over instead of copied.
 * @param {unknown} value
 * @param {Set<ArrayBuffer>} [found]
 * @returns {Set<ArrayBuffer>}
 */
export function buffersOf(value, found = new Set()) {
  if (ArrayBuffer.isView(value)) {
    if (value.buffer instanceof ArrayBuffer) found.add(value.buffer);
  } else if (Array.isArray(value)) {
    // Long lists hold numbers only; arrays of numbers come as typed arrays.
    if (typeof value[0] === "object") for (const item of value) buffersOf(item, found);
  } else if (value !== null && typeof value === "object") {
    for (const item of Object.values(value)) buffersOf(item, found);
  }
  return found;
}

/**
 * Shapes of one layer's parameters: W (inputs, units), b (units) or nothing where the layer has no biases.
 * @typedef {{ W: [number, number], b: [number] | [] }} Shapes
 */

/**
 * Parameters as the engine sends them, one after another, to the nested lists that people expect.
 * @param {ArrayLike<number>} flat for each layer W row by row, then b
 * @param {Shapes[]} shapes
 * @returns {import("./types").LayerWeights[]}
 */
export function nestWeights(flat, shapes) {
  let at = 0;
  const take = (/** @type {number} */ count) => {
    const row = new Array(count);
    for (let i = 0; i < count; i++) row[i] = flat[at++];
    return row;
  };
  return shapes.map(({ W: [inputs, units], b: [biases = 0] }) => ({
    W: Array.from({ length: inputs }, () => take(units)),
    b: take(biases),
  }));
}
