// As one of those that are asked while no job waits: a copy of the network, so that it outlives its Python.

/** Milliseconds between two copies while it trains; what was learned since the last is what is lost. */
const EVERY_MS = 400;
/** And a copy takes no more than this share of the time. */
const SHARE = 1 / 4;

export class NetworkKeeper {
  #figure;
  #sync;
  /** When the last copy was there, and how long it took. */
  #copiedAt = 0;
  #took = 0;
  /** @type {unknown} the snapshot of the network that was copied */
  #copied = null;
  /** Whether that was while it trained: then what it has reached when training ends is copied at once. */
  #midway = false;

  /** @param {import("./state-types").Context} figure @param {import("./engine-sync").EngineSync} sync */
  constructor(figure, sync) {
    this.#figure = figure;
    this.#sync = sync;
  }

  /** @param {number} now @returns {number} */
  due(now) {
    const { snapshot, phase } = this.#figure.store.state;
    if (!this.#sync.up || snapshot === null || snapshot === this.#copied) return Infinity;
    const training = phase === "training";
    if (this.#midway && !training) return 0;
    const pause = Math.max(training ? EVERY_MS : 0, this.#took / SHARE);
    return Math.max(0, this.#copiedAt + pause - now);
  }

  async ask() {
    const { store } = this.#figure;
    const { snapshot, phase } = store.state;
    const began = performance.now();
    try {
      await this.#sync.keepPresent();
      this.#copied = snapshot;
    } catch {
      this.#copied = snapshot; // Python is gone, and that is told; or its code was changed so that it can't be copied
    }
    this.#midway = phase === "training";
    this.#copiedAt = performance.now();
    this.#took = this.#copiedAt - began;
  }
}
