import assert from "node:assert/strict";
import { test } from "node:test";
import { CELLS, featureSpaceGrid, foldedPath, foldedPoints } from "../../web/output/feature-space-grid.js";
import { addContour } from "../../web/plane/contours.js";

const SIDE = CELLS + 1;
const UNIT = { low: 0, high: 1 };
/** What two units say at every place: a turn by a right angle. */
const across = Float32Array.from({ length: SIDE * SIDE }, (_, i) => Math.floor(i / SIDE) / CELLS);
const up = Float32Array.from({ length: SIDE * SIDE }, (_, i) => (i % SIDE) / CELLS);

test("folding begins with the plane as it is and ends with what the units say", () => {
  const flat = featureSpaceGrid(across, up, SIDE, UNIT, UNIT, 0);
  const bent = featureSpaceGrid(across, up, SIDE, UNIT, UNIT, 1);
  const half = featureSpaceGrid(across, up, SIDE, UNIT, UNIT, 0.5);
  const last = SIDE * SIDE - 1;
  assert.deepEqual([flat.x[0], flat.y[0], flat.x[last], flat.y[last]], [0, 1, 1, 0]);
  assert.deepEqual([bent.x[0], bent.y[0], bent.x[last], bent.y[last]], [0, 0, 1, 1]);
  assert.deepEqual(
    bent.x,
    featureSpaceGrid(across, up, SIDE, UNIT, UNIT).x,
    "without a share it is bent, as it was",
  );
  for (const i of [0, 7, 500, last]) {
    assert.ok(Math.abs(half.x[i] - (flat.x[i] + bent.x[i]) / 2) < 1e-6);
    assert.ok(Math.abs(half.y[i] - (flat.y[i] + bent.y[i]) / 2) < 1e-6);
  }
});

test("points go the same way as the plane below them", () => {
  const plane = { low: -6, high: 6 };
  const points = [-6, 6, 3, 0];
  const said = [
    [0.25, 1],
    [0.5, 0],
  ];
  const at = (/** @type {number} */ fold) => [
    ...foldedPoints(points, plane, said[0], said[1], UNIT, UNIT, fold),
  ];
  assert.deepEqual(at(0), [0, 1, 0.75, 0.5]);
  assert.deepEqual(at(1), [0.25, 0.5, 1, 0]);
  assert.deepEqual(at(0.5), [0.125, 0.75, 0.875, 0.25]);
});

test("the border on the plane goes along with the grid", () => {
  const grid = featureSpaceGrid(across, up, SIDE, UNIT, UNIT, 1);
  /** @type {[number, number][]} */
  const places = [];
  const note = (/** @type {number} */ x, /** @type {number} */ y) => places.push([x, y]);
  // On the plane a level line that stands upright, at 0.3 of the way: turned, it lies level.
  addContour(foldedPath({ moveTo: note, lineTo: note }, grid), up, 0.3, CELLS);
  assert.equal(places.length, 2 * CELLS);
  for (const [x, y] of places) {
    assert.ok(Math.abs(y - 0.3) < 1e-6);
    assert.ok(x >= 0 && x <= 1);
  }
});
