// The curve of an activation, and where on it a unit stands: its sum below, its activation beside, its slope as a line.

import { html, nothing, svg } from "lit";
import { View } from "../../ui/view.js";
import { short } from "./numbers.js";

const WIDTH = 220;
const HEIGHT = 150;
const MARGIN = { left: 44, right: 8, top: 10, bottom: 22 };

class ActivationCurve extends View {
  static properties = {
    curve: { attribute: false },
    at: { attribute: false },
    tangent: { type: Boolean },
  };

  constructor() {
    super();
    /** @type {import("../../engine/workshop-types").WalkCurve | null} */
    this.curve = null;
    /** @type {import("../../engine/workshop-types").WalkStep["curve"]} */
    this.at = null;
    this.tangent = false;
  }

  render() {
    const { curve, at } = this;
    if (!curve || !at) return nothing;
    const known = curve.y.filter((y) => y !== null);
    let [low, high] = [Math.min(0, ...known), Math.max(...known)];
    if (high - low < 1e-9) [low, high] = [low - 1, high + 1];
    const [near, far] = [curve.x[0], curve.x[curve.x.length - 1]];
    const px = (/** @type {number} */ x) =>
      MARGIN.left + ((x - near) / (far - near)) * (WIDTH - MARGIN.left - MARGIN.right);
    const py = (/** @type {number} */ y) =>
      HEIGHT - MARGIN.bottom - ((y - low) / (high - low)) * (HEIGHT - MARGIN.top - MARGIN.bottom);
    const path = curve.y
      .map((y, i) => (y === null ? "" : `${px(curve.x[i]).toFixed(1)},${py(y).toFixed(1)}`))
      .join(" ");
    const { z, a, slope } = at;
    const says =
      z === null || a === null
        ? curve.label
        : `The curve of ${curve.label}: at ${short(z)} its value is ${short(a)}${this.tangent && slope !== null ? ` and its slope ${short(slope)}` : ""}.`;
    return html`<svg class="curve" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label=${says}>
      ${svg`<line class="axis" x1=${MARGIN.left} x2=${WIDTH - MARGIN.right} y1=${py(0)} y2=${py(0)} />
      <line class="axis" x1=${px(0)} x2=${px(0)} y1=${MARGIN.top} y2=${HEIGHT - MARGIN.bottom} />
      <text x=${MARGIN.left - 4} y=${py(high) + 4} text-anchor="end">${short(high)}</text>
      <text x=${MARGIN.left - 4} y=${py(low) + 4} text-anchor="end">${short(low)}</text>
      <text x=${px(near)} y=${HEIGHT - 6}>${near}</text>
      <text x=${px(far)} y=${HEIGHT - 6} text-anchor="end">${far}</text>
      <polyline class="line" points=${path} />
      ${z !== null && a !== null ? this.mark(px, py, z, a, slope) : nothing}`}
    </svg>`;
  }

  /**
   * @param {(x: number) => number} px @param {(y: number) => number} py
   * @param {number} z @param {number} a @param {number | null} slope
   */
  mark(px, py, z, a, slope) {
    const reach = 1.4;
    return svg`
      <line class="guide" x1=${px(z)} x2=${px(z)} y1=${py(0)} y2=${py(a)} />
      <line class="guide" x1=${px(0)} x2=${px(z)} y1=${py(a)} y2=${py(a)} />
      ${
        this.tangent && slope !== null
          ? svg`<line class="tangent" x1=${px(z - reach)} y1=${py(a - slope * reach)} x2=${px(z + reach)} y2=${py(a + slope * reach)} />`
          : nothing
      }
      <circle class="here" cx=${px(z)} cy=${py(a)} r="4" />`;
  }
}

customElements.define("gp-activation-curve", ActivationCurve);
