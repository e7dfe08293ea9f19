// Ready-made experiments: taking one up, staying in it, leaving it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { experimentOf, isChanged, withExperiment } from "../../web/experiments/experiment.js";
import { description } from "./support/description.js";

/** @param {string} name @param {Partial<import("../../web/engine/types").Config>} rest */
const preset = (name, rest) => ({
  name,
  title: name,
  comment: `${name}.`,
  config: { ...description.config, ...rest },
});

const xor = preset("xor", { data: { kind: "xor", count: 40, noise: 0, train_share: 0.5 } });
const waves = preset("waves", { features: ["sin_x1"] });
const presets = [xor, waves];
const own = { ...description.config, seed: 7, view: { log_loss: true } };

test("an experiment replaces everything but the view, and nothing of it is shared", () => {
  const config = withExperiment(own, xor);
  assert.equal(config.seed, 0);
  assert.deepEqual(config.data, xor.config.data);
  assert.deepEqual(config.view, { log_loss: true, experiment: "xor" });
  assert.notEqual(config.network.layers, xor.config.network.layers);
  assert.deepEqual(own.view, { log_loss: true });
});

test("whoever changes the network is still in the experiment, whoever has other data has left it", () => {
  assert.equal(experimentOf(own, presets), null);
  const config = withExperiment(own, xor);
  assert.equal(experimentOf(config, presets), xor);
  assert.equal(experimentOf({ ...config, features: ["x1"] }, presets), xor);
  assert.equal(experimentOf({ ...config, data: { ...xor.config.data, kind: "circle" } }, presets), null);
  assert.equal(experimentOf(config, [waves]), null);
});

test("it is changed by anything but the view", () => {
  const config = withExperiment(own, waves);
  assert.equal(isChanged(config, waves), false);
  assert.equal(isChanged({ ...config, view: { discretize: true } }, waves), false);
  assert.equal(isChanged({ ...config, features: ["x1"] }, waves), true);
  assert.equal(isChanged({ ...config, seed: 1 }, waves), true);
});
