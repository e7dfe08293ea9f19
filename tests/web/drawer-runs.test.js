import assert from "node:assert/strict";
import { test } from "node:test";
import { fitting, MOST_LETTERS, MOST_RUNS, Runs } from "../../web/drawer/compare/runs.js";
import { validRuns } from "../../web/drawer/compare/runs-storage.js";
import { variant } from "../../web/drawer/compare/sweep.js";
import { dropAt, withoutUnit, withUnit } from "../../web/network/unit-drag.js";
import { axisSpan, CELLS, featureSpaceGrid } from "../../web/output/feature-space-grid.js";
import { emptyCurve, thinned } from "../../web/training/learning-curve.js";
import { description } from "./support/description.js";

const run = (/** @type {any} */ given = {}) => ({
  id: 1,
  name: "one",
  config: description.config,
  session: JSON.stringify({ gradpad_session: 1, config: description.config }),
  curve: { ...emptyCurve(), ...Object.fromEntries(Object.keys(emptyCurve()).map((key) => [key, [0]])) },
  shown: true,
  step: 3,
  epoch: 1,
  data_loss: 0.5,
  test_loss: null,
  accuracy: null,
  test_accuracy: null,
  ...given,
});

test("the latest runs are kept, as many as fit", () => {
  const many = Array.from({ length: MOST_RUNS + 5 }, (_, id) => run({ id }));
  assert.deepEqual(
    fitting(many).map(({ id }) => id),
    many.slice(5).map(({ id }) => id),
  );
  const large = [run({ session: "x".repeat(MOST_LETTERS) }), run({ id: 2 }), run({ id: 3 })];
  assert.deepEqual(
    fitting(large).map(({ id }) => id),
    [2, 3],
  );
  assert.equal(
    fitting([run({ session: "x".repeat(2 * MOST_LETTERS) })]).length,
    1,
    "the latest, whatever its size",
  );
});

test("a kept curve is thinned and keeps its ends", () => {
  const epoch = Array.from({ length: 1000 }, (_, i) => i);
  const all = Object.fromEntries(Object.keys(emptyCurve()).map((key) => [key, epoch]));
  const thin = thinned(/** @type {any} */ (all), 4);
  assert.ok(thin.epoch.length <= 301);
  assert.equal(thin.epoch[0], 0);
  assert.equal(thin.epoch.at(-1), 999);
  assert.equal(thin.accuracy.length, thin.epoch.length);
});

test("of what lies in the browser's store only whole runs are taken up", () => {
  assert.equal(validRuns([run()], description).length, 1);
  assert.deepEqual(validRuns("no list", description), []);
  for (const wrong of [
    null,
    run({ session: "{}" }),
    run({ session: 3 }),
    run({ id: -1 }),
    run({ name: 7 }),
    run({ curve: null }),
    run({ curve: { ...emptyCurve(), epoch: [0] } }),
    run({ data_loss: "0" }),
    run({ session: JSON.stringify({ gradpad_session: 1, config: { seed: -1 } }) }),
  ])
    assert.deepEqual(validRuns([wrong], description), [], JSON.stringify(wrong)?.slice(0, 80));
  assert.equal(validRuns([run(), run()], description).length, 1, "an id stands for one run");
});

/**
 * A tab with the runs that it shows, beside others that share a storage.
 * @param {{ runs: readonly any[], refuses?: string }} storage as the browser keeps it
 */
function tab(storage) {
  const state = /** @type {any} */ ({
    config: description.config,
    snapshot: run(),
    curve: run().curve,
    kept: [...storage.runs],
    notice: null,
  });
  const store = { state, patch: (/** @type {any} */ patch) => Object.assign(state, patch) };
  const importExport = { export: async () => run().session };
  const save = async (/** @type {import("../../web/drawer/compare/runs.js").Change} */ change) => {
    await null;
    const next = change(storage.runs);
    if (storage.refuses) throw new DOMException("no", storage.refuses);
    storage.runs = next;
  };
  const runs = new Runs(/** @type {any} */ ({ store }), /** @type {any} */ (importExport), save);
  const keep = () => runs.dispatch({ type: "runs/keep" });
  return { state, runs, keep };
}

const ids = (/** @type {readonly any[]} */ runs) => runs.map(({ id }) => id);

test("two tabs keep runs, name them and let go of some: nothing of the other's is lost", async () => {
  const storage = { runs: /** @type {readonly any[]} */ ([run({ id: 1 }), run({ id: 2 })]) };
  const [a, b] = [tab(storage), tab(storage)];
  await Promise.all([a.keep(), b.keep()]);
  await a.runs.dispatch({ type: "runs/drop", id: 1 });
  await b.runs.dispatch({ type: "runs/rename", id: 2, name: "the second" });
  await b.keep();
  const own = [...a.state.kept, ...b.state.kept].filter(({ id }) => id > 2);
  assert.equal(new Set(ids(own)).size, 3);
  assert.deepEqual(ids(storage.runs), [2, ...ids(own).sort((x, y) => x - y)]);
  assert.equal(storage.runs[0].name, "the second");
  assert.ok(storage.runs.every((each) => each.id === 2 || /^[34]: /.test(each.name)));
});

test("a run is numbered after those that are kept, whatever they have been called", async () => {
  const a = tab({ runs: [] });
  await a.keep();
  await a.runs.dispatch({ type: "runs/rename", id: a.state.kept[0].id, name: "the first" });
  await a.keep();
  assert.match(a.state.kept[1].name, /^2: /);
});

test("a full disk is told, and the run is kept as soon as there is room", async () => {
  const storage = { runs: /** @type {readonly any[]} */ ([run({ id: 1 })]), refuses: "QuotaExceededError" };
  const a = tab(storage);
  await a.keep();
  await a.keep();
  assert.equal(a.state.kept.length, 3, "here they are, all the same");
  assert.match(a.state.notice.message, /no room left.*: 2: circle.*; 3: circle/);
  assert.deepEqual(ids(storage.runs), [1]);
  storage.refuses = "";
  await a.runs.dispatch({ type: "runs/drop", id: 1 });
  assert.deepEqual(new Set(ids(storage.runs)), new Set(ids(a.state.kept)));
  assert.equal(storage.runs.length, 2);
});

test("where nothing may be kept, that is said once", async () => {
  const a = tab({ runs: [], refuses: "SecurityError" });
  await a.keep();
  assert.match(a.state.notice.message, /does not let the page keep runs/);
  a.state.notice = null;
  await a.keep();
  assert.equal(a.state.notice, null);
  assert.equal(a.state.kept.length, 2);
});

test("a variant differs in one field, or in all hidden layers", () => {
  assert.equal(variant(description.config, "seed", 4).seed, 4);
  const relu = variant(description.config, "network.layers.*.activation", "relu");
  assert.deepEqual(relu.network.layers, [{ units: 4, activation: "relu" }]);
  assert.deepEqual(description.config.network.layers, [{ units: 4, activation: "tanh" }]);
});

test("the bent grid puts every corner where the two units say", () => {
  const side = 50;
  const across = Float32Array.from({ length: side * side }, (_, i) => (i % side) / (side - 1));
  const up = Float32Array.from({ length: side * side }, (_, i) => 1 - Math.floor(i / side) / (side - 1));
  const grid = featureSpaceGrid(across, up, side, { low: 0, high: 1 }, { low: 0, high: 2 });
  assert.equal(grid.x.length, (CELLS + 1) ** 2);
  assert.deepEqual([grid.x[0], grid.y[0]], [0, 0.5]);
  assert.deepEqual([grid.x.at(-1), grid.y.at(-1)], [1, 0]);
  assert.deepEqual(axisSpan([1, 3], null), { low: 0.88, high: 3.12 });
  assert.deepEqual(axisSpan([], null), { low: -1.12, high: 1.12 });
  assert.deepEqual(axisSpan([0, 100], { low: -1, high: 1 }), { low: -1.12, high: 1.12 });
});

test("a unit that is dropped joins the layer there, or makes one of its own between two", () => {
  const columns = [0, 100, 200, 300];
  const layers = [
    { units: 4, activation: "tanh" },
    { units: 2, activation: "relu" },
  ];
  assert.deepEqual(dropAt(columns, 110), { layer: 0 });
  assert.deepEqual(dropAt(columns, 150), { between: 1 });
  assert.deepEqual(dropAt(columns, 40), { between: 0 });
  assert.deepEqual(dropAt(columns, 290), { between: 2 });
  assert.deepEqual(dropAt([0, 100], 50), { between: 0 });
  assert.deepEqual(
    withUnit(layers, { layer: 1 }).map(({ units }) => units),
    [4, 3],
  );
  assert.deepEqual(withUnit(layers, { between: 1 })[1], { units: 1, activation: "relu" });
  assert.deepEqual(withUnit([], { between: 0 }), [{ units: 1, activation: "tanh" }]);
  assert.deepEqual(withoutUnit([{ units: 1, activation: "tanh" }], 0), []);
  assert.deepEqual(
    withoutUnit(layers, 0).map(({ units }) => units),
    [3, 2],
  );
});
