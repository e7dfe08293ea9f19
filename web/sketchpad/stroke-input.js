// Strokes as they come in: gathers what mouse, finger, stylus and keyboard do, and hands it on once a frame.

import { nextUndoGroup } from "../ui/undo-group.js";
import { cancel, drag, hold, idle, press, release } from "./pen.js";

/** @typedef {import("../plane/geometry.js").Pair} Pair */
/** @typedef {import("./pen.js").Drawing} Drawing */
/** @typedef {import("./pen.js").Pen} Pen */
/** @typedef {import("./pen.js").Brush} Brush */
/** @typedef {import("../app/state-types").Tool} Tool */

/** Milliseconds before a pen that rests on the paper sprays on. */
const REST = 150;
/** Mouse buttons: the right one and the eraser's end of a stylus. */
const ERASING = [2, 5];

/**
 * What strokes are drawn on: the sketchpad.
 * @typedef {object} Surface
 * @property {(event: PointerEvent) => Pair} at
 * @property {(tool: Tool, event: PointerEvent | null) => Brush} brushFor
 * @property {Tool} tool
 * @property {() => Drawing} drawing  as it is now
 * @property {(drawing: Drawing, stroke: number) => void} drawn  the drawing has changed
 * @property {(selected: readonly number[]) => void} chosen  only the selection has
 * @property {(stroke: number, before: Drawing) => void} givenUp  the stroke was none
 * @property {(full: boolean) => void} filled  whether there is room for more points
 * @property {() => void} repaint  the loop or the rings may have changed
 */

export class StrokeInput {
  /** @param {Surface} surface */
  constructor(surface) {
    this.surface = surface;
    this.pen = idle({ points: [], labels: [], selected: [] });
    /** The drawing as the page last heard of it. */
    this.sent = this.pen.drawing;
    this.stroke = 0;
    /** @type {number | null} which pointer draws; null: none, or the keyboard */
    this.pointer = null;
    /** @type {PointerEvent[]} movements since the last frame */
    this.moves = [];
    this.lastMove = 0;
    this.lastFrame = 0;
  }

  /** Whether a stroke is being made. */
  get busy() {
    return this.pen.name !== "idle";
  }

  /** @param {PointerEvent} event @returns {boolean} whether a stroke begins */
  down(event) {
    const erases = ERASING.includes(event.button);
    if (this.pointer !== null) {
      // Two fingers move the page or zoom: what the first of them has drawn was not meant.
      if (event.pointerType === "touch") this.giveUp();
      return false;
    }
    if (event.button !== 0 && !erases) return false;
    if (this.busy) this.end();
    this.pointer = event.pointerId;
    const tool = erases ? "eraser" : this.surface.tool;
    this.begin(this.surface.brushFor(tool, event), this.surface.at(event));
    this.moves = [];
    this.lastFrame = performance.now();
    this.lastMove = this.lastFrame;
    requestAnimationFrame((now) => this.frame(now));
    return true;
  }

  /** @param {Brush} brush @param {Pair} at */
  begin(brush, at) {
    this.stroke = nextUndoGroup();
    this.surface.filled(false);
    this.sent = this.surface.drawing();
    this.advance(press(this.sent, brush, at));
  }

  /** @param {PointerEvent} event */
  move(event) {
    if (event.pointerId !== this.pointer) return;
    const finer = event.getCoalescedEvents?.() ?? [];
    this.moves.push(...(finer.length > 0 ? finer : [event]));
    this.lastMove = performance.now();
  }

  /** The keyboard has gone on to a place. @param {Pair} to */
  moveTo(to) {
    if (this.busy && this.pointer === null) this.advance(drag(this.pen, to));
  }

  /** @param {number} now */
  frame(now) {
    if (this.pointer === null) return;
    this.catchUp();
    if (now - this.lastMove > REST) this.advance(hold(this.pen, Math.min(100, now - this.lastFrame)));
    this.lastFrame = now;
    requestAnimationFrame((next) => this.frame(next));
  }

  catchUp() {
    let { pen } = this;
    for (const move of this.moves) pen = drag(pen, this.surface.at(move));
    this.moves = [];
    this.advance(pen);
  }

  /** @param {PointerEvent} event */
  up(event) {
    if (event.pointerId !== this.pointer) return;
    this.moves.push(event);
    this.catchUp();
    this.end();
  }

  /** A stroke that the browser takes over (a second finger that zooms) was none. @param {PointerEvent} event */
  cancelled(event) {
    if (event.pointerId === this.pointer) this.giveUp();
  }

  /** @returns {boolean} whether there was a stroke to give up */
  giveUp() {
    if (!this.busy) return false;
    const { before } = this.pen;
    this.pen = cancel(this.pen);
    this.surface.givenUp(this.stroke, before);
    this.end();
    return true;
  }

  /** A stroke of a single place, as the keyboard makes it. @param {Brush} brush @param {Pair} at */
  once(brush, at) {
    if (this.busy) this.end();
    this.begin(brush, at);
    this.end();
  }

  end() {
    this.pointer = null;
    this.moves = [];
    this.pen = release(this.pen);
    this.surface.repaint();
  }

  /** Takes over what the pen has become, and tells the page if the drawing has changed. @param {Pen} pen */
  advance(pen) {
    const { drawing, full } = pen;
    this.pen = pen;
    if (full) this.surface.filled(true);
    this.surface.repaint();
    const { points, labels, selected } = this.sent;
    this.sent = drawing;
    if (drawing.points !== points || drawing.labels !== labels) this.surface.drawn(drawing, this.stroke);
    else if (drawing.selected !== selected) this.surface.chosen(drawing.selected);
  }
}
