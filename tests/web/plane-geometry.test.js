// Plane and pixels, and what lies near what.

import assert from "node:assert/strict";
import { test } from "node:test";
import { distanceToSegment, nearest, pairs, toPixels, toPlane } from "../../web/plane/geometry.js";
import { chance } from "./fixtures/state.js";

const frame = { low: -6, high: 6, side: 300 };

test("the plane's corners are the canvas's corners, x2 upwards", () => {
  assert.deepEqual(toPixels(frame, -6, 6), [0, 0]);
  assert.deepEqual(toPixels(frame, 6, -6), [300, 300]);
  assert.deepEqual(toPixels(frame, 0, 0), [150, 150]);
});

test("there and back again is where one was", () => {
  const random = chance(1);
  for (let n = 0; n < 200; n += 1) {
    const point = /** @type {[number, number]} */ ([random() * 12 - 6, random() * 12 - 6]);
    const back = toPlane(frame, ...toPixels(frame, ...point));
    assert.ok(Math.hypot(back[0] - point[0], back[1] - point[1]) < 1e-12);
  }
});

test("a pointer outside the canvas stays on the plane's edge", () => {
  assert.deepEqual(toPlane(frame, -50, 400), [-6, -6]);
});

test("distance to a segment: beside it, beyond its end, and to a segment of no length", () => {
  assert.equal(distanceToSegment([1, 2], [0, 0], [4, 0]), 2);
  assert.equal(distanceToSegment([7, 4], [0, 0], [4, 0]), 5);
  assert.equal(distanceToSegment([3, 4], [0, 0], [0, 0]), 5);
});

test("the nearest point within reach, or none", () => {
  const points = pairs([0, 0, 3, 0, 3.2, 0]);
  assert.equal(nearest(points, [3.15, 0], 1), 2);
  assert.equal(nearest(points, [0, 2], 1), -1);
  assert.equal(nearest([], [0, 0], 1), -1);
});
