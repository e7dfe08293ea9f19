// Drawn points, as the configuration keeps them and as the page shows them.

import { changedPaths } from "./path.js";

/** @typedef {import("../engine/types").Config} Config */
/** @typedef {import("../engine/types").DataConfig} DataConfig */
/** @typedef {import("../engine/types").PointsData} PointsData */
/** @typedef {import("../engine/types").DataSet} DataSet */
/** @typedef {import("../engine/types").Description} Description */

/** @param {DataConfig} data @returns {data is PointsData} */
export const isDrawn = (data) => data.kind === "points";

/**
 * The drawing as it can be shown before the engine has seen it.
 * @param {PointsData} data
 * @returns {DataSet}
 */
export function drawnSet({ task, points, labels }) {
  const classes =
    task === "classification" ? labels.reduce((most, label) => Math.max(most, label + 1), 2) : 0;
  return {
    task,
    classes,
    points: Float64Array.from(points.flat()),
    labels: Float64Array.from(labels),
    is_test: new Uint8Array(points.length),
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

/** @type {DataSet} */
const NOTHING = {
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
  if (isDrawn(config.data)) return drawnSet(config.data);
  const { seed, data } = description.config;
  const isDefault = changedPaths({ seed, data }, { seed: config.seed, data: config.data }).length === 0;
  return isDefault ? sampleSet(description) : null;
}

/** @param {Config} config @param {Description} description @returns {DataSet} */
export const firstSet = (config, description) => knownSet(config, description) ?? NOTHING;

/**
 * The configuration's data with another drawing in it. A generated set that is drawn on becomes a drawing.
 * @param {DataConfig} data
 * @param {DataSet["task"]} task
 * @param {[number, number][]} points
 * @param {number[]} labels
 * @returns {PointsData}
 */
export function withDrawing(data, task, points, labels) {
  return {
    kind: "points",
    task: isDrawn(data) ? data.task : task,
    points,
    labels,
    train_share: data.train_share,
  };
}
