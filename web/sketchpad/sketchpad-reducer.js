// What is done to the points: drawn, given up, cleared, selected, deleted, given another class or value; and with what.
// Pure functions; each returns the same model where nothing changes.

import { ConfigError } from "../config/rules.js";
import { drawingOf, holdsPoints, withDrawing } from "../plane/drawing.js";
import { withTask } from "../plane/learning-task.js";
import { NONE, tidySelection } from "../plane/selection.js";
import { undo } from "../state/history.js";
import { noticeOf } from "../state/notices.js";
import { changeConfig, patch, replaceConfig } from "../state/state.js";
import { chooseOrAddClass, removeLastClass } from "./classes.js";

/** @typedef {import("../state/state.js").Model} Model */
/** @typedef {import("../app/actions").SketchpadAction} SketchpadAction */
/** @template {SketchpadAction["type"]} T @typedef {Extract<SketchpadAction, { type: T }>} Of */

/** @param {Model} model @param {SketchpadAction} action @returns {Model} */
export function reduceSketchpad(model, action) {
  switch (action.type) {
    case "sketchpad/draw":
      return draw(model, action);
    case "sketchpad/give-up":
      return giveUp(model, action);
    case "sketchpad/clear":
      return clear(model);
    case "sketchpad/select":
      return select(model, action.indices);
    case "sketchpad/delete-selected":
      return deleteSelected(model);
    case "sketchpad/relabel":
      return relabel(model, action);
    case "sketchpad/set-task": {
      const config = withTask(model.state, action.task);
      return config === model.state.config ? model : changeConfig(model, config);
    }
    case "sketchpad/set-tool":
      return patch(model, { tool: action.tool });
    case "sketchpad/set-class":
      return chooseOrAddClass(model, action.active_class);
    case "sketchpad/remove-class":
      return removeLastClass(model);
    case "sketchpad/set-brush": {
      const { type: _, ...changes } = action;
      return patch(model, { brush: { ...model.state.brush, ...changes } });
    }
  }
}

/** @param {number} stroke the name of a stroke's step in the history */
const groupOf = (stroke) => `stroke ${stroke}`;

/** @param {Model} model @param {Of<"sketchpad/draw">} action @returns {Model} */
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
 * @param {Model} model @param {Of<"sketchpad/give-up">} action @returns {Model}
 */
function giveUp(model, { stroke, selected }) {
  const { state, checkpoint, history } = model;
  if (history.group !== groupOf(stroke)) return select(model, selected);
  const step = undo(history, { config: state.config, checkpoint });
  if (!step) return model;
  const { config, checkpoint: before } = step.present;
  return select(replaceConfig(model, config, { ...step.history, future: [] }, before), selected);
}

/** @param {Model} model @returns {Model} */
function clear(model) {
  const { config, data } = model.state;
  if (holdsPoints(config.data) && config.data.points.length === 0) return model;
  // A drawing that is begun afresh is all for training, until something else is chosen.
  const drawing = { ...withDrawing(config.data, data.task, [], []), train_share: 1 };
  return changeConfig(model, { ...config, data: drawing });
}

/** @param {Model} model @param {readonly number[]} indices @returns {Model} */
function select(model, indices) {
  const { selected, data } = model.state;
  const next = tidySelection(indices, data.labels.length);
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

/** @param {Model} model @param {Of<"sketchpad/relabel">} action @returns {Model} */
function relabel(model, { label, stroke }) {
  const { config, data, description, selected } = model.state;
  const { max_classes = 2, max_coordinate = 1000 } = description.limits;
  const classes = data.task === "classification";
  if (classes && !(Number.isInteger(label) && label >= 0 && label < max_classes))
    throw new ConfigError("data.labels", label, `a class from 0 to ${max_classes - 1}`);
  if (!(Math.abs(label) <= max_coordinate))
    throw new ConfigError("data.labels", label, `a number from ${-max_coordinate} to ${max_coordinate}`);
  const { points, labels } = drawingOf(config.data, data);
  const indices = tidySelection(selected, labels.length).filter((place) => labels[place] !== label);
  if (indices.length === 0) return model;
  for (const place of indices) labels[place] = label;
  const drawing = withDrawing(config.data, data.task, points, labels);
  return patch(changeConfig(model, { ...config, data: drawing }, groupOf(stroke)), { selected });
}
