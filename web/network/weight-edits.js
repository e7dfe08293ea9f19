// Weights by hand. While one is pulled at, the engine is told the latest value only, and never two at once. The network
// may have become smaller when its turn comes: what is gone is left.

import { touch } from "../state/state.js";
import { frozenKey, parameterValue } from "./parameter-path.js";

/** @typedef {import("../engine/types").Snapshot} Snapshot */
/** @typedef {import("../engine/network-types").Parameter} Parameter */
/** @typedef {import("../app/actions").NetworkAction} NetworkAction */
/** @typedef {import("../state/state").Model} Model */

/** What a change by hand is to undo. @param {Model} model @param {NetworkAction} action @returns {Model} */
export const reduceNetwork = (model, action) =>
  action.type === "network/set-weight" && action.group !== undefined
    ? touch(model, `weight ${action.group}`)
    : touch(model);

export class WeightEdits {
  #figure;

  /** @param {import("../app/state-types").Context} figure */
  constructor(figure) {
    this.#figure = figure;
  }

  /** @param {NetworkAction} action @returns {Promise<unknown> | void} */
  dispatch(action) {
    const { session } = this.#figure;
    if (action.type === "network/set-weight") {
      const { layer, parameter, index, value } = action;
      const where = { layer, parameter, index };
      return this.#change(where, () => session.set_weight({ ...where, value }), `weight ${frozenKey(where)}`);
    }
    if (action.type === "network/freeze") {
      const { layer, parameter, index, hold } = action;
      const where = { layer, parameter, index };
      return this.#change(where, () => session.freeze({ ...where, hold }));
    }
  }

  /** @param {Parameter} where @param {() => Promise<Snapshot>} ask @param {string} [key] of changes whose latest alone counts */
  #change(where, ask, key) {
    const { store, jobs } = this.#figure;
    const work = async () => {
      const { snapshot } = store.state;
      if (!snapshot || parameterValue(snapshot, where) !== undefined) store.show(await ask());
    };
    return jobs.add(work, { key });
  }
}
