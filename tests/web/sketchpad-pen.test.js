// The pen: what a press, a movement, a rest and a release make of the drawing.

import assert from "node:assert/strict";
import { test } from "node:test";
import { cancel, drag, hold, press, release } from "../../web/sketchpad/pen.js";
import { chance } from "./fixtures/state.js";

/** @typedef {import("../../web/sketchpad/pen.js").Brush} Brush */

const TOOLS = ["spray", "point", "line", "move", "select", "frame", "eraser", "curve"];

/** @param {Partial<Brush>} [changes] @returns {Brush} */
const brush = (changes) => ({
  tool: "spray",
  label: 1,
  size: 1,
  density: 8,
  reach: 0.5,
  extend: false,
  graph: false,
  most: 10_000,
  bounds: { low: -6, high: 6 },
  random: chance(7),
  ...changes,
});

/** @returns {import("../../web/sketchpad/pen.js").Drawing} */
const nothing = () => ({ points: [], labels: [], selected: [] });

test("a press of the spray is a splash of its density, inside the brush, of the chosen class", () => {
  const { drawing } = press(nothing(), brush(), [2, -1]);
  assert.equal(drawing.points.length, 8);
  assert.deepEqual(new Set(drawing.labels), new Set([1]));
  for (const [x1, x2] of drawing.points) assert.ok(Math.hypot(x1 - 2, x2 + 1) <= 1.01);
});

test("a stroke leaves points all along its way, whether it comes in one movement or in many", () => {
  const once = drag(press(nothing(), brush(), [-4, 0]), [4, 0]).drawing;
  let pen = press(nothing(), brush(), [-4, 0]);
  for (let x = -3.9; x <= 4.001; x += 0.1) pen = drag(pen, [x, 0]);
  for (const { points } of [once, pen.drawing]) {
    assert.ok(points.length > 30 && points.length < 120, `${points.length} points`);
    for (let from = -4; from < 4; from += 1) {
      assert.ok(
        points.some(([x1]) => x1 >= from && x1 <= from + 1),
        `nothing from ${from} to ${from + 1}`,
      );
    }
  }
});

test("nothing is sprayed beyond the plane", () => {
  const { drawing } = drag(press(nothing(), brush({ size: 2 }), [6, 6]), [6, -6]);
  for (const x of drawing.points.flat()) assert.ok(x >= -6 && x <= 6);
});

test("a resting spray goes on, at the same rate however often the clock ticks", () => {
  const start = press(nothing(), brush(), [0, 0]);
  const coarse = hold(start, 1000).drawing.points.length;
  let pen = start;
  for (let n = 0; n < 100; n += 1) pen = hold(pen, 10);
  assert.ok(coarse > 16);
  assert.ok(Math.abs(pen.drawing.points.length - coarse) <= 1);
});

test("a single point is one point, exactly there, and moving or resting adds none", () => {
  const pen = hold(drag(press(nothing(), brush({ tool: "point" }), [1.234, -2]), [3, 3]), 5000);
  assert.deepEqual(pen.drawing, { points: [[1.23, -2]], labels: [1], selected: [] });
});

test("the eraser takes what its way touches and leaves the rest with its labels", () => {
  const drawing = {
    points: /** @type {[number, number][]} */ ([
      [-3, 0.2],
      [0, 0.9],
      [3, 0],
      [0, 3],
    ]),
    labels: [0, 1, 2, 3],
    selected: [1, 3],
  };
  const pen = drag(press(drawing, brush({ tool: "eraser" }), [-5, 0]), [5, 0]);
  assert.deepEqual(pen.drawing, { points: [[0, 3]], labels: [3], selected: [0] });
});

test("there is an end to how many points there can be, and the pen says so", () => {
  const pen = drag(press(nothing(), brush({ most: 20 }), [-4, 0]), [4, 0]);
  assert.equal(pen.drawing.points.length, 20);
  assert.equal(pen.full, true);
  assert.equal(press(nothing(), brush({ most: 20 }), [0, 0]).full, false);
});

test("a stroke that is given up leaves the drawing as it was; one that ends keeps it", () => {
  const before = { points: /** @type {[number, number][]} */ ([[1, 1]]), labels: [0], selected: [] };
  const pen = drag(press(before, brush(), [0, 0]), [2, 2]);
  assert.equal(cancel(pen).drawing, before);
  assert.equal(release(pen).drawing, pen.drawing);
  assert.deepEqual(before, { points: [[1, 1]], labels: [0], selected: [] });
});

test("a thousand random gestures: labels match points, all lie on the plane, the drawing is never changed in place", () => {
  const random = chance(42);
  /** @type {import("../../web/sketchpad/pen.js").Drawing} */
  let drawing = nothing();
  const spot = () => /** @type {[number, number]} */ ([random() * 14 - 7, random() * 14 - 7]);
  for (let n = 0; n < 1000; n += 1) {
    const tool = /** @type {Brush["tool"]} */ (TOOLS[Math.floor(random() * TOOLS.length)]);
    const way = { random, most: 300, label: n % 6, extend: random() < 0.5, graph: random() < 0.2 };
    const frozen = JSON.stringify(drawing);
    const pen = hold(drag(drag(press(drawing, brush({ ...way, tool }), spot()), spot()), spot()), 40);
    assert.equal(JSON.stringify(drawing), frozen);
    drawing = release(pen).drawing;
    assert.equal(drawing.points.length, drawing.labels.length);
    assert.ok(drawing.points.length <= 300);
    assert.deepEqual(
      [...drawing.selected],
      [...new Set(drawing.selected)].sort((a, b) => a - b),
    );
    assert.ok(drawing.selected.every((place) => place >= 0 && place < drawing.points.length));
    for (const x of drawing.points.flat()) assert.ok(x >= -7 && x <= 7);
  }
});
