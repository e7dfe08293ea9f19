// Selecting: a loop drawn around points, or a press on a single one. What is selected already can be dragged away.

import { distance, inside, nearest } from "../../plane/geometry.js";
import { carry } from "./move.js";

/** @typedef {import("../../plane/geometry.js").Pair} Pair */
/** @typedef {import("../pen.js").Pen} Pen */
/** @typedef {import("../pen.js").Brush} Brush */

/** Corners of a loop that lie closer together than this are one. */
const FINEST = 0.05;

/** @param {Pen} pen @param {readonly number[]} selected @returns {Pen} */
const choose = (pen, selected) => ({ ...pen, drawing: { ...pen.drawing, selected } });

/** @param {readonly number[]} a @param {readonly number[]} b */
export const union = (a, b) => [...new Set([...a, ...b])].sort((x, y) => x - y);

/** @param {Pen} pen @param {Brush} brush @returns {Pen} */
function begin(pen, brush) {
  const { points, selected } = pen.drawing;
  const found = nearest(points, pen.at, brush.reach);
  if (brush.extend) {
    const others = selected.filter((place) => place !== found);
    const toggled = found < 0 || others.length < selected.length ? others : union(selected, [found]);
    return { ...choose(pen, toggled), trail: [pen.at] };
  }
  if (found >= 0 && selected.includes(found)) return { ...pen, held: selected };
  return { ...choose(pen, found < 0 ? [] : [found]), trail: [pen.at] };
}

/** @param {Pen} pen @param {Brush} brush @param {Pair} to @returns {Pen} */
function loop(pen, brush, to) {
  if (pen.held.length > 0) return carry(pen, brush, to);
  if (distance(pen.trail[pen.trail.length - 1], to) < FINEST) return pen;
  const trail = [...pen.trail, to];
  if (trail.length < 3) return { ...pen, trail };
  const kept = brush.extend ? pen.before.selected : [];
  const within = pen.drawing.points.flatMap((point, place) => (inside(trail, point) ? [place] : []));
  return { ...choose(pen, union(kept, within)), trail };
}

/** @type {import("../pen.js").Stroke} */
export const select = { press: begin, drag: loop };
