// Paints the edges of the network: colour for the sign of a weight, width and depth for its size.

import { edgeStyle, strength, UNKNOWN_EDGE } from "./diagram.js";

/** @typedef {import("./diagram.js").Edge} Edge */

/**
 * @typedef {object} Pens
 * @property {string} negative  CSS colour
 * @property {string} positive
 * @property {string} none      for an edge whose weight is not known yet, or is zero
 * @property {string} paper
 */

/**
 * @param {CanvasRenderingContext2D} context
 * @param {readonly Edge[]} all
 * @param {(edge: Edge) => number | undefined} weightOf
 * @param {Pens} pens
 * @param {{ flow: number | null, emphasis: (edge: Edge) => boolean | null }} options
 *   flow: how far the data has flowed, in pixels, or null for a still picture; emphasis: true for an edge to bring out,
 *   false for one to step back, null if no edge is looked at
 */
export function paintEdges(context, all, weightOf, pens, { flow, emphasis }) {
  for (const edge of all) {
    const weight = weightOf(edge);
    const emphasized = emphasis(edge);
    const { width, opacity } = weight === undefined ? UNKNOWN_EDGE : edgeStyle(strength(weight));
    if (width === 0 && !emphasized) continue;
    context.strokeStyle = !weight ? pens.none : weight < 0 ? pens.negative : pens.positive;
    context.globalAlpha = emphasized ? 1 : opacity * (emphasized === false ? 0.16 : 1);
    context.lineWidth = emphasized ? 1 + width : width;
    context.beginPath();
    trace(context, edge);
    context.stroke();
    if (flow === null || emphasized === false) continue;
    context.globalAlpha = 0.7;
    context.strokeStyle = pens.paper;
    context.setLineDash([3, 29]);
    context.lineDashOffset = -flow;
    context.stroke();
    context.setLineDash([]);
  }
  context.globalAlpha = 1;
}

/**
 * Paints what each edge passes on at one point: the colour says which way it pushes, width and depth how much. What
 * passes on nothing is not there.
 * @param {CanvasRenderingContext2D} context
 * @param {readonly Edge[]} all
 * @param {(edge: Edge) => number | undefined} passedOn
 * @param {readonly number[]} most  of each layer of weights
 * @param {Pens} pens
 */
export function paintPath(context, all, passedOn, most, pens) {
  for (const edge of all) {
    const amount = passedOn(edge);
    if (!amount) continue;
    context.strokeStyle = amount < 0 ? pens.negative : pens.positive;
    context.globalAlpha = 0.12 + 0.88 * (Math.abs(amount) / Math.max(1e-12, most[edge.layer] ?? 0));
    context.lineWidth = Math.max(0.75, edgeStyle(strength(amount)).width);
    context.beginPath();
    trace(context, edge);
    context.stroke();
  }
  context.globalAlpha = 1;
}

/** @param {CanvasRenderingContext2D} context @param {Edge} edge */
export function trace(context, { x1, y1, x2, y2 }) {
  const middle = (x1 + x2) / 2;
  context.moveTo(x1, y1);
  context.bezierCurveTo(middle, y1, middle, y2, x2, y2);
}
