// Which of the points are selected: their indices in the data, in ascending order.

import { holdsPoints } from "./drawing.js";

/** @typedef {import("../app/state-types").State} State */
/** @typedef {import("../engine/types").Config} Config */

/** Nothing at all, always the same list. @type {readonly number[]} */
export const NONE = [];

/**
 * The indices that there are, each once, in order.
 * @param {readonly number[]} indices @param {number} count of points
 * @returns {readonly number[]}
 */
export function tidySelection(indices, count) {
  const valid = new Set(indices.filter((place) => Number.isInteger(place) && place >= 0 && place < count));
  return valid.size === 0 ? NONE : [...valid].sort((a, b) => a - b);
}

/**
 * What stays selected when another configuration takes this one's place: all of it, if the points may still be the
 * same ones, as after a move or another colour; nothing, if not.
 * @param {Pick<State, "config" | "data" | "selected">} state @param {Config} config
 * @returns {readonly number[]}
 */
export function stillSelected({ config: { data: before }, data, selected }, { data: after }) {
  if (!holdsPoints(before) || !holdsPoints(after) || before.kind !== after.kind) return NONE;
  return after.points.length === data.labels.length ? selected : NONE;
}
