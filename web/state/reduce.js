// From one state to the next: everything that an action changes on the page itself, as pure functions.

import { emptyDesk } from "./desk.js";
import { firstSet, isDrawn, knownSet, withDrawing } from "./drawing.js";
import { emptyHistory, record, redo, undo } from "./history.js";
import { noticeOf } from "./notices.js";
import { changedPaths, getPath, setPath } from "./path.js";
import { fieldAt } from "./rules.js";
import { SPEEDS } from "./speeds.js";
import { validateConfig } from "./validate.js";

/** @typedef {import("./types").State} State */
/** @typedef {import("./types").Action} Action */
/** @typedef {import("../engine/types").Config} Config */

/**
 * The state and the way back.
 * @typedef {{ state: State, history: import("./history.js").History<Config> }} Model
 */

/** @param {State} state @returns {Model} */
export const newModel = (state) => ({ state, history: emptyHistory() });

/**
 * Puts a configuration in place without noting it in the history.
 * @param {Model} model
 * @param {Config} config
 * @param {Model["history"]} [history]
 * @returns {Model}
 */
export function replaceConfig(model, config, history = model.history) {
  const { state } = model;
  const data =
    changedPaths([config.data, config.seed], [state.config.data, state.config.seed]).length > 0
      ? (knownSet(config, state.description) ?? state.data)
      : state.data;
  const flags = { can_undo: history.past.length > 0, can_redo: history.future.length > 0 };
  return { state: { ...state, config, data, ...flags }, history };
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
const patch = (model, patch) => ({ ...model, state: { ...model.state, ...patch } });

/**
 * @param {Model} model
 * @param {Extract<Action, { type: "draw" }>} action
 * @returns {Model}
 */
function draw(model, { points, labels, stroke }) {
  const { config, data, description } = model.state;
  const most = description.limits.max_points;
  const drawing = withDrawing(config.data, data.task, points.slice(0, most), labels.slice(0, most));
  const next = changeConfig(model, { ...config, data: drawing }, `stroke ${stroke}`);
  if (points.length <= most) return next;
  const message = `The sketchpad holds ${most} points. The ${points.length - most} beyond that were left out.`;
  return patch(next, { notice: noticeOf({ message, path: "data.points" }, "warning") });
}

/** @param {Model} model @returns {Model} */
function clear(model) {
  const { config, data } = model.state;
  if (isDrawn(config.data) && config.data.points.length === 0) return model;
  // A drawing that is begun afresh is all for training, until something else is chosen.
  const drawing = { ...withDrawing(config.data, data.task, [], []), train_share: 1 };
  return changeConfig(model, { ...config, data: drawing });
}

/**
 * Data of another kind: the shares stay, everything else is the new kind's own.
 * @param {Config["data"]} data
 * @param {unknown} kind
 */
function otherKind(data, kind) {
  return isDrawn(data) ? { kind } : { kind, noise: data.noise, train_share: data.train_share };
}

/**
 * @param {Model} model
 * @param {Extract<Action, { type: "set" }>} action
 * @returns {Model}
 */
function setField(model, { path, value, group }) {
  const { config, description } = model.state;
  if (Object.is(getPath(config, path), value)) return model;
  const changed =
    path === "data.kind" ? { ...config, data: otherKind(config.data, value) } : setPath(config, path, value);
  const valid = validateConfig(description, changed);
  return changeConfig(model, valid, group === undefined ? null : `${path} ${group}`);
}

/** @param {Model} model @returns {Model} */
function newSeed(model) {
  const { config, description } = model.state;
  const { minimum = 0, maximum = 2 ** 31 - 1 } = fieldAt(description, "seed") ?? {};
  return changeConfig(model, { ...config, seed: config.seed < maximum ? config.seed + 1 : minimum });
}

/**
 * What an action makes of the page's own state. Actions that only speak to the engine leave it as it is.
 * @param {Model} model
 * @param {Action} action
 * @returns {Model} the same model where nothing changes
 * @throws {import("./rules.js").ConfigError}
 */
export function reduce(model, action) {
  const { state, history } = model;
  switch (action.type) {
    case "draw":
      return draw(model, action);
    case "clear":
      return clear(model);
    case "set":
      return setField(model, action);
    case "set-config":
      return changeConfig(model, validateConfig(state.description, action.config));
    case "new-seed":
      return newSeed(model);
    case "undo":
    case "redo": {
      const step = (action.type === "undo" ? undo : redo)(history, state.config);
      return step ? replaceConfig(patch(model, { notice: null }), step.present, step.history) : model;
    }
    case "retry":
      return setField(model, { type: "set", path: action.path, value: action.value });
    case "set-tool":
      return patch(model, { tool: action.tool });
    case "set-class":
      return patch(model, { active_class: action.active_class });
    case "set-brush": {
      const { size = state.brush.size, density = state.brush.density } = action;
      return patch(model, { brush: { size, density } });
    }
    case "set-speed":
      return SPEEDS[action.speed] ? patch(model, { speed: action.speed }) : model;
    case "dismiss":
      return patch(model, { notice: null });
    default:
      return model;
  }
}

/**
 * The state before anything has happened.
 * @param {import("../engine/types").Description} description
 * @param {Config} config
 * @param {Pick<State, "boot" | "curve" | "speed">} rest
 * @returns {State}
 */
export function initialState(description, config, { boot, curve, speed }) {
  return {
    config,
    description,
    data: firstSet(config, description),
    snapshot: null,
    versions: null,
    maps: null,
    probe: null,
    phase: "booting",
    notice: null,
    tool: "spray",
    active_class: 0,
    brush: { size: 1, density: 0.5 },
    can_undo: false,
    can_redo: false,
    desk: emptyDesk,
    boot,
    curve,
    speed,
  };
}
