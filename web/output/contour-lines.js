// The lines over the output: where it passes even levels, and, stronger, where one class meets another.

import { addContour, leadOf, levelsBetween } from "../plane/contours.js";
import { mapOf, outputMaps } from "../plane/maps.js";
import { spanOfOutput } from "../plane/painting.js";
import { unitSpan } from "../plane/raster.js";
import { fresh } from "../ui/sharp-canvas.js";

/** @typedef {import("../plane/maps.js").Maps} Maps */

/**
 * What there is to draw: fine lines, and strong ones.
 * @param {Maps} maps
 * @param {{ inspected: import("../network/inspected.js").InspectedUnit | null, config: import("../engine/types").Config,
 *   description: import("../engine/types").Description, regions: boolean }} what
 *   regions: the middle is a border between classes
 * @returns {{ map: ArrayLike<number>, level: number, strong: boolean }[]}
 */
function linesOf(maps, { inspected, config, description, regions }) {
  const looked = inspected && mapOf(maps, inspected.column, inspected.unit);
  const outputs = outputMaps(maps);
  if (!looked && outputs.length > 1)
    return outputs.map((_, k) => ({ map: leadOf(outputs, k), level: 0, strong: true }));
  const map = looked ?? outputs[0];
  if (!map) return [];
  const span = (looked ? inspected?.span : spanOfOutput(config, description)) ?? unitSpan(map, false);
  const levels = levelsBetween(span, 8);
  return levels.map((level, i) => ({ map, level, strong: i === 3 && regions && !looked }));
}

/**
 * @param {HTMLCanvasElement} canvas @param {number} side @param {Maps} maps
 * @param {Parameters<typeof linesOf>[1] & { ink: string }} what
 */
export function paintLines(canvas, side, maps, what) {
  const context = fresh(canvas, side, side);
  context.strokeStyle = what.ink;
  const lines = linesOf(maps, what);
  for (const strong of [false, true]) {
    context.beginPath();
    for (const line of lines) if (line.strong === strong) addContour(context, line.map, line.level, side);
    context.globalAlpha = strong ? 0.85 : 0.4;
    context.lineWidth = strong ? 1.75 : 1;
    context.stroke();
  }
}
