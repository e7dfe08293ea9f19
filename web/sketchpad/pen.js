// The pen that works on the plane, as a small state machine: idle, or making one of the strokes in strokes/.
// Each function takes the pen as it is and returns the pen as it then is; nothing else changes.

import { curve } from "./strokes/curve.js";
import { eraser } from "./strokes/eraser.js";
import { line } from "./strokes/line.js";
import { move } from "./strokes/move.js";
import { point } from "./strokes/point.js";
import { select } from "./strokes/select.js";
import { frame } from "./strokes/select-frame.js";
import { spray } from "./strokes/spray.js";

/** @typedef {import("../plane/geometry.js").Pair} Pair */

/**
 * What is on the plane, and which of it is selected: places in `points`, ascending.
 * @typedef {object} Drawing
 * @property {Pair[]} points
 * @property {number[]} labels
 * @property {readonly number[]} selected
 */

/** @typedef {"spray" | "point" | "line" | "move" | "select" | "frame" | "eraser" | "curve"} StrokeName */

/**
 * What is held in the hand.
 * @typedef {object} Brush
 * @property {StrokeName} tool
 * @property {number} label    what new points are
 * @property {number} size     radius of spray and eraser, in units of the plane
 * @property {number} density  points in one splash
 * @property {number} reach    how near to a point one has to press to take hold of it
 * @property {boolean} extend  what is selected is added to what was
 * @property {boolean} graph   a function of x is drawn: a point moves up and down, and there is one above each x
 * @property {number} most     how many points there may be
 * @property {{ low: number, high: number }} bounds
 * @property {() => number} random
 */

/**
 * @typedef {object} Pen
 * @property {"idle" | StrokeName} name
 * @property {Drawing} before  the drawing when the stroke began
 * @property {Drawing} drawing  the drawing now
 * @property {Brush | null} brush
 * @property {Pair} from  where it came down
 * @property {Pair} at
 * @property {number} owed  the fraction of a point that the last movement left over
 * @property {boolean} full  a point was refused for want of room
 * @property {readonly number[]} held  the points that go where the pen goes
 * @property {Pair[]} trail  the loop that is being drawn around points
 */

/**
 * What a stroke makes of the pen.
 * @typedef {object} Stroke
 * @property {(pen: Pen, brush: Brush) => Pen} press
 * @property {(pen: Pen, brush: Brush, to: Pair) => Pen} [drag]
 * @property {(pen: Pen, brush: Brush, milliseconds: number) => Pen} [hold]
 */

/** @type {Record<StrokeName, Stroke>} */
const STROKES = { spray, point, line, move, select, frame, eraser, curve };

/** @param {Drawing} drawing @returns {Pen} a pen that is not down */
export function idle(drawing) {
  return {
    name: "idle",
    before: drawing,
    drawing,
    brush: null,
    from: [0, 0],
    at: [0, 0],
    owed: 0,
    full: false,
    held: [],
    trail: [],
  };
}

/** The pen comes down. @param {Drawing} drawing @param {Brush} brush @param {Pair} at @returns {Pen} */
export function press(drawing, brush, at) {
  return STROKES[brush.tool].press({ ...idle(drawing), name: brush.tool, brush, from: at, at }, brush);
}

/** The pen moves. @param {Pen} pen @param {Pair} to @returns {Pen} */
export function drag(pen, to) {
  if (pen.brush === null || pen.name === "idle") return pen;
  return { ...(STROKES[pen.name].drag?.(pen, pen.brush, to) ?? pen), at: to };
}

/** Time passes with the pen down. @param {Pen} pen @param {number} milliseconds @returns {Pen} */
export function hold(pen, milliseconds) {
  if (pen.brush === null || pen.name === "idle") return pen;
  return STROKES[pen.name].hold?.(pen, pen.brush, milliseconds) ?? pen;
}

/** The pen goes up. @param {Pen} pen @returns {Pen} */
export const release = (pen) => idle(pen.drawing);

/** The stroke is given up: all is as it was before. @param {Pen} pen @returns {Pen} */
export const cancel = (pen) => idle(pen.before);
