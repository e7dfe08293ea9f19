// What is drawn next, and what becomes of the points that are selected: a class or a value for both.

import { whole } from "../ui/format.js";
import { nextUndoGroup } from "../ui/undo-group.js";

/** @typedef {{ selected: readonly number[], send: (action: import("../app/state-types").Action) => void }} Labeller */

/** @param {Labeller} view @param {number} label @param {number} [stroke] changes of one pull are undone together */
function relabel(view, label, stroke = nextUndoGroup()) {
  if (view.selected.length > 0) view.send({ type: "sketchpad/relabel", label, stroke });
}

/** @param {Labeller} view @param {number} label */
export function chooseClass(view, label) {
  view.send({ type: "sketchpad/set-class", active_class: label });
  relabel(view, label);
}

/** @param {Labeller} view @param {number} value @param {number} [stroke] */
export function chooseValue(view, value, stroke) {
  view.send({ type: "sketchpad/set-brush", value });
  relabel(view, value, stroke);
}

/** @param {number} count */
export function countSelected(count) {
  if (count === 0) return "Nothing is selected.";
  return count === 1 ? "1 point is selected." : `${whole(count)} points are selected.`;
}
