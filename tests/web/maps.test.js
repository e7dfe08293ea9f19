// What the page knows of the plane: maps that come a few at a time, and which of them each turn asks for.

import assert from "node:assert/strict";
import { test } from "node:test";
import { mapOf, mapsOf, outputMaps, withMaps } from "../../web/plane/maps.js";
import { ALL_UNITS, MOST_MAPS, partsInTurn } from "../../web/training/maps-in-turn.js";

const ANSWER = {
  run_id: 1,
  count: 4,
  layers: [2, 300, 2],
  outputs: Float32Array.of(1, 1, 1, 1, 2, 2, 2, 2),
  parts: /** @type {import("../../web/engine/types").MapsPart[]} */ ([
    [1, 7, 9, 1],
    [0, 1, 2, 2],
  ]),
  values: Float32Array.of(7, 8, 5, 5, 5, 5),
};

test("each map has its place, each as fine as it came; what has not come is not known", () => {
  const maps = withMaps(null, ANSWER, false);
  assert.deepEqual([...(mapOf(maps, 1, 8) ?? [])], [8]);
  assert.deepEqual([...(mapOf(maps, 0, 1) ?? [])], [5, 5, 5, 5]);
  assert.equal(mapOf(maps, 1, 6), null);
  assert.equal(mapOf(maps, 0, 0), null);
  assert.deepEqual(
    outputMaps(maps).map(([first]) => first),
    [1, 2],
  );
  assert.equal(mapsOf(maps, 1).length, 2);
});

test("new maps stand beside the old ones of the same network, and nothing stays of another", () => {
  const before = withMaps(null, ANSWER, false);
  const more = { ...ANSWER, parts: [[1, 8, 10, 1]], values: Float32Array.of(80, 90) };
  const after = withMaps(before, /** @type {any} */ (more), true);
  assert.deepEqual(
    [7, 8, 9].map((unit) => mapOf(after, 1, unit)?.[0]),
    [7, 80, 90],
  );
  assert.ok(after.whole && !before.whole);
  assert.equal(mapOf(before, 1, 8)?.[0], 8, "what is shown elsewhere stays as it is");
  const other = withMaps(after, /** @type {any} */ ({ ...more, run_id: 2 }), true);
  assert.equal(mapOf(other, 1, 7), null);
});

test("of few units all come with every turn", () => {
  const { parts, next } = partsInTurn(
    [
      [0, 50],
      [1, 50],
    ],
    [2, 8, 1],
    0,
  );
  assert.deepEqual(parts, [
    [0, 0, ALL_UNITS, 50],
    [1, 0, ALL_UNITS, 50],
  ]);
  assert.equal(next, 0);
});

test("of many each turn brings a few, and all of them come round", () => {
  const counts = [2, 256, 0, 100, 1];
  const columns = /** @type {[number, number][]} */ ([
    [0, 50],
    [1, 25],
    [3, 25],
  ]);
  const seen = new Set();
  let from = 0;
  for (let turn = 0; turn < 3; turn += 1) {
    const { parts, next } = partsInTurn(columns, counts, from);
    let units = 0;
    for (const [column, first, end, side] of parts) {
      assert.equal(side, column === 0 ? 50 : 25);
      assert.ok(first >= 0 && end <= counts[column]);
      for (let unit = first; unit < end; unit += 1) seen.add(`${column}.${unit}`);
      units += end - first;
    }
    assert.equal(units, MOST_MAPS);
    from = next;
  }
  assert.equal(seen.size, 358);
  assert.deepEqual(partsInTurn(columns, [2, 3, 0, 4, 1], 300).next, 0, "a network that has become smaller");
});
