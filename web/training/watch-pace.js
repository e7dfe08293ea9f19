// The pace for eyes: as many steps between two pictures as make the network's answer change by about the same amount.
//
// What counts is how far the answer has come over the last fifth of a second, not from one picture to the next: small
// batches make it tremble without going anywhere. Everything is reckoned in frames of 1/60 s, so that a slow machine,
// which shows fewer pictures, takes little longer. A page that hardly gets its turn trains for three frames at most at
// once, and only what it trained for counts as time: waiting is no rest.

const FRAME_MS = 1000 / 60;
/** The change in a frame that is aimed at, as a share of the answer's range. */
const AIM = 0.006;
/** Frames over which it is measured. */
const WINDOW = 12;
/** Between two pictures it trains for as many frames as have passed, at most. */
const MOST_FRAMES = 3;
/** How the steps of a frame grow, shrink, and fall where it goes much too fast. */
const [GROWS, SHRINKS, FALLS] = [1.15, 0.93, 0.5];
/** It begins with a step in four frames, so that the first are seen one by one, and comes to one a frame by and by. */
const [SLOWEST, SLOW_STEPS, STEPS_TO_ONE] = [1 / 4, 16, 24];
/** The steps of a frame are at most 1 and this share of all that were made: no leap at the beginning. */
const LARGEST_SHARE = 1 / 80;
/** And, the less is seen to change, up to this share: a plateau is passed quickly. In the two seconds before it rests, it has trained about fifty times as long. */
const LARGEST_SHARE_UNSEEN = 1 / 30;
/** Below this share of the range a frame nobody sees a change. */
const UNSEEN = 0.0006;
/** So long without a visible change, two seconds, and there is nothing more to see. */
const REST_FRAMES = 120;
/** About so many places of a map are compared. */
const PLACES = 256;

export class WatchPace {
  #rate = SLOWEST;
  /** What was seen last, oldest first, and in which frame. @type {{ at: number, places: number[] }[]} */
  #seen = [];
  /** Frames that were trained for, and when the last picture was shown. */
  #frame = 0;
  #shownAt = 0;
  /** Frames without a visible change. */
  #unseenFor = 0;
  /** The step at which it came to rest last. */
  #restedAt = -1;
  /** Somebody goes on from where it rested: it does not rest there again before something has changed. */
  #patient = false;

  /** Training begins, or goes on. @param {number} step updates made so far */
  begin(step) {
    this.#patient = step > 0 && step === this.#restedAt;
    if (!this.#patient) this.#rate = step > 0 ? 1 : SLOWEST;
    this.#seen = [];
    this.#unseenFor = 0;
  }

  /** Steps until the next picture, after a frame of so many milliseconds. @param {number} [elapsed] */
  steps(elapsed = FRAME_MS) {
    return Math.max(1, Math.round(this.#rate * Math.min(MOST_FRAMES, elapsed / FRAME_MS)));
  }

  /** Milliseconds from one picture to the next where a step takes several frames; 0: each frame has one. */
  get wait() {
    return this.#rate < 1 ? FRAME_MS / this.#rate : 0;
  }

  /** Whether nothing has visibly changed for a while. */
  get rests() {
    return !this.#patient && this.#unseenFor >= REST_FRAMES;
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
    const frames = Math.min(MOST_FRAMES, (at - this.#shownAt) / FRAME_MS);
    this.#frame += frames;
    this.#shownAt = at;
    this.#seen.push({ at: this.#frame, places });
    if (this.#seen.length < 2) return;
    while (this.#seen.length > 2 && this.#frame - this.#seen[1].at >= WINDOW) this.#seen.shift();
    const first = this.#seen[0];
    const window = this.#frame - first.at;
    const change = meanDifference(places, first.places) / range / Math.max(1, window);
    const factor = change > 2 * AIM ? FALLS : change > AIM ? SHRINKS : GROWS;
    this.#rate *= factor ** Math.max(0.25, frames);
    this.#rate = Math.max(SLOWEST, Math.min(this.#rate, mostAt(step, change)));
    if (change >= UNSEEN) this.#patient = false;
    this.#unseenFor = change < UNSEEN && step > SLOW_STEPS ? this.#unseenFor + frames : 0;
    if (this.rests) this.#restedAt = step;
  }
}

/** How many steps a frame may have. @param {number} step updates made so far @param {number} change that was seen in a frame */
function mostAt(step, change) {
  const later = Math.max(0, step - SLOW_STEPS);
  const seen = change < UNSEEN ? 0 : Math.min(1, change / AIM);
  const share = LARGEST_SHARE_UNSEEN + seen * (LARGEST_SHARE - LARGEST_SHARE_UNSEEN);
  return Math.min(1, SLOWEST + later / STEPS_TO_ONE) + later * share;
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
