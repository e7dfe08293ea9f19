// What follows the pointer over the sketchpad: the brush's outline under a mouse, a cross where the keyboard's cursor is.

import { scale } from "../plane/geometry.js";

/** @typedef {import("./sketchpad.js").Sketchpad} Sketchpad */

/** @param {Sketchpad} pad @param {PointerEvent | null} event null: the pointer is elsewhere */
export function placeRing(pad, event) {
  const ring = /** @type {HTMLElement} */ (pad.querySelector(".ring"));
  const round = pad.tool === "eraser" || (pad.tool === "spray" && pad.task !== "function");
  ring.hidden = event === null || !round || event.pointerType === "touch";
  if (event === null || ring.hidden) return;
  const box = pad.top.getBoundingClientRect();
  const radius = pad.brush.size * scale(pad.frame);
  ring.style.width = `${2 * radius}px`;
  ring.style.height = `${2 * radius}px`;
  const [left, top] = [event.clientX - box.left - radius, event.clientY - box.top - radius];
  ring.style.transform = `translate(${left}px, ${top}px)`;
}

/** @param {Sketchpad} pad @param {readonly [number, number] | null} at null: the cross is not wanted */
export function placeCross(pad, at) {
  const cross = /** @type {SVGElement} */ (pad.querySelector(".cursor"));
  cross.toggleAttribute("hidden", at === null || !pad.top.matches(":focus-visible"));
  if (at === null) return;
  const unit = scale(pad.frame);
  const { low, high } = pad.bounds;
  cross.style.transform = `translate(${(at[0] - low) * unit}px, ${(high - at[1]) * unit}px)`;
}
