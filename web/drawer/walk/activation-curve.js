// The curve of an activation, and where on it a unit stands: its sum below, its activation beside, its slope as a line.

import { nothing, svg } from "lit";
import { curvePicture } from "../../ui/curve-picture.js";
import { View } from "../../ui/view.js";
import { short } from "./walk-numbers.js";

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
    const { z, a, slope } = at;
    const says =
      z === null || a === null
        ? curve.label
        : `The curve of ${curve.label}: at ${short(z)} its value is ${short(a)}${this.tangent && slope !== null ? ` and its slope ${short(slope)}` : ""}.`;
    return curvePicture({
      x: curve.x,
      y: curve.y,
      says,
      size: [WIDTH, HEIGHT],
      margin: MARGIN,
      more: (toX, toY, low, high) => svg`
        <text x=${MARGIN.left - 4} y=${toY(high) + 4} text-anchor="end">${short(high)}</text>
        <text x=${MARGIN.left - 4} y=${toY(low) + 4} text-anchor="end">${short(low)}</text>
        <text x=${MARGIN.left} y=${HEIGHT - 6}>${short(curve.x[0])}</text>
        <text x=${WIDTH - MARGIN.right} y=${HEIGHT - 6} text-anchor="end">${short(curve.x[curve.x.length - 1])}</text>
        ${z !== null && a !== null ? this.mark(toX, toY, z, a, slope) : nothing}`,
    });
  }

  /**
   * @param {import("../../ui/curve-picture.js").Scale} toX @param {import("../../ui/curve-picture.js").Scale} toY
   * @param {number} z @param {number} a @param {number | null} slope
   */
  mark(toX, toY, z, a, slope) {
    const reach = 1.4;
    return svg`
      <line class="guide" x1=${toX(z)} x2=${toX(z)} y1=${toY(0)} y2=${toY(a)} />
      <line class="guide" x1=${toX(0)} x2=${toX(z)} y1=${toY(a)} y2=${toY(a)} />
      ${
        this.tangent && slope !== null
          ? svg`<line class="tangent" x1=${toX(z - reach)} y1=${toY(a - slope * reach)} x2=${toX(z + reach)} y2=${toY(a + slope * reach)} />`
          : nothing
      }
      <circle class="here" cx=${toX(z)} cy=${toY(a)} r="4" />`;
  }
}

customElements.define("gp-activation-curve", ActivationCurve);
