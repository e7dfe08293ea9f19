// The tools and the keys of the sketchpad, each named once: the toolbar, the keyboard and the help all read it here.

import { STEP_KEY, TRAIN_KEY } from "../ui/run-keys.js";

/** @typedef {import("../app/state-types").Tool} Tool */
/** @typedef {import("../app/state-types").Task} Task */

/** @typedef {{ tool: Tool, label: string, key: string, help: string, icon?: "curve" }} ToolEntry */

/** @type {readonly ToolEntry[]} */
const TOOLS = [
  { tool: "spray", label: "Spray", key: "s", help: "Sprays many points. Hold the button down and move." },
  { tool: "point", label: "Single point", key: "p", help: "Places one point for each click." },
  { tool: "line", label: "Line", key: "l", help: "Press, move and let go: points along a straight line." },
  { tool: "move", label: "Move", key: "m", help: "Drags a point, or all that are selected." },
  {
    tool: "select",
    label: "Select",
    key: "a",
    help: "Draw a loop around points; with Shift, more of them. Then drag them, delete them, or choose another class.",
  },
  {
    tool: "eraser",
    label: "Eraser",
    key: "e",
    help: "Rubs points out. The right mouse button does so with any tool.",
  },
];

/** @type {ToolEntry} */
const CURVE = {
  tool: "spray",
  label: "Curve",
  key: "s",
  help: "Draws the function. A new stroke takes the old one's place.",
  icon: "curve",
};

/** The tools for a task. @param {Task} task @returns {readonly ToolEntry[]} */
export const toolsFor = (task) =>
  task === "function" ? TOOLS.map((entry) => (entry.tool === "spray" ? CURVE : entry)) : TOOLS;

/** @param {string} key that was pressed @returns {Tool | null} */
export const toolOfKey = (key) => TOOLS.find((entry) => entry.key === key.toLowerCase())?.tool ?? null;

/** The key that opens the list of keys. */
export const HELP_KEY = "?";

/** Asks for the list of keys. @param {Element} from @returns {true} */
export function showKeys(from) {
  from.dispatchEvent(new CustomEvent("gp-show-keys", { bubbles: true }));
  return true;
}

/**
 * All keys, for the one list that shows them.
 * @param {Task} task @returns {readonly { title: string, rows: readonly (readonly [string, string])[] }[]}
 */
export function keyList(task) {
  /** @type {[string, string][]} */
  const labels =
    task === "classes"
      ? [["1 to 6", "Choose a class; selected points get it too"]]
      : task === "values"
        ? [["+  −", "Raise or lower the value; that of selected points too"]]
        : [];
  return [
    {
      title: "On the sketchpad",
      rows: [
        ["Arrow keys", "Move the cursor; with Shift further at once"],
        ["Enter or Space", "Use the tool there, and again to let go"],
        ["Delete", "Delete what is selected, or the nearest point"],
        ...labels,
        ["Ctrl+A", "Select all"],
        ["Escape", "Give up the stroke, or what is selected"],
        [HELP_KEY, "Show these keys"],
      ],
    },
    {
      title: "Tools",
      rows: toolsFor(task).map(({ label, key }) => /** @type {const} */ ([key.toUpperCase(), label])),
    },
    {
      title: "Anywhere",
      rows: [
        [TRAIN_KEY.toUpperCase(), "Train, and Pause"],
        [STEP_KEY, "Step"],
        ["Ctrl+Z", "Undo"],
        ["Ctrl+Shift+Z", "Redo"],
      ],
    },
  ];
}
