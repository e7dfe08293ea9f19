// Two bends: the threshold, which jumps, and the sigmoid, which glides. One can slope down the second, not the first.

import { html, svg } from "lit";
import { curve, Figure, number, scale } from "./figure.js";

const SPAN = /** @type {[number, number]} */ ([-6, 6]);

class BendFigure extends Figure {
  static properties = { z: { type: Number }, steepness: { type: Number }, threshold: { type: Number } };

  constructor() {
    super();
    this.z = -1;
    this.steepness = 1;
    this.threshold = 0;
  }

  /** @param {number} z @returns {number} */
  value(z) {
    return z;
  }

  /** @param {number} z @returns {number} */
  slope(z) {
    return z * 0;
  }

  get facts() {
    return { z: this.z, a: this.value(this.z), slope: this.slope(this.z), steepness: this.steepness };
  }

  drawing() {
    const px = scale(SPAN, [30, 580]);
    const py = scale([0, 1], [150, 20]);
    const { z } = this;
    const [a, slope] = [this.value(z), this.slope(z)];
    return svg`<line class="axis" x1="30" x2="580" y1="150" y2="150" /><line class="axis" x1=${px(0)} x2=${px(0)} y1="12" y2="158" />
      <text x=${px(0) - 6} y="24" class="soft end">1</text><text x="580" y="168" class="soft end">z</text>
      ${this.line(px, py)}
      <line class="thin" x1=${px(z)} x2=${px(z)} y1="150" y2=${py(a)} stroke-dasharray="3 3" />
      <line class="path" x1=${px(z - 1)} x2=${px(z + 1)} y1=${py(a - slope)} y2=${py(a + slope)} />
      <circle class="here" cx=${px(z)} cy=${py(a)} r="6" />
      <text x=${px(z) + (z > 3 ? -10 : 10)} y=${py(a) + (a > 0.5 ? 20 : -10)} class=${z > 3 ? "end" : ""}>a = ${number(a)}, slope ${number(slope)}</text>`;
  }

  /** @param {(x: number) => number} px @param {(y: number) => number} py */
  line(px, py) {
    return svg`<polyline class="line" points=${curve((z) => this.value(z), SPAN, px, py)} />`;
  }
}

class ThresholdFigure extends BendFigure {
  value(/** @type {number} */ z) {
    return z > this.threshold ? 1 : 0;
  }

  /** @param {(x: number) => number} px @param {(y: number) => number} py */
  line(px, py) {
    const at = px(this.threshold);
    return svg`<path class="line" d="M30 ${py(0)}H${at}M${at} ${py(1)}H580" /><line class="thin" x1=${at} x2=${at} y1=${py(0)} y2=${py(1)} stroke-dasharray="3 3" />`;
  }

  render() {
    return html`<figure>
      <svg class="drawing" viewBox="0 0 600 172" role="img" aria-label=${`A threshold at ${number(this.threshold)}: at z = ${number(this.z)} the unit says ${this.value(this.z)}.`}>${this.drawing()}</svg>
      <div class="sliders">${this.slider("z", "z", -6, 6, html`<i>z</i>`)}${this.slider("threshold", "threshold", -4, 4)}</div>
      <figcaption>All or nothing. The line is flat on both sides: a small change of the sum changes nothing, so nothing says which way to go.</figcaption>
    </figure>`;
  }
}

class SigmoidFigure extends BendFigure {
  value(/** @type {number} */ z) {
    return 1 / (1 + Math.exp(-this.steepness * z));
  }

  slope(/** @type {number} */ z) {
    const a = this.value(z);
    return this.steepness * a * (1 - a);
  }

  render() {
    return html`<figure>
      <svg class="drawing" viewBox="0 0 600 172" role="img" aria-label=${`A sigmoid: at z = ${number(this.z)} the unit says ${number(this.value(this.z))}, and the slope is ${number(this.slope(this.z))}.`}>${this.drawing()}</svg>
      <div class="sliders">${this.slider("z", "z", -6, 6, html`<i>z</i>`)}${this.slider("weight", "steepness", 0.2, 8)}</div>
      <figcaption>The same question, answered gently. With a large weight it comes close to the threshold; but there is a slope everywhere, steepest in the middle.</figcaption>
    </figure>`;
  }
}

customElements.define("gp-figure-threshold", ThresholdFigure);
customElements.define("gp-figure-sigmoid", SigmoidFigure);
