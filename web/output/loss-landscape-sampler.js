// The loss around the present weights, while it is looked at: hundreds of losses, asked for in slices between two turns
// of training, and anew a second after the last was whole.

import { asked, asShown } from "../state/shown.js";

/** Milliseconds of one slice, between two slices while training, and between two landscapes. */
const SLICE_MS = 5;
const PAUSE_MS = 40;
const RENEW_MS = 800;

export class LossLandscapeSampler {
  #figure;
  #askedAt = Number.NEGATIVE_INFINITY;
  #begunAt = Number.NEGATIVE_INFINITY;
  /** The weights that the present landscape is about. @type {unknown} */
  #about = null;
  #done = false;

  /** @param {import("../app/state-types").Context} figure */
  constructor(figure) {
    this.#figure = figure;
  }

  /** @param {number} now @returns {number} */
  due(now) {
    const { store, clock } = this.#figure;
    const { config, snapshot, phase, bowl } = asShown(store.state);
    if (clock.hidden() || config.view.plane !== "bowl" || !snapshot || snapshot.problem) return Infinity;
    if (phase === "booting" || phase === "failed") return Infinity;
    const slice = phase === "training" ? this.#askedAt + PAUSE_MS - now : 0;
    if (this.#about !== null && !this.#done) return Math.max(0, slice);
    if (snapshot.weights === this.#about) return Infinity;
    const other = bowl?.run_id !== snapshot.run_id;
    return other || phase !== "training" ? 0 : Math.max(0, this.#begunAt + RENEW_MS - now);
  }

  /** Asks for a slice. What the engine will not answer is not shown. */
  async ask() {
    const { store } = this.#figure;
    const { weights, run_id } = /** @type {import("../engine/types").Snapshot} */ (
      asShown(store.state).snapshot
    );
    const resting = store.state.phase !== "training";
    const renew = this.#done || this.#about === null || (resting && weights !== this.#about);
    if (renew) {
      this.#about = weights;
      this.#begunAt = performance.now();
    }
    const bowl = await asked(this.#figure)
      .landscape({ renew, budget_ms: resting ? 3 * SLICE_MS : SLICE_MS })
      .catch(() => null);
    this.#askedAt = performance.now();
    this.#done = bowl === null || bowl.done;
    // What is shown stays until the next is whole; of another run nothing is left.
    const shown = store.state.bowl;
    if (!bowl) store.patch({ bowl: null });
    else if (bowl.done || shown?.run_id !== run_id || !shown?.done) store.patch({ bowl });
  }
}
