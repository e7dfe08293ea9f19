// The colours in use, read from the style sheet, in the forms that canvases need.

import { css, mix, parse, rampTable, signedTable, stepTable } from "./colours.js";

/** @typedef {import("./colours.js").Rgb} Rgb */

const CLASSES = 6;

/**
 * @typedef {object} Theme
 * @property {Record<"paper" | "ink" | "soft" | "faint" | "rule" | "grid" | "edge", string>} line  CSS colours
 * @property {readonly string[]} classes  CSS colours
 * @property {{ negative: string, positive: string }} signs  CSS colours of a weight's sign
 * @property {Uint32Array} weights  for many weights in one picture: negative, zero, positive
 * @property {Uint32Array} signed  for what inputs and hidden units say: negative, zero, positive
 * @property {Uint32Array} output  for a single output: from the first class to the second, or from low to high values
 * @property {Uint32Array} halves
 * @property {readonly Uint32Array[]} ramps  for the outputs of several classes, one each
 * @property {Uint32Array} loss  from low to high losses
 * @property {(value: number) => string} edge  CSS colour of the outline of a signed value
 * @property {(value: number) => string} value  CSS colour of a signed value, -1 to 1
 */

/**
 * @param {Element} probe  an element inside the tree whose tokens count
 * @returns {Theme}
 */
export function readTheme(probe) {
  const style = getComputedStyle(probe);
  const element = /** @type {HTMLElement} */ (probe);
  const read = (/** @type {string} */ name) => {
    element.style.color = `var(--${name})`;
    return parse(style.color);
  };
  const negative = read("negative");
  const middle = read("middle");
  const positive = read("positive");
  const faint = read("faint");
  const classes = Array.from({ length: CLASSES }, (_, k) => read(`class-${k}`));
  const names = /** @type {const} */ (["paper", "ink", "soft", "faint", "rule", "grid", "edge"]);
  const line = /** @type {Theme["line"]} */ (
    Object.fromEntries(names.map((name) => [name, css(read(name))]))
  );
  const soft = read("soft");
  const signs = { negative: read("minus"), positive: read("plus") };
  const pale = { negative: read("minus-pale"), positive: read("plus-pale") };
  const paper = read("paper");
  element.style.removeProperty("color");
  const strong = signedTable(classes[0], middle, classes[1]);
  return {
    line,
    classes: classes.map(css),
    signs: { negative: css(signs.negative), positive: css(signs.positive) },
    weights: signedTable(signs.negative, paper, signs.positive),
    signed: signedTable(pale.negative, middle, pale.positive),
    output: signedTable(negative, middle, positive),
    halves: stepTable(negative, middle, positive),
    ramps: classes.map((colour) => rampTable(middle, mix(middle, colour, 0.75))),
    loss: rampTable(middle, mix(middle, soft, 0.75)),
    edge: (value) => css(mix(faint, value < 0 ? classes[0] : classes[1], Math.min(1, Math.abs(value)))),
    value: (value) => {
      const pixel = strong[Math.round((Math.min(1, Math.max(-1, value)) + 1) * 127.5)];
      return css([pixel & 255, (pixel >> 8) & 255, (pixel >> 16) & 255]);
    },
  };
}

/** Names of the six class colours, for those who hear the page instead of seeing it; by light and dark alike. */
export const COLOUR_NAMES = ["orange", "blue", "green", "pink", "plain", "yellow"];

/**
 * What a unit's map is painted in: signs for inputs and hidden units, the answer's own colours for the outputs.
 * @typedef {"sign" | "output" | number} Scale  a number: the class that the unit speaks for
 */

/** @param {Theme} theme @param {Scale} scale */
export const tableOf = (theme, scale) =>
  scale === "sign"
    ? theme.signed
    : scale === "output"
      ? theme.output
      : theme.ramps[scale % theme.ramps.length];
