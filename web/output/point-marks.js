// Where somebody points, drawn upon the output: a cross where no mouse is, the example that lies nearest in a ring, and a
// line from one to the other; of a function of x, a line at that x and a dot on its curve.

import { nothing, svg } from "lit";
import { toPixels } from "../plane/geometry.js";
import { outputsOf } from "./point-sentences.js";

/** @typedef {import("../plane/geometry.js").Pair} Pair */

const RING = 9;
const ARM = 9;

/**
 * @param {import("../plane/geometry.js").Frame} frame @param {import("../plane/plot-scale.js").PlotScale} plotScale
 * @param {{ at: Pair, by: import("./pointing.js").By }} pointed @param {import("../app/state-types").Answer | null} answer
 */
export function pointMarks(frame, plotScale, { at, by }, answer) {
  const { graph } = plotScale;
  const x = graph && answer ? answer.at[0] : at[0];
  const height = graph ? plotScale.toHeight(answer ? outputsOf(answer)[0] : 0) : at[1];
  const here = toPixels(frame, x, height);
  const near = answer?.nearest;
  const there =
    near && toPixels(frame, near.point[0], graph ? plotScale.toHeight(near.label) : near.point[1]);
  return svg`<svg class="marks" viewBox="0 0 ${frame.side} ${frame.side}" aria-hidden="true">
    ${graph ? twice(`M${here[0]} 0V${frame.side}`, "hair") : nothing}
    ${there ? twice(`M${between(here, there)}`, "hair") : nothing}
    ${there ? twice(circle(there, RING), "ring") : nothing}
    ${graph && answer ? svg`<circle class="dot" cx=${here[0]} cy=${here[1]} r="4.5" />` : nothing}
    ${graph || by === "mouse" ? nothing : twice(cross(here), "cross")}
  </svg>`;
}

/** On every ground: a rim of paper under the ink. @param {string} d @param {string} name */
const twice = (d, name) => svg`<path class="rim ${name}" d=${d} /><path class=${name} d=${d} />`;

/** @param {Pair} from @param {Pair} to the ring's centre: the line ends at the ring */
function between([x1, y1], [x2, y2]) {
  const away = Math.hypot(x2 - x1, y2 - y1);
  const share = away > RING ? 1 - RING / away : 0;
  return `${x1} ${y1}L${x1 + share * (x2 - x1)} ${y1 + share * (y2 - y1)}`;
}

/** @param {Pair} middle @param {number} r */
const circle = ([x, y], r) => `M${x + r} ${y}A${r} ${r} 0 1 1 ${x - r} ${y}A${r} ${r} 0 1 1 ${x + r} ${y}`;

/** @param {Pair} middle */
const cross = ([x, y]) =>
  `M${x - ARM} ${y}H${x - 3}M${x + 3} ${y}H${x + ARM}M${x} ${y - ARM}V${y - 3}M${x} ${y + 3}V${y + ARM}`;
