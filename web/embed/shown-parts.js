// What a figure can show, part by part. The attributes `show` and `hide`, the builder, the documentation and the style
// sheet that hides the rest are all made from this one list.

import { oneOf } from "../config/rules.js";
import { attributeError } from "./attribute-error.js";

/** @typedef {import("../engine/types").Description} Description */
/** @typedef {import("../engine/types").Field} Field */
/** @typedef {{ name: string, label: string, hides: string }} Item  `hides`: what is not shown without it */
/** @typedef {{ name: string, label: string, where: string, items: readonly Item[] }} Part */

/** @type {readonly Part[]} */
export const PARTS = [
  {
    name: "data",
    label: "Sketchpad",
    where: ".part-data",
    items: [
      { name: "sketchpad", label: "the plane to draw on", hides: "gp-sketchpad" },
      { name: "tools", label: "drawing tools", hides: "gp-tools" },
      { name: "examples", label: "data sets to start from", hides: "gp-presets" },
      { name: "experiments", label: "experiments", hides: "gp-experiments" },
      { name: "settings", label: "settings of the data", hides: "gp-settings" },
    ],
  },
  {
    name: "network",
    label: "Network",
    where: ".part-network",
    items: [
      { name: "diagram", label: "the network", hides: "gp-network" },
      { name: "layers", label: "buttons for layers", hides: ":is(.head .spring ~ *, .count button)" },
      { name: "settings", label: "settings of training", hides: "gp-settings" },
    ],
  },
  {
    name: "plane",
    label: "Output",
    where: ".part-output",
    items: [
      { name: "output", label: "the output plane", hides: "gp-plane" },
      { name: "measures", label: "accuracy", hides: "gp-accuracy" },
    ],
  },
  {
    name: "loss",
    label: "Loss",
    where: ".part-loss",
    items: [
      { name: "curve", label: "the loss curve", hides: "gp-loss" },
      { name: "engine", label: "NumPy or compiled", hides: "gp-engine-path" },
      { name: "numbers", label: "numbers below the curve", hides: "gp-numbers" },
    ],
  },
  {
    name: "controls",
    label: "Controls",
    where: "gp-run-bar",
    items: [
      { name: "train", label: "Train and Pause", hides: ".run .main" },
      { name: "step", label: "Step", hides: ".run .step" },
      { name: "reset", label: "Reset", hides: ".run .reset" },
      { name: "speed", label: "speed", hides: ".pace" },
      { name: "epochs", label: "how far training is", hides: ".counts" },
    ],
  },
  { name: "settings", label: "All settings", where: ".part-settings", items: [] },
  { name: "drawer", label: "Mathematics, code, sharing", where: "gp-drawer", items: [] },
];

/** Items that come only when they are named: they repeat what "All settings" is about, or are about the machine. */
const ON_REQUEST = new Set(["data:settings", "network:settings", "loss:engine"]);

/**
 * Fields of the configuration that can stand among the controls, by the last word of their path. A word that several
 * fields end with, and what the figure chooses elsewhere, is left out.
 * @param {Description} description @returns {Map<string, Field>}
 */
export function controlFields({ fields }) {
  const short = (/** @type {Field} */ { path }) => path.slice(path.lastIndexOf(".") + 1);
  const count = (/** @type {string} */ name) => fields.filter((field) => short(field) === name).length;
  const usable = fields.filter(({ path }) => path !== "data.kind" && path !== "network.layers[].units");
  const named = usable.filter((field) => count(short(field)) === 1).map((field) => [short(field), field]);
  const map = new Map(/** @type {[string, Field][]} */ (named));
  const rate = map.get("learning_rate");
  if (rate) map.set("rate", rate);
  return map;
}

/** What stands in the bar on top; the other controls are fields, below it. */
const BAR = PARTS.flatMap(({ name, items }) =>
  name === "controls" ? items.map((item) => `${name}:${item.name}`) : [],
);

/** Everything that a figure without `show` and `hide` has. */
const all = () =>
  new Set(PARTS.flatMap(({ name, items }) => [name, ...items.map((item) => `${name}:${item.name}`)]));

/**
 * The words of one `show` or `hide`: "plane network:diagram controls:train,rate".
 * @param {Description} description @param {string} attribute its name, for the error @param {string} text
 * @returns {{ part: string, items: string[] | null }[]} items null: the part as a whole
 * @throws {import("../config/rules.js").ConfigError}
 */
function read(description, attribute, text) {
  const words = text.trim().split(/\s+/).filter(Boolean);
  return words.map((word) => {
    const [name, list, ...more] = word.split(":");
    const part = PARTS.find((each) => each.name === name);
    if (!part || more.length > 0) {
      throw attributeError(
        attribute,
        word,
        `${oneOf(PARTS.map((each) => each.name))}, or such a part with what it shows after a colon`,
      );
    }
    if (list === undefined) return { part: part.name, items: null };
    const fields = name === "controls" ? [...controlFields(description).keys()] : [];
    const known = [...part.items.map((item) => item.name), ...fields];
    const items = list.split(",").filter(Boolean);
    for (const item of items) {
      if (known.includes(item)) continue;
      throw attributeError(
        attribute,
        word,
        known.length > 0 ? `${name}: with ${oneOf(known)}` : `${name} alone: it has no parts`,
      );
    }
    return { part: part.name, items };
  });
}

/**
 * What is to be seen, as a list of words for the style sheet: each part, and "part:item" for each thing in it.
 * @param {Description} description @param {string | null} show @param {string | null} hide
 * @returns {string | null} null: everything
 * @throws {import("../config/rules.js").ConfigError} naming the attribute and the word
 */
export function partsShown(description, show, hide) {
  if (show === null && hide === null) return null;
  const shown = show === null ? all() : new Set();
  for (const { part, items } of show === null ? [] : read(description, "show", show)) {
    shown.add(part);
    const whole = PARTS.find(({ name }) => name === part)?.items ?? [];
    const names =
      items ?? whole.map((item) => item.name).filter((name) => !ON_REQUEST.has(`${part}:${name}`));
    for (const name of names) shown.add(`${part}:${name}`);
  }
  for (const { part, items } of hide === null ? [] : read(description, "hide", hide)) {
    for (const item of items ?? []) shown.delete(`${part}:${item}`);
    if (items) continue;
    for (const word of [...shown]) if (word === part || word.startsWith(`${part}:`)) shown.delete(word);
  }
  for (const word of ON_REQUEST) {
    if (show !== null && shown.has("settings") && shown.has(word.split(":")[0])) shown.add(word);
    if (show === null && !shown.has("settings")) shown.delete(word);
  }
  if (BAR.some((word) => shown.has(word))) shown.add("controls:bar");
  return [...shown].join(" ");
}

/**
 * The fields that stand among the controls. @param {Description} description @param {string | null} shown
 * @returns {Field[]}
 */
export function fieldsShown(description, shown) {
  const known = controlFields(description);
  const words = (shown ?? "").split(" ").filter((word) => word.startsWith("controls:"));
  return [...new Set(words.flatMap((word) => known.get(word.slice("controls:".length)) ?? []))];
}
