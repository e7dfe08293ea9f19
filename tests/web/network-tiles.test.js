// Layers of many units: tiles, the picture of the weights between them, the links that count most, and the keys.

import assert from "node:assert/strict";
import { test } from "node:test";
import { edges, layoutOf } from "../../web/network/diagram.js";
import { strongestLinks } from "../../web/network/strongest-links.js";
import { byIndex, MOST_SQUARES } from "../../web/network/tile-grid.js";
import { orderOf } from "../../web/network/tile-order.js";
import { unitTowards } from "../../web/network/unit-keys.js";
import { paintWeights, pixelsOf, placeOf, weightUnder } from "../../web/network/weight-image.js";

const room = { width: 560, top: 76, body: 392, label: 48 };
const shapeOf = (/** @type {number[]} */ layers) => ({ inputs: 2, layers, outputs: 1 });
const TABLE = Uint32Array.from({ length: 256 }, (_, i) => i);

/** Weights that tell which is which. @param {number} from @param {number} to */
const weightsOf = (from, to) =>
  Array.from({ length: from }, (_, i) => Array.from({ length: to }, (_, j) => Math.sin(7 * i + 13 * j + 1)));

test("up to twelve units are squares joined by lines; more are tiles, and the weights beside them one picture", () => {
  const few = layoutOf(shapeOf([MOST_SQUARES, MOST_SQUARES]), room);
  assert.ok(few.grids.every((grid) => grid === null) && few.images.every((image) => image === null));
  const shape = shapeOf([4, 13, 4]);
  const place = layoutOf(shape, room);
  assert.deepEqual(
    place.grids.map((grid) => grid !== null),
    [false, false, true, false, false],
  );
  assert.deepEqual(
    place.images.map((image) => image?.rows ?? null),
    [null, "to", "from", null],
  );
  assert.deepEqual([...new Set(edges(place).map(({ layer }) => layer))], [0, 3]);
});

test("every place of the picture of weights is the link that it shows, in any order of the tiles", () => {
  for (const [from, to] of [
    [2, 64],
    [64, 1],
    [64, 64],
    [16, 200],
  ]) {
    const layers = from === 2 ? [to] : [from, to];
    const layer = from === 2 ? 0 : 1;
    const orders = layers.map((units) => byIndex(units).reverse());
    const image = layoutOf({ ...shapeOf(layers), outputs: 1 }, room, orders).images[layer];
    assert.ok(image);
    const W = weightsOf(from, layers[layer] ?? 1);
    const { across, down } = pixelsOf(image);
    assert.ok(across <= image.width + 1 && down <= image.height);
    const pixels = new Uint32Array(across * down);
    paintWeights(pixels, W, image, TABLE);
    for (let i = 0; i < W.length; i += 3)
      for (let j = 0; j < W[0].length; j += 5) {
        const { x, y } = placeOf(image, { from: i, to: j });
        const found = weightUnder(image, W, x, y);
        assert.ok(found);
        const size = Math.abs(W[found.from][found.to]);
        assert.ok(size >= Math.abs(W[i][j]), "of those that share a pixel the strongest is meant");
        if (across === image.columnUnits.length && down === image.rowUnits.length)
          assert.deepEqual(found, { layer, from: i, to: j });
        const at = Math.floor(((y - image.top) / image.height) * down) * across;
        const pixel = pixels[at + Math.floor(((x - image.left) / image.width) * across)];
        assert.equal(pixel > 127.5, W[found.from][found.to] > 0, "its sign is what is seen");
      }
  }
});

test("weights of zero are the middle, and beside the picture there is no link", () => {
  const image = layoutOf(shapeOf([64]), room).images[0];
  assert.ok(image);
  const { across, down } = pixelsOf(image);
  const pixels = new Uint32Array(across * down);
  paintWeights(pixels, [Array(64).fill(0), Array(64).fill(0)], image, TABLE);
  assert.ok(pixels.every((pixel) => pixel === 128));
  paintWeights(pixels, undefined, image, TABLE);
  assert.equal(weightUnder(image, undefined, image.left - 1, image.top + 1), null);
});

test("the five strongest links each way", () => {
  const weights = [
    { W: weightsOf(2, 20), b: [] },
    { W: weightsOf(20, 30), b: [] },
    { W: weightsOf(30, 1), b: [] },
  ];
  const { incoming, outgoing } = strongestLinks(weights, 2, 7);
  const sizes = weights[1].W.map((row) => Math.abs(row[7]));
  assert.equal(incoming.length, 5);
  const least = Math.abs(weights[1].W[incoming[4].from][7]);
  assert.equal(sizes.filter((size) => size > least).length, 4);
  assert.deepEqual(outgoing, [{ layer: 2, from: 7, to: 0 }]);
  assert.deepEqual(strongestLinks(undefined, 2, 7), { incoming: [], outgoing: [] });
  assert.equal(strongestLinks(weights, 0, 1).incoming.length, 0);
});

test("tiles stand by number, or those first whose numbers spread and are heard", () => {
  const values = Float32Array.of(0, 0, 0, 0, 1, -1, 1, -1, 2, -2, 2, -2, 0, 0, 0, 0);
  const maps = { run_id: 1, count: 4, layers: [0, 3, 1], values };
  const weights = [
    { W: [[1, 1, 1]], b: [] },
    { W: [[9], [3], [-1]], b: [] },
  ];
  assert.deepEqual(orderOf("index", 1, 3, weights, maps), [0, 1, 2]);
  assert.deepEqual(orderOf("importance", 1, 3, weights, maps), [1, 2, 0], "0 · 9, 1 · 3, 2 · 1");
  assert.deepEqual(
    orderOf("importance", 1, 3, weights, null),
    [0, 1, 2],
    "without maps by the weights alone",
  );
  assert.deepEqual(orderOf("importance", 1, 4, weights, maps), [0, 1, 2, 3], "of another network");
});

test("arrow keys reach every tile, and go on to the next layer at the grid's edge", () => {
  const place = layoutOf(shapeOf([64, 5]), room);
  const grid = place.grids[1];
  assert.ok(grid);
  const press = (/** @type {string} */ key, /** @type {{ column: number, unit: number }} */ at) =>
    unitTowards(place, key, at) ?? assert.fail();
  const seen = new Set();
  for (let unit = 0; unit < 64; ) {
    seen.add(unit);
    const next = press("ArrowRight", { column: 1, unit });
    if (next.column === 1) unit = next.unit;
    else {
      assert.equal(next.column, 2);
      const row = unit - (grid.columns - 1);
      const below = press("ArrowDown", { column: 1, unit: row }).unit;
      if (below === row) break;
      unit = below;
    }
  }
  assert.equal(seen.size, 64);
  assert.deepEqual(press("End", { column: 1, unit: 0 }), { column: 1, unit: 63 });
  assert.deepEqual(press("Home", { column: 1, unit: 40 }), { column: 1, unit: 0 });
  assert.deepEqual(press("ArrowLeft", { column: 1, unit: 0 }), { column: 1, unit: 0 });
  const back = press("ArrowLeft", { column: 2, unit: 4 });
  assert.equal(back.column, 1);
  assert.equal(grid.places[back.unit] % grid.columns, grid.columns - 1, "the side that faces");
  assert.equal(unitTowards(place, "a", { column: 1, unit: 0 }), null);
});

test("in another order the keys go by place, not by number", () => {
  const order = byIndex(64).reverse();
  const place = layoutOf(shapeOf([64]), room, [order]);
  assert.deepEqual(unitTowards(place, "ArrowRight", { column: 1, unit: 63 }), { column: 1, unit: 62 });
});
