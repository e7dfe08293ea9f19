// What is drawn over the points while one works on them: rings around the selected ones, and the loop around them.

import { toPixels } from "../plane/geometry.js";
import { radiusOf } from "../plane/paint-data.js";
import { paintRings } from "../plane/rings.js";
import { fresh } from "../ui/sharp-canvas.js";

/** @typedef {import("../plane/geometry.js").Frame} Frame */
/** @typedef {import("../plane/plot-scale.js").PlotScale} PlotScale */
/** @typedef {import("../engine/types").DataSet} DataSet */
/** @typedef {import("../ui/theme.js").Theme} Theme */

/** Of so many selected points the rings are thin and close, so that the points are still seen. */
const CROWD = 60;

/**
 * @param {CanvasRenderingContext2D} context @param {Frame} frame @param {ArrayLike<number>} positions  x1, x2 one after another
 * @param {readonly number[]} selected @param {{ radius: number, ink: string, paper: string }} look
 */
function paintSelected(context, frame, positions, selected, look) {
  const there = selected.filter((place) => 2 * place + 1 < positions.length);
  if (there.length === 0) return;
  const fine = there.length > CROWD;
  paintRings(context, frame, positions, there, { ...look, fine, radius: look.radius + (fine ? 1.5 : 3) });
}

/**
 * The loop, dashed and closed, on a rim of paper, so that it is seen on every ground.
 * @param {CanvasRenderingContext2D} context @param {Frame} frame
 * @param {readonly import("../plane/geometry.js").Pair[]} trail @param {{ ink: string, paper: string }} look
 */
function paintLoop(context, frame, trail, { ink, paper }) {
  if (trail.length < 2) return;
  context.save();
  context.beginPath();
  trail.forEach(([x1, x2], i) => {
    const [x, y] = toPixels(frame, x1, x2);
    if (i === 0) context.moveTo(x, y);
    else context.lineTo(x, y);
  });
  context.closePath();
  context.lineJoin = "round";
  context.strokeStyle = paper;
  context.lineWidth = 3.5;
  context.stroke();
  context.setLineDash([5, 4]);
  context.strokeStyle = ink;
  context.lineWidth = 1.5;
  context.stroke();
  context.restore();
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {{ plotScale: PlotScale, frame: Frame, data: DataSet, theme: Theme, selected: readonly number[], trail: readonly import("../plane/geometry.js").Pair[] }} what
 */
export function paintMarks(canvas, { plotScale, frame, data, theme, selected, trail }) {
  canvas.hidden = selected.length === 0 && trail.length < 2;
  if (canvas.hidden) return;
  const context = fresh(canvas, frame.side, frame.side);
  const radius = radiusOf(plotScale, frame, data.labels.length);
  paintSelected(context, frame, plotScale.positions(data), selected, { radius, ...theme.line });
  paintLoop(context, frame, trail, theme.line);
}
