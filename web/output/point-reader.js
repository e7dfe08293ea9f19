// What the network says where somebody points at the output. The engine is asked, not the maps: it gives every unit's
// number, in full, and the loss at the nearest example, all of one network, in a millisecond or two, where the maps of
// hidden units are coarse, come in turns and know no loss. Nothing is asked while nobody points.

import { asked, asShown } from "../state/shown.js";

/** @typedef {[number, number]} Pair */
/** @typedef {import("../app/state-types").Answer} Answer */

/** Milliseconds between two questions: a hand that moves is asked about once a frame. */
const FRAME_MS = 16;

export class PointReader {
  #figure;
  /** Where somebody points. @type {Pair | null} */
  #at = null;
  /** What the last question was about. @type {unknown[]} */
  #known = [];
  #askedAt = Number.NEGATIVE_INFINITY;

  /** @param {import("../app/state-types").Context} figure */
  constructor(figure) {
    this.#figure = figure;
  }

  /** @param {Pair | null} at null: nowhere */
  point(at) {
    const { store, jobs } = this.#figure;
    this.#at = at;
    if (at) jobs.wake();
    else if (store.state.answer) store.patch({ answer: null });
  }

  get #tests() {
    return this.#figure.store.state.config.view.show_test !== false;
  }

  #subject() {
    const { state } = this.#figure.store;
    return [String(this.#at), this.#tests, state.data, asShown(state).snapshot];
  }

  /** Whether what is known was said here, and by the network that is shown: turns of training bring that along. */
  #isKnown() {
    const { answer } = this.#figure.store.state;
    const shown = answer ? [String(answer.at), answer.tests, answer.data, answer.about] : [];
    const now = this.#subject();
    return [shown, this.#known].some((known) => now.every((part, i) => part === known[i]));
  }

  /** @param {number} now @returns {number} */
  due(now) {
    const { store, clock } = this.#figure;
    const { phase, snapshot, preview } = store.state;
    // What is shown before anything has been done is another network, which nobody can ask.
    if (!this.#at || !snapshot || preview || clock.hidden() || phase === "booting" || phase === "failed")
      return Infinity;
    return this.#isKnown() ? Infinity : Math.max(0, this.#askedAt + FRAME_MS - now);
  }

  async ask() {
    const { store } = this.#figure;
    this.#known = this.#subject();
    this.#askedAt = performance.now();
    const about = asShown(store.state).snapshot;
    const said = await this.read(asked(this.#figure));
    if (this.#at && about) store.patch({ answer: said && { ...said, about } });
  }

  /**
   * What a network says here; null where nobody points, or it will not answer.
   * @param {Pick<import("../engine/session").Session, "predict_one">} session @param {AbortSignal} [signal]
   * @returns {Promise<Answer | null>}
   */
  async read(session, signal) {
    const at = this.#at;
    if (!at) return null;
    const { data } = this.#figure.store.state;
    const tests = this.#tests;
    const said = await session.predict_one({ point: at, tests }, signal && { signal }).catch(() => null);
    if (!said) return null;
    // What is None in Python arrives as undefined.
    const { says = null, codes = null, nearest = null } = said;
    const judged = nearest && { ...nearest, says: nearest.says ?? null, loss: nearest.loss ?? null };
    return { ...said, says, codes, nearest: judged, at, tests, data };
  }
}
