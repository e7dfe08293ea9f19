// The page's state with the way back, and how a configuration is put in place in it.

import { knownSet, NOTHING } from "./drawing.js";
import { emptyHistory, record } from "./history.js";
import { changedPaths } from "./path.js";
import { stillSelected } from "./selection.js";
import { taskOf } from "./task.js";

/** @typedef {import("./types").State} State */
/** @typedef {import("../engine/types").Config} Config */

/**
 * The state and the way back.
 * @typedef {{ state: State, history: import("./history.js").History<Config> }} Model
 */

/** @param {State} state @returns {Model} */
export const newModel = (state) => ({ state, history: emptyHistory() });

/**
 * What is shown of a configuration's data until the engine answers: what is known, or what was there before. Points
 * of another task are not shown: whoever drew on them would mix classes with values.
 * @param {State} state @param {Config} config @returns {State["data"]}
 */
function shownSet({ data, description }, config) {
  const known = knownSet(config, description);
  if (known) return known;
  const task = taskOf(config, description) === "classes" ? "classification" : "regression";
  return data.task === task ? data : { ...NOTHING, task };
}

/**
 * Puts a configuration in place without noting it in the history.
 * @param {Model} model
 * @param {Config} config
 * @param {Model["history"]} [history]
 * @returns {Model}
 */
export function replaceConfig(model, config, history = model.history) {
  const { state } = model;
  const moved = changedPaths([config.data, config.seed], [state.config.data, state.config.seed]).length > 0;
  const data = moved ? shownSet(state, config) : state.data;
  const selected = moved ? stillSelected(state, config) : state.selected;
  const flags = { can_undo: history.past.length > 0, can_redo: history.future.length > 0 };
  return { state: { ...state, config, data, selected, ...flags }, history };
}

/**
 * @param {Model} model
 * @param {Config} config
 * @param {string | null} [group] changes of one group are undone together
 * @returns {Model}
 */
export function changeConfig(model, config, group = null) {
  const { state, history } = model;
  const next = replaceConfig(model, config, record(history, state.config, group));
  // What was said of the old configuration no longer holds; that Python is not running does.
  const settled = next.state.notice === null || next.state.phase === "failed";
  return settled ? next : { ...next, state: { ...next.state, notice: null } };
}

/** @param {Model} model @param {Partial<State>} patch @returns {Model} */
export const patch = (model, patch) => ({ ...model, state: { ...model.state, ...patch } });
