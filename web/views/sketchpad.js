// The sketchpad: the plane that one draws on with mouse, pen, finger or keyboard.

import { html, nothing } from "lit";
import { pairs, scale, tidyPair, toPlane } from "../draw/geometry.js";
import { paintPoints, pointRadius } from "../draw/points.js";
import { fresh, Raster } from "../draw/surface.js";
import { isDrawn } from "../state/drawing.js";
import { Cursor } from "./cursor.js";
import { whole } from "./format.js";
import { Hand } from "./hand.js";
import { Measured } from "./measured.js";
import { inkOf, paintAxes, paintOutput } from "./painting.js";
import { View } from "./view.js";

/** @typedef {import("../draw/geometry.js").Pair} Pair */

/** Points in one splash at full density. */
const SPLASH = 16;

const invitation = html`<p class="invite">
  <strong>Draw here</strong>Press and move. Then choose the other class and draw again.
</p>`;

class Sketchpad extends View {
  static properties = {
    data: { attribute: false },
    config: { attribute: false },
    description: { attribute: false },
    maps: { attribute: false },
    theme: { attribute: false },
    tool: { attribute: false },
    brush: { attribute: false },
    active: { attribute: false },
    classes: { attribute: false },
    problem: { attribute: false },
    told: { state: true },
  };

  static painted = ["maps"];

  constructor() {
    super();
    /** @type {import("../engine/types").DataSet} */
    this.data = /** @type {any} */ (undefined);
    /** @type {import("../engine/types").Config} */
    this.config = /** @type {any} */ (undefined);
    /** @type {import("../engine/types").Description} */
    this.description = /** @type {any} */ (undefined);
    /** @type {import("../engine/types").Prediction | null} */
    this.maps = null;
    /** @type {import("./theme.js").Theme | null} */
    this.theme = null;
    /** @type {import("../state/types").Tool} */
    this.tool = "spray";
    this.brush = { size: 1, density: 0.5 };
    this.active = 0;
    this.classes = 2;
    /** @type {string | null} */
    this.problem = null;
    this.told = "";
    this.size = new Measured(this, () => this.querySelector(".plane"));
    this.cursor = new Cursor();
    this.hand = new Hand(this);
    /** @type {Raster | null} */
    this.raster = null;
    /** @type {unknown[]} what the points were last painted from */
    this.shown = [];
  }

  get bounds() {
    const [low, high] = this.description.limits.domain;
    return { low, high };
  }

  get frame() {
    return { ...this.bounds, side: this.size.width || 1 };
  }

  get canvas() {
    return /** @type {HTMLCanvasElement} */ (this.querySelector("canvas.top"));
  }

  render() {
    const empty = this.data.labels.length === 0;
    const { hand } = this;
    return html`
      <div class="plane drawing" @pointerleave=${() => this.placeRing(null)}>
        <canvas class="ghost"></canvas>
        <canvas
          class="top"
          role="application"
          aria-label="Data"
          aria-describedby="data-keys"
          tabindex="0"
          @pointerdown=${this.onDown}
          @pointermove=${this.onMove}
          @pointerup=${this.onUp}
          @pointercancel=${(/** @type {PointerEvent} */ event) => hand.cancelled(event)}
          @contextmenu=${(/** @type {Event} */ event) => event.preventDefault()}
          @keydown=${this.onKey}
          @focus=${() => this.showCursor(true)}
          @blur=${() => this.showCursor(false)}
        ></canvas>
        <span class="axis x1"><i>x</i><sub>1</sub></span><span class="axis x2"><i>x</i><sub>2</sub></span>
        <div class="ring" hidden></div>
        <svg class="cursor" viewBox="0 0 24 24" aria-hidden="true" hidden>
          <path d="M12 1v7m0 8v7M1 12h7m8 0h7" stroke="var(--paper)" stroke-width="4" />
          <path d="M12 1v7m0 8v7M1 12h7m8 0h7" />
        </svg>
        ${empty ? invitation : nothing}
        <p class="told" aria-live="polite">${this.told || (empty ? "" : this.problem)}</p>
      </div>
      <p class="hidden" id="data-keys">
        Arrow keys move a cursor, with Shift in larger steps. Enter or Space places a point of the chosen class.
        Delete removes the nearest point. The digits choose a class.
      </p>
    `;
  }

  updated() {
    this.repaint();
    this.placeRing(null);
  }

  paint() {
    const side = this.size.width;
    if (!this.theme || side === 0) return;
    this.paintGhost(this.theme);
    const key = [this.data, this.theme, side, globalThis.devicePixelRatio];
    if (key.every((part, i) => part === this.shown[i])) return;
    this.shown = key;
    const context = fresh(this.canvas, side, side);
    paintAxes(context, this.frame, this.theme);
    const ink = inkOf(this.theme);
    const radius = pointRadius(this.frame, this.data.labels.length);
    paintPoints(context, this.frame, this.data, ink, { radius, tests: true });
  }

  /** The output, faint under the points, so that one sees the region into which one draws.
   * @param {import("./theme.js").Theme} theme */
  paintGhost(theme) {
    const canvas = /** @type {HTMLCanvasElement} */ (this.querySelector("canvas.ghost"));
    canvas.hidden = !this.maps;
    if (!this.maps) return;
    this.raster ??= new Raster(canvas);
    const halves = this.config.view.discretize === true;
    const { config, description } = this;
    paintOutput(this.raster, this.maps, { config, description, theme, halves });
  }

  // --- What the hand needs of its paper --------------------------------------------------------------------

  /** @param {PointerEvent} event @returns {Pair} */
  at(event) {
    const box = this.canvas.getBoundingClientRect();
    const frame = { ...this.bounds, side: box.width || 1 };
    return toPlane(frame, event.clientX - box.left, event.clientY - box.top);
  }

  /** @param {import("../state/types").Tool} tool @returns {import("../draw/pen.js").Kit} */
  kit(tool) {
    return {
      tool,
      label: this.active,
      size: this.brush.size,
      density: Math.max(1, Math.round(SPLASH * this.brush.density)),
      most: this.description.limits.max_points,
      bounds: this.bounds,
      random: Math.random,
    };
  }

  drawing() {
    const points = pairs(this.data.points);
    // A generator's points move by less than a pixel when they are drawn on, so that they fit into a short link.
    const drawn = isDrawn(this.config.data) ? points : points.map(tidyPair);
    return { points: drawn, labels: [...this.data.labels] };
  }

  /** @param {import("../draw/pen.js").Drawing} drawing @param {number} stroke */
  drawn({ points, labels }, stroke) {
    this.send({ type: "draw", points, labels, stroke });
  }

  /** @param {boolean} full */
  filled(full) {
    const most = whole(this.description.limits.max_points);
    this.told = full ? `These are ${most} points, the most there can be. Erase some to draw more.` : "";
  }

  // --- Mouse, pen and finger -------------------------------------------------------------------------------

  /** @param {PointerEvent} event */
  onDown(event) {
    if (!this.hand.down(event)) return;
    event.preventDefault();
    this.canvas.focus({ preventScroll: true });
    this.showCursor(false);
    if (event.isTrusted) this.canvas.setPointerCapture(event.pointerId);
  }

  /** @param {PointerEvent} event */
  onMove(event) {
    this.placeRing(event);
    this.hand.move(event);
  }

  /** @param {PointerEvent} event */
  onUp(event) {
    this.hand.up(event);
    if (event.pointerType === "touch") this.placeRing(null);
  }

  /** The brush's outline under the pointer. @param {PointerEvent | null} event */
  placeRing(event) {
    const ring = /** @type {HTMLElement} */ (this.querySelector(".ring"));
    ring.hidden = event === null || this.tool === "point" || event.pointerType === "touch";
    if (event === null || ring.hidden) return;
    const box = this.canvas.getBoundingClientRect();
    const radius = this.brush.size * scale(this.frame);
    ring.style.width = `${2 * radius}px`;
    ring.style.height = `${2 * radius}px`;
    const [left, top] = [event.clientX - box.left - radius, event.clientY - box.top - radius];
    ring.style.transform = `translate(${left}px, ${top}px)`;
  }

  // --- The keyboard ----------------------------------------------------------------------------------------

  /** @param {KeyboardEvent} event */
  onKey(event) {
    if (event.key === "Escape" && this.hand.giveUp()) return;
    const done = this.cursor.press(event, this.bounds);
    if (!done) return;
    event.preventDefault();
    if (done === "move") this.told = this.cursor.where(this.data);
    else if (done === "place") this.once("point", this.cursor.at, "Placed a point.");
    else if (done === "remove") this.once("eraser", this.cursor.nearest(this.data), "Removed a point.");
    else if (done.choose < this.classes) this.send({ type: "set-class", active_class: done.choose });
    this.showCursor(true);
  }

  /**
   * One point placed or removed.
   * @param {"point" | "eraser"} tool @param {Pair | null} at @param {string} said
   */
  once(tool, at, said) {
    if (at === null) {
      this.told = "There is no point near the cursor.";
      return;
    }
    this.hand.once(tool, at);
    this.told ||= said;
  }

  /** @param {boolean} wanted */
  showCursor(wanted) {
    const cross = /** @type {SVGElement} */ (this.querySelector(".cursor"));
    const visible = wanted && this.canvas.matches(":focus-visible");
    cross.toggleAttribute("hidden", !visible);
    const unit = scale(this.frame);
    const [x1, x2] = this.cursor.at;
    const { low, high } = this.bounds;
    cross.style.transform = `translate(${(x1 - low) * unit}px, ${(high - x2) * unit}px)`;
  }
}

customElements.define("gp-sketchpad", Sketchpad);
