import assert from "node:assert/strict";
import { test } from "node:test";
import { isTooDeep, nestsTooDeep } from "../../web/config/json-depth.js";

const nested = (/** @type {number} */ n) => "[".repeat(n) + "]".repeat(n);

test("brackets are counted where they nest, not where they are text", () => {
  assert.ok(!isTooDeep(nested(32)));
  assert.ok(isTooDeep(nested(33)));
  assert.ok(isTooDeep("{".repeat(40)));
  assert.ok(!isTooDeep("[]".repeat(1000)));
  assert.ok(!isTooDeep(JSON.stringify(["[".repeat(99), '"[\\"['.repeat(99)])));
  assert.ok(isTooDeep(`["\\\\", "\\"" ${"[".repeat(40)}`));
  assert.ok(!isTooDeep(JSON.parse('"\\"'.concat('"')) + nested(5)));
});

test("values are looked at as texts are", () => {
  assert.ok(!nestsTooDeep(JSON.parse(nested(32))));
  assert.ok(nestsTooDeep(JSON.parse(nested(34))));
  assert.ok(!nestsTooDeep(null) && !nestsTooDeep({ a: [1, "x", null] }));
});

test("a long text without an end is looked at once", () => {
  const started = performance.now();
  assert.ok(!isTooDeep('"\\"'.repeat(3_000_000)));
  assert.ok(performance.now() - started < 2000);
});
