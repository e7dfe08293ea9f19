// What an article knows of a figure that runs in a frame: its configuration and its latest numbers, kept at hand so that
// they can be read at once, as on the site's own element.

import { isObject } from "../config/path.js";
import { appendRows, emptyCurve } from "../training/learning-curve.js";

/** @typedef {import("../engine/types").Config} Config */
/** @typedef {import("../engine/types").Snapshot} Snapshot */

export class Mirror {
  /** @type {Config} */
  config;
  /** @type {Snapshot | null} */
  snapshot = null;
  /** Epochs at which the run can be looked at again. @type {readonly number[]} */
  timeline = [];

  /** @param {Config} config */
  constructor(config) {
    this.config = config;
  }

  /**
   * Takes in what an event tells, and returns the detail as the figure gave it.
   * @param {import("./protocol").FrameMessage & { type: "event" }} event
   * @param {boolean} stale the article has set another configuration since
   */
  take({ name, detail, whole, timeline }, stale) {
    if (timeline) this.timeline = timeline;
    if (!isObject(detail)) return detail;
    if (name === "change" && !stale && isObject(detail.config))
      this.config = /** @type {any} */ (detail.config);
    if (name !== "snapshot" || !isObject(detail.curve)) return detail;
    const { rows, ...rest } = detail;
    const snapshot = /** @type {Snapshot} */ (/** @type {unknown} */ (rest));
    const before = whole ? emptyCurve() : (this.snapshot?.curve ?? emptyCurve());
    this.snapshot = { ...snapshot, curve: appendRows(before, snapshot.curve) };
    return whole ? { ...rest, curve: rows } : detail;
  }
}
