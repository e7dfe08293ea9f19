// Picking the example that the mathematics follows, on the plane itself.

import { isGraph } from "../../plane/drawing.js";
import { nearest, pairs, toPlane } from "../../plane/geometry.js";

/** @typedef {import("../../app/state-types").State} State */

/** How near to a point one must press, in units of the plane. */
const REACH = 0.8;

/** Places in the data of the points that are trained on, in the engine's order. @param {import("../../engine/types").DataSet} data */
export const trainingPoints = (data) => [...data.labels.keys()].filter((i) => !data.is_test[i]);

/**
 * The training point that was pressed, as an example to follow; null where there is none, or nothing to follow it.
 * @param {PointerEvent | MouseEvent} event @param {State} state @returns {import("../../app/state-types").Action | null}
 */
export function followAt(event, { config, drawer, data, description }) {
  const plane = /** @type {Element} */ (event.target).closest(".plane");
  if (drawer.tab !== "mathematics" || !plane) return null;
  const box = plane.getBoundingClientRect();
  const [low, high] = description.limits.domain;
  const pressed = toPlane({ low, high, side: box.width }, event.clientX - box.left, event.clientY - box.top);
  // Of a function only x is picked: its points lie on the x axis, wherever their graph is.
  const at = /** @type {[number, number]} */ (isGraph(config.data) ? [pressed[0], 0] : pressed);
  const training = trainingPoints(data);
  const places = pairs(data.points);
  const found = nearest(
    training.map((i) => places[i]),
    at,
    REACH,
  );
  return found < 0 ? null : { type: "walk/show", example: found };
}

/**
 * Where the example that is followed lies; null where it is no single point, or not being looked at.
 * @param {State} state @returns {[number, number] | null}
 */
export function followedPoint({ drawer, data }) {
  if (drawer.tab !== "mathematics" || drawer.example === "batch") return null;
  if (typeof drawer.example !== "number") return drawer.example.point;
  const index = trainingPoints(data)[drawer.example];
  return index === undefined ? null : [data.points[2 * index], data.points[2 * index + 1]];
}
