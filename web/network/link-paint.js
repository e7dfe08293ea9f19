// Paints the links of the network: colour for the sign of a weight, width and depth for its size.

import { strength } from "./diagram.js";

/** @typedef {import("./diagram.js").Link} Link */

/**
 * @typedef {object} Pens
 * @property {string} negative  CSS colour
 * @property {string} positive
 * @property {string} none      for a link whose weight is not known yet
 * @property {string} paper
 */

/** Links up to this share of full strength are hairlines, which are quick to draw. */
const HAIR = 0.12;

/**
 * @param {CanvasRenderingContext2D} context
 * @param {readonly Link[]} all
 * @param {(link: Link) => number | undefined} weightOf
 * @param {Pens} pens
 * @param {{ flow: number | null, lit: (link: Link) => boolean | null }} options
 *   flow: how far the data has flowed, in pixels, or null for a still picture; lit: true for a link to bring out,
 *   false for one to step back, null if no link is looked at
 */
export function paintLinks(context, all, weightOf, pens, { flow, lit }) {
  for (const link of all) {
    const weight = weightOf(link);
    const share = strength(weight ?? 0);
    const light = lit(link);
    context.strokeStyle = weight === undefined ? pens.none : weight < 0 ? pens.negative : pens.positive;
    context.globalAlpha = light ? 1 : (0.25 + 0.75 * share) * (light === false ? 0.16 : 1);
    context.lineWidth = (light ? 2 : 1) + 4.5 * Math.max(0, share - HAIR);
    context.beginPath();
    trace(context, link);
    context.stroke();
    if (flow === null || light === false) continue;
    context.globalAlpha = 0.7;
    context.strokeStyle = pens.paper;
    context.setLineDash([3, 29]);
    context.lineDashOffset = -flow;
    context.stroke();
    context.setLineDash([]);
  }
  context.globalAlpha = 1;
}

/** @param {CanvasRenderingContext2D} context @param {Link} link */
function trace(context, { x1, y1, x2, y2 }) {
  const middle = (x1 + x2) / 2;
  context.moveTo(x1, y1);
  context.bezierCurveTo(middle, y1, middle, y2, x2, y2);
}
