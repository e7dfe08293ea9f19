// What is done to the points, as pure state: selections, tasks, and a thousand random actions undone again.

import assert from "node:assert/strict";
import { test } from "node:test";
import { reduce } from "../../web/app/figure-controller.js";
import { initialState } from "../../web/app/initial-state.js";
import { validateConfig } from "../../web/config/validate.js";
import { activeClass, classesToDraw } from "../../web/plane/classes.js";
import { taskOf } from "../../web/plane/learning-task.js";
import { LIMIT } from "../../web/state/history.js";
import { newModel } from "../../web/state/state.js";
import { emptyCurve } from "../../web/training/learning-curve.js";
import { chance } from "./fixtures/state.js";
import { description as full } from "./support/full-description.js";

/** @typedef {import("../../web/app/state-types").Action} Action */
/** @typedef {import("../../web/state/state.js").Model} Model */

/** With what the engine says of its choices. @type {import("../../web/engine/types").Description} */
const description = {
  ...full,
  registries: {
    ...full.registries,
    datasets: [
      ...full.registries.datasets.map((each) => ({ ...each, task: "classification" })),
      {
        name: "plane",
        label: "plane",
        help: "",
        task: "regression",
        default_count: 1200,
        default_train_share: 0.5,
      },
    ],
    features: full.registries.features.map((each) => ({
      ...each,
      uses_x2: /2/.test(each.name.replace("squared", "")),
    })),
    losses: [
      { name: "half_squared_error", label: "", help: "", tasks: ["classification", "regression"] },
      { name: "softmax_cross_entropy", label: "", help: "", tasks: ["classification"] },
    ],
  },
};
const boot = /** @type {const} */ ({ phase: "download", message: "", loaded: 0, total: 0 });
const start = () => newModel(initialState(description, description.config, { boot, curve: emptyCurve() }));
const play = (/** @type {Action[]} */ ...actions) => actions.reduce(reduce, start());

const points = /** @type {[number, number][]} */ ([
  [1, 1],
  [2, 2],
  [3, 3],
]);
const three = /** @type {Action} */ ({ type: "sketchpad/draw", points, labels: [0, 1, 2], stroke: 1 });

test("deleting what is selected leaves the rest in its order, and is one step", () => {
  const model = play(
    three,
    { type: "sketchpad/select", indices: [2, 0, 7, 0] },
    { type: "sketchpad/delete-selected" },
  );
  assert.deepEqual(/** @type {any} */ (model.state.config.data).points, [[2, 2]]);
  assert.deepEqual(/** @type {any} */ (model.state.config.data).labels, [1]);
  assert.deepEqual(model.state.selected, []);
  const back = reduce(model, { type: "history/undo" });
  assert.deepEqual(/** @type {any} */ (back.state.config.data).points, points);
  assert.equal(reduce(back, { type: "sketchpad/delete-selected" }), back);
});

test("a selection outlives a move and another class, not another set of points", () => {
  const chosen = play(three, { type: "sketchpad/select", indices: [1, 2] });
  const moved = reduce(chosen, { ...three, points: points.map(([x, y]) => [x, y + 1]), stroke: 2 });
  assert.deepEqual(moved.state.selected, [1, 2]);
  const other = reduce(moved, { type: "sketchpad/relabel", label: 4, stroke: 3 });
  assert.deepEqual(/** @type {any} */ (other.state.config.data).labels, [0, 4, 4]);
  assert.deepEqual(other.state.selected, [1, 2]);
  assert.deepEqual(reduce(other, { type: "history/undo" }).state.selected, [1, 2]);
  assert.deepEqual(reduce(other, { type: "config/set", path: "data.kind", value: "xor" }).state.selected, []);
  assert.deepEqual(reduce(other, { type: "sketchpad/clear" }).state.selected, []);
});

test("a class that can't be is refused, and changes nothing", () => {
  const model = play(three, { type: "sketchpad/select", indices: [0] });
  for (const label of [-1, 6, 0.5, Number.NaN])
    assert.throws(() => reduce(model, { type: "sketchpad/relabel", label, stroke: 2 }), {
      path: "data.labels",
    });
});

test("a stroke that is given up leaves no step, and points of an example stay an example", () => {
  const model = reduce(play(three), { type: "sketchpad/give-up", stroke: 1, selected: [] });
  assert.equal(model.state.config, description.config);
  assert.equal(model.state.can_undo, false);
  assert.equal(model.state.can_redo, false);
});

test("points of an example can be selected and deleted: it becomes a drawing", () => {
  const model = play({ type: "sketchpad/select", indices: [0, 1] }, { type: "sketchpad/delete-selected" });
  const { data } = model.state.config;
  assert.equal(data.kind, "points");
  assert.equal(/** @type {any} */ (data).points.length, description.sample.labels.length - 2);
});

test("classes become values and back, where they were drawn", () => {
  const values = play(three, { type: "sketchpad/set-task", task: "values" });
  const { data } = values.state.config;
  assert.deepEqual(data, {
    kind: "points",
    task: "regression",
    points,
    labels: [-1, 0, 1],
    train_share: 0.5,
  });
  const back = reduce(values, { type: "sketchpad/set-task", task: "classes" });
  assert.deepEqual(/** @type {any} */ (back.state.config.data).labels, [0, 1, 1]);
  assert.equal(reduce(back, { type: "sketchpad/set-task", task: "classes" }), back);
  const again = reduce(reduce(back, { type: "history/undo" }), { type: "history/undo" });
  assert.deepEqual(again.state.config, play(three).state.config);
});

test("softmax gives no values: the output becomes linear with the task, and comes back with undo", () => {
  const known = /** @type {import("../../web/engine/types").Description} */ ({
    ...description,
    registries: {
      ...description.registries,
      activations: [
        { name: "tanh", label: "", help: "", tasks: ["classification", "regression"] },
        { name: "softmax", label: "", help: "", tasks: ["classification"] },
        { name: "identity", label: "", help: "", tasks: ["classification", "regression"] },
      ],
    },
  });
  const begin = newModel(initialState(known, known.config, { boot, curve: emptyCurve() }));
  const output = (/** @type {Model} */ model) => model.state.config.network.output;
  const values = /** @type {Action} */ ({ type: "sketchpad/set-task", task: "values" });
  assert.equal(output(reduce(begin, values)), begin.state.config.network.output);
  const shares = reduce(begin, { type: "config/set", path: "network.output", value: "softmax" });
  assert.equal(output(reduce(shares, values)), "identity");
  assert.equal(output(reduce(reduce(shares, values), { type: "history/undo" })), "softmax");
});

test("from an example one comes to an example of the other kind", () => {
  const values = play({ type: "sketchpad/set-task", task: "values" });
  assert.equal(taskOf(values.state.config, description), "values");
  assert.notEqual(values.state.config.data.kind, "points");
  const back = reduce(values, { type: "sketchpad/set-task", task: "classes" });
  assert.deepEqual(back.state.config.data, description.config.data);
});

test("a function of x has inputs without x2, an output that may say anything, and a loss for numbers", () => {
  const before = play(
    { type: "config/set", path: "features", value: ["x1", "x2", "sin_x1"] },
    { type: "config/set", path: "network.output", value: "sigmoid" },
    { type: "config/set", path: "training.loss", value: "softmax_cross_entropy" },
  );
  const model = reduce(before, { type: "sketchpad/set-task", task: "function" });
  const { data, features, network, training } = model.state.config;
  assert.equal(data.kind, "curve");
  assert.deepEqual(features, ["x1", "sin_x1"]);
  assert.equal(network.output, "identity");
  assert.equal(training.loss, "half_squared_error");
  assert.doesNotThrow(() => validateConfig(description, model.state.config));
  assert.equal(model.state.data.task, "regression");
  assert.equal(model.state.data.points.length, 2 * model.state.data.labels.length);
  const drawn = reduce(model, { ...three, labels: [0.5, -1, 1.25] });
  assert.deepEqual(drawn.state.config.data, {
    kind: "curve",
    points: [
      [1, 0.5],
      [2, -1],
      [3, 1.25],
    ],
    train_share: 1,
  });
  const left = reduce(drawn, { type: "config/set", path: "data.kind", value: "circle" });
  assert.deepEqual(left.state.config.features, ["x1", "x2"]);
  assert.equal(left.state.config.network.output, "tanh");
});

/** @param {() => number} random @param {Model} model @param {number} n @returns {Action} */
function anyAction(random, model, n) {
  const pick = (/** @type {readonly any[]} */ list) => list[Math.floor(random() * list.length)];
  const count = model.state.data.labels.length;
  const task = taskOf(model.state.config, description);
  const number = () => Math.round(random() * 240 - 120) / 10;
  const some = Math.floor(random() * 12);
  const label = () => (task === "classes" ? Math.floor(random() * 6) : number());
  return pick([
    () => ({
      type: "sketchpad/draw",
      points: Array.from({ length: some }, () => [number(), number()]),
      labels: Array.from({ length: some }, label),
      stroke: n - (random() < 0.3 ? 1 : 0),
      selected: [some - 1],
    }),
    () => ({ type: "sketchpad/give-up", stroke: n - 1, selected: [0] }),
    () => ({
      type: "sketchpad/select",
      indices: Array.from({ length: some }, () => Math.floor(random() * (count + 2))),
    }),
    () => ({ type: "sketchpad/delete-selected" }),
    () => ({ type: "sketchpad/relabel", label: label(), stroke: n }),
    () => ({ type: "sketchpad/clear" }),
    () => ({ type: "sketchpad/set-task", task: pick(["classes", "values", "function"]) }),
    () => ({ type: "config/set", path: "data.kind", value: pick(["circle", "xor", "plane"]) }),
    () => ({ type: "config/set", path: "training.learning_rate", value: pick([0.1, 0.01]), group: n }),
    () => ({ type: "sketchpad/set-tool", tool: pick(["spray", "select"]) }),
    () => ({ type: "history/undo" }),
    () => ({ type: "history/redo" }),
    () => ({ type: "config/new-seed" }),
  ])();
}

/** What has been chosen and drawn. @param {Model} model */
const figure = ({ state }) => JSON.stringify(state.config);

test("ten times a thousand random actions: always valid, and undo leads back step by step, redo forth", () => {
  for (let seed = 1; seed <= 10; seed += 1) {
    const random = chance(seed);
    let model = start();
    let before = figure(model);
    for (let n = 2; n < 1002; n += 1) {
      const action = anyAction(random, model, n);
      const depth = model.history.past.length;
      const frozen = figure(model);
      model = reduce(model, action);
      const where = `seed ${seed}, action ${n}: ${JSON.stringify(action)}`;
      const { state, history } = model;
      assert.doesNotThrow(() => validateConfig(description, state.config), where);
      const { selected, data } = state;
      assert.ok(
        selected.every(
          (place, i) => place >= 0 && place < data.labels.length && place > (selected[i - 1] ?? -1),
        ),
        where,
      );
      assert.equal(data.points.length, 2 * data.labels.length, where);
      assert.equal(state.can_undo, history.past.length > 0, where);
      assert.ok(history.past.length <= LIMIT, where);
      // Whatever has changed the figure can be undone at once, to exactly what was there before.
      if (figure(model) !== frozen && history.past.length > depth) {
        before = frozen;
        assert.equal(figure(reduce(model, { type: "history/undo" })), before, where);
        assert.equal(
          figure(reduce(reduce(model, { type: "history/undo" }), { type: "history/redo" })),
          figure(model),
          where,
        );
      }
    }
    const end = figure(model);
    let steps = 0;
    while (model.state.can_undo) {
      model = reduce(model, { type: "history/undo" });
      steps += 1;
    }
    assert.ok(steps > 0);
    for (; steps > 0; steps -= 1) model = reduce(model, { type: "history/redo" });
    assert.equal(figure(model), end, `seed ${seed}: redone`);
  }
});

test("a class that is added is there to be drawn, goes with its points, and undo brings both back", () => {
  const count = (/** @type {Model} */ { state }) => classesToDraw(state);
  const add = /** @type {const} */ ({ type: "sketchpad/set-class", active_class: 2 });
  const less = /** @type {const} */ ({ type: "sketchpad/remove-class" });
  const added = play(add);
  assert.deepEqual([count(added), activeClass(added.state), added.state.config.view.classes], [3, 2, 3]);
  const undone = reduce(added, { type: "history/undo" });
  assert.deepEqual([count(undone), activeClass(undone.state)], [2, 1]);
  assert.deepEqual(reduce(added, less).state.config, start().state.config, "it leaves no trace");
  assert.equal(reduce(start(), less).state.config, start().state.config, "two there are always");
  const points = /** @type {[number, number][]} */ ([[0, 0], [1, 1], [2, 2]]); // biome-ignore format: one line
  const drawn = reduce(added, { type: "sketchpad/draw", points, labels: [0, 2, 1], stroke: 5 });
  const fewer = reduce(drawn, less);
  assert.deepEqual([...fewer.state.data.labels], [0, 1]);
  assert.deepEqual([...fewer.state.data.points], [0, 0, 2, 2]);
  assert.equal(count(fewer), 2);
  assert.deepEqual([...reduce(fewer, { type: "history/undo" }).state.data.labels], [0, 2, 1]);
  const most = start().state.description.limits.max_classes ?? 2;
  assert.equal(count(play({ ...add, active_class: most })), 2, "there is a last class");
});
