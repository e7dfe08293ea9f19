// What Python finds when it looks whether it is to stop, and what the page hears of it meanwhile.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Deadline } from "../../web/engine/deadline.js";

/** @param {import("node:test").TestContext} t */
function start(t) {
  let now = 0;
  t.mock.method(performance, "now", () => now);
  /** @type {number[]} */
  const signs = [];
  /** @type {any} */
  let buffer;
  const pyodide = /** @type {any} */ ({ setInterruptBuffer: (/** @type {any} */ given) => (buffer = given) });
  const deadline = new Deadline(pyodide, () => signs.push(now));
  /** Runs on, looking every 100 ms. @param {string} method @param {number} until @returns {number[]} when it is stopped */
  const run = (method, until) =>
    deadline.watch(method, null, () => {
      /** @type {number[]} */
      const stops = [];
      for (const end = now + until; now < end; now += 100) if (buffer[0] === 2) stops.push(now);
      return stops;
    });
  return { run, signs };
}

test("a visitor's code is stopped once, after five seconds; it gives signs of life until then", (t) => {
  const { run, signs } = start(t);
  assert.deepEqual(run("console", 5500), [5100]);
  assert.ok(signs.length >= 8 && signs.every((time, i) => time - (signs[i - 1] ?? 0) <= 600));
});

test("a loop that catches what is to stop it gives no signs of life any more", (t) => {
  const { run, signs } = start(t);
  assert.deepEqual(run("console", 20_000), [5100]);
  assert.ok(Math.max(...signs) <= 7100, "it is found out soon as a worker that is silent");
  run("console", 1000);
  assert.ok(Math.max(...signs) > 20_000, "the next request gives them again");
});
