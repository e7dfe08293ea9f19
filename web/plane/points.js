// Paints the examples: a filled shape for each, hollow where the example is kept for testing.
// Each look is drawn once, as a stamp, and then stamped wherever a point is: that is many times faster.

import { scale, toPixels } from "./geometry.js";
import { shapeOf, valueShape } from "./shapes.js";

/** @typedef {import("./geometry.js").Frame} Frame */

/**
 * @typedef {object} Ink
 * @property {readonly string[]} classes  a CSS colour for each class
 * @property {string} paper
 * @property {(value: number) => string} edge  its outline: a value near zero has the colour of the ground
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

/** Values of a regression are told apart in this many steps. */
const STEPS = 20;

/**
 * @param {CanvasRenderingContext2D} context  scaled so that one unit is a CSS pixel
 * @param {Frame} frame
 * @param {Examples} data
 * @param {Ink} ink
 * @param {{ radius: number, tests: boolean, plain?: boolean }} options  radius in pixels; whether to show the test
 *   points; plain: values are all of one shape, where their place says how large they are
 */
export function paintPoints(context, frame, data, ink, { radius, tests, plain = false }) {
  const regression = data.task === "regression";
  const ratio = context.getTransform().a;
  /** @type {Map<number, HTMLCanvasElement>} */
  const stamps = new Map();
  const shift = Math.ceil(radius * 2 * ratio) / ratio;
  for (let i = 0; i < data.labels.length; i += 1) {
    const test = data.is_test[i] === 1;
    if (test && !tests) continue;
    const look = regression ? Math.round(data.labels[i] * STEPS) : data.labels[i];
    const key = 2 * look + (test ? 1 : 0);
    let stamp = stamps.get(key);
    if (!stamp) {
      const colour = regression ? ink.value(look / STEPS) : ink.classes[look % ink.classes.length];
      const edge = regression ? ink.edge(look / STEPS) : ink.paper;
      const shape = !regression ? shapeOf(look) : plain ? shapeOf(0) : valueShape(look / STEPS);
      stamp = makeStamp(shape, {
        colour,
        paper: ink.paper,
        edge,
        radius,
        test,
        ratio,
        shift,
      });
      stamps.set(key, stamp);
    }
    const [x, y] = toPixels(frame, data.points[2 * i], data.points[2 * i + 1]);
    const left = Math.round((x - shift) * ratio) / ratio;
    const top = Math.round((y - shift) * ratio) / ratio;
    context.drawImage(stamp, left, top, stamp.width / ratio, stamp.height / ratio);
  }
}

/**
 * @param {import("./shapes.js").Looks} shape
 * @param {{ colour: string, paper: string, edge: string, radius: number, test: boolean, ratio: number, shift: number }} look
 */
function makeStamp(shape, { colour, paper, edge, radius, test, ratio, shift }) {
  const stamp = document.createElement("canvas");
  stamp.width = Math.round(2 * shift * ratio);
  stamp.height = stamp.width;
  const context = /** @type {CanvasRenderingContext2D} */ (stamp.getContext("2d"));
  context.scale(ratio, ratio);
  context.lineJoin = "round";
  context.beginPath();
  shape.draw(context, shift, shift, test ? radius * 0.86 : radius);
  context.lineWidth = radius * (test || edge !== paper ? 0.42 : 0.5);
  context.strokeStyle = test && edge === paper ? colour : edge;
  context.fillStyle = test ? paper : colour;
  if (test) context.fill();
  context.stroke();
  if (!test) context.fill();
  return stamp;
}
