// Selecting by a rectangle from one corner to the other, as the keyboard does it.

import { union } from "./select.js";

/** @typedef {import("../../plane/geometry.js").Pair} Pair */
/** @typedef {import("../pen.js").Pen} Pen */

/** @param {Pen} pen @param {import("../pen.js").Brush} brush @param {Pair} to @returns {Pen} */
function stretch(pen, brush, to) {
  const [[ax, ay], [bx, by]] = [pen.from, to];
  const between = (/** @type {number} */ v, /** @type {number} */ a, /** @type {number} */ b) =>
    v >= Math.min(a, b) && v <= Math.max(a, b);
  const within = pen.drawing.points.flatMap(([x, y], place) =>
    between(x, ax, bx) && between(y, ay, by) ? [place] : [],
  );
  const selected = brush.extend ? union(pen.before.selected, within) : within;
  const trail = /** @type {Pair[]} */ ([
    [ax, ay],
    [bx, ay],
    [bx, by],
    [ax, by],
  ]);
  return { ...pen, trail, drawing: { ...pen.drawing, selected } };
}

/** @type {import("../pen.js").Stroke} */
export const frame = { press: (pen, brush) => stretch(pen, brush, pen.at), drag: stretch };
