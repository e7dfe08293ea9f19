// A class is chosen to draw with, added, or taken away.

import { classesToDraw } from "../plane/classes.js";
import { drawingOf, withDrawing } from "../plane/drawing.js";
import { NONE } from "../plane/selection.js";
import { changeConfig, patch } from "../state/state.js";

/** @typedef {import("../app/state-types").State} State */
/** @typedef {import("../state/state.js").Model} Model */

/** @param {State["config"]} config @param {number} classes @returns {State["config"]} with so many classes to draw */
function withClasses(config, classes) {
  const { classes: _, ...view } = config.view;
  return { ...config, view: classes > 2 ? { ...view, classes } : view };
}

/**
 * Chooses the class to draw; one that is not there yet is added, as a step of undo.
 * @param {Model} model @param {number} label @returns {Model}
 */
export function chooseOrAddClass(model, label) {
  const { state } = model;
  const most = state.description.limits.max_classes ?? 2;
  if (!Number.isInteger(label) || label < 0 || label >= most) return model;
  const added = label >= classesToDraw(state);
  const next = added ? changeConfig(model, withClasses(state.config, label + 1)) : model;
  return patch(next, { active_class: label });
}

/** Takes the last class away, with its points, as a step of undo. @param {Model} model @returns {Model} */
export function removeLastClass(model) {
  const { config, data } = model.state;
  const last = classesToDraw(model.state) - 1;
  if (last < 2) return model;
  const fewer = withClasses(config, last);
  const drawing = drawingOf(config.data, data);
  if (!drawing.labels.includes(last)) return changeConfig(model, fewer);
  const stays = (/** @type {unknown} */ _, /** @type {number} */ i) => drawing.labels[i] !== last;
  const points = drawing.points.filter(stays);
  const labels = drawing.labels.filter((label) => label !== last);
  const next = changeConfig(model, { ...fewer, data: withDrawing(config.data, data.task, points, labels) });
  return patch(next, { selected: NONE });
}
