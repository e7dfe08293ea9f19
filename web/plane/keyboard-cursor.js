// The keyboard's cursor on the plane, moved with the arrow keys.

import { clamp, tidy } from "./geometry.js";

/** @typedef {import("./geometry.js").Pair} Pair */

const STEP = 0.25;
const LEAP = 1;

/** @type {Record<string, Pair>} */
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

export class KeyboardCursor {
  constructor() {
    /** @type {Pair} */
    this.at = [0, 0];
  }

  /**
   * @param {KeyboardEvent} event @param {{ low: number, high: number }} bounds
   * @returns {boolean} whether the key was for the cursor
   */
  go(event, { low, high }) {
    const arrow = ARROWS[event.key];
    if (!arrow) return false;
    const step = event.shiftKey ? LEAP : STEP;
    this.at = [
      tidy(clamp(this.at[0] + arrow[0] * step, low, high)),
      tidy(clamp(this.at[1] + arrow[1] * step, low, high)),
    ];
    return true;
  }
}
