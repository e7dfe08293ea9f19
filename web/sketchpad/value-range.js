// Which values can be painted: from -1 to 1, and further where the data go further.

import { reachOf } from "../plane/plot-scale.js";

/** @param {Pick<import("../engine/types").DataSet, "labels" | "task">} data */
export function valueRange({ labels, task }) {
  const half = task === "regression" ? reachOf(labels, 1) : 1;
  return { low: -half, high: half, step: half / 10 };
}
