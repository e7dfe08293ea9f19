import assert from "node:assert/strict";
import { test } from "node:test";
import { reduce } from "../../web/app/figure-controller.js";
import { initialState } from "../../web/app/initial-state.js";
import { newModel } from "../../web/state/state.js";
import { emptyCurve } from "../../web/training/learning-curve.js";
import { description } from "./support/description.js";

/** @typedef {import("../../web/app/state-types").Action} Action */

const boot = /** @type {const} */ ({ phase: "download", message: "", loaded: 0, total: 0 });
const start = (known = description) =>
  newModel(initialState(known, known.config, { boot, curve: emptyCurve() }));
const play = (/** @type {Action[]} */ ...actions) => actions.reduce(reduce, start());

/** @param {[number, number][]} points @param {number} stroke @returns {Action} */
const draw = (points, stroke) => ({ type: "sketchpad/draw", points, labels: points.map(() => 1), stroke });

test("the default data are there before Python is", () => {
  const { data, can_undo } = start().state;
  assert.deepEqual([...data.points], [1, 2, 3, 4]);
  assert.deepEqual([...data.is_test], [0, 1]);
  assert.equal(can_undo, false);
});

test("a drawing is shown at once and a stroke is one step back", () => {
  const model = play(
    draw([[0, 1]], 1),
    draw(
      [
        [0, 1],
        [2, 3],
      ],
      1,
    ),
    draw([[5, 5]], 2),
  );
  assert.deepEqual(model.state.config.data, {
    kind: "points",
    task: "classification",
    points: [[5, 5]],
    labels: [1],
    train_share: 0.5,
  });
  assert.deepEqual([...model.state.data.points], [5, 5]);
  const once = reduce(model, { type: "history/undo" });
  assert.deepEqual([...once.state.data.points], [0, 1, 2, 3]);
  const twice = reduce(once, { type: "history/undo" });
  assert.equal(twice.state.config, description.config);
  assert.deepEqual([...twice.state.data.points], [1, 2, 3, 4]);
  assert.equal(twice.state.can_undo, false);
  assert.equal(twice.state.can_redo, true);
  const again = reduce(reduce(twice, { type: "history/redo" }), { type: "history/redo" });
  assert.deepEqual([...again.state.data.points], [5, 5]);
});

test("clear empties the sketchpad once; an empty one is not cleared again", () => {
  const cleared = play({ type: "sketchpad/clear" });
  assert.deepEqual(cleared.state.config.data, {
    kind: "points",
    task: "classification",
    points: [],
    labels: [],
    train_share: 1,
  });
  assert.equal(reduce(cleared, { type: "sketchpad/clear" }), cleared);
  assert.equal(reduce(cleared, { type: "history/undo" }).state.config, description.config);
});

test("more points than there is room for are left out, and that is said", () => {
  const points = /** @type {[number, number][]} */ (Array.from({ length: 7 }, (_, i) => [i, i]));
  const { state } = play(draw(points, 1));
  assert.equal(state.data.labels.length, 5);
  assert.match(state.notice?.message ?? "", /holds 5 points. The 2 beyond/);
});

test("a field is set by its path; a bad value throws and changes nothing", () => {
  const model = play({ type: "config/set", path: "network.layers.0.units", value: 7 });
  assert.equal(model.state.config.network.layers[0]?.units, 7);
  const bad = /** @type {const} */ ({ type: "config/set", path: "network.layers.0.units", value: 0 });
  assert.throws(() => reduce(model, bad), { name: "ConfigError", path: "network.layers.0.units" });
  assert.equal(reduce(model, { type: "config/set", path: "network.layers.0.units", value: 7 }), model);
});

test("one pull at a slider is one step back", () => {
  const set = (/** @type {number} */ value, /** @type {number} */ group) =>
    /** @type {Action} */ ({ type: "config/set", path: "training.learning_rate", value, group });
  const model = play(set(0.1, 1), set(0.2, 1), set(0.3, 2));
  const back = reduce(model, { type: "history/undo" });
  assert.equal(back.state.config.training.learning_rate, 0.2);
  assert.equal(reduce(back, { type: "history/undo" }).state.config, description.config);
});

test("another kind of data keeps the share and leaves the drawing behind", () => {
  const drawn = play(draw([[0, 0]], 1));
  const { data } = reduce(drawn, { type: "config/set", path: "data.kind", value: "xor" }).state.config;
  assert.deepEqual(data, { kind: "xor", count: 40, noise: 0, train_share: 0.5 });
});

test("another kind of data has its own share for training, unless one was chosen", () => {
  const [circle, xor] = description.registries.datasets ?? [];
  const datasets = [circle, { ...xor, default_train_share: 1 }];
  const known = { ...description, registries: { ...description.registries, datasets } };
  const kind = (/** @type {string} */ value) =>
    /** @type {Action} */ ({ type: "config/set", path: "data.kind", value });
  const share = (/** @type {Action[]} */ ...actions) =>
    actions.reduce(reduce, start(known)).state.config.data.train_share;
  assert.equal(share(kind("xor")), 1);
  assert.equal(share(kind("xor"), kind("circle")), 0.5);
  assert.equal(share({ type: "config/set", path: "data.train_share", value: 0.8 }, kind("xor")), 0.8);
});

test("a new seed is the next one, and the last is followed by the first", () => {
  assert.equal(play({ type: "config/new-seed" }).state.config.seed, 1);
  const last = play({ type: "config/set", path: "seed", value: 9 });
  assert.equal(reduce(last, { type: "config/new-seed" }).state.config.seed, 0);
});

test("tools and brush are no steps to undo", () => {
  const { state } = play(
    { type: "sketchpad/set-tool", tool: "eraser" },
    { type: "sketchpad/set-class", active_class: 1 },
    { type: "sketchpad/set-brush", size: 2 },
  );
  assert.deepEqual(
    [state.tool, state.active_class, state.brush.size, state.can_undo],
    ["eraser", 1, 2, false],
  );
});

test("undo brings back no number of a choice that was taken out of the engine since", () => {
  const { config } = description;
  const training = { ...config.training, wobble: 0.5 };
  const wobbly = { ...description, config: { ...config, training } };
  const before = start(/** @type {any} */ (wobbly));
  const changed = reduce(before, { type: "config/new-seed" });
  assert.equal(Reflect.get(reduce(changed, { type: "history/undo" }).state.config.training, "wobble"), 0.5);
  const restored = { ...changed, state: { ...changed.state, description, config: { ...config, seed: 1 } } };
  const back = reduce(restored, { type: "history/undo" }).state.config;
  assert.equal(Object.hasOwn(back.training, "wobble"), false);
  assert.equal(back.seed, config.seed);
});
