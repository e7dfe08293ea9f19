// A class's shape in its colour, as a small picture.

import { svg } from "lit";
import { SHAPES, shapeOf } from "./shapes.js";

/** @param {number} label */
export function swatch(label) {
  return svg`<svg width="18" height="18" viewBox="-10 -10 20 20" aria-hidden="true" style="stroke: none">
    <path d=${outline(label)} fill=${`var(--class-${label % SHAPES.length})`} /></svg>`;
}

/** @param {number} label @returns {string} the shape as an SVG path */
function outline(label) {
  /** @type {string[]} */
  const parts = [];
  shapeOf(label).draw(
    {
      moveTo: (x, y) => parts.push(`M${x} ${y}`),
      lineTo: (x, y) => parts.push(`L${x} ${y}`),
      closePath: () => parts.push("Z"),
      arc: (_x, _y, r) => parts.push(`A${r} ${r} 0 1 1 ${-r} 0A${r} ${r} 0 1 1 ${r} 0`),
    },
    0,
    0,
    6.4,
  );
  return parts.join("");
}
