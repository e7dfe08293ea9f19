// A straight line of points, evenly spaced, from where the pen came down to where it is.

import { distance, tidyPair } from "../../plane/geometry.js";
import { add } from "./add.js";
import { curve } from "./curve.js";

/** @typedef {import("../../plane/geometry.js").Pair} Pair */
/** @typedef {import("../pen.js").Pen} Pen */
/** @typedef {import("../pen.js").Brush} Brush */

/** Units of the plane between two points at a density of one, and the least there may be between them. */
const SPACING = 2.4;
const CLOSEST = 0.15;

/** @param {Pair} from @param {Pair} to @param {number} density @returns {Pair[]} both ends and what lies between */
export function lay(from, to, density) {
  const spacing = Math.max(CLOSEST, SPACING / density);
  const gaps = Math.round(distance(from, to) / spacing);
  if (gaps === 0) return [tidyPair(from)];
  return Array.from({ length: gaps + 1 }, (_, n) =>
    tidyPair([from[0] + ((to[0] - from[0]) * n) / gaps, from[1] + ((to[1] - from[1]) * n) / gaps]),
  );
}

/** The line is laid anew from its beginning with every movement. @param {Pen} pen @param {Brush} brush @param {Pair} to */
function stretch(pen, brush, to) {
  const anew = { ...pen, drawing: pen.before, at: pen.from, full: false };
  if (brush.graph) return curve.drag?.(anew, brush, to) ?? anew;
  return add(anew, brush, lay(pen.from, to, brush.density));
}

/** @type {import("../pen.js").Stroke} */
export const line = { press: (pen, brush) => stretch(pen, brush, pen.at), drag: stretch };
