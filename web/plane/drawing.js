// Drawn points, as the configuration keeps them and as the page shows them.

import { changedPaths } from "../config/path.js";
import { pairs, tidy, tidyPair } from "./geometry.js";

/** @typedef {import("../engine/types").Config} Config */
/** @typedef {import("../engine/types").DataConfig} DataConfig */
/** @typedef {import("../engine/types").PointsData} PointsData */
/** @typedef {import("../engine/types").CurveData} CurveData */
/** @typedef {import("../engine/types").FormulaData} FormulaData */
/** @typedef {import("../engine/types").DataSet} DataSet */
/** @typedef {import("../engine/types").Description} Description */
/** @typedef {import("../app/state-types").State} State */

/** @param {DataConfig} data @returns {data is PointsData} */
export const isDrawn = (data) => data.kind === "points";

/** Points that were drawn or pasted, of either kind. @param {DataConfig} data @returns {data is PointsData | CurveData} */
export const holdsPoints = (data) => isDrawn(data) || isCurve(data);

/** Drawn as a function of one variable. @param {DataConfig} data @returns {data is CurveData} */
export const isCurve = (data) => data.kind === "curve";

/** A function of one variable, drawn or typed. @param {DataConfig} data @returns {data is CurveData | FormulaData} */
export const isGraph = (data) => isCurve(data) || data.kind === "formula";

/**
 * The drawing as it can be shown before the engine has seen it.
 * @param {PointsData | CurveData} data
 * @returns {DataSet}
 */
export function drawnSet(data) {
  const is_test = new Uint8Array(data.points.length);
  if (isCurve(data)) {
    const points = Float64Array.from(data.points.flatMap(([x]) => [x, 0]));
    return {
      task: "regression",
      classes: 2,
      points,
      labels: Float64Array.from(data.points, ([, value]) => value),
      is_test,
    };
  }
  const { task, points, labels } = data;
  const classes =
    task === "classification" ? labels.reduce((most, label) => Math.max(most, label + 1), 2) : 0;
  return {
    task,
    classes,
    points: Float64Array.from(points.flat()),
    labels: Float64Array.from(labels),
    is_test,
  };
}

/** @param {Description} description @returns {DataSet} */
function sampleSet({ sample }) {
  return {
    task: "classification",
    classes: 2,
    points: Float64Array.from(sample.points),
    labels: Float64Array.from(sample.labels),
    is_test: Uint8Array.from(sample.is_test),
  };
}

/** No points at all. @type {DataSet} */
export const NOTHING = {
  task: "classification",
  classes: 2,
  points: new Float64Array(),
  labels: new Float64Array(),
  is_test: new Uint8Array(),
};

/**
 * What can be shown of a configuration's data at once; null where only the engine knows.
 * @param {Config} config
 * @param {Description} description
 * @returns {DataSet | null}
 */
export function knownSet(config, description) {
  if (holdsPoints(config.data)) return drawnSet(config.data);
  const { seed, data } = description.config;
  const isDefault = changedPaths({ seed, data }, { seed: config.seed, data: config.data }).length === 0;
  return isDefault ? sampleSet(description) : null;
}

/**
 * A data set's own sample: a first picture of it, until the engine has made the set itself. Of one with noise there is
 * none.
 * @param {Config} config @param {Description} description
 * @returns {DataSet | null}
 */
export function likeness({ data }, { config: usual, registries }) {
  const choice = /** @type {any} */ (registries.datasets?.find(({ name }) => name === data.kind));
  if (!choice?.sample || /** @type {any} */ (data).noise !== /** @type {any} */ (usual.data).noise)
    return null;
  const { points, labels } = choice.sample;
  return {
    task: choice.task ?? "classification",
    classes: choice.task === "regression" ? 0 : (choice.classes ?? 2),
    points: Float64Array.from(points),
    labels: Float64Array.from(labels),
    is_test: new Uint8Array(labels.length),
  };
}

/** Where the plane is empty because its points are still to be made. */
const TO_COME = "Python makes these points. They are here as soon as it is.";

/** What an empty plane has to say before there is a Python. @param {State} state @returns {string | null} */
export const pointsToCome = ({ config, data, versions }) =>
  versions === null && !holdsPoints(config.data) && data.labels.length === 0 ? TO_COME : null;

/**
 * The points on the page, to be changed. Those of a generator move by less than a pixel, so that the drawing that
 * they become fits into a short link.
 * @param {DataConfig} data @param {DataSet} shown
 * @returns {{ points: [number, number][], labels: number[] }}
 */
export function drawingOf(data, shown) {
  const points = pairs(shown.points);
  const labels = Array.from(shown.labels);
  if (holdsPoints(data)) return { points, labels };
  return {
    points: points.map(tidyPair),
    labels: shown.task === "regression" ? labels.map(tidy) : labels,
  };
}

/**
 * The configuration's data with another drawing in it. A generated set that is drawn on becomes a drawing, a formula
 * a curve.
 * @param {DataConfig} data
 * @param {DataSet["task"]} task
 * @param {[number, number][]} points of a curve: x, and any number
 * @param {number[]} labels
 * @returns {PointsData | CurveData}
 */
export function withDrawing(data, task, points, labels) {
  const { train_share } = data;
  if (isGraph(data)) return { kind: "curve", points: points.map(([x], i) => [x, labels[i]]), train_share };
  return { kind: "points", task: isDrawn(data) ? data.task : task, points, labels, train_share };
}
