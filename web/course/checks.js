// When a lesson's task is done: looked up in what the figures and networks on the page say of themselves.

import { minus } from "../ui/format.js";

/**
 * @typedef {object} Facts
 * @property {Record<string, any>} figures what each small figure shows, by its name
 * @property {import("../engine/types").Snapshot | null} snapshot of the lesson's network
 * @property {import("../engine/types").Config | null} config
 * @property {{ index: number, count: number, kind: string } | null} walk the step of the walk that is looked at
 */

/** @typedef {{ done: boolean, says: string }} Verdict */

const percent = (/** @type {number | null | undefined} */ share) =>
  share === null || share === undefined ? "unknown yet" : `${Math.round(100 * share)} %`;
const digits = (/** @type {number | null | undefined} */ value) =>
  value === null || value === undefined ? "unknown yet" : minus(value.toFixed(3));

/** Small figures that are looked at before they have been used, when they have told nobody what they show. */
export const FIGURES = ["gp-figure-sum", "gp-figure-sigmoid", "gp-figure-bowl", "gp-figure-pseudocode"];

/** @type {Record<string, (facts: Facts) => Verdict>} */
export const CHECKS = {
  neuron: ({ figures }) => {
    const { sum, terms } = figures["gp-figure-sum"] ?? { sum: null, terms: [0, 0, 0] };
    const balanced =
      sum !== null && Math.abs(sum) < 0.05 && Math.abs(terms[0]) > 0.5 && Math.abs(terms[1]) > 0.5;
    return { done: balanced, says: `The sum is ${digits(sum)}.` };
  },
  activation: ({ figures }) => {
    const { z, a } = figures["gp-figure-sigmoid"] ?? { z: null, a: null };
    return {
      done: a !== null && a > 0.99 && z > 0 && z <= 1,
      says: `At z = ${digits(z)} the unit says ${digits(a)}.`,
    };
  },
  layers: ({ snapshot, config }) => {
    const layers = config?.network.layers.length ?? 0;
    const accuracy = snapshot?.accuracy;
    return {
      done: layers > 0 && (accuracy ?? 0) >= 0.95,
      says: `${layers === 0 ? "No hidden layer" : `Hidden layers: ${layers}`}; accuracy ${percent(accuracy)}.`,
    };
  },
  loss: ({ snapshot, figures }) => {
    const loss = figures["gp-figure-by-hand"]?.loss ?? snapshot?.data_loss;
    const byHand = (snapshot?.step ?? 0) === 0;
    return {
      done: byHand && typeof loss === "number" && loss < 0.1,
      says: byHand
        ? `The loss is ${digits(loss)}.`
        : "That was training, not you. Press Reset and use the sliders.",
    };
  },
  "gradient-descent": ({ figures }) => {
    const { loss, steps } = figures["gp-figure-bowl"] ?? { loss: null, steps: 0 };
    return {
      done: loss !== null && loss < 0.01 && steps > 0 && steps <= 15,
      says: `Step ${steps}, loss ${digits(loss)}.`,
    };
  },
  backpropagation: ({ walk }) => ({
    done: walk !== null && walk.index === walk.count - 1,
    says: walk ? `You are at step ${walk.index + 1} of ${walk.count}.` : "Open Mathematics to begin.",
  }),
  "training-loop": ({ figures }) => {
    const { updates, epoch } = figures["gp-figure-pseudocode"] ?? { updates: 0, epoch: 0 };
    return { done: epoch >= 1, says: `Updates so far: ${updates}.` };
  },
  logic: ({ snapshot, config }) => {
    const gate = config?.data.kind === "xor_gate";
    const loss = snapshot?.data_loss;
    return {
      done: gate && snapshot?.accuracy === 1 && typeof loss === "number" && loss < 0.05,
      says: `${gate ? "Exclusive or" : "Another gate"}; accuracy ${percent(snapshot?.accuracy)}, loss ${digits(loss)}.`,
    };
  },
  functions: ({ snapshot }) => ({
    done: typeof snapshot?.data_loss === "number" && snapshot.data_loss < 0.02,
    says: `The loss is ${digits(snapshot?.data_loss)}.`,
  }),
};
