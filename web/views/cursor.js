// Drawing with the keyboard: a cursor on the plane, moved with the arrow keys.

import { clamp, distance, nearest, pairs, tidy } from "../draw/geometry.js";
import { plain } from "./format.js";

/** @typedef {import("../draw/geometry.js").Pair} Pair */

const STEP = 0.25;
const LEAP = 1;
const REACH = 1;

/** @type {Record<string, Pair>} */
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

export class Cursor {
  constructor() {
    /** @type {Pair} */
    this.at = [0, 0];
    this.moved = false;
  }

  /**
   * @param {KeyboardEvent} event @param {{ low: number, high: number }} bounds
   * @returns {"move" | "place" | "remove" | { choose: number } | null} what the key asks for
   */
  press(event, { low, high }) {
    if (event.ctrlKey || event.metaKey || event.altKey) return null;
    const arrow = ARROWS[event.key];
    if (arrow) {
      const step = event.shiftKey ? LEAP : STEP;
      this.at = [
        tidy(clamp(this.at[0] + arrow[0] * step, low, high)),
        tidy(clamp(this.at[1] + arrow[1] * step, low, high)),
      ];
      this.moved = true;
      return "move";
    }
    if (event.key === "Enter" || event.key === " ") return "place";
    if (event.key === "Delete" || event.key === "Backspace") return "remove";
    if (/^[1-6]$/.test(event.key)) return { choose: Number(event.key) - 1 };
    return null;
  }

  /** @param {import("../engine/types").DataSet} data @returns {Pair | null} the point that Delete means */
  nearest(data) {
    const points = pairs(data.points);
    const index = nearest(points, this.at, REACH);
    return index < 0 ? null : points[index];
  }

  /** Where the cursor is, in words. @param {import("../engine/types").DataSet} data */
  where(data) {
    const close = pairs(data.points).findIndex((point) => distance(point, this.at) < STEP);
    const there = close < 0 ? "" : `, on a point of class ${plain(data.labels[close])}`;
    return `x₁ ${plain(this.at[0])}, x₂ ${plain(this.at[1])}${there}`;
  }
}
