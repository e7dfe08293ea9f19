// The six steps of the tour: what is pointed at, what is said of it, what one is asked to do, and whether it was done.

/**
 * What the steps look at: the figure's state, and the unit that is chosen, by its name.
 * @typedef {import("../app/state-types").State & { unit: string | null }} Sight
 */

/**
 * @typedef {object} Step
 * @property {string} part  a selector
 * @property {string} title
 * @property {string} says
 * @property {string} asks
 * @property {string} well  what is said once it is done
 * @property {(now: Sight, before: Sight) => boolean} isDone  `before`: when the step began
 */

/** So many points of a class are a few, so much accuracy is most, and so many epochs some time. */
const FEW = 3;
const MOST = 0.9;
const SOME = 20;

/** @param {Sight["data"]} data @param {number} label */
const countOf = ({ labels }, label) => labels.reduce((sum, each) => sum + (each === label ? 1 : 0), 0);

/** Points of both colours were added, or other data was chosen. @param {Sight} now @param {Sight} before */
function isDrawn({ data, config }, before) {
  if (config.data.kind !== before.config.data.kind && config.data.kind !== "points") return true;
  if (data.task !== "classification") return data.labels.length >= before.data.labels.length + FEW;
  return [0, 1].every((label) => countOf(data, label) >= countOf(before.data, label) + FEW);
}

/** @type {readonly Step[]} */
export const STEPS = [
  {
    part: "gp-sketchpad",
    title: "Draw",
    says: "These points are what the network should learn: each has a class, told by colour and shape.",
    asks: "Draw a few points of each colour: the buttons below change it.",
    well: "There they are.",
    isDone: isDrawn,
  },
  {
    part: "gp-network .net",
    title: "The network",
    says: "Numbers go from left to right. Each square is a unit, and shows what it says at every point of the plane. Green links add, purple ones subtract.",
    asks: "Press one of the units to see it large.",
    well: "The output shows it large; its numbers are below.",
    isDone: ({ unit }, before) => unit !== null && unit !== before.unit,
  },
  {
    part: "gp-run-bar .run",
    title: "Train",
    says: "Train starts, Step makes a single small change of every weight, and Reset goes back to the very same start.",
    asks: "Press Train.",
    well: "It learns.",
    isDone: ({ snapshot }, before) => (snapshot?.step ?? 0) > (before.snapshot?.step ?? 0),
  },
  {
    part: ".part-output",
    title: "What it says",
    says: "The colour at each place is the network’s answer there. When it has learned, every point lies on ground of its own colour.",
    asks: "Watch until nine points of ten do. Should it be paused, press Train again.",
    well: "Most of them do.",
    isDone: ({ snapshot }, before) =>
      snapshot?.accuracy === null || snapshot?.accuracy === undefined
        ? (snapshot?.epoch ?? 0) >= (before.snapshot?.epoch ?? 0) + SOME
        : snapshot.accuracy >= MOST,
  },
  {
    part: ".part-loss",
    title: "How wrong it is",
    says: "The loss is one number for all mistakes together. Training makes it smaller, step by step, and the curve keeps the way.",
    asks: "Drag along the curve to see the network as it was.",
    well: "So it was then. Further on along the curve is now.",
    isDone: ({ past }) => past !== null,
  },
  {
    part: ".drawer-tabs",
    title: "Open it up",
    says: "Follow one point through every formula, read and change the Python that computes it, or ask the network in a console.",
    asks: "Open Mathematics.",
    well: "That is how it computes. The lessons go on from here.",
    isDone: ({ drawer }, before) => drawer.tab !== null && drawer.tab !== before.drawer.tab,
  },
];
