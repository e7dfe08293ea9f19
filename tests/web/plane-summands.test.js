import assert from "node:assert/strict";
import { test } from "node:test";
import { withMaps } from "../../web/plane/maps.js";
import { summandColumn, summandsOf } from "../../web/plane/summands.js";
import { description } from "./support/description.js";

const CURVE = { kind: "curve", points: [], train_share: 1 };
/** @param {any} network @param {any} [data] @returns {any} */
const configOf = (network, data = CURVE) => ({
  ...description.config,
  data,
  network: {
    ...description.config.network,
    output: "identity",
    layers: [{ units: 3, activation: "tanh" }],
    ...network,
  },
});

test("a linear output of a function of x is a sum of what the last hidden layer adds; no other is", () => {
  assert.equal(summandColumn(configOf({})), 1);
  assert.equal(
    summandColumn(configOf({ layers: [...Array(2)].map(() => ({ units: 2, activation: "relu" })) })),
    2,
  );
  assert.equal(summandColumn(configOf({ output: "tanh" })), null);
  assert.equal(summandColumn(configOf({ layers: [] })), null);
  assert.equal(
    summandColumn(configOf({ layers: [{ units: 40, activation: "tanh" }] })),
    null,
    "too many to tell apart",
  );
  assert.equal(summandColumn(configOf({}, description.config.data)), null);
});

test("each unit's summand is its number times its weight, and with the bias they add up to the output", () => {
  const side = 4;
  const xs = [-6, -2, 2, 6];
  const weights = [
    { W: [[0.3, -0.2]], b: [0.1, 0.5] },
    { W: [[2], [-3]], b: [0.25] },
  ];
  const hidden = weights[0].b.map((b, unit) => xs.map((x) => Math.tanh(b + weights[0].W[0][unit] * x)));
  const output = xs.map((_, i) => 0.25 + 2 * hidden[0][i] - 3 * hidden[1][i]);
  /** A square map of a row of numbers. @param {number[]} row */
  const square = (row) => Array.from({ length: side }, () => row).flat();
  const maps = withMaps(
    null,
    {
      run_id: 1,
      count: side * side,
      layers: [1, 2, 1],
      outputs: Float32Array.from(square(output)),
      parts: [[1, 0, 2, side]],
      values: Float32Array.from(hidden.flatMap(square)),
    },
    true,
  );
  const summands = summandsOf(maps, weights, 1);
  assert.deepEqual(
    summands.map(({ unit, weight }) => [unit, weight]),
    [
      [0, 2],
      [1, -3],
    ],
  );
  xs.forEach((_, i) => {
    const sum = summands.reduce((total, { values }) => total + values[i], 0.25);
    assert.ok(Math.abs(sum - output[i]) < 1e-5);
  });
  assert.deepEqual(
    summandsOf({ ...maps, found: new Map() }, weights, 1),
    [],
    "what is not known is not drawn",
  );
});
