// What is said of a point: the network's answer there, and how it does on the example that lies nearest. All words for it
// stand here, as whole sentences.

import { isGraph } from "../plane/drawing.js";
import { brief, loss, minus } from "../ui/format.js";
import { COLOUR_NAMES } from "../ui/theme.js";

/** @typedef {import("../app/state-types").Answer} Answer */
/** @typedef {import("../engine/types").Config} Config */
/** @typedef {import("../engine/types").Description} Description */

/** Nearer than this to the middle, the network has not made up its mind. */
const UNDECIDED = 0.005;
/** From here on it is all but sure. */
const NEARLY_ALL = 0.995;

const capital = (/** @type {string} */ text) => text[0].toUpperCase() + text.slice(1);
const place = (/** @type {number} */ x) => minus(x.toFixed(2));

/** The colour of a class, in words. @param {number} label */
export const colourName = (label) => COLOUR_NAMES[label % COLOUR_NAMES.length];

const SENTENCES = {
  at: (/** @type {number} */ x1, /** @type {number} */ x2) => `At x₁ ${place(x1)}, x₂ ${place(x2)}.`,
  atX: (/** @type {number} */ x) => `At x ${place(x)}.`,
  undecided: () => "Undecided between two classes.",
  nearlySure: (/** @type {string} */ colour) => `${capital(colour)}, more than 99% sure.`,
  sure: (/** @type {string} */ colour, /** @type {number} */ percent) =>
    `${capital(colour)}, ${percent}% sure.`,
  beyond: (/** @type {string} */ colour, /** @type {number} */ output) =>
    `${capital(colour)}: the output is ${brief(output)}.`,
  value: (/** @type {number} */ output) => `The value ${brief(output)}.`,
  unit: (/** @type {string} */ unit, /** @type {number} */ value) => `${unit} says ${brief(value)}.`,
  right: (/** @type {string} */ colour, /** @type {number | null} */ cost) =>
    `Nearest example: ${colour}, right, loss ${loss(cost)}.`,
  wrong: (/** @type {string} */ colour, /** @type {number | null} */ cost) =>
    `Nearest example: ${colour}, wrong, loss ${loss(cost)}.`,
  off: (/** @type {number} */ value, /** @type {number} */ error, /** @type {number | null} */ cost) =>
    `Nearest example: value ${brief(value)}, off by ${brief(error)}, loss ${loss(cost)}.`,
  rightTest: (/** @type {string} */ colour, /** @type {number | null} */ cost) =>
    `Nearest is a test point: ${colour}, right, loss ${loss(cost)}.`,
  wrongTest: (/** @type {string} */ colour, /** @type {number | null} */ cost) =>
    `Nearest is a test point: ${colour}, wrong, loss ${loss(cost)}.`,
  offTest: (/** @type {number} */ value, /** @type {number} */ error, /** @type {number | null} */ cost) =>
    `Nearest is a test point: value ${brief(value)}, off by ${brief(error)}, loss ${loss(cost)}.`,
  alone: () => "There are no examples yet.",
};

/** What the outputs say. @param {Pick<Answer, "layers" | "values">} answer @returns {number[]} */
export const outputsOf = ({ layers, values }) => [...values.subarray(values.length - (layers.at(-1) ?? 0))];

/** Whether the outputs end where "no" and "yes" are, so that what lies between is a share. @param {Config} config @param {Description} description @param {readonly number[]} codes */
function isBetween({ network }, { registries }, [no, yes]) {
  const curve = registries.activations?.find(({ name }) => name === network.output)?.curve;
  return !curve || curve.y.every((y) => y >= no - 1e-9 && y <= yes + 1e-9);
}

/**
 * How far the output has come from "no" to "yes" for the class that it chooses.
 * @param {Answer} answer @param {Config} config @param {Description} description
 * @returns {number | null} 0 to 1; null: values are learned, or the output knows no ends
 */
export function confidence(answer, config, description) {
  const { codes, says } = answer;
  if (!codes || says === null || !isBetween(config, description, codes)) return null;
  const outputs = outputsOf(answer);
  const share = ((outputs[says] ?? outputs[0]) - codes[0]) / (codes[1] - codes[0]);
  return outputs.length === 1 && says === 0 ? 1 - share : share;
}

/** @param {Answer} answer @param {Config} config @param {Description} description */
function verdict(answer, config, description) {
  const outputs = outputsOf(answer);
  if (answer.says === null) return SENTENCES.value(outputs[0]);
  const colour = colourName(answer.says);
  const share = confidence(answer, config, description);
  if (share === null) return SENTENCES.beyond(colour, outputs[answer.says] ?? outputs[0]);
  if (outputs.length === 1 && share < 0.5 + UNDECIDED) return SENTENCES.undecided();
  if (share > NEARLY_ALL && share < 1) return SENTENCES.nearlySure(colour);
  return SENTENCES.sure(colour, Math.round(100 * share));
}

/** @param {Answer["nearest"]} nearest */
function onNearest(nearest) {
  if (!nearest) return SENTENCES.alone();
  const { is_test, label, says, loss: cost } = nearest;
  if (says === null) {
    const error = Math.abs((nearest.outputs[0] ?? Number.NaN) - label);
    return SENTENCES[is_test ? "offTest" : "off"](label, error, cost);
  }
  const right = says === label;
  if (is_test) return SENTENCES[right ? "rightTest" : "wrongTest"](colourName(label), cost);
  return SENTENCES[right ? "right" : "wrong"](colourName(label), cost);
}

/**
 * @param {Answer} answer @param {Config} config @param {Description} description
 * @param {{ title: string, value: number } | null} [unit]  one that is looked at instead of the output
 * @returns {{ where: string, verdict: string, unit: string | null, nearest: string }} a sentence each
 */
export function sentencesOf(answer, config, description, unit = null) {
  const [x1, x2] = answer.at;
  return {
    where: isGraph(config.data) ? SENTENCES.atX(x1) : SENTENCES.at(x1, x2),
    verdict: verdict(answer, config, description),
    unit: unit && SENTENCES.unit(unit.title, unit.value),
    nearest: onNearest(answer.nearest),
  };
}
