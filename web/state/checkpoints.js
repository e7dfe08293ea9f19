// Checkpoints: names for the states that a network was in, so that undo can bring them back. The engine keeps the states, by
// these names; the page only knows which of them comes from which.

import { changedPaths } from "../config/path.js";
import { fieldAt } from "../config/rules.js";

/** @typedef {import("../engine/types").Config} Config */
/** @typedef {import("../engine/types").Description} Description */

/**
 * @typedef {object} Checkpoint
 * @property {number} id
 * @property {Checkpoint | null} after  the state that this one goes on from; null: the start of its configuration
 */

let count = 0;

/** @param {Checkpoint | null} [after] @returns {Checkpoint} */
export const newCheckpoint = (after = null) => {
  count += 1;
  return { id: count, after };
};

/** Whether a state goes on from another. @param {Checkpoint} checkpoint @param {Checkpoint} from */
export function follows(checkpoint, from) {
  for (let each = checkpoint.after; each; each = each.after) if (each === from) return true;
  return false;
}

/** What the engine looks at in a configuration. @param {Config} config */
const withoutView = ({ view, ...rest }) => rest;

/** Fields in which the engine's part of two configurations differs. @param {Config} before @param {Config} after */
export const changesBetween = (before, after) => changedPaths(withoutView(before), withoutView(after));

/** Whether the mathematics lets these fields change while the network learns. @param {string[]} paths @param {Description} description */
export const areLive = (paths, description) => paths.every((path) => fieldAt(description, path)?.live);
