// What is drawn of a choice of one's own: its curves with their slopes, its map over the plane, or its points.

import { html, nothing, svg } from "lit";
import { ref } from "lit/directives/ref.js";
import { inkOf } from "../../plane/painting.js";
import { paintPoints } from "../../plane/points.js";
import { paintSigned } from "../../plane/raster.js";
import { curvePicture } from "../../ui/curve-picture.js";
import { minus } from "../../ui/format.js";

/** @typedef {import("../../engine/workshop-types").OwnAnswer} OwnAnswer */
/** @typedef {import("../../ui/theme.js").Theme} Theme */

const [WIDTH, HEIGHT, SIDE] = [420, 200, 200];

/** @param {OwnAnswer} answer @param {Theme | null} theme */
export function pictures({ curves, map, sample }, theme) {
  if (curves.length > 0) return html`<div class="custom-curves">${curves.map(curve)}</div>`;
  if (map) return drawnMap(map, theme);
  return sample ? drawnPoints(sample, theme) : nothing;
}

/** @param {OwnAnswer["curves"][number]} curve */
function curve({ label, x, y, slope }) {
  const [near, far] = [x[0], x[x.length - 1]].map((end) => minus(String(end)));
  const variable = label === "z" ? "z" : "o";
  return curvePicture({
    x,
    y,
    slope,
    says: `The curve and its derivative${label === "z" ? "" : ` for ${label}`}, from ${variable} = ${near} to ${far}`,
    size: [WIDTH, HEIGHT],
    margin: { left: 8, right: 8, top: 12, bottom: 12 },
    most: 8,
    more: (toX, toY) => svg`
      <text x=${WIDTH - 8} y=${toY(0) - 5} text-anchor="end">${variable} = ${far}</text>
      <text x="8" y=${toY(0) - 5}>${near}</text>
      ${label === "z" ? nothing : svg`<text x=${toX(0) + 6} y="16">${label}</text>`}`,
  });
}

/** @param {NonNullable<OwnAnswer["map"]>} map @param {Theme | null} theme */
function drawnMap({ resolution, values }, theme) {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const most = Math.max(1e-9, -low, high);
  return html`<canvas class="custom-map" width=${resolution} height=${resolution} role="img"
    aria-label="Its value over the plane, from ${low.toPrecision(3)} to ${high.toPrecision(3)}"
    ${ref((canvas) => {
      const context = theme && contextOf(canvas);
      if (!context) return;
      const image = context.createImageData(resolution, resolution);
      const pixels = new Uint32Array(image.data.buffer);
      paintSigned(pixels, Float32Array.from(values), resolution, { low: -most, high: most }, theme.signed);
      context.putImageData(image, 0, 0);
    })}></canvas>`;
}

/** @param {NonNullable<OwnAnswer["sample"]>} sample @param {Theme | null} theme */
function drawnPoints({ task, points, labels }, theme) {
  const regression = task === "regression";
  const most = Math.max(1e-9, ...labels.map(Math.abs));
  const says = regression
    ? `${labels.length} points with their values`
    : `${labels.length} points, ${labels.filter((label) => label === 1).length} of them of class 1`;
  const data = {
    task: /** @type {"regression" | "classification"} */ (task),
    points,
    labels: regression ? labels.map((label) => label / most) : labels,
    is_test: [],
  };
  return html`<canvas class="custom-map" width=${2 * SIDE} height=${2 * SIDE} role="img" aria-label=${says}
    ${ref((canvas) => {
      const context = theme && contextOf(canvas);
      if (!context) return;
      context.setTransform(2, 0, 0, 2, 0, 0);
      context.clearRect(0, 0, SIDE, SIDE);
      paintPoints(context, { low: -6, high: 6, side: SIDE }, data, inkOf(theme), {
        radius: 2.6,
        tests: true,
      });
    })}></canvas>`;
}

/** @param {Element | undefined} canvas */
const contextOf = (canvas) => (canvas instanceof HTMLCanvasElement ? canvas.getContext("2d") : null);
