// Weights by hand. While one is pulled at, the engine is told the latest value only, and never two at once. The network
// may have become smaller when its turn comes: what is gone is left.

import { keyOf, valueAt } from "./parameter-path.js";

/** @typedef {import("../engine/types").Snapshot} Snapshot */
/** @typedef {import("../engine/network-types").Place} Place */

/**
 * @typedef {object} Host
 * @property {import("../engine/session").Session} session
 * @property {() => Snapshot | null} snapshot the network as the engine has it
 * @property {(ask: () => Promise<Snapshot>, key?: string) => Promise<Snapshot>} change asks for something that changes
 *   the weights; the latest of those with one key
 */

export class WeightEdits {
  #host;

  /** @param {Host} host */
  constructor(host) {
    this.#host = host;
  }

  /** @param {Place & { value: number }} wish @returns {Promise<Snapshot>} */
  set({ layer, parameter, index, value }) {
    const place = { layer, parameter, index };
    const ask = () => this.#host.session.set_weight({ ...place, value });
    return this.#host.change(() => this.#ifThere(place, ask), `weight ${keyOf(place)}`);
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
