// What is to be learned: which class a point is of, which value it has, or a function of one variable.

import { drawingOf, isDrawn, isGraph, knownSet, likeness, NOTHING } from "./drawing.js";
import { STEP, tidy } from "./geometry.js";

/** @typedef {import("../app/state-types").State} State */
/** @typedef {import("../app/state-types").Task} Task */
/** @typedef {import("../engine/types").Config} Config */
/** @typedef {import("../engine/types").DataConfig} DataConfig */
/** @typedef {import("../engine/types").Description} Description */

/** The output that may say any number. */
export const LINEAR = "identity";

/** @param {Pick<Description, "registries">} description @param {string} kind */
const generator = ({ registries }, kind) => (registries.datasets ?? []).find(({ name }) => name === kind);

/** @param {Config} config @param {Description} description @returns {Task} */
export function taskOf({ data }, description) {
  if (isGraph(data)) return "function";
  const task = isDrawn(data) ? data.task : generator(description, data.kind)?.task;
  return task === "regression" ? "values" : "classes";
}

/** @typedef {import("../engine/types").DataSet} DataSet */

/** No points, of the kind that a configuration has. @param {Config} config @param {Description} description @returns {DataSet} */
export const emptySet = (config, description) => ({
  ...NOTHING,
  task: taskOf(config, description) === "classes" ? "classification" : "regression",
});

/**
 * What is shown of a configuration's data before there is an engine.
 * @param {Config} config @param {Description} description
 * @returns {DataSet} empty where only the engine knows
 */
export const firstSet = (config, description) =>
  knownSet(config, description) ?? likeness(config, description) ?? emptySet(config, description);

/** Where a curve is sampled. @param {Description} description @returns {number[]} */
function curvePlaces({ limits: { domain } }) {
  const [first, last] = domain.map((end) => Math.round(end / STEP));
  return Array.from({ length: last - first + 1 }, (_, i) => tidy((first + i) * STEP));
}

/** A first curve, to be drawn over. @param {Description} description @returns {[number, number][]} */
const firstCurve = (description) =>
  curvePlaces(description).map((x) => [x, Math.round(1000 * Math.sin(x)) / 1000]);

/** @param {number} value in thousandths */
const round = (value) => Math.round(value * 1000) / 1000;

/**
 * Points of classes as points with values, spread evenly from -1 to 1, and the other way round by their sign.
 * @param {Task} task @param {number[]} labels
 */
function asLabels(task, labels) {
  if (task === "classes") return labels.map((value) => (value < 0 ? 0 : 1));
  const last = labels.reduce((most, label) => Math.max(most, label), 1);
  return labels.map((label) => round((2 * label) / last - 1));
}

/** @param {Config} config @param {Description} description @param {Task} task @param {import("../engine/types").DataSet} shown @returns {DataConfig} */
function dataFor({ data }, description, task, shown) {
  const { train_share } = data;
  if (task === "function") return { kind: "curve", points: firstCurve(description), train_share: 1 };
  if (isDrawn(data)) {
    const { points, labels } = drawingOf(data, shown);
    const own = task === "values" ? "regression" : "classification";
    return { kind: "points", task: own, points, labels: asLabels(task, labels), train_share };
  }
  const usual = /** @type {import("../engine/types").GeneratedData} */ (description.config.data);
  const choice = (description.registries.datasets ?? []).find((each) => each.task === "regression");
  if (task === "classes" || !choice) return usual;
  return { ...usual, kind: choice.name, count: Number(choice.default_count ?? usual.count) };
}

/**
 * The configuration with other data, and with what has to go along with it: a loss that is not for the task makes way
 * for the usual one, an output that is not for one that may say any number; a function of x has inputs without x2, and
 * such an output; whoever leaves it gets the usual ones back.
 * @param {Config} config @param {DataConfig} data @param {Description} description @returns {Config}
 */
export function withData(config, data, description) {
  const { config: usual, registries } = description;
  const next = { ...config, data };
  const [before, after] = [config, next].map((each) => taskOf(each, description));
  if (before === after) return next;
  const unfit = (/** @type {import("../engine/types").Choice[]} */ choices, /** @type {string} */ chosen) => {
    const tasks = /** @type {string[] | undefined} */ (choices.find(({ name }) => name === chosen)?.tasks);
    return after !== "classes" && tasks !== undefined && !tasks.includes("regression");
  };
  if (unfit(registries.losses ?? [], config.training.loss))
    next.training = { ...config.training, loss: usual.training.loss };
  if (unfit(registries.activations ?? [], config.network.output))
    next.network = { ...config.network, output: LINEAR };
  if (after === "function") {
    next.features = withoutX2(config.features, description);
    next.network = { ...config.network, output: LINEAR };
  } else if (before === "function") {
    next.features = usual.features;
    next.network = { ...config.network, output: usual.network.output };
  }
  return next;
}

/**
 * The configuration for another task. Drawn points stay where they are and get the labels of the new kind.
 * @param {Pick<State, "config" | "description" | "data">} state @param {Task} task @returns {Config}
 */
export function withTask({ config, description, data: shown }, task) {
  if (task === taskOf(config, description)) return config;
  return withData(config, dataFor(config, description, task, shown), description);
}

/** @param {Config["features"]} features @param {Description} description @returns {Config["features"]} */
function withoutX2(features, { registries }) {
  const fits = features.filter((feature) =>
    typeof feature === "string"
      ? (registries.features ?? []).find(({ name }) => name === feature)?.uses_x2 === false
      : !/\bx2\b/.test(feature.formula),
  );
  return fits.length > 0 ? fits : ["x1"];
}
