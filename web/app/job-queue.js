// One thing at a time for the engine: a queue of jobs, and a loop that knows what to do when it is empty.

/**
 * @typedef {object} Job
 * @property {() => Promise<unknown>} run
 * @property {(error: Error) => void} fail called instead of `run` when the queue is dropped
 */

/** The queue and its loop. What is done when no job waits is up to `idle`. */
export class Jobs {
  /** @type {Job[]} */
  #waiting = [];
  #idle;
  /** Number of the running loop; an older one ends at its next turn. */
  #life = 0;
  /** @type {() => void} */
  #wake = () => {};

  /**
   * @param {() => Promise<unknown> | number} idle does something, or says for how many milliseconds there is
   *   nothing to do (Infinity: until woken)
   */
  constructor(idle) {
    this.#idle = idle;
  }

  /**
   * @template T
   * @param {() => Promise<T>} work
   * @param {{ first?: boolean }} [options] `first`: before all others
   * @returns {Promise<T>}
   */
  add(work, { first = false } = {}) {
    return new Promise((resolve, reject) => {
      const job = { run: () => work().then(resolve, reject), fail: reject };
      if (first) this.#waiting.unshift(job);
      else this.#waiting.push(job);
      this.wake();
    });
  }

  /** Something has changed: look again. */
  wake() {
    this.#wake();
  }

  /** Starts the loop, or starts it anew beside a stuck one. */
  async start() {
    const life = ++this.#life;
    this.#wake();
    while (life === this.#life) {
      const job = this.#waiting.shift();
      if (job) {
        await job.run();
        continue;
      }
      const idle = this.#idle();
      if (typeof idle === "number") await this.#sleep(idle);
      else await idle;
    }
  }

  /** Ends the loop; what waits goes on waiting. */
  stop() {
    this.#life += 1;
    this.#wake();
  }

  /** Fails everything that waits. @param {Error} error */
  drop(error) {
    for (const job of this.#waiting.splice(0)) job.fail(error);
  }

  /** @param {number} milliseconds @returns {Promise<void>} */
  #sleep(milliseconds) {
    return new Promise((resolve) => {
      const timer = milliseconds < Infinity ? setTimeout(() => this.#wake(), milliseconds) : undefined;
      this.#wake = () => {
        clearTimeout(timer);
        this.#wake = () => {};
        resolve();
      };
    });
  }
}
