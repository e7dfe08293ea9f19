import assert from "node:assert/strict";
import { test } from "node:test";
import { restore } from "../../web/app/browser-storage.js";
import { initialState } from "../../web/app/initial-state.js";
import { writtenOn } from "../../web/config/code-texts.js";
import { changedPaths, getPath, setPath } from "../../web/config/path.js";
import { pointsToCome } from "../../web/plane/drawing.js";
import { emptyHistory, forget, LIMIT, record, redo, undo } from "../../web/state/history.js";
import { stoppedNotice } from "../../web/state/notices.js";
import { changeConfig, newModel } from "../../web/state/state.js";
import { FrameBudget } from "../../web/training/frame-budget.js";
import { appendRows, emptyCurve, upToNow } from "../../web/training/learning-curve.js";
import { description } from "./support/description.js";

test("a path reads and replaces one place, and shares the rest", () => {
  const config = description.config;
  assert.equal(getPath(config, "network.layers.0.units"), 4);
  assert.equal(getPath(config, "network.layers.7.units"), undefined);
  assert.equal(getPath(config, "toString"), undefined);
  const changed = setPath(config, "network.layers.0.units", 6);
  assert.equal(changed.network.layers[0]?.units, 6);
  assert.equal(config.network.layers[0]?.units, 4);
  assert.equal(changed.training, config.training);
  assert.throws(() => setPath(config, "seed.deep", 1), RangeError);
  assert.throws(() => setPath(config, "__proto__.polluted", 1), RangeError);
  assert.equal(Object.hasOwn(Object.prototype, "polluted"), false);
});

test("changed paths name the leaves that differ", () => {
  const config = description.config;
  assert.deepEqual(changedPaths(config, structuredClone(config)), []);
  const other = setPath(setPath(config, "seed", 1), "training.batch_size", 2);
  assert.deepEqual(changedPaths(config, other), ["seed", "training.batch_size"]);
  assert.deepEqual(changedPaths({ a: [1, 2] }, { a: [1, 2, 3] }), ["a"]);
  const long = Array.from({ length: 100 }, (_, i) => [i, i]);
  assert.deepEqual(changedPaths({ a: long }, { a: structuredClone(long) }), []);
  assert.deepEqual(changedPaths({ a: long }, { a: setPath(long, "50.1", -1) }), ["a"]);
});

test("undo goes back step by step, redo forward again, a new change forgets what was undone", () => {
  let history = emptyHistory();
  for (const state of ["a", "b", "c"]) history = record(history, state);
  const back = undo(history, "d");
  assert.equal(back?.present, "c");
  const further = undo(back.history, back.present);
  assert.equal(further?.present, "b");
  assert.equal(redo(further.history, further.present)?.present, "c");
  assert.deepEqual(record(further.history, "b").future, []);
  assert.equal(undo(emptyHistory(), "a"), null);
  assert.equal(redo(history, "d"), null);
});

test("changes of one group are one step, and the history has an end", () => {
  let history = record(emptyHistory(), 0, "stroke 1");
  history = record(history, 1, "stroke 1");
  assert.deepEqual(history.past, [0]);
  history = record(history, 2, "stroke 2");
  assert.deepEqual(history.past, [0, 2]);
  for (let i = 0; i < 2 * LIMIT; i++) history = record(history, i);
  assert.equal(history.past.length, LIMIT);
  assert.deepEqual(forget(history, (each) => each === history.past.at(-1)).past.length, LIMIT - 1);
});

test("a long curve is thinned, and keeps its first and its latest row", () => {
  const row = (/** @type {number} */ i) => ({
    epoch: [i],
    data_loss: [i],
    test_loss: [null],
    penalty: [0],
    accuracy: [1],
    test_accuracy: [null],
  });
  let curve = emptyCurve();
  assert.equal(appendRows(curve, emptyCurve()), curve);
  for (let i = 0; i < 20_000; i++) curve = appendRows(curve, row(i));
  assert.ok(curve.epoch.length <= 4096);
  assert.equal(curve.epoch[0], 0);
  assert.equal(curve.epoch.at(-1), 19_999);
  assert.equal(curve.penalty.length, curve.epoch.length);
  assert.ok(curve.epoch.every((epoch, i) => i === 0 || epoch > Number(curve.epoch[i - 1])));
});

test("with cheap maps and answers, every turn is one frame and has maps", () => {
  const budget = new FrameBudget();
  for (let i = 0; i < 50; i++) {
    budget.drew(2, 100);
    budget.trained(11, 10);
  }
  for (let i = 0; i < 5; i++) {
    const { withMaps, budget_ms } = budget.plan(true);
    assert.equal(withMaps, true);
    assert.ok(budget_ms > 10 && budget_ms < 13, `${budget_ms}`);
  }
  assert.equal(budget.resolution, 100);
  assert.equal(budget.plan(false).withMaps, false);
});

test("costly maps are asked for less often, and more coarsely", () => {
  const budget = new FrameBudget();
  for (let i = 0; i < 50; i++) budget.drew(80, 100);
  assert.equal(budget.resolution, 50);
  let maps = 0;
  let trained = 0;
  for (let i = 0; i < 40; i++) {
    const { withMaps, budget_ms } = budget.plan(true);
    if (withMaps) maps += 20;
    trained += budget_ms;
  }
  assert.ok(maps > 0 && maps < trained, `${maps} ms of maps beside ${trained} ms of training`);
  for (let i = 0; i < 50; i++) budget.drew(1, 50);
  assert.equal(budget.resolution, 100);
});

test("where an answer costs much by itself, a turn is longer, so that half of the time is training", () => {
  const budget = new FrameBudget();
  for (let i = 0; i < 50; i++) budget.trained(30, 10);
  const { budget_ms } = budget.plan(true);
  assert.ok(budget_ms >= 20 && budget_ms < 4 * 16.7, `${budget_ms}`);
  for (let i = 0; i < 50; i++) budget.trained(500, 10);
  assert.ok(budget.plan(true).budget_ms > 200, "a third of the time, when the machine is that slow");
});

test("what was kept is taken up field by field", () => {
  const kept = { config: { seed: 4 }, tool: "eraser", brush: { size: "big", density: 1 } };
  const restored = restore(kept, description);
  assert.equal(restored?.config.seed, 4);
  assert.equal(restored?.tool, "eraser");
  assert.equal(restored?.brush, undefined);
  assert.equal(restore(null, description), null);
  assert.equal(restore({ config: { seed: -1 } }, description), null);
});

test("code that was kept comes back as drafts, in force nowhere; what is no text of a module is left out", () => {
  const source = (/** @type {string} */ text) => ({ name: "losses", text, original: "a", editable: true });
  const drawer = /** @type {any} */ ({ sources: { losses: source("b") }, drafts: { layers: "c" } });
  assert.deepEqual(writtenOn(drawer), { losses: "b", layers: "c" });
  assert.deepEqual(writtenOn({ ...drawer, sources: { losses: source("a") } }), { layers: "c" });
  const code = { losses: "b", "../x": "c", layers: 4, network: "x".repeat(100_001) };
  const restored = restore({ config: {}, code }, description);
  assert.deepEqual([restored?.drawer?.drafts, restored?.drawer?.sources], [{ losses: "b" }, {}]);
  assert.equal(restore({ config: {}, code: ["a"] }, description)?.drawer, undefined);
});

test("a run that diverged offers a lower rate; one that was asked to stop offers nothing", () => {
  const snapshot = /** @type {any} */ ({ stopped: true, reason: "diverged", message: "It diverged." });
  const notice = stoppedNotice(snapshot, description.config, description);
  assert.equal(notice?.kind, "warning");
  assert.deepEqual(notice?.remedy?.action, {
    type: "training/retry",
    path: "training.learning_rate",
    value: 0.003,
  });
  const asked = { ...snapshot, reason: "epochs", message: "Stopped after 10 epochs, as asked." };
  assert.equal(stoppedNotice(asked, description.config, description)?.remedy, null);
  assert.equal(stoppedNotice({ ...snapshot, stopped: false }, description.config, description), null);
});

test("rows that come again take the place of those that were there", () => {
  let curve = emptyCurve();
  for (const [epoch, loss] of [
    [0, 0.7],
    [1, 0.5],
  ])
    curve = appendRows(curve, rowAt(epoch, loss));
  const anew = appendRows(curve, rowAt(0, 0.9));
  assert.deepEqual(anew.epoch, [0]);
  assert.deepEqual(anew.data_loss, [0.9]);
  assert.deepEqual(curve.data_loss, [0.7, 0.5], "the old curve is as it was");
});

test("the curve ends with the network as it stands: after a step, and after a weight was dragged", () => {
  const curve = appendRows(emptyCurve(), rowAt(4, 0.5));
  const at = (/** @type {object} */ more) =>
    upToNow(curve, /** @type {any} */ ({ epoch: 4, epoch_share: 0, ...numbersAt(0.5), ...more }));
  assert.equal(at({}), curve, "nothing has changed since the last row");
  assert.deepEqual(at({ epoch_share: 0.25, data_loss: 0.4 }).epoch, [4, 4.25]);
  assert.deepEqual(at({ data_loss: 0.1 }).data_loss, [0.5, 0.1]);
  assert.deepEqual(at({ data_loss: 0.1 }).epoch, [4, 4]);
  assert.deepEqual(at({ accuracy: 1 }).accuracy.at(-1), 1);
  assert.equal(upToNow(curve, null), curve);
  assert.equal(at({ data_loss: null }), curve, "without points there is no loss");
});

/** @param {number} value */
const numbersAt = (value) => ({
  data_loss: value,
  test_loss: value,
  penalty: 0,
  accuracy: 0.5,
  test_accuracy: 0.5,
});

/** @param {number} epoch @param {number} value */
function rowAt(epoch, value) {
  const columns = Object.entries(numbersAt(value)).map(([name, each]) => [name, [each]]);
  return /** @type {import("../../web/engine/types").CurveRows} */ ({
    epoch: [epoch],
    ...Object.fromEntries(columns),
  });
}

test("before there is a Python no other data set is shown than the one that is named", () => {
  const sample = { points: [5, 5, -5, -5], labels: [0, 1] };
  const datasets = description.registries.datasets?.map((each) =>
    each.name === "xor" ? { ...each, sample } : each,
  );
  const richer = /** @type {any} */ ({ ...description, registries: { ...description.registries, datasets } });
  const boot = /** @type {const} */ ({ phase: "download", message: "", loaded: 0, total: 0 });
  const rest = { boot, curve: emptyCurve() };
  const first = newModel(initialState(richer, richer.config, rest));
  assert.deepEqual([...first.state.data.points], [1, 2, 3, 4]);
  const put = (/** @type {any} */ data, model = first) =>
    changeConfig(model, { ...richer.config, data: { ...richer.config.data, ...data } }).state;
  assert.deepEqual([...put({ kind: "xor" }).data.points], sample.points);
  assert.equal(pointsToCome(put({ kind: "xor" })), null);
  const noisy = put({ kind: "xor", noise: 0.3 });
  assert.equal(noisy.data.labels.length, 0, "its points are not those of the set without noise");
  assert.match(String(pointsToCome(noisy)), /Python makes these points/);
  const up = { ...first, state: { ...first.state, versions: /** @type {any} */ ({}) } };
  assert.deepEqual([...put({ kind: "xor" }, up).data.points], [1, 2, 3, 4], "Python answers at once");
});
