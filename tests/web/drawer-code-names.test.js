// Names in the engine's text, and the page of the reference that explains them.

import assert from "node:assert/strict";
import { test } from "node:test";
import { explained, nameAt, wordAt } from "../../web/drawer/code/names.js";

const module = (/** @type {string} */ name, /** @type {string[]} */ names) => ({
  name,
  names,
  headline: "",
  lines: 1,
  editable: true,
  edited: false,
  reading: null,
});
const MODULES = [
  module("activations", ["Activation", "Activation.slope", "Tanh", "Tanh.slope"]),
  module("layers", ["Dense", "Dense.forward", "Dense.backward"]),
  module("training", ["train_step", "Trainer", "Trainer.run"]),
];
const TEXT = `"""Layers."""

class Dense:
    """A layer."""

    def forward(self, x):
        return self.activation.value(x)
`;

test("the name around a line", () => {
  assert.deepEqual(
    [1, 3, 4, 6, 7].map((line) => nameAt(TEXT, line)),
    ["", "Dense", "Dense", "Dense.forward", "Dense.forward"],
  );
});

test("the dotted name at the cursor", () => {
  const line = "        grad = self.activation.slope(z) + np.exp(z)";
  assert.equal(wordAt(line, line.indexOf("slope") + 2), "self.activation.slope");
  assert.equal(wordAt(line, line.indexOf("activation") + 3), "self.activation");
  assert.equal(wordAt(line, line.indexOf("np.exp") + 6), "np.exp");
  assert.equal(wordAt(line, line.indexOf("grad")), "grad");
  assert.equal(wordAt("", 0), "");
  assert.equal(wordAt("a + b", 2), "");
});

test("what explains a name", () => {
  const of = (/** @type {string} */ word, around = "Dense.forward") =>
    explained(MODULES, "layers", word, around);
  assert.deepEqual(of("train_step"), { module: "training", name: "train_step" });
  assert.deepEqual(of("self.backward"), { module: "layers", name: "Dense.backward" });
  assert.deepEqual(of("self.activation.slope"), { module: "activations", name: "Activation.slope" });
  assert.deepEqual(of("np.slope"), { module: "layers", name: "Dense.forward" });
  assert.deepEqual(of("nothing"), { module: "layers", name: "Dense.forward" });
  assert.deepEqual(of("", "Dense._hidden"), { module: "layers", name: "Dense" });
  assert.deepEqual(of("", ""), { module: "layers", name: "" });
});
