// A figure's picture before its frame is there: the plane and the points, in the article's own ink. It costs no Python,
// no frame and no colour, and it is what is printed of a figure that was never come near.

import { toPixels } from "../plane/geometry.js";
import { pointRadius } from "../plane/points.js";
import { shapeOf } from "../plane/shapes.js";
import { PathText } from "../ui/svg.js";

/** @typedef {import("../engine/types").Config} Config */
/** @typedef {import("../engine/types").Description} Description */

const SIDE = 300;
const MOST_POINTS = 400;
const SVG = "http://www.w3.org/2000/svg";

/**
 * The points of a configuration, as far as they are known without the engine: drawn ones, or a data set's sample.
 * @param {Config} config @param {Description} description
 * @returns {{ points: number[], labels: number[], task: string }}
 */
export function knownPoints({ data }, description) {
  if (data.kind === "points") {
    const { points, labels, task } = /** @type {import("../engine/types").PointsData} */ (data);
    return { points: points.flat(), labels, task };
  }
  const choice = /** @type {any} */ (description.registries.datasets?.find(({ name }) => name === data.kind));
  return {
    points: choice?.sample?.points ?? [],
    labels: choice?.sample?.labels ?? [],
    task: choice?.task ?? "",
  };
}

/** @param {Config} config @param {Description} description @returns {string} the `d` of a path */
export function outline(config, description) {
  const [low, high] = description.limits.domain;
  const frame = { low, high, side: SIDE };
  const { points, labels, task } = knownPoints(config, description);
  const path = new PathText();
  const radius = pointRadius(frame, labels.length);
  for (let i = 0; i < Math.min(labels.length, MOST_POINTS); i += 1) {
    const [x, y] = toPixels(frame, points[2 * i], points[2 * i + 1]);
    shapeOf(task === "regression" ? 0 : labels[i]).draw(/** @type {any} */ (path), x, y, radius);
  }
  return path.d;
}

/** @param {Config} config @param {Description} description @returns {SVGSVGElement} */
export function picture(config, description) {
  const make = (/** @type {string} */ name, /** @type {Record<string, string>} */ attributes) => {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };
  const svg = make("svg", { viewBox: `-1 -1 ${SIDE + 2} ${SIDE + 2}`, "aria-hidden": "true" });
  const line = { fill: "none", stroke: "currentColor", "stroke-width": "1" };
  const cross = `M0 0H${SIDE}V${SIDE}H0ZM${SIDE / 2} 0V${SIDE}M0 ${SIDE / 2}H${SIDE}`;
  svg.append(
    make("path", { ...line, d: cross, opacity: "0.25" }),
    make("path", { ...line, d: outline(config, description), opacity: "0.55" }),
  );
  return /** @type {SVGSVGElement} */ (svg);
}
