// Contour lines and mistakes: where they are, checked against shapes that are known.

import assert from "node:assert/strict";
import { test } from "node:test";
import { mistakes } from "../../web/output/mistakes.js";
import { addContour, leadOf, levelsBetween } from "../../web/plane/contours.js";

/** A square map of a function of x and y from -1 to 1, rows from the top. @param {number} side @param {(x: number, y: number) => number} f */
const sampled = (side, f) =>
  Float32Array.from({ length: side * side }, (_, i) =>
    f(((i % side) / (side - 1)) * 2 - 1, 1 - (Math.floor(i / side) / (side - 1)) * 2),
  );

/** @param {ArrayLike<number>} map @param {number} level @param {number} size */
function pieces(map, level, size) {
  /** @type {[number, number][]} */
  const corners = [];
  const add = (/** @type {number} */ x, /** @type {number} */ y) => corners.push([x, y]);
  addContour({ moveTo: add, lineTo: add }, map, level, size);
  return corners.map((from, i) => ({ from, to: corners[i + 1] })).filter((_, i) => i % 2 === 0);
}

test("the contour of a ring lies on the circle and is as long", () => {
  const found = pieces(
    sampled(101, (x, y) => Math.hypot(x, y)),
    0.5,
    200,
  );
  let length = 0;
  for (const { from, to } of found) {
    for (const [x, y] of [from, to]) assert.ok(Math.abs(Math.hypot(x - 100, y - 100) - 50) < 0.05);
    length += Math.hypot(to[0] - from[0], to[1] - from[1]);
  }
  assert.ok(Math.abs(length - 2 * Math.PI * 50) < 0.5);
});

test("the border of a slope is one straight line from edge to edge, and nothing along the border", () => {
  const found = pieces(
    sampled(11, (x) => x),
    0.1,
    100,
  );
  assert.equal(found.length, 10);
  for (const { from, to } of found) {
    assert.ok(Math.abs(from[0] - 55) < 1e-4 && Math.abs(to[0] - 55) < 1e-4);
    assert.equal(Math.abs(from[1] - to[1]), 10);
  }
});

test("every way in which a cell can be crossed keeps what is above apart from what is below", () => {
  for (let above = 0; above < 16; above += 1) {
    const corner = (/** @type {number} */ bit) => (above & bit ? 1 : -1);
    const found = pieces([corner(1), corner(2), corner(8), corner(4)], 0, 2);
    const expected = above === 0 || above === 15 ? 0 : above === 5 || above === 10 ? 2 : 1;
    assert.equal(found.length, expected, `case ${above}`);
    // A line crosses exactly the sides whose two corners differ, in their middles.
    const crossed = found.flatMap(({ from, to }) => [from.join(), to.join()]).sort();
    const sides = /** @type {const} */ ([
      [1, 2, "1,0"],
      [2, 4, "2,1"],
      [4, 8, "1,2"],
      [8, 1, "0,1"],
    ]);
    const due = sides.filter(([p, q]) => corner(p) !== corner(q)).map(([, , at]) => at);
    assert.deepEqual(crossed, [...due].sort(), `case ${above}`);
  }
});

test("a map with holes, or a flat one, has no lines there", () => {
  assert.deepEqual(pieces([Number.NaN, 1, -1, 1], 0, 1), []);
  assert.deepEqual(pieces([2, 2, 2, 2], 2, 1), []);
});

test("a class leads where its output is the largest", () => {
  assert.deepEqual(
    [
      ...leadOf(
        [
          [1, 5],
          [3, 2],
          [2, 4],
        ],
        0,
      ),
    ],
    [-2, 1],
  );
});

test("levels are even, without the ends", () => {
  assert.deepEqual(levelsBetween({ low: -1, high: 1 }, 4), [-0.5, 0, 0.5]);
});

test("a single output is right on its own side of the middle, several by the largest", () => {
  assert.deepEqual(mistakes([0.4, 0.6, 0.7, 0.1], [0, 1, 0, 1], 0.5), [2, 3]);
  assert.deepEqual(mistakes([0.9, 0.1, 0.2, 0, 0.2, 0.1, 0.1, 0.7, 0.7], [0, 2, 1], 0.5), [2]);
  assert.deepEqual(mistakes([], [], 0), []);
});
