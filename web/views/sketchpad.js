// The sketchpad: the plane that one draws on with mouse, pen, finger or keyboard.

import { html, nothing } from "lit";
import { pairs, scale, toPlane } from "../draw/geometry.js";
import { cancel, drag, hold, idle, press, release } from "../draw/pen.js";
import { paintPoints, pointRadius } from "../draw/points.js";
import { fresh, Raster } from "../draw/surface.js";
import { Cursor } from "./cursor.js";
import { Measured } from "./measured.js";
import { paintAxes, paintOutput } from "./painting.js";
import { View } from "./view.js";

/** @typedef {import("../draw/geometry.js").Pair} Pair */

/** Milliseconds before a pen that rests on the paper sprays on. */
const REST = 150;
/** Points in one splash at full density. */
const SPLASH = 16;

let strokes = 0;

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
    this.pen = idle({ points: [], labels: [] });
    this.stroke = 0;
    /** The drawing as the page last heard of it. */
    this.sent = this.pen.drawing;
    /** @type {number | null} which pointer draws */
    this.pointer = null;
    /** @type {PointerEvent[]} movements since the last frame */
    this.moves = [];
    this.lastMove = 0;
    this.lastFrame = 0;
    /** @type {Raster | null} */
    this.raster = null;
    /** @type {unknown} */
    this.shown = null;
  }

  get frame() {
    const [low, high] = this.description.limits.domain;
    return { low, high, side: this.size.width || 1 };
  }

  get canvas() {
    return /** @type {HTMLCanvasElement} */ (this.querySelector("canvas.top"));
  }

  render() {
    const empty = this.data.labels.length === 0;
    return html`
      <div class="plane drawing" @pointerleave=${this.onLeave}>
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
          @pointercancel=${this.onCancel}
          @contextmenu=${(/** @type {Event} */ event) => event.preventDefault()}
          @keydown=${this.onKey}
          @focus=${() => this.showCursor(true)}
          @blur=${() => this.showCursor(false)}
        ></canvas>
        <span class="axis x1"><i>x</i><sub>1</sub></span><span class="axis x2"><i>x</i><sub>2</sub></span>
        <div class="ring" hidden></div>
        <svg class="cursor" viewBox="0 0 24 24" hidden>
          <path d="M12 1v7m0 8v7M1 12h7m8 0h7" stroke="var(--paper)" stroke-width="4" />
          <path d="M12 1v7m0 8v7M1 12h7m8 0h7" />
        </svg>
        ${empty ? html`<p class="invite"><strong>Draw here</strong>Press and move. Then choose the other class and draw again.</p>` : nothing}
        <p class="told" aria-live="polite">${this.told || (empty ? "" : this.problem)}</p>
      </div>
      <p class="hidden" id="data-keys">
        Arrow keys move a cursor, with Shift in larger steps. Enter or Space places a point of the chosen class. Delete
        removes the nearest point. The digits choose a class.
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
    // The points need painting only when they, their size or the colours have changed.
    const key = [this.data, this.theme, side, globalThis.devicePixelRatio];
    if (
      Array.isArray(this.shown) &&
      key.every((part, i) => part === /** @type {unknown[]} */ (this.shown)[i])
    )
      return;
    this.shown = key;
    const context = fresh(this.canvas, side, side);
    paintAxes(context, this.frame, this.theme);
    const ink = { classes: this.theme.classes, paper: this.theme.line.paper, value: this.theme.value };
    const radius = pointRadius(this.frame, this.data.labels.length);
    paintPoints(context, this.frame, this.data, ink, { radius, tests: true });
  }

  /** @param {import("./theme.js").Theme} theme */
  paintGhost(theme) {
    const canvas = /** @type {HTMLCanvasElement} */ (this.querySelector("canvas.ghost"));
    canvas.hidden = !this.maps;
    if (!this.maps) return;
    this.raster ??= new Raster(canvas);
    const halves = this.config.view.discretize === true;
    paintOutput(this.raster, this.maps, {
      config: this.config,
      description: this.description,
      theme,
      halves,
    });
  }

  /** @param {PointerEvent} event @returns {Pair} */
  at(event) {
    const box = this.canvas.getBoundingClientRect();
    return toPlane(
      { ...this.frame, side: box.width || 1 },
      event.clientX - box.left,
      event.clientY - box.top,
    );
  }

  /** @param {import("../state/types").Tool} tool @returns {import("../draw/pen.js").Kit} */
  kit(tool) {
    const [low, high] = this.description.limits.domain;
    return {
      tool,
      label: this.active,
      size: this.brush.size,
      density: Math.max(1, Math.round(SPLASH * this.brush.density)),
      most: this.description.limits.max_points,
      bounds: { low, high },
      random: Math.random,
    };
  }

  drawing() {
    return { points: pairs(this.data.points), labels: [...this.data.labels] };
  }

  /** @param {PointerEvent} event */
  onDown(event) {
    if (this.pointer !== null || (event.button !== 0 && event.button !== 2 && event.button !== 5)) return;
    event.preventDefault();
    this.canvas.focus({ preventScroll: true });
    this.showCursor(false);
    this.pointer = event.pointerId;
    if (event.isTrusted) this.canvas.setPointerCapture(event.pointerId);
    const erases = event.button === 2 || event.button === 5;
    strokes += 1;
    this.stroke = strokes;
    this.sent = this.drawing();
    this.advance(press(this.sent, this.kit(erases ? "eraser" : this.tool), this.at(event)));
    this.moves = [];
    this.lastFrame = performance.now();
    this.lastMove = this.lastFrame;
    requestAnimationFrame((now) => this.onFrame(now));
  }

  /** @param {PointerEvent} event */
  onMove(event) {
    this.placeRing(event);
    if (event.pointerId !== this.pointer) return;
    const finer = event.getCoalescedEvents?.() ?? [];
    this.moves.push(...(finer.length > 0 ? finer : [event]));
    this.lastMove = performance.now();
  }

  /** @param {number} now */
  onFrame(now) {
    if (this.pointer === null) return;
    this.catchUp();
    if (now - this.lastMove > REST) this.advance(hold(this.pen, Math.min(100, now - this.lastFrame)));
    this.lastFrame = now;
    requestAnimationFrame((next) => this.onFrame(next));
  }

  catchUp() {
    let { pen } = this;
    for (const move of this.moves) pen = drag(pen, this.at(move));
    this.moves = [];
    this.advance(pen);
  }

  /** @param {PointerEvent} event */
  onUp(event) {
    if (event.pointerId !== this.pointer) return;
    this.moves.push(event);
    this.catchUp();
    this.pointer = null;
    this.pen = release(this.pen);
    if (event.pointerType === "touch") this.placeRing(null);
  }

  /** A stroke that the browser takes over (a second finger that zooms) was none. @param {PointerEvent} event */
  onCancel(event) {
    if (event.pointerId === this.pointer) this.giveUp();
  }

  giveUp() {
    this.pointer = null;
    this.advance(cancel(this.pen));
  }

  onLeave() {
    this.placeRing(null);
  }

  /** Takes over what the pen has become, and tells the page if the drawing has changed. @param {import("../draw/pen.js").Pen} pen */
  advance(pen) {
    this.pen = pen;
    if (pen.full)
      this.tell(
        `These are ${this.description.limits.max_points} points, the most there can be. Erase some to draw more.`,
      );
    else if (this.told) this.tell("");
    if (pen.drawing === this.sent) return;
    this.sent = pen.drawing;
    this.send({ type: "draw", points: pen.drawing.points, labels: pen.drawing.labels, stroke: this.stroke });
  }

  /** @param {string} text */
  tell(text) {
    this.told = text;
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    if (event.key === "Escape" && this.pointer !== null) {
      this.giveUp();
      return;
    }
    const [low, high] = this.description.limits.domain;
    const done = this.cursor.press(event, { low, high });
    if (!done) return;
    event.preventDefault();
    if (done === "move") this.tell(this.cursor.where(this.data));
    else if (done === "place") this.once("point", this.cursor.at, "Placed a point.");
    else if (done === "remove") this.once("eraser", this.cursor.nearest(this.data), "Removed a point.");
    else if (done.choose < this.classes) this.send({ type: "set-class", active_class: done.choose });
    this.showCursor(true);
  }

  /**
   * A stroke of the keyboard: one point placed or removed.
   * @param {"point" | "eraser"} tool @param {Pair | null} at @param {string} said
   */
  once(tool, at, said) {
    if (at === null) return this.tell("There is no point near the cursor.");
    strokes += 1;
    this.stroke = strokes;
    this.sent = this.drawing();
    const pen = press(this.sent, { ...this.kit(tool), ...(tool === "eraser" ? { size: 1e-6 } : {}) }, at);
    this.tell(said);
    this.advance(pen);
    if (!pen.full) this.tell(said);
    this.pen = release(this.pen);
  }

  /** @param {boolean} wanted */
  showCursor(wanted) {
    const cross = /** @type {SVGElement} */ (this.querySelector(".cursor"));
    const visible = wanted && (this.cursor.moved || this.canvas.matches(":focus-visible"));
    cross.toggleAttribute("hidden", !visible);
    const unit = scale(this.frame);
    const [x1, x2] = this.cursor.at;
    cross.style.transform = `translate(${(x1 - this.frame.low) * unit}px, ${(this.frame.high - x2) * unit}px)`;
  }

  /** The brush's outline under the pointer. @param {PointerEvent | null} event */
  placeRing(event) {
    const ring = /** @type {HTMLElement} */ (this.querySelector(".ring"));
    const shown = event !== null && this.tool !== "point" && event.pointerType !== "touch";
    ring.hidden = !shown;
    if (!shown) return;
    const box = this.canvas.getBoundingClientRect();
    const radius = this.brush.size * scale(this.frame);
    ring.style.width = `${2 * radius}px`;
    ring.style.height = `${2 * radius}px`;
    ring.style.transform = `translate(${event.clientX - box.left - radius}px, ${event.clientY - box.top - radius}px)`;
  }
}

customElements.define("gp-sketchpad", Sketchpad);
