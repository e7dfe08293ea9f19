// The hand that holds the pen: gathers what mouse, finger, stylus and keyboard do, and hands it on once a frame.

import { nextUndoGroup } from "../ui/undo-group.js";
import { cancel, drag, hold, idle, press, release } from "./pen.js";

/** @typedef {import("../plane/geometry.js").Pair} Pair */
/** @typedef {import("./pen.js").Drawing} Drawing */
/** @typedef {import("./pen.js").Pen} Pen */
/** @typedef {import("./pen.js").Kit} Kit */
/** @typedef {import("../app/state-types").Tool} Tool */

/** Milliseconds before a pen that rests on the paper sprays on. */
const REST = 150;
/** Mouse buttons: the right one and the eraser's end of a stylus. */
const ERASING = [2, 5];

/**
 * What the hand needs of the sketchpad.
 * @typedef {object} Paper
 * @property {(event: PointerEvent) => Pair} at
 * @property {(tool: Tool, event: PointerEvent | null) => Kit} kit
 * @property {Tool} tool
 * @property {() => Drawing} drawing  as it is now
 * @property {(drawing: Drawing, stroke: number) => void} drawn  the drawing has changed
 * @property {(selected: readonly number[]) => void} chosen  only the selection has
 * @property {(stroke: number, before: Drawing) => void} givenUp  the stroke was none
 * @property {(full: boolean) => void} filled  whether there is room for more points
 * @property {() => void} repaint  the loop or the rings may have changed
 */

export class Hand {
  /** @param {Paper} paper */
  constructor(paper) {
    this.paper = paper;
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
    const tool = erases ? "eraser" : this.paper.tool;
    this.begin(this.paper.kit(tool, event), this.paper.at(event));
    this.moves = [];
    this.lastFrame = performance.now();
    this.lastMove = this.lastFrame;
    requestAnimationFrame((now) => this.frame(now));
    return true;
  }

  /** @param {Kit} kit @param {Pair} at */
  begin(kit, at) {
    this.stroke = nextUndoGroup();
    this.paper.filled(false);
    this.sent = this.paper.drawing();
    this.advance(press(this.sent, kit, at));
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
    for (const move of this.moves) pen = drag(pen, this.paper.at(move));
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
    this.paper.givenUp(this.stroke, before);
    this.end();
    return true;
  }

  /** A stroke of a single place, as the keyboard makes it. @param {Kit} kit @param {Pair} at */
  once(kit, at) {
    if (this.busy) this.end();
    this.begin(kit, at);
    this.end();
  }

  end() {
    this.pointer = null;
    this.moves = [];
    this.pen = release(this.pen);
    this.paper.repaint();
  }

  /** Takes over what the pen has become, and tells the page if the drawing has changed. @param {Pen} pen */
  advance(pen) {
    const { drawing, full } = pen;
    this.pen = pen;
    if (full) this.paper.filled(true);
    this.paper.repaint();
    const { points, labels, selected } = this.sent;
    this.sent = drawing;
    if (drawing.points !== points || drawing.labels !== labels) this.paper.drawn(drawing, this.stroke);
    else if (drawing.selected !== selected) this.paper.chosen(drawing.selected);
  }
}
