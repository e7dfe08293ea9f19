// What one draws with: the tool with its size, its density and what it draws, for a mouse or for a finger.

import { scale } from "../plane/geometry.js";

/** Points in one splash at full density. */
const SPLASH = 16;
/** Pixels: how near to a point one has to press to take hold of it, with a mouse and with a finger. */
const GRIP = { mouse: 12, touch: 24 };
/** A finger hides what it rubs out: its eraser has at least this radius, in pixels. */
const ERASER = 22;

/**
 * @param {import("./sketchpad.js").Sketchpad} pad
 * @param {import("../app/state-types").Tool} tool @param {PointerEvent | null} event null: from the keyboard
 * @returns {import("./pen.js").Brush}
 */
export function brushFor({ brush, task, active, plotScale, frame, bounds, description }, tool, event) {
  const unit = scale(frame);
  const touch = event?.pointerType === "touch";
  const { graph } = plotScale;
  return {
    tool: graph && tool === "spray" ? "curve" : tool,
    label: task === "values" ? brush.value : active,
    size: tool === "eraser" && touch ? Math.max(brush.size, ERASER / unit) : brush.size,
    density: Math.max(1, Math.round(SPLASH * brush.density)),
    reach: (touch ? GRIP.touch : GRIP.mouse) / unit,
    extend: event?.shiftKey === true,
    graph,
    most: description.limits.max_points,
    bounds,
    random: Math.random,
  };
}
