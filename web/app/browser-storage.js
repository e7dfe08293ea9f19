// What is kept in this browser from visit to visit: what was chosen, drawn and written, nothing that was computed.

import { soundTexts } from "../config/code-texts.js";
import { isObject } from "../config/path.js";
import { withKnownChoices } from "../config/unknown-choices.js";
import { emptyDrawer } from "../drawer/drawer-state.js";
import { REASONS } from "../state/other-figure.js";

/** @typedef {import("./state-types").State} State */
/** @typedef {import("../engine/types").Description} Description */
/** @typedef {Pick<State, "config"> & Partial<Pick<State, "tool" | "brush" | "other" | "drawer">>} Kept */

/** What the names of everything kept begin with. */
export const KEY_PREFIX = "gradpad:";
const TOOLS = ["spray", "point", "line", "move", "select", "eraser"];
/** Longer is no link. */
const LONGEST_LINK = 100_000;

/**
 * What lies in one of the browser's stores under a name, as it was written; null where there is nothing, or no sense.
 * @param {string | null} text
 * @returns {Record<string, unknown> | null}
 */
export function parsed(text) {
  try {
    const found = JSON.parse(text ?? "null");
    return isObject(found) ? found : null;
  } catch {
    return null;
  }
}

/** @param {unknown} config @param {Description} description @returns {State["config"] | null} null: it is not valid any more */
export function validConfig(config, description) {
  try {
    return withKnownChoices(config, description).config;
  } catch {
    return null;
  }
}

/**
 * Field by field: what is not valid is left out, a configuration that is not valid leaves nothing.
 * @param {Record<string, unknown> | null} kept
 * @param {Description} description
 * @returns {Kept | null}
 */
export function restore(kept, description) {
  const config = kept && validConfig(kept.config, description);
  if (!config) return null;
  const { tool, brush } = kept;
  /** @type {Kept} */
  const valid = { config };
  if (TOOLS.includes(String(tool))) valid.tool = /** @type {State["tool"]} */ (tool);
  if (isObject(brush) && Number.isFinite(brush.size) && Number.isFinite(brush.density)) {
    const value = Number.isFinite(brush.value) ? Number(brush.value) : 1;
    valid.brush = { size: Number(brush.size), density: Number(brush.density), value };
  }
  const other = validOther(kept.other, description);
  if (other) valid.other = other;
  // Code comes back as text that is in force nowhere: no Python runs that one has not just asked for.
  const drafts = soundTexts(kept.code);
  if (Object.keys(drafts).length > 0) valid.drawer = { ...emptyDrawer, drafts, unread: Object.keys(drafts) };
  return valid;
}

/** @param {unknown} other @param {Description} description @returns {State["other"]} */
function validOther(other, description) {
  if (!isObject(other) || !REASONS.includes(/** @type {any} */ (other.why))) return null;
  const why = /** @type {NonNullable<State["other"]>["why"]} */ (other.why);
  const { link } = other;
  if (typeof link === "string") return link.length < LONGEST_LINK ? { why, link } : null;
  const config = validConfig(other.config, description);
  return config && { why, config };
}

/** Forgets what any figure kept, in this browser and in this tab. @throws where this browser forbids storage: there is nothing then */
export function forgetAll() {
  for (const storage of [localStorage, sessionStorage])
    for (const key of Object.keys(storage)) if (key.startsWith(KEY_PREFIX)) storage.removeItem(key);
}
