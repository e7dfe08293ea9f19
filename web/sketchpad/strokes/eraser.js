// The eraser: takes away what its way touches.

import { distanceToSegment } from "../../plane/geometry.js";
import { without } from "./add.js";

/** @typedef {import("../../plane/geometry.js").Pair} Pair */

/** @param {import("../pen.js").Pen} pen @param {import("../pen.js").Kit} kit @param {Pair} to */
function erase(pen, kit, to) {
  const stays = pen.drawing.points.map((point) => distanceToSegment(point, pen.at, to) > kit.size);
  const drawing = without(pen.drawing, stays);
  return drawing === pen.drawing ? pen : { ...pen, drawing };
}

/** @type {import("../pen.js").Stroke} */
export const eraser = { press: (pen, kit) => erase(pen, kit, pen.at), drag: erase };
