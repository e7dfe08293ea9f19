// Paints data on the plane, or the graph of a function and what the network makes of it.

import { fresh } from "../ui/sharp-canvas.js";
import { learnt, paintCurve, paintGraphAxes, paintSummands, SLIM } from "./function-graph.js";
import { outputMaps } from "./maps.js";
import { inkOf, paintAxes } from "./painting.js";
import { paintPoints, pointRadius } from "./points.js";

/** @typedef {import("./geometry.js").Frame} Frame */
/** @typedef {import("./plot-scale.js").PlotScale} PlotScale */
/** @typedef {import("../engine/types").DataSet} DataSet */
/** @typedef {import("../ui/theme.js").Theme} Theme */

/** @param {PlotScale} plotScale @param {Frame} frame @param {number} count */
export const radiusOf = (plotScale, frame, count) => pointRadius(frame, count) * (plotScale.graph ? SLIM : 1);

/** @param {HTMLCanvasElement} canvas @param {{ plotScale: PlotScale, frame: Frame, data: DataSet, theme: Theme, tests?: boolean }} what */
export function paintData(canvas, { plotScale, frame, data, theme, tests = true }) {
  const context = fresh(canvas, frame.side, frame.side);
  if (plotScale.graph) paintGraphAxes(context, frame, plotScale.half, theme.line);
  else paintAxes(context, frame, theme);
  const shown = { ...data, points: plotScale.positions(data) };
  const radius = radiusOf(plotScale, frame, data.labels.length);
  paintPoints(context, frame, shown, inkOf(theme), { radius, tests, plain: plotScale.graph });
}

/**
 * The curve that the network has learned, and what it is the sum of.
 * @param {HTMLCanvasElement} canvas
 * @param {{ plotScale: PlotScale, frame: Frame, maps: import("./maps.js").Maps | null, theme: Theme,
 *   parts?: Parameters<typeof paintSummands>[2] | null }} what
 */
export function paintLearnt(canvas, { plotScale, frame, maps, theme, parts = null }) {
  const [map] = maps && plotScale.graph ? outputMaps(maps) : [];
  canvas.hidden = !map;
  if (!map) return;
  const toHeight = (/** @type {number} */ value) => plotScale.toHeight(value);
  const context = fresh(canvas, frame.side, frame.side);
  if (parts) paintSummands(context, frame, parts, toHeight, theme);
  paintCurve(context, frame, learnt(map).map(toHeight), theme.line);
}
