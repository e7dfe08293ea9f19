// Weights by hand. While one is pulled at, the engine is told the latest value only, and never two at once. The network
// may have become smaller when its turn comes: what is gone is left.

import { keyOf, valueAt } from "./parameter-path.js";

/** @typedef {import("../engine/types").Snapshot} Snapshot */
/** @typedef {import("../engine/network-types").Place} Place */

export class WeightEdits {
  #figure;

  /** @param {import("../app/state-types").Context} figure */
  constructor(figure) {
    this.#figure = figure;
  }

  /** @param {import("../app/actions").NetworkAction} action @returns {Promise<unknown> | void} */
  dispatch(action) {
    const { session } = this.#figure;
    if (action.type === "network/set-weight") {
      const { layer, parameter, index, value } = action;
      const place = { layer, parameter, index };
      return this.#change(place, () => session.set_weight({ ...place, value }), `weight ${keyOf(place)}`);
    }
    if (action.type === "network/freeze") {
      const { layer, parameter, index, hold } = action;
      const place = { layer, parameter, index };
      return this.#change(place, () => session.freeze({ ...place, hold }));
    }
  }

  /** @param {Place} place @param {() => Promise<Snapshot>} ask @param {string} [key] of changes whose latest alone counts */
  #change(place, ask, key) {
    const { store, jobs } = this.#figure;
    const work = async () => {
      const { snapshot } = store.state;
      if (!snapshot || valueAt(snapshot, place) !== undefined) store.show(await ask());
    };
    return jobs.add(work, { key });
  }
}
