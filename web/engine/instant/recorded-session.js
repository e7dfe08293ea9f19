// A session without Python: what the page asks of one, answered by a recorded figure. What it can't answer needs Python.

import { changedPaths } from "../../config/path.js";
import { fromBytes, toBytes } from "./carried.js";
import { RecordedPlane } from "./recorded-plane.js";
import { NeedsPython, RecordedRun } from "./recorded-run.js";

/** @typedef {import("./recorded-figure").RecordedFigure} RecordedFigure */
/** @typedef {import("../types").Config} Config */

/** What may be another than it was recorded with: these numbers are no part of a program. */
const LIVE = ["training.learning_rate", "training.regularization_rate"];

/** JSON has no word for what is not finite. @param {number} value */
const finite = (value) => (Number.isFinite(value) ? value : null);

/** Whether what was recorded can train a configuration. @param {Config} recorded @param {Config} config */
export const fits = (recorded, config) =>
  changedPaths({ ...config, view: recorded.view }, recorded).every((path) => LIVE.includes(path));

export class RecordedSession {
  #figure;
  #plane;
  /** @type {RecordedRun | null} null until something is asked of it: what comes first is a reset, mostly */
  #present = null;
  #rowsSent = 0;
  #runId = 1;
  #altered = false;
  /** The present configuration. @type {Config} */
  config;

  /** @param {RecordedFigure} figure */
  constructor(figure) {
    this.#figure = figure;
    this.#plane = new RecordedPlane(figure);
    this.config = figure.config;
  }

  get #run() {
    this.#present ??= new RecordedRun(this.#figure);
    return this.#present;
  }

  /** Whether it can train this. @param {Config} config */
  fits(config) {
    return fits(this.#figure.config, config);
  }

  /** Takes the place of another one. @param {RecordedSession} before */
  follow(before) {
    this.#runId = before.#runId + 1;
  }

  /** @param {Config} config */
  #take(config) {
    if (!this.fits(config)) throw new NeedsPython("Another configuration.");
    this.config = config;
  }

  /** @param {{ config: Config }} params */
  reset({ config }) {
    this.#take(config);
    this.#present = new RecordedRun(this.#figure);
    this.#run.loop.setRates(config.training);
    this.#enter();
    return this.#snapshot();
  }

  #enter() {
    this.#rowsSent = 0;
    this.#runId += 1;
  }

  /** @param {{ config: Config }} params */
  update({ config }) {
    const before = this.config.training;
    this.#take(config);
    this.#altered ||= this.#run.loop.step > 0 && changedPaths(before, config.training).length > 0;
    this.#run.loop.setRates(config.training);
    return this.#snapshot();
  }

  data() {
    const { task, classes, points, labels, is_test } = this.#figure.told.data;
    return {
      task,
      classes,
      points: points.values.slice(),
      labels: labels.values.slice(),
      is_test: is_test.values.slice(),
    };
  }

  /** @param {import("../types").TrainRequest} [params] */
  train({ max_steps, max_epochs, budget_ms } = {}) {
    const none = max_steps === undefined && max_epochs === undefined && budget_ms === undefined;
    const [steps, epochs, ms] = [
      none ? 1 : (max_steps ?? Infinity),
      max_epochs ?? Infinity,
      budget_ms ?? Infinity,
    ];
    return this.#snapshot(this.#run.advance({ steps, epochs, ms }));
  }

  /** @param {import("./recorded-run").Losses} [known] */
  #snapshot(known) {
    const run = this.#run;
    const losses = known ?? run.losses();
    run.look(losses);
    const sent = this.#rowsSent;
    this.#rowsSent = run.curve.epoch.length;
    const rows = run.rows.splice(0);
    const columns = Object.keys(run.curve);
    const past = Object.fromEntries(columns.map((name) => [name, rows.map(({ row }) => finite(row[name]))]));
    return {
      run_id: this.#runId,
      step: run.loop.step,
      epoch: run.loop.epoch,
      epoch_share: run.loop.position / this.#figure.told.loop.count,
      data_loss: finite(losses.data_loss),
      penalty: finite(losses.penalty) ?? 0,
      test_loss: finite(losses.test_loss),
      accuracy: finite(losses.accuracy) ?? undefined,
      test_accuracy: finite(losses.test_accuracy) ?? undefined,
      weights_flat: run.loop.weights(),
      shapes: this.#shapes(),
      frozen: [],
      curve: Object.fromEntries(columns.map((name) => [name, run.curve[name].slice(sent).map(finite)])),
      moments: {
        step: rows.map(({ step }) => step),
        seen: rows.map(({ seen }) => seen),
        ...past,
        weights_flat: Float64Array.from(rows.flatMap(({ weights }) => [...weights])),
      },
      seen: run.seen,
      stopped: false,
      reason: null,
      message: null,
      problem: null,
      engine: { path: "recorded", precision: this.#figure.told.precision, why: null },
      examples_per_second: run.examplesPerSecond,
    };
  }

  #shapes() {
    return this.#figure.told.start.parameters.map((/** @type {any} */ { W, b }) => ({
      W: W.shape,
      b: b?.shape ?? [],
    }));
  }

  /** @param {import("../types").MapsRequest} params */
  maps(params) {
    return { run_id: this.#runId, ...this.#plane.maps(this.#run, params) };
  }

  /** @param {import("../types").PredictRequest} params */
  predict(params) {
    return { run_id: this.#runId, ...this.#plane.predict(this.#run, params) };
  }

  /** @param {{ point: [number, number], tests?: boolean }} params */
  predict_one({ point, tests = true }) {
    const { data, codes } = this.#figure.told;
    const index = nearestOf(data, point, tests);
    const place = index === null ? [] : [...data.points.values.subarray(2 * index, 2 * index + 2)];
    const [here, there] = this.#plane.at(this.#run, [...point, ...place]);
    const nearest = index !== null && {
      index,
      point: place,
      label: data.labels.values[index],
      is_test: data.is_test.values[index] === 1,
      loss: this.#lossOf(index),
      says: there.says,
      outputs: there.outputs,
    };
    const { layers, values, says } = here;
    return { run_id: this.#runId, layers, values, says, codes, nearest: nearest || null };
  }

  /** The loss of one example. @param {number} index */
  #lossOf(index) {
    const tests = this.#figure.told.data.is_test.values;
    const same = tests
      .subarray(0, index)
      .filter((/** @type {number} */ test) => test === tests[index]).length;
    return finite(this.#run.losses().each[tests[index] ? this.#figure.told.loop.count + same : same]);
  }

  /** Where the run stands, as the engine's own `recall` takes it. */
  carry() {
    const { start } = this.#figure.told;
    const run = this.#run;
    /** @param {any} kept @param {string} name @returns {any} with the present numbers in place of those of the start */
    const now = (kept, name) => {
      if (typeof kept === "number") return run.loop.state(name)[0];
      if (kept.values) return { shape: kept.shape, values: run.loop.state(name) };
      return Object.fromEntries(
        Object.entries(kept).map(([key, value]) => [key, now(value, `${name}.${key}`)]),
      );
    };
    const layers = (/** @type {object[]} */ kept) => kept.map((layer, place) => now(layer, String(place)));
    return toBytes({
      ...start,
      counts: [run.loop.step, run.loop.epoch, run.loop.position],
      parameters: layers(start.parameters),
      slots: layers(start.slots),
      altered: this.#altered,
      curve: run.curve,
      trajectory: run.states.map((values) => ({ shape: [values.length], values })),
      next_row: run.nextRow,
      best: run.best,
      start_loss: run.startLoss,
    });
  }

  /** @param {{ config: Config, content: Uint8Array }} params as `carry` gave it */
  recall({ config, content }) {
    const told = fromBytes(content);
    this.#take(config);
    const run = new RecordedRun(this.#figure);
    /** @param {any} kept @param {string} name */
    const put = (kept, name) => {
      if (typeof kept === "number") run.loop.setState(name, [kept]);
      else if (kept.values) run.loop.setState(name, kept.values);
      else for (const [key, value] of Object.entries(kept)) put(value, `${name}.${key}`);
    };
    for (const layers of [told.parameters, told.slots])
      for (const [place, layer] of layers.entries()) put(layer, String(place));
    run.loop.setRates(config.training);
    run.loop.setCounts(told.counts);
    run.put(told);
    this.#present = run;
    this.#altered = told.altered;
    this.#enter();
    return this.#snapshot();
  }
}

/** The number of the example nearest to a point. @param {any} data @param {[number, number]} point @param {boolean} tests whether test points count */
function nearestOf({ points, is_test }, [x1, x2], tests) {
  let [found, least] = [/** @type {number | null} */ (null), Infinity];
  is_test.values.forEach((/** @type {number} */ test, /** @type {number} */ i) => {
    const away = (points.values[2 * i] - x1) ** 2 + (points.values[2 * i + 1] - x2) ** 2;
    if ((tests || !test) && away < least) [found, least] = [i, away];
  });
  return found;
}
