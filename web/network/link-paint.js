// Paints the links of the network: colour for the sign of a weight, width and depth for its size.

import { lookOfLink, strength, UNKNOWN_LINK } from "./diagram.js";

/** @typedef {import("./diagram.js").Link} Link */

/**
 * @typedef {object} Pens
 * @property {string} negative  CSS colour
 * @property {string} positive
 * @property {string} none      for a link whose weight is not known yet, or is zero
 * @property {string} paper
 */

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
    const light = lit(link);
    const { width, opacity } = weight === undefined ? UNKNOWN_LINK : lookOfLink(strength(weight));
    if (width === 0 && !light) continue;
    context.strokeStyle = !weight ? pens.none : weight < 0 ? pens.negative : pens.positive;
    context.globalAlpha = light ? 1 : opacity * (light === false ? 0.16 : 1);
    context.lineWidth = light ? 1 + width : width;
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
