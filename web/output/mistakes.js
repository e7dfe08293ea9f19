// The points that the network puts into the wrong class, and a ring around each.

import { toPixels } from "../plane/geometry.js";

/**
 * Which points are wrong: the largest output should be the point's class; a single output says class 1 past the
 * middle of its two ends.
 * @param {ArrayLike<number>} outputs  at the points: all of the first output, then all of the next
 * @param {ArrayLike<number>} labels
 * @param {number} middle
 * @returns {number[]} their indices
 */
export function mistakes(outputs, labels, middle) {
  const count = labels.length;
  const width = count > 0 ? outputs.length / count : 0;
  /** @type {number[]} */
  const wrong = [];
  for (let i = 0; i < count; i += 1) {
    let said = width === 1 && outputs[i] > middle ? 1 : 0;
    for (let k = 1; k < width; k += 1) if (outputs[k * count + i] > outputs[said * count + i]) said = k;
    if (said !== labels[i]) wrong.push(i);
  }
  return wrong;
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {import("../plane/geometry.js").Frame} frame
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
