// Picking on the plane itself what the mathematics follows: an example, or any point.

import { isGraph } from "../../plane/drawing.js";
import { nearest, pairs, tidyPair } from "../../plane/geometry.js";

/** @typedef {import("../../app/state-types").State} State */
/** @typedef {import("../../engine/workshop-types").Example} Example */

/** How near to a point one must press to mean it, in units of the plane: a little more than it is large. */
const REACH = 0.3;

/** Places in the data of the points that are trained on, in the engine's order. @param {import("../../engine/types").DataSet} data */
export const trainingPoints = (data) => [...data.labels.keys()].filter((i) => !data.is_test[i]);

/**
 * What is followed of a place on the plane: the training point that lies there, or else a point of one's own, which
 * should be what the nearest example is.
 * @param {[number, number]} place @param {Pick<State, "config" | "data">} state @returns {Example}
 */
export function exampleAt(place, { config, data }) {
  // Of a function only x is picked: its points lie on the x axis, wherever their graph is.
  const at = tidyPair(isGraph(config.data) ? [place[0], 0] : place);
  const places = pairs(data.points);
  const training = trainingPoints(data);
  const pressed = nearest(
    training.map((i) => places[i]),
    at,
    REACH,
  );
  if (pressed >= 0) return pressed;
  const close = nearest(places, at, Number.POSITIVE_INFINITY);
  const label = close < 0 ? 0 : data.labels[close];
  return { point: close >= 0 && nearest([places[close]], at, REACH) === 0 ? places[close] : at, label };
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
