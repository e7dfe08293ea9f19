// The pen that draws on the plane, as a small state machine: idle, spraying, placing or erasing.
// Each function takes the pen as it is and returns the pen as it then is; nothing else changes.

import { distance, distanceToSegment, tidy } from "./geometry.js";
import { splash } from "./scatter.js";

/** @typedef {import("./geometry.js").Pair} Pair */

/**
 * What is on the plane.
 * @typedef {object} Drawing
 * @property {Pair[]} points
 * @property {number[]} labels
 */

/**
 * What is held in the hand.
 * @typedef {object} Kit
 * @property {"spray" | "point" | "eraser"} tool
 * @property {number} label    what new points are
 * @property {number} size     radius of spray and eraser, in units of the plane
 * @property {number} density  points in one splash
 * @property {number} most     how many points there may be
 * @property {{ low: number, high: number }} bounds
 * @property {() => number} random
 */

/**
 * @typedef {object} Pen
 * @property {"idle" | "spraying" | "placing" | "erasing"} name
 * @property {Drawing} before  the drawing when the stroke began
 * @property {Drawing} drawing  the drawing now
 * @property {Kit | null} kit
 * @property {Pair} at
 * @property {number} owed  the fraction of a point that the last movement left over
 * @property {boolean} full  a point was refused for want of room
 */

/** How many splashes fit side by side into the width of the brush. */
const SPLASHES_A_WIDTH = 1.6;
/** Splashes a second while the pen is held still. */
const SPLASHES_A_SECOND = 4;

const STROKES = /** @type {const} */ ({ spray: "spraying", point: "placing", eraser: "erasing" });

/** @param {Drawing} drawing @returns {Pen} a pen that is not down */
export function idle(drawing) {
  return { name: "idle", before: drawing, drawing, kit: null, at: [0, 0], owed: 0, full: false };
}

/** The pen comes down. @param {Drawing} drawing @param {Kit} kit @param {Pair} at @returns {Pen} */
export function press(drawing, kit, at) {
  /** @type {Pen} */
  const pen = { name: STROKES[kit.tool], before: drawing, drawing, kit, at, owed: 0, full: false };
  if (pen.name === "erasing") return erase(pen, kit, at);
  if (pen.name === "placing") return add(pen, kit, [[tidy(at[0]), tidy(at[1])]]);
  return spray(pen, kit, at, kit.density);
}

/** The pen moves. @param {Pen} pen @param {Pair} to @returns {Pen} */
export function drag(pen, to) {
  const { kit } = pen;
  if (kit === null) return pen;
  if (pen.name === "erasing") return { ...erase(pen, kit, to), at: to };
  if (pen.name !== "spraying") return { ...pen, at: to };
  const from = pen.at;
  const length = distance(from, to);
  const splashes = Math.ceil((length / kit.size) * SPLASHES_A_WIDTH);
  let next = pen;
  for (let n = 1; n <= splashes; n += 1) {
    const share = n / splashes;
    const at = /** @type {Pair} */ ([
      from[0] + (to[0] - from[0]) * share,
      from[1] + (to[1] - from[1]) * share,
    ]);
    next = spray(next, kit, at, ((length / splashes / kit.size) * SPLASHES_A_WIDTH * kit.density) / 2);
  }
  return { ...next, at: to };
}

/** Time passes with the pen down. @param {Pen} pen @param {number} milliseconds @returns {Pen} */
export function hold(pen, milliseconds) {
  if (pen.kit === null || pen.name !== "spraying") return pen;
  return spray(pen, pen.kit, pen.at, (pen.kit.density * SPLASHES_A_SECOND * milliseconds) / 1000);
}

/** The pen goes up. @param {Pen} pen @returns {Pen} */
export const release = (pen) => idle(pen.drawing);

/** The stroke is given up: all is as it was before. @param {Pen} pen @returns {Pen} */
export const cancel = (pen) => idle(pen.before);

/** @param {Pen} pen @param {Kit} kit @param {Pair} at @param {number} amount @returns {Pen} */
function spray(pen, kit, at, amount) {
  const due = pen.owed + amount;
  const count = Math.floor(due);
  const near = pen.drawing.points.slice(-96);
  const fresh = splash({ centre: at, radius: kit.size, count, near, bounds: kit.bounds, random: kit.random });
  return { ...add(pen, kit, fresh), owed: due - count };
}

/** @param {Pen} pen @param {Kit} kit @param {Pair[]} fresh @returns {Pen} */
function add(pen, kit, fresh) {
  const room = Math.max(0, kit.most - pen.drawing.points.length);
  const kept = fresh.slice(0, room);
  const full = pen.full || kept.length < fresh.length;
  if (kept.length === 0) return full === pen.full ? pen : { ...pen, full };
  const { points, labels } = pen.drawing;
  const drawing = { points: [...points, ...kept], labels: [...labels, ...kept.map(() => kit.label)] };
  return { ...pen, drawing, full };
}

/** @param {Pen} pen @param {Kit} kit @param {Pair} to @returns {Pen} */
function erase(pen, kit, to) {
  const { points, labels } = pen.drawing;
  const stays = points.map((point) => distanceToSegment(point, pen.at, to) > kit.size);
  if (stays.every(Boolean)) return pen;
  const drawing = { points: points.filter((_, i) => stays[i]), labels: labels.filter((_, i) => stays[i]) };
  return { ...pen, drawing };
}
