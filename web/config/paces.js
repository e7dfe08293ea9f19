// How much is trained between two pictures. The numbers at an epoch are the same at every pace; only what is seen differs.

/**
 * @typedef {object} Pace
 * @property {"step" | "slow" | "watch" | "full"} name as in `view.pace` of the configuration
 * @property {string} label
 * @property {string} says
 */

/** @type {readonly Pace[]} */
export const PACES = [
  { name: "step", label: "step by step", says: "Train makes one small change of every weight, and rests." },
  { name: "slow", label: "slow", says: "Four small changes of the weights a second." },
  {
    name: "watch",
    label: "to watch",
    says: "As fast as one can watch: from picture to picture the answer changes by about the same amount. It rests when nothing changes any more.",
  },
  { name: "full", label: "full speed", says: "As fast as it goes." },
];

/** Milliseconds from one change to the next at the pace "slow". */
export const SLOW_MS = 250;

/** The pace that a configuration asks for. @param {Record<string, unknown>} view @returns {Pace["name"]} */
export const paceOf = (view) => PACES.find(({ name }) => name === view.pace)?.name ?? "watch";
