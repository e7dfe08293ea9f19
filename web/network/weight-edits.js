// Weights by hand. While one is pulled at, the engine is told the latest value only, and never two at once. The network
// may have become smaller when its turn comes: what is gone is left.

import { keyOf, valueAt } from "./parameter-path.js";

/** @typedef {import("../engine/types").Snapshot} Snapshot */
/** @typedef {import("../engine/network-types").Place} Place */

/**
 * @typedef {object} Host
 * @property {import("../engine/session").Session} session
 * @property {() => Snapshot | null} snapshot the network as the engine has it
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
    const place = { layer, parameter, index };
    const name = keyOf(place);
    const waiting = this.#waiting.get(name);
    if (waiting) {
      waiting.value = value;
      return waiting.done;
    }
    const entry = { value, done: /** @type {any} */ (null) };
    this.#waiting.set(name, entry);
    entry.done = this.#host.change(() => {
      this.#waiting.delete(name);
      const { value: latest } = entry;
      return this.#ifThere(place, () => this.#host.session.set_weight({ ...place, value: latest }));
    });
    entry.done.catch(() => this.#waiting.delete(name)); // whoever waits for it is told
    return entry.done;
  }

  /** @param {Place & { hold: boolean }} wish @returns {Promise<Snapshot>} */
  freeze({ layer, parameter, index, hold }) {
    const place = { layer, parameter, index };
    return this.#host.change(() => this.#ifThere(place, () => this.#host.session.freeze({ ...place, hold })));
  }

  /** @param {Place} place @param {() => Promise<Snapshot>} ask @returns {Promise<Snapshot>} */
  async #ifThere(place, ask) {
    const present = this.#host.snapshot();
    return present && valueAt(present, place) === undefined ? present : ask();
  }
}
