// One thing at a time for the engine: a queue of jobs, and while none waits, whatever is due.

import { deferred } from "../engine/deferred.js";

/**
 * Something that is done again and again while no job waits: training, maps, numbers that somebody looks at.
 * @typedef {object} Poller
 * @property {(now: number) => number} due milliseconds until there is something to do; Infinity: nothing
 * @property {() => Promise<unknown>} ask does it; to be called when it is due and nothing else is being asked
 */

/**
 * @typedef {object} Job
 * @property {() => Promise<any>} work
 * @property {string | null} key
 * @property {Promise<any>} done
 * @property {(result: any) => void} resolve
 * @property {(error: Error) => void} reject
 */

/** The queue and its loop. */
export class JobQueue {
  /** @type {Job[]} */
  #waiting = [];
  /** Asked in this order. @type {readonly Poller[]} */
  pollers = [];
  /** Number of the running loop; an older one ends at its next turn. */
  #loop = 0;
  /** @type {Error | null} why nothing is done at all, and whatever is asked for fails at once */
  #refusal = null;
  /** @type {() => void} */
  #wake = () => {};

  /**
   * Work to be done in turn. Where the last that waits has the same key, this takes its place and both get one answer:
   * nothing that was asked for between two others is overtaken.
   * @template T
   * @param {() => Promise<T>} work
   * @param {{ key?: string | null, first?: boolean }} [options] `first`: before all others
   * @returns {Promise<T>}
   */
  add(work, { key = null, first = false } = {}) {
    if (this.#refusal) return Promise.reject(this.#refusal);
    const last = this.#waiting.at(-1);
    if (last && key !== null && last.key === key) {
      last.work = work;
      return last.done;
    }
    /** @type {Job} */
    const job = { work, key, ...deferred() };
    if (first) this.#waiting.unshift(job);
    else this.#waiting.push(job);
    this.wake();
    return job.done;
  }

  /** Something has changed: look again. */
  wake() {
    this.#wake();
  }

  /** Starts the loop, or starts it anew beside a stuck one. */
  async start() {
    const turn = ++this.#loop;
    this.#wake();
    while (turn === this.#loop) {
      const job = this.#waiting.shift();
      if (job) {
        await job.work().then(job.resolve, job.reject);
        continue;
      }
      const now = performance.now();
      const due = this.pollers.map((poller) => poller.due(now));
      const first = due.findIndex((milliseconds) => milliseconds <= 0);
      if (first < 0) await this.#sleep(Math.min(...due));
      else await this.pollers[first].ask();
    }
  }

  /** Ends the loop; what waits goes on waiting. */
  stop() {
    this.#loop += 1;
    this.#wake();
  }

  /** Fails everything that waits. @param {Error} error */
  drop(error) {
    for (const job of this.#waiting.splice(0)) job.reject(error);
  }

  /** Whether anything waits for its turn. */
  get waits() {
    return this.#waiting.length > 0;
  }

  /** Fails whatever is asked for from now on; null: no longer. @param {Error | null} error */
  refuse(error) {
    this.#refusal = error;
  }

  /** Why nothing is done. @returns {Error | null} */
  get refusal() {
    return this.#refusal;
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
