// What the small figures have in common: a frame, sliders with their values, and a way to say that something was done.
// Each figure is an element of its own and can stand alone on any page: <gp-figure-sigmoid></gp-figure-sigmoid>.

import { html, LitElement } from "lit";
import { controls } from "../../ui/control-styles.js";
import { minus } from "../../ui/format.js";
import { tokens } from "../../ui/tokens.js";
import { styles } from "./figure-styles.js";

/** @param {number} value @param {number} [digits] */
export const number = (value, digits = 2) =>
  minus((Math.abs(value) < 0.5 * 10 ** -digits ? 0 : value).toFixed(digits));

/** From numbers to places in a drawing. @param {[number, number]} from @param {[number, number]} to */
export const scale = (from, to) => (/** @type {number} */ value) =>
  to[0] + ((value - from[0]) / (from[1] - from[0])) * (to[1] - to[0]);

/**
 * Points of a curve, for a polyline.
 * @param {(x: number) => number} f @param {[number, number]} span
 * @param {(x: number) => number} px @param {(y: number) => number} py
 */
export function curve(f, span, px, py) {
  return Array.from({ length: 121 }, (_, i) => {
    const x = span[0] + ((span[1] - span[0]) * i) / 120;
    return `${px(x).toFixed(1)},${py(f(x)).toFixed(1)}`;
  }).join(" ");
}

export class Figure extends LitElement {
  static styles = [tokens, controls, styles];

  /**
   * @param {string} label @param {string} name of the property @param {number} low @param {number} high
   * @param {unknown} [shown] the label as it is shown, with its index
   */
  slider(label, name, low, high, shown = label) {
    const value = /** @type {number} */ (/** @type {any} */ (this)[name]);
    return html`<label class="slider"><span>${shown}</span><input
      type="range" min=${low} max=${high} step="any" aria-label=${label} .value=${String(value)}
      aria-valuetext=${number(value)}
      @input=${(/** @type {Event} */ event) => this.put(name, Number(/** @type {HTMLInputElement} */ (event.target).value))}
    /><output>${number(value)}</output></label>`;
  }

  /** @param {string} name @param {unknown} value */
  put(name, value) {
    /** @type {any} */ (this)[name] = value;
    this.tell();
  }

  /** Says to whoever listens what the figure shows now. */
  tell() {
    this.dispatchEvent(new CustomEvent("gp-figure", { detail: this.facts, bubbles: true, composed: true }));
  }

  /** What a lesson may look at. @returns {Record<string, unknown>} */
  get facts() {
    return {};
  }
}
