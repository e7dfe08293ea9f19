// What is drawn over the points while one works on them: rings around the selected ones, and the loop around them.

import { paintRings } from "../output/mistakes.js";
import { toPixels } from "../plane/geometry.js";

/** @typedef {import("../plane/geometry.js").Frame} Frame */

/** Of so many selected points the rings are thin and close, so that the points are still seen. */
const CROWD = 60;

/**
 * @param {CanvasRenderingContext2D} context @param {Frame} frame @param {ArrayLike<number>} places  x1, x2 one after another
 * @param {readonly number[]} selected @param {{ radius: number, ink: string, paper: string }} look
 */
export function paintSelected(context, frame, places, selected, look) {
  const there = selected.filter((place) => 2 * place + 1 < places.length);
  if (there.length === 0) return;
  const fine = there.length > CROWD;
  paintRings(context, frame, places, there, { ...look, fine, radius: look.radius + (fine ? 1.5 : 3) });
}

/**
 * The loop, dashed and closed, on a rim of paper, so that it is seen on every ground.
 * @param {CanvasRenderingContext2D} context @param {Frame} frame
 * @param {readonly import("../plane/geometry.js").Pair[]} trail @param {{ ink: string, paper: string }} look
 */
export function paintLoop(context, frame, trail, { ink, paper }) {
  if (trail.length < 2) return;
  context.save();
  context.beginPath();
  trail.forEach(([x1, x2], i) => {
    const [x, y] = toPixels(frame, x1, x2);
    if (i === 0) context.moveTo(x, y);
    else context.lineTo(x, y);
  });
  context.closePath();
  context.lineJoin = "round";
  context.strokeStyle = paper;
  context.lineWidth = 3.5;
  context.stroke();
  context.setLineDash([5, 4]);
  context.strokeStyle = ink;
  context.lineWidth = 1.5;
  context.stroke();
  context.restore();
}
