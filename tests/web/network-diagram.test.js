// The network's picture: everything has its place, and the pointer finds it.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  edgeAt,
  edgeStyle,
  edges,
  halfWidth,
  heightAt,
  layoutOf,
  strength,
} from "../../web/network/diagram.js";
import { paintEdges } from "../../web/network/edge-paint.js";
import { scaleOfUnit } from "../../web/network/network-shape.js";
import { mapOf, outputMaps } from "../../web/plane/maps.js";

const room = { width: 560, top: 76, body: 392, label: 48 };
const shape = { inputs: 3, layers: [8, 3], outputs: 1 };

test("no two units of a column overlap, none leaves the picture, and its height never grows, up to 256 units", () => {
  const { height } = layoutOf(shape, room);
  for (const units of [1, 2, 8, 9, 12, 13, 40, 64, 255, 256])
    for (const layers of [[units], [units, units], Array(6).fill(units)]) {
      const place = layoutOf({ ...shape, layers }, room);
      assert.equal(place.height, height, `${layers} units`);
      for (const [column, spots] of place.spots.entries()) {
        const side = place.sizes[column];
        assert.ok(side >= 9, `${layers} units are too small to be seen`);
        for (const [i, spot] of spots.entries()) {
          assert.ok(spot.y - side / 2 >= room.top && spot.y + side / 2 <= place.height);
          for (const other of spots.slice(0, i))
            assert.ok(
              Math.max(Math.abs(spot.x - other.x), Math.abs(spot.y - other.y)) >= side,
              `${units} units overlap`,
            );
        }
      }
    }
});

test("columns of many units keep apart, with room for their weights", () => {
  for (const units of [13, 64, 256])
    for (const width of [328, 560, 900]) {
      const place = layoutOf({ ...shape, layers: [units, units, units] }, { ...room, width });
      for (let column = 1; column < place.columns.length; column += 1) {
        const gap =
          place.columns[column] -
          halfWidth(place, column) -
          place.columns[column - 1] -
          halfWidth(place, column - 1);
        assert.ok(gap >= 18, `${gap} px between columns of ${units}`);
      }
    }
});

test("six hidden layers fit beside the planes; on a phone the picture is wider than the screen", () => {
  const six = { ...shape, layers: [4, 4, 4, 4, 4, 4] };
  assert.ok(layoutOf(six, room).width <= 576);
  assert.ok(layoutOf(six, { ...room, width: 328 }).width > 328);
});

test("edges join the inputs that are on to every unit, in the order of the weights", () => {
  const place = layoutOf(shape, room);
  const all = edges(place);
  assert.equal(all.length, 3 * 8 + 8 * 3 + 3);
  const last = all.find(({ layer, from, to }) => layer === 0 && from === 2 && to === 0);
  assert.equal(last?.y1, place.spots[0][2].y);
});

test("a network without hidden layers joins inputs and outputs", () => {
  const bare = { ...shape, layers: [], outputs: 4 };
  assert.equal(edges(layoutOf(bare, room)).length, 3 * 4);
});

test("the pointer finds an edge anywhere along its curve, and nothing far from it", () => {
  const edge = { layer: 0, from: 0, to: 0, x1: 100, y1: 50, x2: 200, y2: 250 };
  assert.ok(Math.abs(heightAt(edge, 100) - 50) < 1e-6);
  assert.ok(Math.abs(heightAt(edge, 150) - 150) < 1e-3);
  for (let x = 100; x <= 200; x += 10) assert.equal(edgeAt([edge], x, heightAt(edge, x) + 3, 6), edge);
  assert.equal(edgeAt([edge], 150, 190, 6), null);
  assert.equal(edgeAt([edge], 210, 250, 6), null);
});

test("an edge's strength grows with its weight and knows no sign", () => {
  assert.equal(strength(0), 0);
  assert.equal(strength(-2), strength(2));
  assert.ok(strength(0.5) < strength(1) && strength(1000) <= 1);
});

test("maps are found by group and place; a network that has changed shape has none to show", () => {
  const values = Float32Array.from({ length: 6 * 4 }, (_, i) => Math.floor(i / 4));
  const maps = { run_id: 1, count: 4, layers: [2, 3, 1], values };
  assert.deepEqual([...(mapOf(maps, 1, 2) ?? [])], [4, 4, 4, 4]);
  assert.deepEqual([...(mapOf(maps, -1, 0) ?? [])], [5, 5, 5, 5]);
  assert.equal(mapOf(maps, 1, 3), null);
  assert.equal(mapOf(maps, 7, 0), null);
  assert.equal(outputMaps(maps).length, 1);
});

test("an edge's width is its weight's, and nothing is left of it at zero", () => {
  const width = (/** @type {number} */ weight) => edgeStyle(strength(weight)).width;
  assert.equal(width(0), 0);
  assert.equal(width(-0.83), width(0.83));
  assert.ok(width(0.03) < 0.05 * width(0.83), "a small weight looks small beside a large one");
  assert.ok(width(1e-5) < 1e-4, "what L1 has all but removed is not seen");
  assert.ok(width(1000) < 6);
});

test("each sign has its colour, and zero has none", () => {
  /** @type {[string, number][]} */
  const strokes = [];
  const context = /** @type {any} */ ({
    beginPath() {},
    moveTo() {},
    bezierCurveTo() {},
    setLineDash() {},
    stroke() {
      strokes.push([this.strokeStyle, this.lineWidth]);
    },
  });
  const place = { layer: 0, x1: 0, y1: 0, x2: 10, y2: 0, from: 0 };
  const all = [-1, 0, 1].map((_, to) => ({ ...place, to }));
  const pens = { negative: "minus", positive: "plus", none: "none", paper: "paper" };
  const weights = [-1, 0, 1];
  paintEdges(context, all, ({ to }) => weights[to], pens, { flow: null, emphasis: () => null });
  assert.deepEqual(
    strokes.map(([colour]) => colour),
    ["minus", "plus"],
  );
  strokes.length = 0;
  paintEdges(context, all, ({ to }) => weights[to], pens, { flow: null, emphasis: () => true });
  assert.deepEqual(
    strokes.map(([colour]) => colour),
    ["minus", "none", "plus"],
    "an edge that is pointed at is seen, whatever its weight",
  );
});

test("a hidden unit has the signs' colours, an output unit those of its class", () => {
  const config = /** @type {any} */ ({ network: { layers: [{ units: 3 }] } });
  assert.equal(scaleOfUnit(config, 1, 2, 3), "sign");
  assert.equal(scaleOfUnit(config, 2, 2, 3), 2, "the third of three classes");
  assert.equal(scaleOfUnit(config, 2, 0, 1), "output", "from one class to the other");
});
