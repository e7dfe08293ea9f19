// The bowl: the loss around the present weights, as a map with contour lines, and the way that training has come.

import { html, nothing } from "lit";
import { addContour } from "../plane/contours.js";
import { ElementSize } from "../ui/element-size.js";
import { brief, loss } from "../ui/format.js";
import { fresh, Raster } from "../ui/sharp-canvas.js";
import { View } from "../ui/view.js";

const LEVELS = 12;

class LossLandscape extends View {
  static properties = {
    landscape: { attribute: false },
    theme: { attribute: false },
    problem: { attribute: false },
  };

  constructor() {
    super();
    /** @type {import("../engine/network-types").Landscape | null} */
    this.landscape = null;
    /** @type {import("../ui/theme.js").Theme | null} */
    this.theme = null;
    /** @type {string | null} why there is none */
    this.problem = null;
    this.size = new ElementSize(this, () => this.querySelector(".plane"));
    /** @type {Raster | null} */
    this.raster = null;
  }

  /** The lowest and the highest loss that are known. */
  get ends() {
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const value of this.landscape?.loss ?? []) {
      if (!Number.isFinite(value)) continue;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    return { low, high };
  }

  render() {
    const { low, high } = this.ends;
    const found = Number.isFinite(low);
    const says = found
      ? `The loss around the present weights, from ${loss(low)} to ${loss(high)}`
      : "The loss around the present weights";
    return html`
      <div class="plane bowl" role="img" aria-label=${says}>
        <canvas class="map"></canvas><canvas class="lines"></canvas>
        ${found ? this.axes() : html`<p class="told">${this.problem ?? "Looking around…"}</p>`}
      </div>
      <div class="told-of">
        <div class="scale">
          <div class="ramp low-high"></div>
          <div class="ends">
            <span class="end">${found ? loss(low) : "low"}</span>
            <span>log scale</span>
            <span class="end">${found ? loss(high) : "high"}</span>
          </div>
        </div>
        <p class="legend">${this.legend()}</p>
      </div>
    `;
  }

  /** What the axes are, and how far from the present weights they reach. */
  axes() {
    if (!this.landscape) return nothing;
    const { u, v, follows_path } = this.landscape;
    const end = (/** @type {Float64Array} */ axis) => brief(axis[axis.length - 1]);
    return html`
      <p class="ends-of head"><span class="up">↑ ${follows_path ? "moved next most" : "random"}</span><span>${end(v)}</span></p>
      <p class="ends-of foot">
        <span class="low">${brief(u[0])}, ${brief(v[0])}</span>
        <span class="across">${follows_path ? "moved most" : "random"} →</span><span class="right">${end(u)}</span>
      </p>
    `;
  }

  /** What is to be seen, in words. */
  legend() {
    const mark = (/** @type {string} */ name) =>
      html`<svg class=${name} viewBox="0 0 12 12" aria-hidden="true"><circle cx="6" cy="6" r="4" /></svg>`;
    const marks = html`<span class="key">${mark("mark")}the start,</span> <span class="key">${mark("mark now")}now.</span>`;
    return this.landscape?.follows_path === false
      ? html`The loss around the present weights, all changed together, in two random directions: training has not moved them
          yet. ${marks}`
      : html`The loss around the present weights, all changed together: to the right as training has moved them most, up as next
          most. ${marks}`;
  }

  updated() {
    this.repaint();
  }

  paint() {
    const { landscape, theme } = this;
    const side = this.size.width;
    if (!landscape || !theme || side === 0) return;
    const { low, high } = this.ends;
    const n = landscape.u.length;
    const canvas = /** @type {HTMLCanvasElement} */ (this.querySelector("canvas.map"));
    if (this.raster?.canvas !== canvas) this.raster = new Raster(canvas);
    this.raster.resize(n, n);
    // Losses differ by powers of ten: their logarithms are shown.
    const floor = Math.max(low, 1e-6 * high, 1e-12);
    const height = (/** @type {number} */ value) =>
      Math.log(Math.max(value, floor) / floor) / Math.max(1e-9, Math.log(high / floor));
    const heights = Float32Array.from(landscape.loss, (value) =>
      Number.isFinite(value) ? height(value) : Number.NaN,
    );
    const table = theme.loss;
    heights.forEach((value, i) => {
      /** @type {Raster} */ (this.raster).pixels[i] = Number.isNaN(value)
        ? 0
        : table[Math.round(255 * value)];
    });
    this.raster.show();
    const context = fresh(/** @type {HTMLCanvasElement} */ (this.querySelector("canvas.lines")), side, side);
    if (landscape.done) this.paintContours(context, heights, side, theme);
    this.paintPath(context, landscape, side, theme);
  }

  /** @param {CanvasRenderingContext2D} context @param {Float32Array} heights @param {number} side @param {import("../ui/theme.js").Theme} theme */
  paintContours(context, heights, side, theme) {
    context.beginPath();
    for (let k = 1; k < LEVELS; k += 1) addContour(context, heights, k / LEVELS, side);
    context.strokeStyle = theme.line.ink;
    context.globalAlpha = 0.28;
    context.lineWidth = 1;
    context.stroke();
    context.globalAlpha = 1;
  }

  /** From the start, a ring, to the present weights, a dot. @param {CanvasRenderingContext2D} context @param {import("../engine/network-types").Landscape} bowl @param {number} side @param {import("../ui/theme.js").Theme} theme */
  paintPath(context, { u, v, path }, side, theme) {
    const share = (/** @type {Float64Array} */ axis, /** @type {number} */ value) =>
      (value - axis[0]) / (axis[axis.length - 1] - axis[0]);
    const at = (/** @type {number} */ i) => [
      side * share(u, path[2 * i]),
      side * (1 - share(v, path[2 * i + 1])),
    ];
    const last = path.length / 2 - 1;
    context.lineJoin = context.lineCap = "round";
    for (const [colour, width] of /** @type {[string, number][]} */ ([
      [theme.line.paper, 4.5],
      [theme.line.ink, 2],
    ])) {
      context.beginPath();
      for (let i = 0; i <= last; i += 1) {
        const [x, y] = at(i);
        if (i === 0) context.moveTo(x, y);
        else context.lineTo(x, y);
      }
      context.strokeStyle = colour;
      context.lineWidth = width;
      context.stroke();
    }
    const mark = (/** @type {number} */ i, /** @type {string} */ fill, /** @type {number} */ radius) => {
      const [x, y] = at(i);
      context.beginPath();
      context.arc(x, y, radius, 0, 2 * Math.PI);
      context.fillStyle = fill;
      context.fill();
      context.strokeStyle = theme.line.ink;
      context.lineWidth = 2;
      context.stroke();
    };
    if (last > 0) mark(0, theme.line.paper, 5);
    mark(last, theme.line.ink, 5);
  }
}

customElements.define("gp-loss-landscape", LossLandscape);
