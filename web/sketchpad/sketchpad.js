// The sketchpad: the plane that one draws on with mouse, pen, finger or keyboard.

import { html, nothing } from "lit";
import { drawingOf, holdsPoints, isGraph } from "../plane/drawing.js";
import { toPlane } from "../plane/geometry.js";
import { countSelected } from "../plane/labelling.js";
import { paintData, paintLearnt } from "../plane/paint-data.js";
import { paintOutput } from "../plane/painting.js";
import { PlaneView } from "../plane/plane-view.js";
import { PlotScale } from "../plane/plot-scale.js";
import { tidySelection } from "../plane/selection.js";
import { whole } from "../ui/format.js";
import { Raster } from "../ui/sharp-canvas.js";
import { brushFor } from "./drawing-tool.js";
import { Keyboard } from "./keyboard.js";
import { placeCross, placeRing } from "./overlay.js";
import { paintMarks } from "./selection-overlay.js";
import { StrokeInput } from "./stroke-input.js";

/** @typedef {import("../plane/geometry.js").Pair} Pair */
/** @typedef {import("../app/state-types").Tool} Tool */

const INVITATIONS = {
  classes: html`<strong>Draw here</strong>Press and move. Then choose the other class and draw again.`,
  values: html`<strong>Draw here</strong>Press and move. Then choose another value and draw again.`,
  function: html`<strong>Draw here</strong>Press and move from left to right: the curve of a function.`,
};

export class Sketchpad extends PlaneView {
  static properties = {
    ...PlaneView.properties,
    task: { attribute: false },
    tool: { attribute: false },
    brush: { attribute: false },
    active: { attribute: false },
    classes: { attribute: false },
    selected: { attribute: false },
    problem: { attribute: false },
    told: { state: true },
  };

  static painted = ["maps", "selected"];

  constructor() {
    super();
    /** @type {import("../app/state-types").Task} */
    this.task = "classes";
    /** @type {Tool} */
    this.tool = "spray";
    this.brush = { size: 1, density: 0.5, value: 1 };
    this.active = 0;
    this.classes = 2;
    /** @type {readonly number[]} */
    this.selected = [];
    /** @type {string | null} */
    this.problem = null;
    this.told = "";
    this.plotScale = new PlotScale(false, 1, 1);
    this.strokeInput = new StrokeInput(this);
    this.keyboard = new Keyboard(this);
    /** @type {Raster | null} */
    this.raster = null;
    /** @type {unknown[]} what the points were last painted from */
    this.shown = [];
  }

  get top() {
    return this.canvas("top");
  }

  /** @param {Map<PropertyKey, unknown>} changed */
  willUpdate(changed) {
    // The scale of a graph stays while one draws.
    if (this.strokeInput.busy || !(changed.has("data") || changed.has("config"))) return;
    this.plotScale = PlotScale.of(this.data, isGraph(this.config.data), this.bounds.high);
  }

  render() {
    const empty = holdsPoints(this.config.data) && this.data.labels.length === 0;
    const { strokeInput, task, tool } = this;
    const graph = task === "function";
    return html`
      <div class="plane drawing" data-tool=${tool} @pointerleave=${() => this.placeRing(null)}>
        <canvas class="ghost"></canvas><canvas class="points"></canvas><canvas class="learnt" hidden></canvas>
        <canvas class="marks" hidden></canvas>
        <canvas
          class="top"
          role="application"
          aria-label="Data"
          aria-describedby="data-keys"
          tabindex="0"
          @pointerdown=${this.onDown}
          @pointermove=${this.onMove}
          @pointerup=${this.onUp}
          @pointercancel=${(/** @type {PointerEvent} */ event) => strokeInput.cancelled(event)}
          @contextmenu=${(/** @type {Event} */ event) => event.preventDefault()}
          @keydown=${this.onKey}
          @focus=${() => this.showCursor(true)}
          @blur=${this.onBlur}
        ></canvas>
        <span class="axis x1"><i>x</i>${graph ? nothing : html`<sub>1</sub>`}</span>
        <span class="axis x2">${graph ? html`<i>y</i>` : html`<i>x</i><sub>2</sub>`}</span>
        <div class="ring" hidden></div>
        <svg class="cursor" viewBox="0 0 24 24" aria-hidden="true" hidden>
          <path d="M12 1v7m0 8v7M1 12h7m8 0h7" stroke="var(--paper)" stroke-width="4" />
          <path d="M12 1v7m0 8v7M1 12h7m8 0h7" />
        </svg>
        ${empty ? html`<p class="invite">${INVITATIONS[task]}</p>` : nothing}
        <p class="told" aria-live="polite">${this.told || (empty ? "" : this.problem)}</p>
      </div>
      <p class="hidden" id="data-keys">
        Arrow keys move a cursor. Enter or Space uses the tool there. The question mark shows all keys.
      </p>
    `;
  }

  updated() {
    this.repaint();
    this.placeRing(null);
  }

  paint() {
    const { theme, plotScale, frame, data, maps } = this;
    const side = this.size.width;
    if (!theme || side === 0) return;
    this.paintGhost(theme);
    paintLearnt(this.canvas("learnt"), { plotScale, frame, maps, theme });
    const selected = tidySelection(this.selected, data.labels.length);
    paintMarks(this.canvas("marks"), {
      plotScale,
      frame,
      data,
      theme,
      selected,
      trail: this.strokeInput.pen.trail,
    });
    const key = [data, plotScale, theme, side, globalThis.devicePixelRatio];
    if (key.every((part, i) => part === this.shown[i])) return;
    this.shown = key;
    paintData(this.canvas("points"), { plotScale, frame, data, theme });
  }

  /** The output, faint under the points, so that one sees the region into which one draws.
   * @param {import("../ui/theme.js").Theme} theme */
  paintGhost(theme) {
    const canvas = this.canvas("ghost");
    canvas.hidden = !this.maps || this.plotScale.graph;
    if (!this.maps || canvas.hidden) return;
    this.raster ??= new Raster(canvas);
    const halves = this.config.view.discretize === true;
    const { config, description } = this;
    paintOutput(this.raster, this.maps, { config, description, theme, halves });
  }

  // --- What strokes need of the surface they are drawn on --------------------------------------------------------------------

  /** @param {PointerEvent} event @returns {Pair} */
  at(event) {
    const box = this.top.getBoundingClientRect();
    const frame = { ...this.bounds, side: box.width || 1 };
    return toPlane(frame, event.clientX - box.left, event.clientY - box.top);
  }

  /** @param {Tool} tool @param {PointerEvent | null} event null: from the keyboard */
  brushFor(tool, event) {
    return brushFor(this, tool, event);
  }

  drawing() {
    const { points, labels } = drawingOf(this.config.data, this.data);
    const selected = tidySelection(this.selected, labels.length);
    return this.plotScale.toDrawing({ points, labels, selected });
  }

  /** @param {import("./pen.js").Drawing} drawing @param {number} stroke */
  drawn(drawing, stroke) {
    this.send({ type: "sketchpad/draw", ...this.plotScale.toData(drawing), stroke });
  }

  /** @param {readonly number[]} indices */
  chosen(indices) {
    this.send({ type: "sketchpad/select", indices });
    this.told = countSelected(indices.length);
  }

  /** @param {number} stroke @param {import("./pen.js").Drawing} before */
  givenUp(stroke, { selected }) {
    this.send({ type: "sketchpad/give-up", stroke, selected });
  }

  /** @param {boolean} full */
  filled(full) {
    const most = whole(this.description.limits.max_points);
    this.told = full ? `These are ${most} points, the most there can be. Erase some to draw more.` : "";
  }

  // --- Mouse, pen, finger and keyboard ---------------------------------------------------------------------

  /** @param {PointerEvent} event */
  onDown(event) {
    if (!this.strokeInput.down(event)) return;
    event.preventDefault();
    this.top.focus({ preventScroll: true });
    this.showCursor(false);
    if (event.isTrusted) this.top.setPointerCapture(event.pointerId);
  }

  /** @param {PointerEvent} event */
  onMove(event) {
    this.placeRing(event);
    this.strokeInput.move(event);
  }

  /** @param {PointerEvent} event */
  onUp(event) {
    this.strokeInput.up(event);
    if (event.pointerType === "touch") this.placeRing(null);
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    if (!this.keyboard.press(event)) return;
    event.preventDefault();
    this.showCursor(true);
  }

  onBlur() {
    // What the keyboard holds is let go where it is.
    if (this.strokeInput.busy && this.strokeInput.pointer === null) this.strokeInput.end();
    this.showCursor(false);
  }

  /** @param {PointerEvent | null} event */
  placeRing(event) {
    placeRing(this, event);
  }

  /** @param {boolean} wanted */
  showCursor(wanted) {
    placeCross(this, wanted ? this.keyboard.cursor.at : null);
  }
}

customElements.define("gp-sketchpad", Sketchpad);
