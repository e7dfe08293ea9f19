// Histograms: every number is counted once, on its own side of zero, and the ends stand still.

import assert from "node:assert/strict";
import { test } from "node:test";
import { histogram, outline, roundUp } from "../../web/output/histogram.js";
import { mapsOf } from "../../web/plane/maps.js";

test("the ends are the next 1, 2 or 5 with zeros", () => {
  assert.deepEqual(
    [0.93, 1, 1.01, 2.4, 5, 7, 0.003, 0.3, 1234].map(roundUp),
    [1, 1, 2, 5, 5, 10, 0.005, 0.5, 2000],
  );
  assert.equal(roundUp(0), 1);
  assert.equal(roundUp(Number.NaN), 1);
});

test("every number is counted once, at its place; what is not finite is left out", () => {
  const { reach, counts } = histogram(
    [[-1, -0.6, -0.1], [], [0, 0.1, 0.9, 1, Number.NaN, Number.POSITIVE_INFINITY]],
    4,
  );
  assert.equal(reach, 1);
  assert.deepEqual(counts, [2, 1, 2, 2]);
});

test("many numbers are sampled, and none at all are no trouble", () => {
  const { counts } = histogram(
    Array.from({ length: 100 }, (_, part) =>
      Float32Array.from({ length: 1000 }, (_, i) => (i % 2 === 0 ? 1 : -1) * (((i + part) % 97) / 97)),
    ),
    8,
  );
  const total = counts.reduce((sum, count) => sum + count, 0);
  assert.ok(total > 10_000 && total <= 20_000);
  assert.deepEqual(histogram([], 2).counts, [0, 0]);
});

test("the outline's highest bin is as high as the picture", () => {
  assert.equal(outline([1, 2], 10, 8), "M0 8V4H5V0H10V8Z");
  assert.equal(outline([0, 0], 10, 8), "M0 8V8H5V8H10V8Z");
});

test("the maps of a layer lie one after another", () => {
  const maps = { run_id: 1, count: 2, layers: [1, 2], values: Float32Array.of(0, 1, 2, 3, 4, 5) };
  assert.deepEqual(
    mapsOf(maps, 1).map((map) => [...map]),
    [
      [2, 3],
      [4, 5],
    ],
  );
  assert.deepEqual(mapsOf(maps, 2), []);
});
