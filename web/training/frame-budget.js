// Sharing the worker's time between training and the maps, in turns of whole frames: no frame comes late, and the
// worker does not wait for a frame with nothing to do.

/** Side of the maps when there is time for them. */
export const FULL = 100;
/** And when there is not. */
export const HALF = 50;
/** Milliseconds between two frames, and what is lost on the way to the next. */
const FRAME_MS = 1000 / 60;
const SLACK_MS = 2;
/** A turn is planned for this many frames at most, and never trains for less than this. */
const MOST_FRAMES = 4;
const LEAST_MS = 6;

/** Moves a running mean a fifth of the way. @param {number} mean @param {number} value */
const towards = (mean, value) => mean + 0.2 * (value - mean);

/** Remembers how long things take, and plans the next turn by it. */
export class FrameBudget {
  /** Milliseconds for full maps. */
  #maps = 4;
  /** Milliseconds that a request takes beyond the training it asks for: looking at the result, and the way. */
  #overhead = 2;
  /** Milliseconds of turns since the maps were last drawn. */
  #sinceMaps = Number.POSITIVE_INFINITY;

  /** Side of the grid while training. */
  get resolution() {
    return this.#maps > 25 ? HALF : FULL;
  }

  /**
   * The next turn: whether it has maps (they may cost a third of the time) and how long it may train.
   * @param {boolean} seen nobody needs maps of a page that is hidden
   */
  plan(seen) {
    const maps = this.resolution === FULL ? this.#maps : this.#maps / 4;
    const withMaps = seen && this.#sinceMaps >= 2 * maps;
    const rest = this.#overhead + (withMaps ? maps : 0);
    let frames = 1;
    while (frames < MOST_FRAMES && frames * FRAME_MS - SLACK_MS - rest < Math.max(rest, LEAST_MS))
      frames += 1;
    this.#sinceMaps = (withMaps ? 0 : this.#sinceMaps) + frames * FRAME_MS;
    return { withMaps, budget_ms: Math.max(LEAST_MS, rest / 2, frames * FRAME_MS - SLACK_MS - rest) };
  }

  /** @param {number} elapsed milliseconds that a request took @param {number} budget that it was given */
  trained(elapsed, budget) {
    this.#overhead = towards(this.#overhead, Math.max(0, elapsed - budget));
  }

  /** @param {number} elapsed @param {number} resolution */
  drew(elapsed, resolution) {
    this.#maps = towards(this.#maps, elapsed * (FULL / resolution) ** 2);
  }
}
