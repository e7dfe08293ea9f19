// Rings around points: those that are selected, and those that the network gets wrong.

import { toPixels } from "./geometry.js";

/**
 * @param {CanvasRenderingContext2D} context
 * @param {import("./geometry.js").Frame} frame
 * @param {ArrayLike<number>} points  x1, x2 one after another
 * @param {readonly number[]} indices
 * @param {{ radius: number, ink: string, paper: string, fine?: boolean }} look  fine: for a crowd
 */
export function paintRings(context, frame, points, indices, { radius, ink, paper, fine = false }) {
  context.beginPath();
  for (const i of indices) {
    const [x, y] = toPixels(frame, points[2 * i], points[2 * i + 1]);
    context.moveTo(x + radius, y);
    context.arc(x, y, radius, 0, 2 * Math.PI);
  }
  // A rim of paper under the ink: a ring is seen on every ground.
  for (const [colour, width] of /** @type {const} */ ([
    [paper, fine ? 2.5 : 4],
    [ink, fine ? 1 : 1.75],
  ])) {
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.stroke();
  }
}
