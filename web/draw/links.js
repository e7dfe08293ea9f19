// Paints the links of the network: colour for the sign of a weight, width and depth for its size.

import { strength } from "./diagram.js";

/** @typedef {import("./diagram.js").Link} Link */

/**
 * @typedef {object} Pens
 * @property {string} negative  CSS colour
 * @property {string} positive
 * @property {string} none      for a link whose weight is not known yet
 * @property {string} paper
 * @property {string} ink
 */

const STEPS = 12;

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
  context.lineCap = "butt";
  for (const [key, group] of byLook(all, weightOf, lit)) {
    const [sign, step, light] = key.split(" ");
    const share = Number(step) / STEPS;
    context.strokeStyle = sign === "?" ? pens.none : sign === "-" ? pens.negative : pens.positive;
    context.globalAlpha = (0.22 + 0.78 * share) * (light === "false" ? 0.16 : 1);
    context.lineWidth = 0.8 + 4.7 * share;
    context.stroke(group);
    if (flow === null || light === "false") continue;
    context.globalAlpha = 0.7;
    context.strokeStyle = pens.paper;
    context.setLineDash([3, 29]);
    context.lineDashOffset = -flow;
    context.stroke(group);
    context.setLineDash([]);
  }
  context.globalAlpha = 1;
}

/** @param {CanvasPath} path @param {Link} link */
export function traceLink(path, { x1, y1, x2, y2 }) {
  const middle = (x1 + x2) / 2;
  path.moveTo(x1, y1);
  path.bezierCurveTo(middle, y1, middle, y2, x2, y2);
}

/**
 * @param {readonly Link[]} all @param {(link: Link) => number | undefined} weightOf
 * @param {(link: Link) => boolean | null} lit
 * @returns {Map<string, Path2D>}
 */
function byLook(all, weightOf, lit) {
  /** @type {Map<string, Path2D>} */
  const found = new Map();
  for (const link of all) {
    const weight = weightOf(link);
    const sign = weight === undefined ? "?" : weight < 0 ? "-" : "+";
    const key = `${sign} ${Math.round(STEPS * strength(weight ?? 0))} ${lit(link)}`;
    let path = found.get(key);
    if (!path) {
      path = new Path2D();
      found.set(key, path);
    }
    traceLink(path, link);
  }
  return found;
}
