// A figure before anything has happened to it.

import { emptyDrawer } from "../drawer/drawer-state.js";
import { firstSet } from "../plane/learning-task.js";
import { NONE } from "../plane/selection.js";
import { emptyTimeline } from "../training/timeline.js";

/** @typedef {import("./state-types").State} State */
/** @typedef {import("../engine/types").Config} Config */

/**
 * The state before anything has happened.
 * @param {import("../engine/types").Description} description
 * @param {Config} config
 * @param {Pick<State, "boot" | "curve">} rest
 * @returns {State}
 */
export function initialState(description, config, { boot, curve }) {
  return {
    config,
    description,
    data: firstSet(config, description),
    snapshot: null,
    timeline: emptyTimeline,
    past: null,
    preview: null,
    replaying: false,
    versions: null,
    maps: null,
    bent: null,
    bowl: null,
    polled: null,
    answer: null,
    phase: "booting",
    notice: null,
    tool: "spray",
    active_class: 0,
    selected: NONE,
    brush: { size: 1, density: 0.5, value: 1 },
    can_undo: false,
    can_redo: false,
    drawer: emptyDrawer,
    guest: null,
    other: null,
    kept: [],
    sweep: null,
    boot,
    curve,
    by_hand: null,
    steps_a_frame: 1,
  };
}
