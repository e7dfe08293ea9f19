// What the views need no browser for: the stops of sliders, numbers as people read them, which fields matter.

import assert from "node:assert/strict";
import { test } from "node:test";
import { exact, loss, percent, plain, readNumber, signed, whole } from "../../web/ui/format.js";
import { nearestStop, stops } from "../../web/ui/slider-stops.js";
import { answers } from "./support/answers.js";

/** @param {any} field */
const field = (field) =>
  /** @type {import("../../web/engine/types").Field} */ ({ path: "", label: "", help: "", ...field });

test("a learning rate has a stop at every power of ten and its triple, from 1e-5 to 10", () => {
  const all = stops(
    field({ type: "number", minimum: 0, maximum: 1000, exclusive_minimum: true, default: 0.03 }),
  );
  assert.deepEqual(all, [1e-5, 3e-5, 1e-4, 3e-4, 1e-3, 3e-3, 0.01, 0.03, 0.1, 0.3, 1, 3, 10]);
});

test("a regularization rate begins with none at all", () => {
  const all = stops(field({ type: "number", minimum: 0, maximum: 10, default: 0 }));
  assert.equal(all[0], 0);
  assert.equal(all[1], 1e-5);
  assert.equal(all.at(-1), 10);
});

test("shares and noise go in even steps, and a value that is refused is no stop", () => {
  const noise = stops(field({ type: "number", minimum: 0, maximum: 0.5, default: 0 }));
  assert.equal(noise[1], 0.025);
  const share = stops(
    field({ type: "number", minimum: 0, maximum: 1, exclusive_minimum: true, default: 0.5 }),
  );
  assert.equal(share[0], 0.05);
  assert.equal(share.at(-1), 1);
});

test("whole numbers go 1, 2, 5, 10 …; a seed has no slider", () => {
  const batch = stops(field({ type: "integer", minimum: 1, maximum: 10_000, default: 10 }));
  assert.deepEqual(batch.slice(0, 5), [1, 2, 5, 10, 20]);
  assert.equal(batch.at(-1), 10_000);
  assert.deepEqual(stops(field({ type: "integer", minimum: 0, maximum: 2 ** 32 - 1, default: 0 })), []);
});

test("stops rise, keep to the limits, and the nearest one is found", () => {
  for (const limits of [
    { minimum: -10, maximum: 10, default: 0 },
    { minimum: 0, maximum: 0.9, default: 0 },
  ]) {
    const all = stops(field({ type: "number", ...limits }));
    all.forEach((stop, i) => {
      assert.ok(stop >= limits.minimum && stop <= limits.maximum);
      if (i > 0) assert.ok(stop > all[i - 1]);
    });
    assert.equal(all[nearestStop(all, all[3])], all[3]);
  }
});

test("numbers as people read them", () => {
  assert.equal(loss(0.031249), "0.0312");
  assert.equal(loss(null), "–");
  assert.equal(loss(3.2e9), "3.2e+9");
  assert.equal(signed(-0.4), "−0.40");
  assert.equal(signed(1.3), "+1.30");
  assert.equal(percent(0.975), "97.5%");
  assert.equal(plain(0.00001), "0.00001");
});

test("what someone types is read as they mean it", () => {
  for (const [text, value] of /** @type {const} */ ([
    [" −0,5 ", -0.5],
    ["1e-3", 0.001],
    ["1.5e−6", 1.5e-6],
    ["+0.42", 0.42],
    ["1,000", 1000],
    ["1 000", 1000],
    ["1\u202f000\u202f000", 1_000_000],
    ["−12,345.5", -12_345.5],
    ["0,125", 0.125],
    ["1,25", 1.25],
    [".5", 0.5],
  ]))
    assert.equal(readNumber(text), value, text);
});

test("what is no number is not guessed at", () => {
  for (const text of [
    "",
    " ",
    "fast",
    "0x10",
    "0b11",
    "1_000",
    "1,00,000",
    "1 0000",
    "1.2.3",
    "1e999",
    "Infinity",
    "--1",
  ])
    assert.ok(Number.isNaN(readNumber(text)), text);
});

test("a comma in a file is what the file's columns say it is", () => {
  assert.equal(readNumber("1,000", "decimal"), 1);
  assert.ok(Number.isNaN(readNumber("1,000", "none")));
});

test("a million digits are read at once", () => {
  answers(`
    import { readNumber } from "./web/ui/format.js";
    for (const text of ["1".repeat(1e6) + "x", "1" + ",000".repeat(1e5) + "x", "1." + "1".repeat(1e6) + "x"])
      if (!Number.isNaN(readNumber(text))) throw new Error(text.slice(0, 9));
  `);
});

test("every number that is shown can be read back", () => {
  for (const value of [-1.5, 0, 1e-5, 0.03, 1234.5, 1.5e-6]) assert.equal(readNumber(plain(value)), value);
  for (const value of [-0.42, 1.3, 0]) assert.equal(readNumber(signed(value)), value);
  for (const value of [0, 999, 1000, 12_340, 4_294_967_295]) assert.equal(readNumber(whole(value)), value);
  for (const value of [4_294_967_295, 0.123456789, -1e-7, 0.1]) assert.equal(readNumber(exact(value)), value);
  assert.equal(readNumber(loss(3.2e9)), 3.2e9);
});
