// What the page asks the engine now and then, while someone looks at it: a few times a second and between two turns
// of training, so that training hardly notices; and once more when it has come to rest, so that the last is right.

import { pairs } from "../plane/geometry.js";

/** @typedef {import("../app/state-types").State} State */

/** Milliseconds between two questions. */
const PAUSE_MS = 250;

/**
 * What is looked at now.
 * @param {State} state
 */
const wishes = ({ config, data }) => ({
  outputs: config.view.show_wrong === true && data.task === "classification" && data.labels.length > 0,
  numbers: config.view.more_numbers === true,
});

export class Probe {
  #host;
  #askedAt = Number.NEGATIVE_INFINITY;
  /** @type {unknown[]} what the last answer was about */
  #known = [];

  /** @param {{ session: import("../engine/session").Session, state: () => State, patch: (patch: Partial<State>) => void }} host */
  constructor(host) {
    this.#host = host;
  }

  #subject() {
    const state = this.#host.state();
    return [state.snapshot, state.data, ...Object.values(wishes(state))];
  }

  /** @param {number} now @returns {number} milliseconds until there is something to ask; Infinity: nothing */
  due(now) {
    const state = this.#host.state();
    const wanted = Object.values(wishes(state)).includes(true);
    if (!wanted || !state.snapshot || state.phase === "booting" || state.phase === "failed") return Infinity;
    if (this.#subject().every((part, i) => part === this.#known[i])) return Infinity;
    return Math.max(0, this.#askedAt + PAUSE_MS - now);
  }

  /** Asks; to be called when nothing else is being asked. What the engine will not answer is shown as nothing. */
  async ask() {
    const { session, state, patch } = this.#host;
    this.#known = this.#subject();
    const { data } = state();
    const wish = wishes(state());
    /** @template T @param {boolean} wanted @param {() => Promise<T>} question */
    const answer = async (wanted, question) => (wanted ? await question().catch(() => null) : null);
    const outputs = await answer(wish.outputs, () => session.predict({ points: pairs(data.points) }));
    const metrics = await answer(wish.numbers, () => session.metrics());
    const diagnosis = await answer(wish.numbers, () => session.diagnosis());
    this.#askedAt = performance.now();
    patch({ probe: { data, outputs: outputs?.values ?? null, metrics, diagnosis } });
  }
}
