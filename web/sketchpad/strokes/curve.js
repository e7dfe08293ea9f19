// The pen that draws a function of x: above each x that it passes stands one value, and a new one replaces the old.

import { STEP, tidy } from "../../plane/geometry.js";
import { add, without } from "./add.js";

/** @typedef {import("../../plane/geometry.js").Pair} Pair */
/** @typedef {import("../pen.js").Pen} Pen */
/** @typedef {import("../pen.js").Brush} Brush */

/** @param {Pen} pen @param {Brush} brush @param {Pair} to @returns {Pen} */
function trace(pen, brush, to) {
  const [[left, from], [right, end]] = pen.at[0] <= to[0] ? [pen.at, to] : [to, pen.at];
  // The nearest sample belongs to the pen even where it has moved by less than a step.
  const first = Math.round(left / STEP);
  const last = Math.round(right / STEP);
  /** @type {Pair[]} */
  const values = [];
  for (let n = first; n <= last; n += 1) {
    const share = right > left ? Math.min(1, Math.max(0, (n * STEP - left) / (right - left))) : 0;
    // Where the pen stands, its own height counts, however many samples it has passed at once.
    values.push([tidy(n * STEP), tidy(right > left ? from + (end - from) * share : to[1])]);
  }
  const [low, high] = [(first - 0.5) * STEP, (last + 0.5) * STEP];
  const cleared = without(
    pen.drawing,
    pen.drawing.points.map(([x]) => x < low || x >= high),
  );
  return inOrder(add({ ...pen, drawing: { ...cleared, selected: [] } }, brush, values));
}

/** From left to right, as one reads it in a table. @param {Pen} pen @returns {Pen} */
function inOrder(pen) {
  const { points, labels } = pen.drawing;
  const order = points.map((_, i) => i).sort((a, b) => points[a][0] - points[b][0]);
  const drawing = { points: order.map((i) => points[i]), labels: order.map((i) => labels[i]), selected: [] };
  return { ...pen, drawing };
}

/** @type {import("../pen.js").Stroke} */
export const curve = { press: (pen, brush) => trace(pen, brush, pen.at), drag: trace };
