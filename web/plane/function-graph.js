// The graph of a function of x: its axes with a few numbers, and the curve that a network has learned.

import { minus } from "../ui/format.js";
import { toPixels } from "./geometry.js";

/** @typedef {import("./geometry.js").Frame} Frame */

/** Points of a graph stand close together: so much smaller they are. */
export const SLIM = 0.62;

/**
 * What a network with one input says, from left to right, in values: any row of its map, the middle one.
 * @param {ArrayLike<number>} map  a square map of the output
 */
export function learnt(map) {
  const side = Math.round(Math.sqrt(map.length));
  const row = Math.floor(side / 2) * side;
  return Array.from({ length: side }, (_, i) => map[row + i]);
}

/**
 * @param {CanvasRenderingContext2D} context @param {Frame} frame
 * @param {readonly number[]} heights  in units of the plane, at the middles of as many columns of the frame
 * @param {{ ink: string, paper: string }} look
 */
export function paintCurve(context, frame, heights, { ink, paper }) {
  traceCurve(context, frame, heights);
  for (const [colour, width] of /** @type {const} */ ([
    [paper, 5],
    [ink, 2.25],
  ])) {
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.stroke();
  }
}

/**
 * What the units add, each a thin line in the colour of its weight's sign, and the bias as a level dashed line; the unit
 * that is looked at stands out.
 * @param {CanvasRenderingContext2D} context @param {Frame} frame
 * @param {{ summands: readonly import("./summands.js").Summand[], bias: number, unit: number | null }} what
 * @param {(value: number) => number} toHeight @param {import("../ui/theme.js").Theme} theme
 */
export function paintSummands(context, frame, { summands, bias, unit }, toHeight, { signs, line }) {
  context.save();
  for (const each of summands) {
    traceCurve(context, frame, each.values.map(toHeight));
    context.strokeStyle = each.weight < 0 ? signs.negative : signs.positive;
    context.globalAlpha = unit === null ? 0.75 : each.unit === unit ? 1 : 0.25;
    context.lineWidth = each.unit === unit ? 3.5 : 1.25;
    context.stroke();
  }
  traceCurve(context, frame, [bias, bias].map(toHeight));
  context.globalAlpha = unit === null ? 0.75 : 0.25;
  context.setLineDash([4, 4]);
  context.strokeStyle = line.soft;
  context.lineWidth = 1.25;
  context.stroke();
  context.restore();
}

/** @param {CanvasRenderingContext2D} context @param {Frame} frame @param {readonly number[]} heights */
function traceCurve(context, frame, heights) {
  const column = (frame.high - frame.low) / heights.length;
  // A line that is far out of sight is drawn at its edge: canvases give up on very large numbers.
  const far = 3 * Math.max(Math.abs(frame.low), Math.abs(frame.high));
  context.beginPath();
  heights.forEach((height, i) => {
    const held = Math.max(-far, Math.min(far, height));
    const [x, y] = toPixels(frame, frame.low + (i + 0.5) * column, held);
    if (i === 0) context.moveTo(x, y);
    else context.lineTo(x, y);
  });
  context.lineJoin = "round";
}

/**
 * Both axes; a tick at every whole x, and at every quarter of the height, every other one with its number.
 * @param {CanvasRenderingContext2D} context @param {Frame} frame @param {number} half  the value at the upper end
 * @param {{ ink: string, soft: string }} look
 */
export function paintGraphAxes(context, frame, half, { ink, soft }) {
  const [x0, y0] = toPixels(frame, 0, 0).map((p) => Math.round(p) + 0.5);
  context.save();
  context.strokeStyle = ink;
  context.globalAlpha = 0.28;
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(x0, 0);
  context.lineTo(x0, frame.side);
  context.moveTo(0, y0);
  context.lineTo(frame.side, y0);
  for (let n = Math.ceil(frame.low) + 1; n < frame.high; n += 1) {
    const [x] = toPixels(frame, n, 0).map((p) => Math.round(p) + 0.5);
    context.moveTo(x, y0 - 2.5);
    context.lineTo(x, y0 + 2.5);
  }
  const quarters = [-0.75, -0.5, -0.25, 0.25, 0.5, 0.75];
  for (const quarter of quarters) {
    const y = Math.round(toPixels(frame, 0, quarter * frame.high)[1]) + 0.5;
    context.moveTo(x0 - 2.5, y);
    context.lineTo(x0 + 2.5, y);
  }
  context.stroke();
  context.globalAlpha = 1;
  context.fillStyle = soft;
  context.font = "12px Charter, serif";
  context.textAlign = "right";
  context.textBaseline = "middle";
  for (const share of [-0.5, 0.5]) {
    const [, y] = toPixels(frame, 0, share * frame.high);
    context.fillText(minus(String(share * half)), x0 - 6, y);
  }
  context.restore();
}
