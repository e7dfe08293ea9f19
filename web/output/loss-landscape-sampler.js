// The loss around the present weights, while it is looked at: hundreds of losses, asked for in slices between two turns
// of training, and anew a second after the last was whole.

/** @typedef {import("../app/state-types").State} State */

/** Milliseconds of one slice, between two slices while training, and between two surveys. */
const SLICE_MS = 5;
const PAUSE_MS = 40;
const RENEW_MS = 800;

export class Survey {
  #host;
  #askedAt = Number.NEGATIVE_INFINITY;
  #begunAt = Number.NEGATIVE_INFINITY;
  /** The weights that the present survey is about. @type {unknown} */
  #about = null;
  #done = false;

  /** @param {{ session: import("../engine/session").Session, state: () => State, patch: (patch: Partial<State>) => void }} host */
  constructor(host) {
    this.#host = host;
  }

  /** @param {number} now @returns {number} milliseconds until there is something to ask; Infinity: nothing */
  due(now) {
    const { config, snapshot, phase } = this.#host.state();
    if (config.view.plane !== "bowl" || !snapshot || snapshot.problem) return Infinity;
    if (phase === "booting" || phase === "failed") return Infinity;
    const slice = phase === "training" ? this.#askedAt + PAUSE_MS - now : 0;
    if (this.#about !== null && !this.#done) return Math.max(0, slice);
    if (snapshot.weights === this.#about) return Infinity;
    const other = this.#host.state().bowl?.run_id !== snapshot.run_id;
    return other || phase !== "training" ? 0 : Math.max(0, this.#begunAt + RENEW_MS - now);
  }

  /** Asks for a slice; to be called when nothing else is being asked. What the engine will not answer is not shown. */
  async ask() {
    const { session, state, patch } = this.#host;
    const { weights, run_id } = /** @type {import("../engine/types").Snapshot} */ (state().snapshot);
    const resting = state().phase !== "training";
    const renew = this.#done || this.#about === null || (resting && weights !== this.#about);
    if (renew) {
      this.#about = weights;
      this.#begunAt = performance.now();
    }
    const bowl = await session
      .landscape({ renew, budget_ms: resting ? 3 * SLICE_MS : SLICE_MS })
      .catch(() => null);
    this.#askedAt = performance.now();
    this.#done = bowl === null || bowl.done;
    // What is shown stays until the next is whole; of another run nothing is left.
    if (!bowl) patch({ bowl: null });
    else if (bowl.done || state().bowl?.run_id !== run_id || !state().bowl?.done) patch({ bowl });
  }
}
