// The colours in use, read from the style sheet, in the forms that canvases need.

import { css, mix, parse, rampTable, signedTable, stepTable } from "./colours.js";

/** @typedef {import("./colours.js").Rgb} Rgb */

const CLASSES = 6;

/**
 * @typedef {object} Theme
 * @property {Record<"paper" | "ink" | "soft" | "faint" | "rule" | "grid" | "edge", string>} line  CSS colours
 * @property {readonly string[]} classes  CSS colours
 * @property {Uint32Array} signed
 * @property {Uint32Array} halves
 * @property {readonly Uint32Array[]} ramps
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
  element.style.removeProperty("color");
  const strong = signedTable(classes[0], middle, classes[1]);
  return {
    line,
    classes: classes.map(css),
    signed: signedTable(negative, middle, positive),
    halves: stepTable(negative, middle, positive),
    ramps: classes.map((colour) => rampTable(middle, mix(middle, colour, 0.75))),
    edge: (value) => css(mix(faint, value < 0 ? classes[0] : classes[1], Math.min(1, Math.abs(value)))),
    value: (value) => {
      const pixel = strong[Math.round((Math.min(1, Math.max(-1, value)) + 1) * 127.5)];
      return css([pixel & 255, (pixel >> 8) & 255, (pixel >> 16) & 255]);
    },
  };
}

/** Names of the six class colours, for those who hear the page instead of seeing it; by light and dark alike. */
export const COLOUR_NAMES = ["orange", "blue", "green", "pink", "plain", "yellow"];
