// From one state to the next: everything that an action changes on the page itself, as pure functions.

import { getPath, setPath } from "../config/path.js";
import { fieldAt } from "../config/rules.js";
import { validateConfig } from "../config/validate.js";
import { emptyDesk } from "../drawer/drawer-controller.js";
import { firstSet } from "../plane/drawing.js";
import { NONE } from "../plane/selection.js";
import { withData } from "../plane/task.js";
import { edit, isEdit } from "../sketchpad/edit-points.js";
import { SPEEDS } from "../training/speeds.js";
import { newMark } from "./checkpoints.js";
import { redo, undo } from "./history.js";
import { begin, changeConfig, newModel, patch, replaceConfig, startAgain, touch } from "./state.js";

export { changeConfig, newModel, replaceConfig, startAgain, touch };

/** @typedef {import("./state-types").State} State */
/** @typedef {import("./state-types").Action} Action */
/** @typedef {import("./state.js").Model} Model */
/** @typedef {import("../engine/types").Config} Config */

/**
 * Data of another kind: the noise stays, and a share that was chosen; everything else is the new kind's own.
 * @param {Config["data"]} data
 * @param {unknown} kind
 * @param {import("../engine/types").Description} description
 */
function otherKind(data, kind, { registries }) {
  if (!("noise" in data)) return { kind };
  const usual = registries.datasets?.find(({ name }) => name === data.kind)?.default_train_share;
  const { noise, train_share } = data;
  return train_share === usual ? { kind, noise } : { kind, noise, train_share };
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
    path === "data.kind"
      ? withData(config, /** @type {any} */ (otherKind(config.data, value, description)), description)
      : setPath(config, path, value);
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
 * @throws {import("../config/rules.js").ConfigError}
 */
export function reduce(model, action) {
  const { state, history } = model;
  if (isEdit(action)) return edit(model, action);
  switch (action.type) {
    case "set":
      return setField(model, action);
    case "set-config":
      return changeConfig(model, validateConfig(state.description, action.config), null, true);
    case "new-seed":
      return newSeed(model);
    case "undo":
    case "redo": {
      const step = (action.type === "undo" ? undo : redo)(history, {
        config: state.config,
        mark: model.mark,
      });
      if (!step) return model;
      const { config, mark } = step.present;
      return replaceConfig(patch(model, { notice: null }), config, step.history, mark);
    }
    case "train":
    case "step":
    case "train-on":
      return begin(model);
    case "reset":
      return startAgain(model);
    case "set-weight":
      return touch(model, action.group === undefined ? null : `weight ${action.group}`);
    case "freeze":
      return touch(model);
    case "retry": {
      const next = setField(model, { type: "set", path: action.path, value: action.value });
      return { ...next, mark: newMark() };
    }
    case "set-tool":
      return patch(model, { tool: action.tool });
    case "set-class":
      return patch(model, { active_class: action.active_class });
    case "set-brush": {
      const { type: _, ...changes } = action;
      return patch(model, { brush: { ...state.brush, ...changes } });
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
    bent: null,
    bowl: null,
    probe: null,
    phase: "booting",
    notice: null,
    tool: "spray",
    active_class: 0,
    selected: NONE,
    brush: { size: 1, density: 0.5, value: 1 },
    can_undo: false,
    can_redo: false,
    desk: emptyDesk,
    kept: [],
    trials: null,
    boot,
    curve,
    speed,
  };
}
