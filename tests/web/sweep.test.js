import assert from "node:assert/strict";
import { test } from "node:test";
import { initialState } from "../../web/app/initial-state.js";
import { Store } from "../../web/app/store.js";
import { Sweep } from "../../web/drawer/compare/sweep.js";
import { WorkerLostError } from "../../web/engine/engine-error.js";
import { newModel } from "../../web/state/state.js";
import { emptyCurve } from "../../web/training/learning-curve.js";
import { description } from "./support/description.js";

/** A sweep in a Python that can be lost: a session that nobody has reset has the engine's own configuration. */
function start() {
  const boot = /** @type {const} */ ({ phase: "ready", message: "", loaded: 0, total: 0 });
  const rest = { boot, curve: emptyCurve() };
  const nothing = () => {};
  const store = new Store(newModel(initialState(description, description.config, rest)), nothing, nothing);
  /** What each session was trained with, in the present Python. @type {Map<string, { rate: number, epoch: number }>} */
  let python = new Map();
  /** @type {Error | null} */
  let lost = null;
  /** @type {string[]} files that were opened */
  const opened = [];
  const fresh = () => ({ rate: description.config.training.learning_rate, epoch: 0 });
  const session = (/** @type {string} */ name) => {
    const of = () => python.get(name) ?? python.set(name, fresh()).get(name) ?? fresh();
    const answer = async (/** @type {() => unknown} */ result) => {
      const mine = python;
      await new Promise(setImmediate);
      if (mine !== python) throw lost;
      return result();
    };
    return {
      reset: ({ config }) =>
        answer(() => {
          python.set(name, { rate: config.training.learning_rate, epoch: 0 });
          return { problem: null };
        }),
      train: ({ max_epochs }) =>
        answer(() => {
          const one = of();
          one.epoch += Math.min(max_epochs, 5);
          return { step: one.epoch, epoch: one.epoch, data_loss: one.rate, stopped: false, message: null };
        }),
      predict: () => answer(() => ({ count: 1, layers: [1], values: Float32Array.of(0) })),
      carry: () => answer(() => new TextEncoder().encode(JSON.stringify(of()))),
      recall: ({ content }) =>
        answer(() => void python.set(name, JSON.parse(new TextDecoder().decode(content)))),
      export: () => answer(() => `rate ${of().rate}`),
      close: async () => {},
    };
  };
  const figure = { store, clock: { hidden: () => false, frame: () => new Promise(setImmediate) } };
  const importExport = { open: async (/** @type {string} */ text) => void opened.push(text) };
  const sweep = new Sweep(
    /** @type {any} */ (figure),
    /** @type {any} */ (session),
    /** @type {any} */ (importExport),
  );
  const lose = () => {
    lost = new WorkerLostError("Python did not answer.");
    python = new Map();
    sweep.forget();
  };
  /** @param {() => boolean} holds */
  const until = async (holds) => {
    while (!holds()) await new Promise(setImmediate);
  };
  return { sweep, lose, until, opened, get: () => /** @type {any} */ (store.state.sweep) };
}

const START = /** @type {const} */ ({ type: "sweep/start", path: "training.learning_rate", epochs: 40 });

test("several learn side by side, each with its own value", async () => {
  const { sweep, get } = start();
  await sweep.dispatch({ ...START, values: [0.1, 0.5] });
  assert.deepEqual(
    get().trials.map((/** @type {any} */ { epoch, data_loss, phase }) => [epoch, data_loss, phase]),
    [
      [40, 0.1, "done"],
      [40, 0.5, "done"],
    ],
  );
  assert.equal(get().running, false);
});

test("when Python is replaced they go on where they were, with their own values", async () => {
  const { sweep, lose, until, opened, get } = start();
  const first = sweep.dispatch({ ...START, values: [0.1, 0.5] });
  await until(() => get()?.trials.every((/** @type {any} */ { epoch }) => epoch >= 10));
  lose();
  await first;
  const reached = get().trials.map((/** @type {any} */ { epoch }) => epoch);
  await sweep.dispatch({ type: "sweep/open", index: 1 });
  assert.deepEqual(opened, ["rate 0.5"], "what was learned can be opened in the new Python");
  assert.ok(reached.every((/** @type {number} */ epoch) => epoch >= 10));
  await sweep.recover();
  assert.deepEqual(
    get().trials.map((/** @type {any} */ { epoch, data_loss }) => [epoch, data_loss]),
    [
      [40, 0.1],
      [40, 0.5],
    ],
  );
  await sweep.dispatch({ type: "sweep/open", index: 1 });
  assert.deepEqual(opened, ["rate 0.5", "rate 0.5"]);
});

test("those that were paused when Python was lost wait until they are told to go on", async () => {
  const { sweep, lose, until, get } = start();
  const first = sweep.dispatch({ ...START, values: [0.1, 0.5] });
  await until(() => get()?.trials.some((/** @type {any} */ { epoch }) => epoch > 0));
  sweep.dispatch({ type: "sweep/pause" });
  await first;
  lose();
  await sweep.recover();
  assert.equal(get().running, false);
  await sweep.dispatch({ type: "sweep/resume" });
  assert.deepEqual(
    get().trials.map((/** @type {any} */ { data_loss }) => data_loss),
    [0.1, 0.5],
  );
});
