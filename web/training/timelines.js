// The timelines that undo may want: one for each state that the figure can be brought back to.

import { emptyTimeline, keep } from "./timeline.js";

/** @typedef {import("./timeline").Timeline} Timeline */
/** @typedef {import("../state/state").Checkpoint} Checkpoint */
/** @typedef {import("../engine/types").Snapshot} Snapshot */

/** All moments but those of the state that is shown; the timelines of the oldest states go first. */
export const MOST_BYTES = 8_000_000;
/** What a moment takes beside its weights, about. */
const NUMBERS_BYTES = 400;

export class Timelines {
  /** The one that was shown last comes last. @type {Map<Checkpoint, Timeline>} */
  #known = new Map();

  /**
   * The timeline with a snapshot that is about to be shown. A new run begins one, unless it is a state that one has
   * come back to; other data, inputs or layers begin one as well, for of them the old moments say nothing.
   * @param {import("../state/state").Model} model @param {Snapshot} snapshot @param {boolean} fresh a new run
   * @param {Timeline} [from] the one that it goes on
   */
  next({ state, checkpoint, history }, snapshot, fresh, from) {
    const anew = fresh ? (this.#known.get(checkpoint) ?? emptyTimeline) : state.timeline;
    const before = from ?? (snapshot.carried === undefined ? anew : emptyTimeline);
    const timeline = keep(before, snapshot);
    const other = !this.#known.delete(checkpoint);
    this.#known.set(checkpoint, timeline);
    if (other)
      this.#makeRoom(
        checkpoint,
        [...history.past, ...history.future].map((entry) => entry.checkpoint),
      );
    return timeline;
  }

  /** @param {Checkpoint} shown @param {Checkpoint[]} others states that one can still come back to */
  #makeRoom(shown, others) {
    const wanted = new Set(others);
    for (const checkpoint of [...this.#known.keys()])
      if (checkpoint !== shown && !wanted.has(checkpoint)) this.#known.delete(checkpoint);
    const counted = new Set(this.#known.get(shown)?.moments.map(({ weights }) => weights));
    let bytes = 0;
    for (const [checkpoint, { moments }] of [...this.#known].reverse()) {
      for (const { weights } of moments) {
        if (!counted.has(weights)) bytes += weights.byteLength + NUMBERS_BYTES;
        counted.add(weights);
      }
      if (bytes > MOST_BYTES && checkpoint !== shown) this.#known.delete(checkpoint);
    }
  }
}
