// Whether the worker still lives: it is asked every second, also while nothing else is, and whatever it says is a sign.
// Python that computes says so itself as it runs (see deadline.js), so nobody has to wait for an answer to know.

const TICK_MS = 500;

export class Pulse {
  #patience;
  #ask;
  #onSilent;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #interval;
  /** Milliseconds of waking time without a sign, and how many more of it were announced. */
  #silent = 0;
  #announced = 0;

  /**
   * @param {number} patience milliseconds of silence that nobody announced
   * @param {() => void} ask for a sign @param {() => void} onSilent
   */
  constructor(patience, ask, onSilent) {
    this.#patience = patience;
    this.#ask = ask;
    this.#onSilent = onSilent;
  }

  start() {
    this.stop();
    this.heard();
    let last = performance.now();
    let ticks = 0;
    const every = Math.min(TICK_MS, this.#patience);
    this.#interval = setInterval(() => {
      const now = performance.now();
      // Where this machine has slept, or is so busy that not even this comes in time, a worker may be late as well.
      this.#silent += Math.min(now - last, every);
      last = now;
      ticks += 1;
      if (this.#silent > this.#patience + this.#announced) {
        this.stop();
        this.#onSilent();
      } else if (ticks % 2 === 0) this.#ask();
    }, every);
  }

  stop() {
    clearInterval(this.#interval);
  }

  /** A sign of life; what was announced is over with the answer. */
  heard() {
    this.#silent = 0;
  }

  /** Something begins that takes so long before it gives a sign. @param {number} milliseconds */
  announce(milliseconds) {
    this.#silent = 0;
    this.#announced = milliseconds;
  }
}
