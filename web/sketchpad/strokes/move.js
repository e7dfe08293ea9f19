// Taking hold of a point, or of all that is selected, and carrying it elsewhere.

import { nearest, tidy } from "../../plane/geometry.js";

/** @typedef {import("../../plane/geometry.js").Pair} Pair */
/** @typedef {import("../pen.js").Pen} Pen */
/** @typedef {import("../pen.js").Brush} Brush */

/** @param {Pen} pen @param {Brush} brush @returns {Pen} the pen holds what it has come down on */
function grab(pen, brush) {
  const { points, selected } = pen.drawing;
  const found = nearest(points, pen.at, brush.reach);
  if (found < 0) return { ...pen, drawing: { ...pen.drawing, selected: [] } };
  if (selected.includes(found)) return { ...pen, held: selected };
  return { ...pen, held: [found], drawing: { ...pen.drawing, selected: [found] } };
}

/**
 * How far the points may go in one direction, so that none that is in sight leaves it.
 * @param {number} wish @param {number[]} values @param {{ low: number, high: number }} bounds
 */
function allowed(wish, values, { low, high }) {
  const least = values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const most = values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  return Math.min(Math.max(0, high - most), Math.max(Math.min(0, low - least), wish));
}

/** @param {Pen} pen @param {Brush} brush @param {Pair} to @returns {Pen} */
export function carry(pen, brush, to) {
  if (pen.held.length === 0) return pen;
  const old = pen.held.map((place) => pen.before.points[place]);
  const dx = brush.graph
    ? 0
    : allowed(
        to[0] - pen.from[0],
        old.map(([x]) => x),
        brush.bounds,
      );
  const dy = allowed(
    to[1] - pen.from[1],
    old.map(([, y]) => y),
    brush.bounds,
  );
  if (dx === 0 && dy === 0 && pen.drawing.points === pen.before.points) return pen;
  const points = [...pen.before.points];
  pen.held.forEach((place, i) => {
    points[place] = [
      dx === 0 ? old[i][0] : tidy(old[i][0] + dx),
      dy === 0 ? old[i][1] : tidy(old[i][1] + dy),
    ];
  });
  return { ...pen, drawing: { ...pen.drawing, points } };
}

/** @type {import("../pen.js").Stroke} */
export const move = { press: grab, drag: carry };
