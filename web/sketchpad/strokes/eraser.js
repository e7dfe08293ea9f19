// The eraser: takes away what its way touches.

import { distanceToSegment } from "../../plane/geometry.js";
import { without } from "./add.js";

/** @typedef {import("../../plane/geometry.js").Pair} Pair */

/** @param {import("../pen.js").Pen} pen @param {import("../pen.js").Brush} brush @param {Pair} to */
function erase(pen, brush, to) {
  const stays = pen.drawing.points.map((point) => distanceToSegment(point, pen.at, to) > brush.size);
  const drawing = without(pen.drawing, stays);
  return drawing === pen.drawing ? pen : { ...pen, drawing };
}

/** @type {import("../pen.js").Stroke} */
export const eraser = { press: (pen, brush) => erase(pen, brush, pen.at), drag: erase };
