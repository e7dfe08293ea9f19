// The hand that holds the pen: gathers what mouse, finger and stylus do, and hands it on once a frame.

import { cancel, drag, hold, idle, press, release } from "../draw/pen.js";

/** @typedef {import("../draw/geometry.js").Pair} Pair */
/** @typedef {import("../draw/pen.js").Drawing} Drawing */
/** @typedef {import("../draw/pen.js").Pen} Pen */
/** @typedef {import("../state/types").Tool} Tool */

/** Milliseconds before a pen that rests on the paper sprays on. */
const REST = 150;
/** Mouse buttons: the right one and the eraser's end of a stylus. */
const ERASING = [2, 5];

let strokes = 0;

/**
 * What the hand needs of the sketchpad.
 * @typedef {object} Paper
 * @property {(event: PointerEvent) => Pair} at
 * @property {(tool: Tool) => import("../draw/pen.js").Kit} kit
 * @property {Tool} tool
 * @property {() => Drawing} drawing  as it is now
 * @property {(drawing: Drawing, stroke: number) => void} drawn  the drawing has changed
 * @property {(full: boolean) => void} filled  whether there is room for more points
 */

export class Hand {
  /** @param {Paper} paper */
  constructor(paper) {
    this.paper = paper;
    this.pen = idle({ points: [], labels: [] });
    /** The drawing as the page last heard of it. */
    this.sent = this.pen.drawing;
    this.stroke = 0;
    /** @type {number | null} which pointer draws */
    this.pointer = null;
    /** @type {PointerEvent[]} movements since the last frame */
    this.moves = [];
    this.lastMove = 0;
    this.lastFrame = 0;
  }

  /** @param {PointerEvent} event @returns {boolean} whether a stroke begins */
  down(event) {
    const erases = ERASING.includes(event.button);
    if (this.pointer !== null || (event.button !== 0 && !erases)) return false;
    this.pointer = event.pointerId;
    this.begin(erases ? "eraser" : this.paper.tool, this.paper.at(event));
    this.moves = [];
    this.lastFrame = performance.now();
    this.lastMove = this.lastFrame;
    requestAnimationFrame((now) => this.frame(now));
    return true;
  }

  /** @param {Tool} tool @param {Pair} at @param {Partial<import("../draw/pen.js").Kit>} [changes] */
  begin(tool, at, changes) {
    strokes += 1;
    this.stroke = strokes;
    this.sent = this.paper.drawing();
    this.advance(press(this.sent, { ...this.paper.kit(tool), ...changes }, at));
  }

  /** @param {PointerEvent} event */
  move(event) {
    if (event.pointerId !== this.pointer) return;
    const finer = event.getCoalescedEvents?.() ?? [];
    this.moves.push(...(finer.length > 0 ? finer : [event]));
    this.lastMove = performance.now();
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
    if (this.pointer === null) return false;
    this.advance(cancel(this.pen));
    this.end();
    return true;
  }

  /** A stroke of a single place, as the keyboard makes it. @param {Tool} tool @param {Pair} at */
  once(tool, at) {
    // The eraser takes the very point that was meant, however large the brush is.
    this.begin(tool, at, tool === "eraser" ? { size: 1e-6 } : {});
    this.end();
  }

  end() {
    this.pointer = null;
    this.moves = [];
    this.pen = release(this.pen);
  }

  /** Takes over what the pen has become, and tells the page if the drawing has changed. @param {Pen} pen */
  advance(pen) {
    this.pen = pen;
    this.paper.filled(pen.full);
    if (pen.drawing === this.sent) return;
    this.sent = pen.drawing;
    this.paper.drawn(pen.drawing, this.stroke);
  }
}
