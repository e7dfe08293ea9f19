// What is done to the points: drawn, given up, cleared, selected, deleted, given another class or value.
// Pure functions; each returns the same model where nothing changes.

import { undo } from "../app/history.js";
import { noticeOf } from "../app/notices.js";
import { changeConfig, patch, replaceConfig } from "../app/state.js";
import { ConfigError } from "../config/rules.js";
import { drawingOf, isOwn, withDrawing } from "../plane/drawing.js";
import { NONE, tidySelection } from "../plane/selection.js";
import { withTask } from "../plane/task.js";

/** @typedef {import("../app/state.js").Model} Model */
/** @typedef {import("../app/state-types").EditAction} EditAction */
/** @template {EditAction["type"]} T @typedef {Extract<EditAction, { type: T }>} Of */

/** @type {readonly string[]} */
const EDITS = ["draw", "give-up", "clear", "select", "delete-selected", "relabel", "set-task"];

/** @param {import("../app/state-types").Action} action @returns {action is EditAction} */
export const isEdit = (action) => EDITS.includes(action.type);

/** @param {Model} model @param {EditAction} action @returns {Model} */
export function edit(model, action) {
  switch (action.type) {
    case "draw":
      return draw(model, action);
    case "give-up":
      return giveUp(model, action);
    case "clear":
      return clear(model);
    case "select":
      return select(model, action.places);
    case "delete-selected":
      return deleteSelected(model);
    case "relabel":
      return relabel(model, action);
    case "set-task": {
      const config = withTask(model.state, action.task);
      return config === model.state.config ? model : changeConfig(model, config);
    }
  }
}

/** @param {number} stroke the name of a stroke's step in the history */
const groupOf = (stroke) => `stroke ${stroke}`;

/** @param {Model} model @param {Of<"draw">} action @returns {Model} */
function draw(model, { points, labels, stroke, selected = model.state.selected }) {
  const { config, data, description } = model.state;
  const most = description.limits.max_points;
  const drawing = withDrawing(config.data, data.task, points.slice(0, most), labels.slice(0, most));
  const next = select(changeConfig(model, { ...config, data: drawing }, groupOf(stroke)), selected);
  if (points.length <= most) return next;
  const message = `The sketchpad holds ${most} points. The ${points.length - most} beyond that were left out.`;
  return patch(next, { notice: noticeOf({ message, path: "data.points" }, "warning") });
}

/**
 * A stroke that is given up was none: it leaves no step in the history.
 * @param {Model} model @param {Of<"give-up">} action @returns {Model}
 */
function giveUp(model, { stroke, selected }) {
  const { state, mark, history } = model;
  if (history.group !== groupOf(stroke)) return select(model, selected);
  const step = undo(history, { config: state.config, mark });
  if (!step) return model;
  const { config, mark: before } = step.present;
  return select(replaceConfig(model, config, { ...step.history, future: [] }, before), selected);
}

/** @param {Model} model @returns {Model} */
function clear(model) {
  const { config, data } = model.state;
  if (isOwn(config.data) && config.data.points.length === 0) return model;
  // A drawing that is begun afresh is all for training, until something else is chosen.
  const drawing = { ...withDrawing(config.data, data.task, [], []), train_share: 1 };
  return changeConfig(model, { ...config, data: drawing });
}

/** @param {Model} model @param {readonly number[]} places @returns {Model} */
function select(model, places) {
  const { selected, data } = model.state;
  const next = tidySelection(places, data.labels.length);
  const same = next.length === selected.length && next.every((place, i) => place === selected[i]);
  return same ? model : patch(model, { selected: next });
}

/** @param {Model} model @returns {Model} */
function deleteSelected(model) {
  const { config, data, selected } = model.state;
  const gone = new Set(tidySelection(selected, data.labels.length));
  if (gone.size === 0) return model;
  const { points, labels } = drawingOf(config.data, data);
  const stays = (/** @type {unknown} */ _, /** @type {number} */ i) => !gone.has(i);
  const drawing = withDrawing(config.data, data.task, points.filter(stays), labels.filter(stays));
  return patch(changeConfig(model, { ...config, data: drawing }), { selected: NONE });
}

/** @param {Model} model @param {Of<"relabel">} action @returns {Model} */
function relabel(model, { label, stroke }) {
  const { config, data, description, selected } = model.state;
  const { max_classes = 2, max_coordinate = 1000 } = description.limits;
  const classes = data.task === "classification";
  if (classes && !(Number.isInteger(label) && label >= 0 && label < max_classes))
    throw new ConfigError("data.labels", label, `a class from 0 to ${max_classes - 1}`);
  if (!(Math.abs(label) <= max_coordinate))
    throw new ConfigError("data.labels", label, `a number from ${-max_coordinate} to ${max_coordinate}`);
  const { points, labels } = drawingOf(config.data, data);
  const places = tidySelection(selected, labels.length).filter((place) => labels[place] !== label);
  if (places.length === 0) return model;
  for (const place of places) labels[place] = label;
  const drawing = withDrawing(config.data, data.task, points, labels);
  return patch(changeConfig(model, { ...config, data: drawing }, groupOf(stroke)), { selected });
}
