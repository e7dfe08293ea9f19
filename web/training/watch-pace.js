// The pace for eyes: as many steps between two pictures as make the network's answer change by about the same amount.
//
// What counts is how far the answer has come over the last fifth of a second, not from one picture to the next: small
// batches make it tremble without going anywhere. Everything is reckoned in frames of 1/60 s, so that a slow machine,
// which shows fewer pictures, takes no longer.

const FRAME_MS = 1000 / 60;
/** The change in a frame that is aimed at, as a share of the answer's range. */
const AIM = 0.006;
/** Frames over which it is measured. */
const WINDOW = 12;
/** How the steps of a frame grow, shrink, and fall where it goes much too fast. */
const [GROWS, SHRINKS, FALLS] = [1.15, 0.93, 0.5];
/** The steps of a frame are at most 1 and this share of all that were made: no leap at the beginning. */
const LARGEST_SHARE = 1 / 90;
/** And this share while nothing is seen to change: a plateau is passed quickly. In the two seconds before it rests, it has trained about fifty times as long. */
const LARGEST_SHARE_UNSEEN = 1 / 30;
/** Below this share of the range a frame nobody sees a change. */
const UNSEEN = 0.0008;
/** So long without a visible change, and there is nothing more to see. */
const REST_MS = 2000;
/** About so many places of a map are compared. */
const PLACES = 256;

export class WatchPace {
  #rate = 1;
  /** What was seen last, oldest first. @type {{ at: number, places: number[] }[]} */
  #seen = [];
  #unseenFor = 0;
  /** The step at which it came to rest last. */
  #restedAt = -1;
  /** Somebody goes on from where it rested: it does not rest there again before something has changed. */
  #patient = false;

  /** Training begins, or goes on. @param {number} step updates made so far */
  begin(step) {
    this.#patient = step > 0 && step === this.#restedAt;
    if (!this.#patient) this.#rate = 1;
    this.#seen = [];
    this.#unseenFor = 0;
  }

  /** Steps until the next picture, after a frame of so many milliseconds. @param {number} [elapsed] */
  steps(elapsed = FRAME_MS) {
    return Math.max(1, Math.round(this.#rate * Math.min(4, elapsed / FRAME_MS)));
  }

  /** Whether nothing has visibly changed for a while. */
  get rests() {
    return !this.#patient && this.#unseenFor >= REST_MS;
  }

  /** Updates in a sixtieth of a second: how fast time runs. */
  get rate() {
    return this.#rate;
  }

  /**
   * A picture has been shown.
   * @param {ArrayLike<number>} outputs the maps of all outputs, one after another
   * @param {number} range between the ends of the colour scale
   * @param {number} at milliseconds, as of performance.now()
   * @param {number} step updates made so far
   */
  saw(outputs, range, at, step) {
    const places = sampled(outputs);
    if (this.#seen.at(-1)?.places.length !== places.length) this.#seen = []; // a finer map, or another kind of output
    const last = this.#seen.at(-1);
    this.#seen.push({ at, places });
    if (!last) return;
    while (this.#seen.length > 2 && at - this.#seen[1].at >= WINDOW * FRAME_MS) this.#seen.shift();
    const first = this.#seen[0];
    const [frames, window] = [(at - last.at) / FRAME_MS, (at - first.at) / FRAME_MS];
    const change = meanDifference(places, first.places) / range / Math.max(1, window);
    const factor = change > 2 * AIM ? FALLS : change > AIM ? SHRINKS : GROWS;
    this.#rate *= factor ** Math.min(4, Math.max(0.25, frames));
    const share = change < UNSEEN ? LARGEST_SHARE_UNSEEN : LARGEST_SHARE;
    this.#rate = Math.max(1, Math.min(this.#rate, 1 + step * share));
    if (change >= UNSEEN) this.#patient = false;
    this.#unseenFor = change < UNSEEN ? this.#unseenFor + (at - last.at) : 0;
    if (this.rests) this.#restedAt = step;
  }
}

/** @param {ArrayLike<number>} values */
function sampled(values) {
  const stride = Math.max(1, Math.floor(values.length / PLACES));
  return Array.from({ length: Math.floor(values.length / stride) }, (_, i) => values[i * stride]);
}

/** @param {number[]} some @param {number[]} others */
function meanDifference(some, others) {
  let sum = 0;
  for (let i = 0; i < some.length; i += 1) sum += Math.abs(some[i] - others[i]);
  return sum / Math.max(1, some.length);
}
