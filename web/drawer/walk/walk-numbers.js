// Numbers for reading: four digits for the eye, and all of them for who asks.

import { minus } from "../../ui/format.js";

/** @param {number | null | undefined} value */
export function short(value) {
  if (value === null || value === undefined || Number.isNaN(value)) return "not a number";
  return minus(String(Number(value.toPrecision(4))));
}

/** Every digit there is. @param {number | null} value */
export const full = (value) => (value === null ? "not a number" : minus(String(value)));

/** What the numbers of a step are called, for a learner. @type {Record<string, string>} */
export const NAMES = {
  x: "inputs",
  w: "weights",
  b: "bias",
  z: "weighted sum",
  a: "activation",
  t: "target",
  o: "output",
  L: "loss",
  m: "dropout's factor",
  told: "what it is told",
  delta: "error term",
  slope: "slope",
  gradient: "gradient",
  full_gradient: "gradient with the penalty",
  penalty: "penalty's gradient",
  rate: "rate",
  step: "step",
  change: "change",
  before: "old",
  after: "new",
  output: "what it passes on",
  X: "inputs, X",
  W: "weights, W",
  Z: "sums, Z",
  A: "activations, A",
  M: "dropout's factors, M",
  losses: "each example's loss",
};

/** @param {string} key */
export const nameOf = (key) => NAMES[key] ?? key.replaceAll("_", " ");
