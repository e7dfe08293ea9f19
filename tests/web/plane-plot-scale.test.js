// How data lie on the sketchpad: a function of x as its graph, and back to the very numbers.

import assert from "node:assert/strict";
import { test } from "node:test";
import { PlotScale, reachOf } from "../../web/plane/plot-scale.js";

test("a scale reaches to a round number that is large enough", () => {
  const cases = /** @type {const} */ ([
    [[], 1, 1],
    [[0.3, -1], 1, 1],
    [[1.2], 1, 2],
    [[-3.7], 2, 5],
    [[7], 2, 10],
    [[120, -480], 2, 500],
    [[1000], 2, 1000],
  ]);
  for (const [values, least, reach] of cases) assert.equal(reachOf(values, least), reach);
});

test("values that were there come back exactly, drawn ones in thousandths", () => {
  const plotScale = new PlotScale(true, 5, 6);
  const labels = [0.123456789, -4.9999, 1 / 3];
  const points = /** @type {[number, number][]} */ ([
    [-1, 0],
    [0, 0],
    [1, 0],
  ]);
  const drawing = plotScale.toDrawing({ points, labels, selected: [1] });
  const moved = { ...drawing, points: [...drawing.points.slice(0, 2), [1, 3]] };
  const back = plotScale.toData(/** @type {any} */ (moved));
  assert.deepEqual(back.labels, [0.123456789, -4.9999, 2.5]);
  assert.deepEqual(back.points, points);
  assert.deepEqual(back.selected, [1]);
});

test("points of the plane lie where they are", () => {
  const plotScale = PlotScale.of(/** @type {any} */ ({ labels: [9, 9] }), false, 6);
  const points = Float64Array.of(1, 2, 3, 4);
  assert.equal(plotScale.positions(/** @type {any} */ ({ points, labels: [9, 9] })), points);
});
