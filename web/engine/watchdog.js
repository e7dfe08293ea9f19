// Notices that an answer is overdue, counting only time in which this machine was awake.

const TICK_MS = 500;

/** A timer that does not run on while a laptop sleeps: a tick counts at most twice its own length. */
export class Watchdog {
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #interval;

  /**
   * Calls `onLate` once `patience` milliseconds of waking time have passed; starts over if it is running.
   * @param {number} patience
   * @param {() => void} onLate
   */
  start(patience, onLate) {
    this.stop();
    let left = patience;
    let last = performance.now();
    this.#interval = setInterval(
      () => {
        const now = performance.now();
        left -= Math.min(now - last, 2 * TICK_MS);
        last = now;
        if (left > 0) return;
        this.stop();
        onLate();
      },
      Math.min(TICK_MS, patience),
    );
  }

  stop() {
    clearInterval(this.#interval);
  }
}
