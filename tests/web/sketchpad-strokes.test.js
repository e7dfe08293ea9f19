// The strokes that arrange points: lines, moves, selections, and the curve of a function.

import assert from "node:assert/strict";
import { test } from "node:test";
import { inside } from "../../web/plane/geometry.js";
import { cancel, drag, press } from "../../web/sketchpad/pen.js";
import { lay } from "../../web/sketchpad/strokes/line.js";

/** @typedef {import("../../web/sketchpad/pen.js").Brush} Brush */
/** @typedef {import("../../web/sketchpad/pen.js").Drawing} Drawing */
/** @typedef {[number, number]} Pair */

/** @param {Partial<Brush>} [changes] @returns {Brush} */
const brush = (changes) => ({
  tool: "line",
  label: 1,
  size: 1,
  density: 8,
  reach: 0.4,
  extend: false,
  graph: false,
  most: 10_000,
  bounds: { low: -6, high: 6 },
  random: () => 0.5,
  ...changes,
});

/** @param {Pair[]} points @param {number[]} [selected] @returns {Drawing} */
const drawing = (points, selected = []) => ({ points, labels: points.map((_, i) => i % 3), selected });

const square = /** @type {Pair[]} */ ([
  [-2, -2],
  [2, -2],
  [2, 2],
  [-2, 2],
  [5.5, 0],
]);

test("a line has points at both ends and evenly between, more of them where the density is higher", () => {
  const few = lay([-3, 0], [3, 0], 4);
  const many = lay([-3, 0], [3, 0], 16);
  assert.ok(many.length > 3 * few.length);
  for (const points of [few, many]) {
    assert.deepEqual(points[0], [-3, 0]);
    assert.deepEqual(points.at(-1), [3, 0]);
    const gaps = points.slice(1).map(([x], i) => x - points[i][0]);
    for (const gap of gaps) assert.ok(Math.abs(gap - gaps[0]) < 0.011);
  }
});

test("a line is laid anew with every movement: only the last place counts, what was there stays", () => {
  const before = drawing(square);
  const wandering = drag(drag(press(before, brush(), [-4, 0]), [4, 5]), [0, 0]);
  const direct = drag(press(before, brush(), [-4, 0]), [0, 0]);
  assert.deepEqual(wandering.drawing, direct.drawing);
  assert.deepEqual(wandering.drawing.points.slice(0, 5), square);
});

test("a point that is pressed is carried, alone; its label stays", () => {
  const { drawing: after } = drag(press(drawing(square), brush({ tool: "move" }), [2.1, 1.9]), [3.1, 0.9]);
  assert.deepEqual(after.points[2], [3, 1]);
  assert.deepEqual(after.selected, [2]);
  assert.deepEqual(after.points.toSpliced(2, 1), square.toSpliced(2, 1));
  assert.deepEqual(after.labels, drawing(square).labels);
});

test("all that are selected go together, and stop together at the plane's edge", () => {
  const pen = drag(press(drawing(square, [0, 2, 4]), brush({ tool: "move" }), [2, 2]), [5, 2.5]);
  assert.deepEqual(pen.drawing.points, [
    [-1.5, -1.5],
    [2, -2],
    [2.5, 2.5],
    [-2, 2],
    [6, 0.5],
  ]);
});

test("a press beside all points lets go of the selection and moves nothing", () => {
  const pen = drag(press(drawing(square, [0, 1]), brush({ tool: "move" }), [0, 0]), [3, 3]);
  assert.deepEqual(pen.drawing.selected, []);
  assert.equal(pen.drawing.points, square);
});

test("a loop selects what lies inside; with Shift it adds to what was selected", () => {
  const loop = (/** @type {Partial<Brush>} */ way, /** @type {number[]} */ selected) => {
    let pen = press(drawing(square, selected), brush({ tool: "select", ...way }), [0, -4]);
    for (const to of /** @type {Pair[]} */ ([
      [4, -4],
      [4, 4],
      [0, 4],
    ]))
      pen = drag(pen, to);
    return pen.drawing.selected;
  };
  assert.deepEqual(loop({}, [0]), [1, 2]);
  assert.deepEqual(loop({ extend: true }, [0]), [0, 1, 2]);
});

test("what is selected can be dragged with the selecting tool too; a press on another point selects that one", () => {
  const select = brush({ tool: "select" });
  const moved = drag(press(drawing(square, [1, 2]), select, [2, 2]), [1, 2]);
  assert.deepEqual(moved.drawing.points.slice(1, 3), [
    [1, -2],
    [1, 2],
  ]);
  assert.deepEqual(press(drawing(square, [1, 2]), select, [-2, 2]).drawing.selected, [3]);
  const toggled = press(drawing(square, [1, 2]), { ...select, extend: true }, [2, 2]);
  assert.deepEqual(toggled.drawing.selected, [1]);
});

test("a frame selects between its corners, whichever way it is drawn", () => {
  for (const [from, to] of /** @type {[Pair, Pair][]} */ ([
    [
      [-3, -3],
      [3, 0],
    ],
    [
      [3, 0],
      [-3, -3],
    ],
  ])) {
    const pen = drag(press(drawing(square, [4]), brush({ tool: "frame" }), from), to);
    assert.deepEqual(pen.drawing.selected, [0, 1]);
  }
});

test("a gesture that is given up leaves the points and the selection as they were", () => {
  const before = drawing(square, [0]);
  for (const tool of /** @type {const} */ (["line", "move", "select", "frame", "curve"])) {
    const pen = drag(drag(press(before, brush({ tool, graph: tool === "curve" }), [2, 2]), [0, 4]), [-4, 1]);
    assert.equal(cancel(pen).drawing, before, tool);
  }
});

test("a loop knows its inside, also where it is not convex", () => {
  const horseshoe = /** @type {Pair[]} */ ([
    [-3, -3],
    [3, -3],
    [3, 3],
    [1, 3],
    [1, -1],
    [-1, -1],
    [-1, 3],
    [-3, 3],
  ]);
  assert.equal(inside(horseshoe, [0, 1]), false);
  assert.equal(inside(horseshoe, [0, -2]), true);
  assert.equal(inside(horseshoe, [-2, 2]), true);
  assert.equal(inside(horseshoe, [4, 0]), false);
});

const pen = brush({ tool: "curve", graph: true });

test("a curve has one value at each tenth of x that the pen has passed", () => {
  const { points } = drag(press(drawing([]), pen, [-1, 0]), [1, 2]).drawing;
  assert.deepEqual(
    points.map(([x]) => x),
    Array.from({ length: 21 }, (_, i) => Math.round((i - 10) * 10) / 100),
  );
  for (const [x, y] of points) assert.ok(Math.abs(y - (x + 1)) < 0.011, `${x}: ${y}`);
});

test("a new stroke takes the place of the old one above the same x, and of nothing else", () => {
  const first = drag(press(drawing([]), pen, [-3, 1]), [3, 1]).drawing;
  const second = drag(press(first, pen, [1, -2]), [-1, -2]).drawing; // from right to left
  assert.equal(second.points.length, first.points.length);
  for (const [x, y] of second.points) assert.equal(y, Math.abs(x) < 1.01 ? -2 : 1, `at ${x}`);
});

test("a quick stroke leaves no gap, however few movements are heard of", () => {
  const way = /** @type {Pair[]} */ ([
    [-5, 0],
    [-1.23, 3],
    [2.34, -3],
    [5, 0],
  ]);
  let stroke = press(drawing([]), pen, way[0]);
  for (const to of way.slice(1)) stroke = drag(stroke, to);
  const { points } = stroke.drawing;
  assert.equal(points.length, 101);
  assert.equal(new Set(points.map(([x]) => x)).size, 101);
});

test("a point of a graph moves up and down only, and a new one replaces that above the same x", () => {
  const before = drawing([
    [0, 1],
    [1, 1],
  ]);
  const moved = drag(press(before, { ...pen, tool: "move" }, [0, 1]), [3, -2]).drawing;
  assert.deepEqual(moved.points, [
    [0, -2],
    [1, 1],
  ]);
  const replaced = press(before, { ...pen, tool: "point" }, [1, -3]).drawing;
  assert.deepEqual(replaced.points, [
    [0, 1],
    [1, -3],
  ]);
});
