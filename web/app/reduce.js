// From one state to the next: everything that an action changes on the page itself, as pure functions, by slice.

import { reduceNetwork } from "../network/network-reducer.js";
import { reduceSketchpad } from "../sketchpad/sketchpad-reducer.js";
import { reduceConfig, reduceHistory } from "../state/config-reducer.js";
import { patch } from "../state/state.js";
import { reduceTraining } from "../training/training-reducer.js";

/** @typedef {import("./actions").Action} Action */
/** @typedef {import("../state/state.js").Model} Model */

/** Slices that are not here ask something of the engine alone. @type {Partial<Record<import("./actions").Slice, (model: Model, action: any) => Model>>} */
const REDUCERS = {
  sketchpad: reduceSketchpad,
  config: reduceConfig,
  history: reduceHistory,
  training: reduceTraining,
  network: reduceNetwork,
  notice: (model) => patch(model, { notice: null }),
};

/** Who answers an action. @param {Action} action */
export const sliceOf = ({ type }) => /** @type {import("./actions").Slice} */ (type.split("/", 1)[0]);

/**
 * What an action makes of the page's own state.
 * @param {Model} model
 * @param {Action} action
 * @returns {Model} the same model where nothing changes
 * @throws {import("../config/rules.js").ConfigError}
 */
export const reduce = (model, action) => REDUCERS[sliceOf(action)]?.(model, action) ?? model;
