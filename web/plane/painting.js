// What the sketchpad and the output share: the picture of the output under a plane, and the axes upon it.

import { toPixels } from "./geometry.js";
import { outputMaps } from "./maps.js";
import { outputSpan, paintClasses, paintSigned } from "./raster.js";

/** @typedef {import("../engine/types").Config} Config */
/** @typedef {import("../engine/types").Description} Description */
/** @typedef {import("./maps.js").Maps} Maps */
/** @typedef {import("../ui/theme.js").Theme} Theme */

/**
 * What the output says for "no" and for "yes", which are the two ends of the colour scale.
 * @param {Config} config @param {Description} description
 */
export function spanOfOutput(config, description) {
  const choice = description.registries.activations?.find(({ name }) => name === config.network.output);
  return outputSpan(/** @type {number[] | undefined} */ (choice?.targets));
}

/**
 * @param {import("../ui/sharp-canvas.js").Raster} raster
 * @param {Maps} maps
 * @param {{ config: Config, description: Description, theme: Theme, halves: boolean }} look
 */
export function paintOutput(raster, maps, { config, description, theme, halves }) {
  const outputs = outputMaps(maps);
  const side = Math.round(Math.sqrt(maps.count));
  if (outputs.length === 0 || side === 0) return;
  raster.resize(side, side);
  if (outputs.length > 1) paintClasses(raster.pixels, outputs, theme.ramps, halves);
  else
    paintSigned(
      raster.pixels,
      outputs[0],
      side,
      spanOfOutput(config, description),
      halves ? theme.halves : theme.output,
    );
  raster.show();
}

/** What points are painted with. @param {Theme} theme @returns {import("./points.js").Ink} */
export const inkOf = ({ classes, line, value, edge }) => ({ classes, paper: line.paper, edge, value });

/**
 * The two axes, thin, with a tick at every whole number.
 * @param {CanvasRenderingContext2D} context @param {import("./geometry.js").Frame} frame @param {Theme} theme
 */
export function paintAxes(context, frame, theme) {
  const [x, y] = toPixels(frame, 0, 0).map((p) => Math.round(p) + 0.5);
  context.strokeStyle = theme.line.ink;
  context.globalAlpha = 0.28;
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(x, 0);
  context.lineTo(x, frame.side);
  context.moveTo(0, y);
  context.lineTo(frame.side, y);
  for (let n = Math.ceil(frame.low) + 1; n < frame.high; n += 1) {
    const [px, py] = toPixels(frame, n, n).map((p) => Math.round(p) + 0.5);
    context.moveTo(px, y - 2.5);
    context.lineTo(px, y + 2.5);
    context.moveTo(x - 2.5, py);
    context.lineTo(x + 2.5, py);
  }
  context.stroke();
  context.globalAlpha = 1;
}
