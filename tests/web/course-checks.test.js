// The lessons' checks: not done where nothing has been tried, done where the task has been.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { CHECKS, FIGURES } from "../../web/course/checks.js";
import { nameAt } from "../../web/drawer/code/names.js";
import { commonStart, lastName, needsMore } from "../../web/drawer/console/prompt.js";
import { lines } from "../../web/drawer/walk/python-names.js";

const nothing = { figures: {}, snapshot: null, config: null, walk: null };

/** @type {Record<string, object>} */
const DONE = {
  neuron: { figures: { "gp-figure-sum": { sum: 0.01, terms: [1.2, -1.3, 0.11] } } },
  activation: { figures: { "gp-figure-sigmoid": { z: 0.9, a: 0.995 } } },
  layers: { snapshot: { accuracy: 0.97 }, config: { network: { layers: [{ units: 4 }] } } },
  loss: { snapshot: { step: 0, data_loss: 0.08 }, figures: {} },
  "gradient-descent": { figures: { "gp-figure-bowl": { loss: 0.005, steps: 12 } } },
  backpropagation: { walk: { index: 33, count: 34, kind: "update" } },
  "training-loop": { figures: { "gp-figure-pseudocode": { epoch: 1, updates: 3 } } },
  logic: { snapshot: { accuracy: 1, data_loss: 0.01 }, config: { data: { kind: "xor_gate" } } },
  functions: { snapshot: { data_loss: 0.01 } },
};

const pages = readdirSync("web").filter((name) => name.startsWith("lesson-"));
const named = pages.map((name) => /check="([^"]+)"/.exec(readFileSync(`web/${name}`, "utf8"))?.[1]);

test("every lesson has a task, and every check a lesson", () => {
  assert.deepEqual(named.sort(), Object.keys(CHECKS).sort());
  assert.deepEqual(Object.keys(DONE).sort(), Object.keys(CHECKS).sort());
});

for (const [name, check] of Object.entries(CHECKS)) {
  test(`the check of "${name}"`, () => {
    assert.equal(check(/** @type {any} */ (nothing)).done, false);
    assert.equal(check(/** @type {any} */ ({ ...nothing, ...DONE[name] })).done, true);
  });
}

test("a number that no figure has shown is not made up", () => {
  for (const name of ["neuron", "activation", "gradient-descent"])
    assert.match(CHECKS[name](/** @type {any} */ (nothing)).says, /unknown yet/);
  for (const { figures } of /** @type {any[]} */ (Object.values(DONE)))
    for (const name of Object.keys(figures ?? {})) assert.ok(FIGURES.includes(name), name);
});

test("what was not done by hand does not count as such", () => {
  const trained = { ...nothing, snapshot: { step: 40, data_loss: 0.01 } };
  assert.equal(CHECKS.loss(/** @type {any} */ (trained)).done, false);
});

test("Python is cut into lines and coloured", () => {
  const told = lines('def f(x):\n    """Two\n    lines."""\n    return x * 2  # twice\n');
  assert.equal(told.length, 5);
  assert.deepEqual(
    told[0].map(({ kind }) => kind),
    ["keyword", "plain", "defined", "plain"],
  );
  assert.equal(told[2][0].kind, "text");
  assert.equal(told[3].at(-1)?.kind, "comment");
  const source = readFileSync("pysrc/gradpad/layers.py", "utf8");
  const again = lines(source).map((line) => line.map(({ text }) => text).join(""));
  assert.equal(again.join("\n"), source);
});

test("the console's prompt knows names and blocks", () => {
  assert.equal(lastName("print(net.la"), "net.la");
  assert.equal(lastName("1 + "), "");
  assert.equal(commonStart(["net.layers", "net.layout"]), "net.lay");
  assert.equal(commonStart([]), "");
  assert.equal(needsMore("for i in range(3):"), "\n    ");
  assert.equal(needsMore("for i in range(3):\n    print(i)"), "\n    ");
  assert.equal(needsMore("for i in range(3):\n    print(i)\n"), null);
  assert.equal(needsMore("1 + 1"), null);
});

test("the name that a line belongs to", () => {
  const source = readFileSync("pysrc/gradpad/layers.py", "utf8");
  const at = (/** @type {string} */ text) => source.slice(0, source.indexOf(text)).split("\n").length;
  assert.equal(nameAt(source, at('self.grads["W"]')), "Dense.backward_from_delta");
  assert.equal(nameAt(source, at("class Dense")), "Dense");
  assert.equal(nameAt(source, at("from gradpad.arrays")), "");
});
