import assert from "node:assert/strict";
import { test } from "node:test";
import { largestChanges } from "../../web/network/step-change.js";

const weights = (/** @type {number[][][]} */ ...layers) => layers.map((W) => ({ W, b: null }));

test("of many links those are told that changed most, and of a weight that stayed nothing", () => {
  const place = { x1: 0, y1: 0, x2: 1, y2: 1 };
  const edges = Array.from({ length: 40 }, (_, to) => ({ layer: 0, from: 0, to, ...place }));
  const old = [edges.map(() => 1)];
  const now = [edges.map((_, to) => (to === 7 ? 1 : 1 + (to % 2 ? -to : to) / 100))];
  const told = largestChanges(edges, weights(old), weights(now));
  assert.equal(told.length, 24);
  assert.deepEqual([told[0].edge.to, told[0].change.toFixed(2)], [39, "-0.39"]);
  assert.ok(!told.some(({ edge }) => edge.to === 7));
  assert.deepEqual(largestChanges(edges, weights(old), weights(old)), []);
  assert.deepEqual(largestChanges(edges, weights(), weights(now)), [], "another network");
});
