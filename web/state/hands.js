// Weights by hand. While one is pulled at, the engine is told the latest value only, and never two at once.

/** @typedef {import("../engine/types").Snapshot} Snapshot */
/** @typedef {import("../engine/network-types").Place} Place */

/**
 * @typedef {object} Host
 * @property {import("../engine/session").Session} session
 * @property {(ask: () => Promise<Snapshot>) => Promise<Snapshot>} change asks for something that changes the weights
 */

export class Hands {
  #host;
  /** Values that wait for their turn, by place. @type {Map<string, { value: number, done: Promise<Snapshot> }>} */
  #waiting = new Map();

  /** @param {Host} host */
  constructor(host) {
    this.#host = host;
  }

  /** @param {Place & { value: number }} wish @returns {Promise<Snapshot>} */
  set({ layer, parameter, index, value }) {
    const name = [layer, parameter, ...index].join(".");
    const waiting = this.#waiting.get(name);
    if (waiting) {
      waiting.value = value;
      return waiting.done;
    }
    const entry = { value, done: /** @type {any} */ (null) };
    this.#waiting.set(name, entry);
    entry.done = this.#host.change(() => {
      this.#waiting.delete(name);
      return this.#host.session.set_weight({ layer, parameter, index, value: entry.value });
    });
    entry.done.catch(() => this.#waiting.delete(name)); // whoever waits for it is told
    return entry.done;
  }

  /** @param {Place & { hold: boolean }} wish @returns {Promise<Snapshot>} */
  freeze({ layer, parameter, index, hold }) {
    return this.#host.change(() => this.#host.session.freeze({ layer, parameter, index, hold }));
  }
}
