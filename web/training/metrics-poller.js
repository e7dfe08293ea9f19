// What the page asks the engine now and then, while someone looks at it: a few times a second and between two turns
// of training, so that training hardly notices; and once more when it has come to rest, so that the last is right.

import { pairs } from "../plane/geometry.js";
import { asked } from "../state/shown.js";

/** @typedef {import("../app/state-types").State} State */

/** Milliseconds between two questions, at least, and how many times their own time lies between two. */
const PAUSE_MS = 250;
const SHARE = 20;

/**
 * What is looked at now.
 * @param {State} state
 */
const wishes = ({ config, data }) => ({
  outputs: config.view.show_wrong === true && data.task === "classification" && data.labels.length > 0,
  numbers: config.view.more_numbers === true,
});

export class MetricsPoller {
  #figure;
  #askedAt = Number.NEGATIVE_INFINITY;
  #pause = PAUSE_MS;
  /** @type {unknown[]} what the last answer was about */
  #known = [];

  /** @param {import("../app/state-types").Context} figure */
  constructor(figure) {
    this.#figure = figure;
  }

  #subject() {
    const { state } = this.#figure.store;
    return [state.snapshot, state.past?.moment, state.data, ...Object.values(wishes(state))];
  }

  /** @param {number} now @returns {number} */
  due(now) {
    const { store, clock } = this.#figure;
    const { state } = store;
    const wanted = Object.values(wishes(state)).includes(true) && !clock.hidden();
    if (!wanted || !state.snapshot || state.phase === "booting" || state.phase === "failed") return Infinity;
    if (this.#subject().every((part, i) => part === this.#known[i])) return Infinity;
    // What has come to rest is asked about soon: nothing else waits for Python then.
    const pause = state.phase === "training" ? this.#pause : PAUSE_MS;
    return Math.max(0, this.#askedAt + pause - now);
  }

  /** What the engine will not answer is shown as nothing. */
  async ask() {
    const { store } = this.#figure;
    const session = asked(this.#figure);
    this.#known = this.#subject();
    const began = performance.now();
    const { data } = store.state;
    const wish = wishes(store.state);
    /** @template T @param {boolean} wanted @param {() => Promise<T>} question */
    const answer = async (wanted, question) => (wanted ? await question().catch(() => null) : null);
    const outputs = await answer(wish.outputs, () => session.predict({ points: pairs(data.points) }));
    const metrics = await answer(wish.numbers, () => session.metrics());
    const diagnosis = await answer(wish.numbers, () => session.diagnosis());
    this.#askedAt = performance.now();
    this.#pause = Math.max(PAUSE_MS, SHARE * (this.#askedAt - began));
    store.patch({ polled: { data, outputs: outputs?.values ?? null, metrics, diagnosis } });
  }
}
