// The maps of inputs, units and outputs: with turns of training, and once more when it has come to rest, so that the
// last are right.

import { WorkerLostError } from "../engine/engine-error.js";
import { FULL } from "./frame-budget.js";

export class MapsPoller {
  #figure;
  #frames;

  /** @param {import("../app/state-types").Context} figure @param {import("./frame-budget").FrameBudget} frames is told how long maps take */
  constructor(figure, frames) {
    this.#figure = figure;
    this.#frames = frames;
  }

  due() {
    const { store, clock } = this.#figure;
    return store.mapsDue && store.state.phase !== "training" && !clock.hidden() ? 0 : Infinity;
  }

  async ask() {
    const { store } = this.#figure;
    store.mapsDue = false;
    try {
      store.patch({ maps: await this.draw(FULL) });
    } catch (error) {
      if (!(error instanceof WorkerLostError)) store.tell(error);
    }
  }

  /** Full maps of the network as it is; null while nobody looks. */
  async full() {
    return this.#figure.clock.hidden() ? null : this.draw(FULL);
  }

  /** @param {number} resolution side of the grid @param {AbortSignal} [signal] */
  async draw(resolution, signal) {
    const { session, store } = this.#figure;
    let sent = performance.now();
    const onSent = () => {
      sent = performance.now();
    };
    const maps = await session.predict({ resolution, units: true }, { signal, onSent });
    let took = performance.now() - sent;
    if (store.state.config.view.plane === "bent") {
      store.patch({ bent: await session.predict({ data: true, units: true }, { signal, onSent }) });
      took += performance.now() - sent;
    }
    this.#frames.drew(took, resolution);
    return maps;
  }
}
