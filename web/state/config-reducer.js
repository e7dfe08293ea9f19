// What is chosen: one field of the configuration, or all of it; and the way back to what was chosen before.

import { getPath, setPath } from "../config/path.js";
import { fieldAt } from "../config/rules.js";
import { withKnownChoices } from "../config/unknown-choices.js";
import { validateConfig } from "../config/validate.js";
import { withData } from "../plane/learning-task.js";
import { redo, undo } from "./history.js";
import { changeConfig, patch, replaceConfig } from "./state.js";

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
 * @param {{ path: string, value: unknown, group?: number }} change
 * @returns {Model}
 * @throws {import("../config/rules.js").ConfigError}
 */
export function setField(model, { path, value, group }) {
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

/** @param {Model} model @param {import("../app/actions").ConfigAction} action @returns {Model} */
export function reduceConfig(model, action) {
  switch (action.type) {
    case "config/set":
      return setField(model, action);
    case "config/replace":
      return changeConfig(model, validateConfig(model.state.description, action.config), null, true);
    case "config/new-seed":
      return newSeed(model);
  }
}

/** @param {Model} model @param {import("../app/actions").HistoryAction} action @returns {Model} */
export function reduceHistory(model, { type }) {
  const { config, description } = model.state;
  const step = (type === "history/undo" ? undo : redo)(model.history, {
    config,
    checkpoint: model.checkpoint,
  });
  if (!step) return model;
  const { config: then, checkpoint } = step.present;
  const known = withKnownChoices(then, description); // code has been edited since, or put back
  return replaceConfig(
    patch(model, { notice: null }),
    known.whole ? then : known.config,
    step.history,
    checkpoint,
  );
}
