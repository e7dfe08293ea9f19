// The classes that one can draw: those of the points, and those that were added to draw with.

/** @typedef {import("../app/state-types").State} State */

/** How many classes there are to choose from. @param {Pick<State, "config" | "data" | "description">} state */
export function classesToDraw({ config, data, description }) {
  const added = Number.isInteger(config.view.classes) ? Number(config.view.classes) : 0;
  return Math.min(description.limits.max_classes ?? 2, Math.max(2, data.classes, added));
}

/** The class that is drawn; the last one where the chosen one has gone. @param {State} state */
export const activeClass = (state) => Math.min(state.active_class, classesToDraw(state) - 1);
