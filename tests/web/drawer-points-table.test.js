// The table of points: what may stand in a cell, what is pasted, and in which order the rows stand.

import assert from "node:assert/strict";
import { test } from "node:test";
import { nextSorting, orderOf, rowsInSight } from "../../web/drawer/table/order.js";
import { isTable, readPasted } from "../../web/drawer/table/paste.js";
import { columnsFor, readCell, valueIn, withValue } from "../../web/drawer/table/table-columns.js";

/** @type {import("../../web/engine/types").Description["limits"]} */
const limits = { max_points: 100, domain: [-6, 6], max_classes: 6, max_coordinate: 1000 };
const classes = columnsFor("classes", limits);

test("each task has its columns, and a cell is read and changed where its column says", () => {
  assert.deepEqual(
    ["classes", "values", "function"].map((task) =>
      columnsFor(/** @type {any} */ (task), limits).map(({ title }) => title),
    ),
    [
      ["x₁", "x₂", "class"],
      ["x₁", "x₂", "value"],
      ["x", "y"],
    ],
  );
  /** @type {import("../../web/drawer/table/table-columns.js").Drawing} */
  let drawing = {
    points: [
      [1, 2],
      [3, 4],
    ],
    labels: [0, 1],
  };
  for (const [key, value] of /** @type {const} */ ([
    ["x1", 7],
    ["x2", 8],
    ["label", 5],
  ])) {
    drawing = withValue(drawing, 1, key, value);
    assert.equal(valueIn(drawing, 1, key), value);
  }
  assert.deepEqual(drawing, {
    points: [
      [1, 2],
      [7, 8],
    ],
    labels: [0, 5],
  });
});

test("a cell that is refused says what stands there and what is allowed", () => {
  const [x1, , label] = classes;
  assert.deepEqual(readCell(x1, " −2,5 "), { value: -2.5, problem: null });
  assert.equal(readCell(x1, "left").problem, 'x₁ is "left"; it must be a number from −1000 to 1000.');
  assert.equal(readCell(x1, "1e9").problem, 'x₁ is "1e9"; it must be a number from −1000 to 1000.');
  assert.equal(readCell(label, "6").problem, 'class is "6"; it must be a whole number from 0 to 5.');
  assert.equal(readCell(label, "").problem, "class is empty; it must be a whole number from 0 to 5.");
});

test("rows of a spreadsheet are read with or without a heading, all or none", () => {
  const rows = [
    [1, 2, 0],
    [-1.5, 2.25, 5],
  ];
  for (const text of [
    "1\t2\t0\r\n-1.5\t2.25\t5\r\n",
    "x1\tx2\tclass\n1\t2\t0\n−1,5\t2,25\t5",
    "1;2;0\n\n-1,5;2,25;5",
    "1,2,0\n-1.5,2.25,5",
    "1 2 0\n-1.5  2.25 5",
  ])
    assert.deepEqual(readPasted(text, classes, 10), rows, text);
  /** @param {string} text @param {RegExp} message @param {number} [room] */
  const refused = (text, message, room = 10) =>
    assert.throws(() => readPasted(text, classes, room), { name: "TableError", message });
  refused("1\t2\t0\n1\tnorth\t0", /^Line 2: x₂ is "north"; it must be a number/);
  refused("1\t2\t0\n\n1\t2", /^Line 3: there should be 3 cells: x₁, x₂, class\.$/);
  refused("1\t2\t0.5", /^Line 1: class is "0.5"; it must be a whole number from 0 to 5/);
  refused("1\t2\t0\n1\t2\t0", /room for 1 more points, and these are 2 rows/, 1);
});

test("one cell alone is no table: it is meant for the field", () => {
  assert.equal(isTable("1.5"), false);
  assert.equal(isTable("1.5\n"), false);
  assert.equal(isTable("1\t2"), true);
  assert.equal(isTable("1\n2"), true);
});

test("a heading sorts up, down and not at all; rows that are equal stay as they were", () => {
  const values = [3, 1, 2, 1];
  const read = (/** @type {number} */ place) => values[place];
  let sorting = nextSorting(null, "x1");
  assert.deepEqual(orderOf(4, sorting, read), [1, 3, 2, 0]);
  sorting = nextSorting(sorting, "x1");
  assert.deepEqual(orderOf(4, sorting, read), [0, 2, 1, 3]);
  assert.equal(nextSorting(sorting, "x1"), null);
  assert.deepEqual(nextSorting(sorting, "x2"), { key: "x2", down: false });
});

test("only the rows in sight and some spare ones are there, and never more than there are", () => {
  for (const [count, top] of [
    [2000, 0],
    [2000, 31_000],
    [2000, 64_000],
    [3, 0],
    [0, 0],
  ]) {
    const { from, to } = rowsInSight(count, 32, top, 400);
    assert.ok(from >= 0 && from <= to && to <= count && to - from < 60, `${count} ${top}`);
    for (let row = Math.floor(top / 32); row < Math.min(count, (top + 400) / 32); row += 1)
      assert.ok(row >= from && row < to, `row ${row}`);
  }
});
