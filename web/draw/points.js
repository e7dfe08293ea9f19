// Paints the examples: a filled shape for each, hollow where the example is kept for testing.

import { scale, toPixels } from "./geometry.js";
import { shapeOf } from "./shapes.js";

/** @typedef {import("./geometry.js").Frame} Frame */

/**
 * @typedef {object} Ink
 * @property {readonly string[]} classes  a CSS colour for each class
 * @property {string} paper
 * @property {(value: number) => string} value  colour of a regression value
 */

/**
 * @typedef {object} Examples
 * @property {"classification" | "regression"} task
 * @property {ArrayLike<number>} points  x1, x2 one after another
 * @property {ArrayLike<number>} labels
 * @property {ArrayLike<number>} is_test
 */

/** Smaller when there are many, so that a crowd is still a crowd of points. @param {Frame} frame @param {number} count */
export function pointRadius(frame, count) {
  const crowd = count > 1500 ? 0.6 : count > 600 ? 0.8 : 1;
  return Math.max(1.6, scale(frame) * 0.135 * crowd);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Frame} frame
 * @param {Examples} data
 * @param {Ink} ink
 * @param {{ radius: number, tests: boolean }} options  radius in pixels; whether to show the test points
 */
export function paintPoints(context, frame, data, ink, { radius, tests }) {
  for (const [key, group] of groups(frame, data, radius, tests)) {
    const colour =
      data.task === "regression" ? ink.value(Number(key.slice(1))) : ink.classes[Number(key.slice(1))];
    context.lineJoin = "round";
    if (key.startsWith("t")) {
      context.fillStyle = ink.paper;
      context.lineWidth = radius * 0.42;
      context.strokeStyle = colour;
      context.fill(group);
      context.stroke(group);
    } else {
      context.lineWidth = radius * 0.5;
      context.strokeStyle = ink.paper;
      context.stroke(group);
      context.fillStyle = colour;
      context.fill(group);
    }
  }
}

/**
 * One path for all examples that look alike.
 * @param {Frame} frame @param {Examples} data @param {number} radius @param {boolean} tests
 * @returns {Map<string, Path2D>} by "f1" (filled, class 1), "t0" (test, class 0)
 */
function groups(frame, data, radius, tests) {
  /** @type {Map<string, Path2D>} */
  const found = new Map();
  for (let i = 0; i < data.labels.length; i += 1) {
    const test = data.is_test[i] === 1;
    if (test && !tests) continue;
    const label = data.labels[i];
    const kind = data.task === "regression" ? Math.round(label * 20) / 20 : label;
    const key = `${test ? "t" : "f"}${kind}`;
    let path = found.get(key);
    if (!path) {
      path = new Path2D();
      found.set(key, path);
    }
    const [x, y] = toPixels(frame, data.points[2 * i], data.points[2 * i + 1]);
    const shape = shapeOf(data.task === "regression" ? 0 : label);
    shape.draw(path, x, y, test ? radius * 0.86 : radius);
  }
  return found;
}
