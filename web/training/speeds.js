// How fast training is shown, from one step a second to as fast as it goes.

/**
 * One turn of the run loop: how much to train, and how long to wait before the next turn.
 * @typedef {object} Speed
 * @property {string} label
 * @property {{ max_steps?: number, max_epochs?: number, budget_ms: number }} request
 * @property {number} interval_ms 0: with every frame that is painted
 */

/** A turn may take this long in the worker, whatever was asked for: the page stays answerable. */
const TURN_MS = 100;

/** @type {readonly Speed[]} */
export const SPEEDS = [
  { label: "1 step a second", request: { max_steps: 1, budget_ms: TURN_MS }, interval_ms: 1000 },
  { label: "5 steps a second", request: { max_steps: 1, budget_ms: TURN_MS }, interval_ms: 200 },
  { label: "1 step a frame", request: { max_steps: 1, budget_ms: TURN_MS }, interval_ms: 0 },
  { label: "1 epoch a frame", request: { max_epochs: 1, budget_ms: TURN_MS }, interval_ms: 0 },
  { label: "10 epochs a frame", request: { max_epochs: 10, budget_ms: TURN_MS }, interval_ms: 0 },
  { label: "As fast as it goes", request: { budget_ms: 10 }, interval_ms: 0 },
];

export const FASTEST = SPEEDS.length - 1;
