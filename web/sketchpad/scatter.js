// Where a spray can's points land: by chance, but not one on top of another.

import { clamp, distance, tidy } from "../plane/geometry.js";

/** @typedef {import("../plane/geometry.js").Pair} Pair */

const TRIES = 6;

/**
 * @param {Pair} centre
 * @param {number} radius  of the brush
 * @param {() => number} random  uniform in [0, 1)
 * @returns {Pair} a point of the disc, every part of it equally likely
 */
export function inDisc(centre, radius, random) {
  const r = radius * Math.sqrt(random());
  const angle = 2 * Math.PI * random();
  return [centre[0] + r * Math.cos(angle), centre[1] + r * Math.sin(angle)];
}

/**
 * One splash of points.
 * @param {object} splash
 * @param {Pair} splash.centre
 * @param {number} splash.radius
 * @param {number} splash.count
 * @param {readonly Pair[]} splash.near  points to keep clear of where there is room
 * @param {{ low: number, high: number }} splash.bounds
 * @param {() => number} splash.random
 * @returns {Pair[]}
 */
export function splash({ centre, radius, count, near, bounds, random }) {
  /** @type {Pair[]} */
  const landed = [];
  const gap = radius * 0.22;
  for (let n = 0; n < count; n += 1) {
    let point = inDisc(centre, radius, random);
    for (let again = 1; again < TRIES && crowded(point, near, landed, gap); again += 1) {
      point = inDisc(centre, radius, random);
    }
    landed.push([
      tidy(clamp(point[0], bounds.low, bounds.high)),
      tidy(clamp(point[1], bounds.low, bounds.high)),
    ]);
  }
  return landed;
}

/** @param {Pair} point @param {readonly Pair[]} near @param {readonly Pair[]} landed @param {number} gap */
function crowded(point, near, landed, gap) {
  const close = (/** @type {Pair} */ other) => distance(point, other) < gap;
  return landed.some(close) || near.some(close);
}
