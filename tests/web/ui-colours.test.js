// The scale of colours: what picks which colour, and that it can be told apart.

import assert from "node:assert/strict";
import { test } from "node:test";
import { isBounded, outputSpan, paintClasses, paintSigned, unitSpan } from "../../web/plane/raster.js";
import { fromOklab, mix, pack, parse, signedTable, toOklab } from "../../web/ui/colours.js";

/** @typedef {[number, number, number]} Rgb */

/** @type {Rgb} */ const ORANGE = [243, 174, 116];
/** @type {Rgb} */ const MIDDLE = [246, 244, 238];
/** @type {Rgb} */ const BLUE = [127, 185, 224];
const table = signedTable(ORANGE, MIDDLE, BLUE);

test("OKLab and back gives the same colour, and mixing ends where it should", () => {
  for (const colour of [
    ORANGE,
    MIDDLE,
    BLUE,
    /** @type {Rgb} */ ([0, 0, 0]),
    /** @type {Rgb} */ ([255, 255, 255]),
  ]) {
    assert.deepEqual(fromOklab(toOklab(colour)), colour);
  }
  assert.deepEqual(mix(ORANGE, BLUE, 0), ORANGE);
  assert.deepEqual(mix(ORANGE, BLUE, 1), BLUE);
});

test("colours are read in the forms in which browsers compute them", () => {
  assert.deepEqual(parse("rgb(213, 94, 0)"), [213, 94, 0]);
  assert.deepEqual(parse("color(srgb 1 0.5 0)"), [255, 127.5, 0]);
});

test("the ends of the scale are the ends of the table, its middle is neutral, no number gets the middle", () => {
  const pixels = new Uint32Array(4);
  paintSigned(pixels, [-1, 1, -1e9, Number.POSITIVE_INFINITY], 2, { low: -1, high: 1 }, table);
  assert.deepEqual([...pixels], [pack(ORANGE), pack(BLUE), pack(ORANGE), pack(BLUE)]);
  paintSigned(pixels, [0, Number.NaN, 0, 0], 2, { low: -1, high: 1 }, table);
  assert.equal(pixels[0], table[128]);
  assert.equal(pixels[1], table[128]);
});

test("a sigmoid's half is the middle of the scale", () => {
  const pixels = new Uint32Array(1);
  paintSigned(pixels, [0.5], 1, outputSpan([0, 1]), table);
  assert.equal(pixels[0], table[128]);
});

test("a smaller picture shows the same map the same way up", () => {
  const values = Float32Array.from({ length: 16 }, (_, i) => (i < 8 ? 1 : -1));
  const pixels = new Uint32Array(4);
  paintSigned(pixels, values, 2, { low: -1, high: 1 }, table);
  assert.deepEqual([...pixels], [pack(BLUE), pack(BLUE), pack(ORANGE), pack(ORANGE)]);
});

test("lightness alone tells how strong a value is, for every kind of colour blindness", () => {
  const light = (/** @type {number} */ i) =>
    toOklab([table[i] & 255, (table[i] >> 8) & 255, (table[i] >> 16) & 255])[0];
  for (let i = 8; i <= 120; i += 8) {
    assert.ok(light(i) > light(i - 8) - 0.004, `lightness falls before the middle at ${i}`);
    assert.ok(light(255 - i) > light(255 - i + 8) - 0.004, `lightness rises after the middle at ${i}`);
  }
});

test("with several outputs the largest gives the colour, and its lead the strength", () => {
  const ramps = [signedTable(MIDDLE, MIDDLE, ORANGE), signedTable(MIDDLE, MIDDLE, BLUE)];
  const pixels = new Uint32Array(2);
  paintClasses(
    pixels,
    [
      [1, 0.4],
      [0, 0.6],
    ],
    ramps,
    false,
  );
  assert.equal(pixels[0], ramps[0][255]);
  assert.ok(ramps[1].indexOf(pixels[1]) < 200);
});

test("the scale of a unit: fixed where its activation is bounded, else as far as its numbers reach", () => {
  assert.equal(isBounded({ y: [-0.99, 0, 0.99] }), true);
  assert.equal(isBounded({ y: [0, 0, 5] }), false);
  assert.equal(isBounded(undefined), false);
  assert.deepEqual(unitSpan([3, -7, Number.NaN], false), { low: -7, high: 7 });
  assert.deepEqual(unitSpan([0, 0], false), { low: -1, high: 1 });
});
