import assert from "node:assert/strict";
import { test } from "node:test";
import { validateConfig } from "../../web/config/validate.js";
import { description } from "./support/description.js";

const valid = (/** @type {unknown} */ config) => validateConfig(description, config);

/** @param {unknown} config @param {string} path @param {RegExp} message */
const refused = (config, path, message) =>
  assert.throws(
    () => valid(config),
    (/** @type {any} */ error) => {
      assert.equal(error.name, "ConfigError");
      assert.equal(error.path, path);
      assert.ok(error.message.includes(path), error.message);
      assert.match(error.message, message);
      return true;
    },
  );

test("nothing at all is the default configuration", () => {
  assert.deepEqual(valid({}), description.config);
  assert.notEqual(valid({}).network, description.config.network);
});

test("what is left out is filled in, what is given stays", () => {
  const config = valid({ seed: 3, network: { layers: [{ units: 2 }, {}] }, training: { batch_size: 5 } });
  assert.equal(config.seed, 3);
  assert.deepEqual(config.network.layers, [
    { units: 2, activation: "tanh" },
    { units: 4, activation: "tanh" },
  ]);
  assert.equal(config.training.batch_size, 5);
  assert.equal(config.training.learning_rate, 0.03);
  assert.deepEqual(config.data, description.config.data);
});

test("another generator comes with its own number of points", () => {
  assert.deepEqual(valid({ data: { kind: "xor" } }).data, {
    kind: "xor",
    count: 40,
    noise: 0,
    train_share: 0.5,
  });
});

test("a drawing needs no more than its points and labels", () => {
  const data = { kind: "points", points: [[0, 1]], labels: [1] };
  assert.deepEqual(valid({ data }).data, { ...data, task: "classification", train_share: 1 });
});

test("kinds that only the engine can judge are left to it", () => {
  const data = { kind: "formula", formula: "sin(x)" };
  assert.deepEqual(valid({ data }).data, data);
});

test("the original is left alone", () => {
  const given = { network: { layers: [{ units: 2 }] } };
  valid(given).network.layers[0].units = 7;
  assert.deepEqual(given, { network: { layers: [{ units: 2 }] } });
});

test("wrong types, unknown names and numbers out of range are refused by name", () => {
  refused({ seed: "1" }, "seed", /"1".*whole number from 0 to 9/);
  refused({ seed: 1.5 }, "seed", /1\.5.*whole number/);
  refused({ seed: true }, "seed", /true/);
  refused({ seed: null }, "seed", /null/);
  refused({ standardize: 1 }, "standardize", /true or false/);
  refused({ sead: 1 }, "sead", /not known; there are version, seed/);
  refused({ network: { layers: [{ unit: 1 }] } }, "network.layers.0.unit", /units, activation/);
  refused({ network: { layers: [{ units: 0 }] } }, "network.layers.0.units", /is 0; .*from 1 to 8/);
  refused(
    { network: { layers: [{ units: 2, activation: "tan" }] } },
    "network.layers.0.activation",
    /tanh, relu/,
  );
  refused({ network: { layers: 3 } }, "network.layers", /a list of hidden layers/);
  refused({ network: { layers: [{}, {}, {}] } }, "network.layers", /3 long.*at most 2/);
  refused({ network: [] }, "network", /an object/);
  refused({ features: [] }, "features", /1 to 3 inputs/);
  refused({ features: ["x3"] }, "features.0", /"x3".*x1, x2, sin_x1/);
  refused({ training: { learning_rate: 0 } }, "training.learning_rate", /greater than 0 and at most 10/);
  refused({ training: { learning_rate: -1 } }, "training.learning_rate", /is -1/);
  refused({ training: { learning_rate: Number.NaN } }, "training.learning_rate", /is NaN/);
  refused({ training: { learning_rate: Infinity } }, "training.learning_rate", /is Infinity/);
  refused({ training: { momentum: 1 } }, "training.momentum", /not known/);
  refused({ data: { kind: "circel" } }, "data.kind", /"circel".*circle, xor, points, curve, formula/);
  refused({ data: { kind: "circle", count: 101 } }, "data.count", /from 1 to 100/);
  refused({ data: { kind: "circle", points: [] } }, "data.points", /not known/);
  refused({ version: 2 }, "version", /must be 1/);
  refused({ view: "dark" }, "view", /an object/);
  refused([], "config", /an object/);
  refused(null, "config", /an object/);
  refused({ view: { f() {} } }, "config", /plain data/);
});

test("points are looked at one by one, and there may not be too many", () => {
  const drawn = (/** @type {unknown} */ points, /** @type {unknown} */ labels) => ({
    data: { kind: "points", points, labels },
  });
  refused(drawn("here", []), "data.points", /list of points/);
  refused(drawn([[0, 0, 0]], [0]), "data.points.0", /a pair of numbers/);
  refused(drawn([[0, Number.NaN]], [0]), "data.points.0", /a pair of numbers/);
  refused(drawn([[0, 2000]], [0]), "data.points.0", /from -1000 to 1000/);
  refused(drawn([[0, 0]], []), "data.labels", /0 long/);
  refused(drawn([[0, 0]], [-1]), "data.labels.0", /a class from 0 to 2/);
  refused(drawn([[0, 0]], [0.5]), "data.labels.0", /a class/);
  refused(drawn(Array(6).fill([0, 0]), Array(6).fill(0)), "data.points", /6 long.*at most 5/);
  const regression = { kind: "points", task: "regression", points: [[0, 0]], labels: [0.5] };
  assert.deepEqual(valid({ data: regression }).data, { ...regression, train_share: 1 });
  refused({ data: { ...regression, task: "poetry" } }, "data.task", /classification or regression/);
});

test("a key named __proto__ is refused like any unknown name", () => {
  refused(JSON.parse('{"__proto__": {"seed": 1}}'), "__proto__", /not known/);
  refused(JSON.parse('{"training": {"__proto__": {}}}'), "training.__proto__", /not known/);
});

test("data that is nested without end is refused, for Python would die of it", () => {
  let deep = /** @type {unknown} */ ([]);
  for (let i = 0; i < 200; i += 1) deep = { deep };
  refused({ view: { deep } }, "config", /flatter/);
  for (let i = 0; i < 100_000; i += 1) deep = [deep];
  refused({ data: { kind: "curve", points: deep } }, "config", /flatter|plain/);
});

test("a name that is not known is repeated as far as it helps to find it, at whatever length it came", () => {
  const name = "o".repeat(60);
  refused({ training: { [`${name}${"[".repeat(3000)}`]: 1 } }, `training.${name}…`, /^.{30,400}$/);
});

test("a pace is one of those that there are", () => {
  assert.equal(valid({ view: { pace: "slow" } }).view.pace, "slow");
  refused({ view: { pace: "fast" } }, "view.pace", /one of step, slow, watch, full/);
});
