// Sharing the worker's time between training and the maps, so that a frame is never late.

/** Side of the maps when there is time for them. */
export const FULL = 100;
const HALF = 50;
/** What a frame leaves for the worker: 16.7 ms less painting and messages. */
const FRAME_MS = 13;

/** Remembers how long the maps take, and decides how often and how finely they are asked for. */
export class Pace {
  /** Milliseconds for full maps, as last seen (smoothed). */
  #cost = 4;
  #sinceMaps = 0;

  /** Side of the grid while training. */
  get resolution() {
    return this.#cost > 25 ? HALF : FULL;
  }

  get #expected() {
    return this.resolution === FULL ? this.#cost : this.#cost / 4;
  }

  /** Whether this turn should have maps: they may cost a third of the time. */
  next() {
    this.#sinceMaps += 1;
    const due = this.#sinceMaps * FRAME_MS >= 2 * this.#expected;
    if (due) this.#sinceMaps = 0;
    return due;
  }

  /** Milliseconds of training that fit into a turn beside the maps. @param {boolean} withMaps */
  budget(withMaps) {
    return withMaps ? Math.max(4, FRAME_MS - this.#expected) : FRAME_MS;
  }

  /** @param {number} milliseconds @param {number} resolution */
  measured(milliseconds, resolution) {
    const full = milliseconds * (FULL / resolution) ** 2;
    this.#cost += 0.2 * (full - this.#cost);
  }
}
