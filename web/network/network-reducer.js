// What a change of weights by hand is to undo.

import { touch } from "../state/state.js";

/** @typedef {import("../state/state.js").Model} Model */

/** @param {Model} model @param {import("../app/actions").NetworkAction} action @returns {Model} */
export const reduceNetwork = (model, action) =>
  action.type === "network/set-weight" && action.group !== undefined
    ? touch(model, `weight ${action.group}`)
    : touch(model);
