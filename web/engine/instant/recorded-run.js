// Training by a recorded program, with the learning curve and what else a run keeps: as `gradpad.session.run` does it.

import { RecordedLoop } from "./recorded-loop.js";
import { RecordedLosses } from "./recorded-losses.js";

/** @typedef {import("./recorded-figure").RecordedFigure} RecordedFigure */
/** @typedef {import("./recorded-losses").Losses} Losses */
/** @typedef {import("./carried").Numeric} Numeric */

/** Milliseconds between two looks at the clock. */
const SLICE_MS = 2;

/** Thrown where something happens that only Python can judge or put into words; nothing has changed then. */
export class NeedsPython extends Error {
  name = "NeedsPython";
}

/** The columns of the curve but its epoch. */
const NUMBERS = /** @type {const} */ (["data_loss", "test_loss", "penalty", "accuracy", "test_accuracy"]);

/** @typedef {{ step: number, seen: number, weights: Float64Array, row: Record<string, number> }} Row */

export class RecordedRun {
  #rules;
  #losses;
  /** @type {RecordedLoop} */
  loop;
  #stepsPerSlice = 16;
  /** Answers to the training examples when they were last looked at. @type {Float64Array | null} */
  #answers = null;
  #trainedUntil = Number.NEGATIVE_INFINITY;

  /** @type {Record<string, number[]>} */
  curve = {};
  /** @type {Float64Array[]} */
  states = [];
  /** @type {Row[]} */
  rows = [];
  seen = 0;
  nextRow = 1;
  /** @type {[number, number]} */
  best = [Infinity, 0];
  startLoss = 0;
  /** @type {number | null} */
  examplesPerSecond = null;

  /** At its start. @param {RecordedFigure} figure */
  constructor(figure) {
    this.#rules = figure.told.rules;
    this.loop = new RecordedLoop(figure);
    this.#losses = new RecordedLosses(figure);
    this.put(figure.told.start);
    this.look(this.losses());
  }

  /** What else a run keeps, as `carry` tells it. @param {any} carried */
  put({ curve, trajectory, next_row, best, start_loss }) {
    // What was no number has become null on its way.
    const numbers = (/** @type {(number | null)[]} */ column) => column.map((value) => value ?? NaN);
    this.curve = Object.fromEntries(
      Object.entries(curve).map(([name, column]) => [name, numbers(/** @type {any} */ (column))]),
    );
    this.states = trajectory.map((/** @type {Numeric} */ { values }) => values);
    this.nextRow = next_row;
    this.best = best;
    this.startLoss = start_loss;
  }

  /** With the weights as they are. @returns {Losses} */
  losses() {
    return this.#losses.of(this.loop, this.#answers);
  }

  /** Sees how far the answers have come. @param {Losses} losses */
  look({ outputs, change }) {
    if (outputs === this.#answers) return;
    this.seen += Number.isFinite(change) ? change : 0;
    this.#answers = outputs;
  }

  /** @param {Float64Array} weights */
  #addState(weights) {
    const { states, states_bytes } = this.#rules;
    if (weights.byteLength * states > states_bytes) return;
    this.states.push(weights);
    if (this.states.length > states) this.states = evenly(this.states, states / 2);
  }

  /**
   * Trains until one of the limits is reached. @param {{ steps: number, epochs: number, ms: number }} most
   * @returns {Losses} @throws {NeedsPython} training has left for infinity: it is where it was before
   */
  advance({ steps, epochs, ms }) {
    const started = performance.now();
    const before = this.#save();
    const { loop } = this;
    const { stepsPerEpoch } = loop;
    const [firstStep, lastStep, lastEpoch] = [loop.step, loop.step + steps, loop.epoch + epochs];
    /** @type {Losses | null} */
    let known = null;
    while (loop.step < lastStep && loop.epoch < lastEpoch) {
      const left = ms - (performance.now() - started);
      if (left <= 0 && loop.step > firstStep) break;
      const until = (/** @type {number} */ epoch) =>
        loop.stepsLeftInEpoch + (epoch - loop.epoch - 1) * stepsPerEpoch;
      const most = Math.min(until(this.nextRow), until(lastEpoch), lastStep - loop.step);
      this.#runLoop(Math.max(1, most), left);
      known = loop.position === 0 && loop.epoch >= this.nextRow ? this.#addRow(before) : null;
    }
    const losses = known ?? this.losses();
    if (!known) this.#refuseDivergence(losses, before);
    this.#clock(started, loop.step - firstStep, loop.count / stepsPerEpoch);
    return losses;
  }

  /** @param {number} steps @param {number} ms */
  #runLoop(steps, ms) {
    const started = performance.now();
    for (let done = 0; done < steps; ) {
      const began = performance.now();
      const made = Math.min(this.#stepsPerSlice, steps - done);
      this.loop.run(made);
      done += made;
      const now = performance.now();
      if (now - started >= ms) return;
      const factor = now > began ? SLICE_MS / (now - began) : 2;
      if (made === this.#stepsPerSlice)
        this.#stepsPerSlice = Math.max(1, Math.floor(made * Math.min(2, Math.max(0.25, factor))));
    }
  }

  /** @param {number} started @param {number} steps @param {number} examples of a step */
  #clock(started, steps, examples) {
    const ended = performance.now();
    const { interrupted } = this.#rules;
    const goesOn = started - this.#trainedUntil < 1000 * interrupted;
    const elapsed = ended - (goesOn ? this.#trainedUntil : started);
    this.#trainedUntil = ended;
    if (steps > 0 && elapsed > 0) this.examplesPerSecond = (1000 * steps * examples) / elapsed;
  }

  /** Adds a row to the curve. @param {() => void} back */
  #addRow(back) {
    const { every_epoch_until, growth, improvement, moments, moments_bytes } = this.#rules;
    const losses = this.losses();
    this.#refuseDivergence(losses, back);
    const { step, epoch } = this.loop;
    const row = { epoch, ...Object.fromEntries(NUMBERS.map((name) => [name, losses[name]])) };
    for (const [name, value] of Object.entries(row)) this.curve[name].push(value);
    const weights = this.loop.weights();
    this.#addState(weights);
    this.look(losses);
    this.rows.push({ step, seen: this.seen, weights, row });
    if (
      this.rows.length >
      Math.max(2, Math.min(moments, Math.floor(moments_bytes / Math.max(1, weights.byteLength))))
    )
      this.rows = this.rows.filter((_, i) => i % 2 === 0);
    this.nextRow = epoch < every_epoch_until ? epoch + 1 : Math.ceil(epoch * growth);
    if (watched(losses) < this.best[0] * (1 - improvement)) this.best = [watched(losses), epoch];
    return losses;
  }

  /** @param {Losses} losses @param {() => void} back */
  #refuseDivergence({ data_loss, penalty }, back) {
    const loss = data_loss + penalty;
    if (this.loop.isFinite && loss <= this.#rules.too_large * (1 + this.startLoss)) return;
    back();
    throw new NeedsPython("Training has left for infinity.");
  }

  /** @returns {() => void} goes back to this moment */
  #save() {
    const back = this.loop.save();
    const { nextRow, best, seen, states, rows } = this;
    const [length, stateCount, rowCount, answers] = [
      this.curve.epoch.length,
      states.length,
      rows.length,
      this.#answers,
    ];
    return () => {
      back();
      for (const column of Object.values(this.curve)) column.length = length;
      Object.assign(this, {
        nextRow,
        best,
        seen,
        states: states.slice(0, stateCount),
        rows: rows.slice(0, rowCount),
      });
      this.#answers = answers;
    };
  }
}

/** About so many of them, with ways of one length between them. @param {Float64Array[]} states @param {number} count */
function evenly(states, count) {
  const way = [0];
  for (let i = 1; i < states.length; i++)
    way.push(
      way[i - 1] + Math.sqrt(states[i].reduce((sum, value, k) => sum + (value - states[i - 1][k]) ** 2, 0)),
    );
  const length = way[states.length - 1];
  const places = new Set([0, states.length - 1]);
  for (let k = 0; k < count; k++) places.add(way.findIndex((at) => at >= (k * length) / (count - 1)));
  return [...places].sort((a, b) => a - b).map((place) => states[place]);
}

/** The loss that should improve: the test set's, or without one the training set's. @param {Losses} losses */
const watched = ({ test_loss, data_loss }) => (Number.isFinite(test_loss) ? test_loss : data_loss);
