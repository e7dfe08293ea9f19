// What is kept in this browser from visit to visit: what was chosen, drawn and written, nothing that was computed.

import { soundTexts, writtenOn } from "../config/code-texts.js";
import { isObject } from "../config/path.js";
import { withKnownChoices } from "../config/unknown-choices.js";
import { emptyDrawer } from "../drawer/drawer-state.js";
import { SPEEDS } from "../training/speeds.js";

/** @typedef {import("./state-types").State} State */
/** @typedef {Pick<State, "config"> & Partial<Pick<State, "tool" | "speed" | "brush" | "drawer">>} Kept */

/** What the names of everything kept begin with. */
export const KEY_PREFIX = "gradpad:";
const TOOLS = ["spray", "point", "line", "move", "select", "eraser"];

/**
 * What was kept and is still valid; null where there is nothing. Storage throws in a sandboxed frame.
 * @param {string} key
 * @param {import("../engine/types").Description} description
 * @returns {Kept | null}
 */
export function recall(key, description) {
  try {
    return restore(JSON.parse(localStorage.getItem(key) ?? "null"), description);
  } catch {
    return null;
  }
}

/**
 * Field by field: what is not valid is left out, a configuration that is not valid leaves nothing.
 * @param {unknown} kept
 * @param {import("../engine/types").Description} description
 * @returns {Kept | null}
 */
export function restore(kept, description) {
  if (!isObject(kept)) return null;
  const { tool, speed, brush } = kept;
  /** @type {Kept} */
  const valid = { config: withKnownChoices(kept.config, description).config };
  if (TOOLS.includes(String(tool))) valid.tool = /** @type {State["tool"]} */ (tool);
  if (typeof speed === "number" && SPEEDS[speed]) valid.speed = speed;
  if (isObject(brush) && Number.isFinite(brush.size) && Number.isFinite(brush.density)) {
    const value = Number.isFinite(brush.value) ? Number(brush.value) : 1;
    valid.brush = { size: Number(brush.size), density: Number(brush.density), value };
  }
  // Code comes back as text that is in force nowhere: no Python runs that one has not just asked for.
  const drafts = soundTexts(kept.code);
  if (Object.keys(drafts).length > 0) valid.drawer = { ...emptyDrawer, drafts };
  return valid;
}

/** @param {string} key @param {State} state */
export function keep(key, { config, tool, speed, brush, drawer }) {
  try {
    localStorage.setItem(key, JSON.stringify({ config, tool, speed, brush, code: writtenOn(drawer) }));
  } catch {
    // Full, or forbidden: the figure works without it.
  }
}

/** Forgets what any figure kept. @throws where this browser forbids storage: there is nothing then */
export function forgetAll() {
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith(KEY_PREFIX)) localStorage.removeItem(key);
  }
}
