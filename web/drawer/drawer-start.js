// The desk before anything has happened, and the actions that are its own.

/** @typedef {import("./drawer-types").Desk} DeskState */
/** @typedef {import("./drawer-types").DeskAction} DeskAction */

/** @type {DeskState} */
export const emptyDesk = {
  tab: null,
  example: 0,
  walk: null,
  index: 0,
  moment: null,
  walk_error: null,
  modules: [],
  module: "activations",
  line: null,
  sources: {},
  drafts: {},
  verdict: null,
  console: [],
  busy: false,
};

const KINDS = new Set([
  "open-drawer",
  "walk",
  "walk-again",
  "walk-to",
  "walk-by",
  "look-at",
  "fetch-source",
  "draft",
  "apply",
  "restore",
  "receive-code",
  "console",
  "clear-console",
  "complete",
  "search",
  "own",
  "own-use",
  "own-leave",
]);

/** @param {{ type: string }} action @returns {action is DeskAction} */
export const isDeskAction = (action) => KINDS.has(action.type);
