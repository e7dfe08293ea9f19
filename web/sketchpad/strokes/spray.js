// The spray can: splashes of points all along its way, and on while it rests.

import { distance } from "../../plane/geometry.js";
import { splash } from "../scatter.js";
import { add } from "./add.js";

/** @typedef {import("../../plane/geometry.js").Pair} Pair */
/** @typedef {import("../pen.js").Pen} Pen */
/** @typedef {import("../pen.js").Brush} Brush */

/** How many splashes fit side by side into the width of the brush. */
const SPLASHES_A_WIDTH = 1.6;
/** Splashes a second while the pen is held still. */
const SPLASHES_A_SECOND = 4;
/** So many of the latest points are kept clear of. */
const RECENT = 96;

/** @type {import("../pen.js").Stroke} */
export const spray = {
  press: (pen, brush) => splashAt(pen, brush, pen.at, brush.density),
  drag: along,
  hold: (pen, brush, milliseconds) =>
    splashAt(pen, brush, pen.at, (brush.density * SPLASHES_A_SECOND * milliseconds) / 1000),
};

/** @param {Pen} pen @param {Brush} brush @param {Pair} to */
function along(pen, brush, to) {
  const { at: from } = pen;
  const length = distance(from, to);
  const splashes = Math.ceil((length / brush.size) * SPLASHES_A_WIDTH);
  const amount = ((length / splashes / brush.size) * SPLASHES_A_WIDTH * brush.density) / 2;
  let next = pen;
  for (let n = 1; n <= splashes; n += 1) {
    const share = n / splashes;
    const at = /** @type {Pair} */ ([
      from[0] + (to[0] - from[0]) * share,
      from[1] + (to[1] - from[1]) * share,
    ]);
    next = splashAt(next, brush, at, amount);
  }
  return next;
}

/** @param {Pen} pen @param {Brush} brush @param {Pair} at @param {number} amount @returns {Pen} */
function splashAt(pen, brush, at, amount) {
  const due = pen.owed + amount;
  const count = Math.floor(due);
  const near = pen.drawing.points.slice(-RECENT);
  const fresh = splash({
    centre: at,
    radius: brush.size,
    count,
    near,
    bounds: brush.bounds,
    random: brush.random,
  });
  return { ...add(pen, brush, fresh), owed: due - count };
}
