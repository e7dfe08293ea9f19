// Pointing at the output: with the mouse, by a tap that stays, or with a cursor that the arrow keys move.

import { toPlane } from "../plane/geometry.js";
import { KeyboardCursor } from "../plane/keyboard-cursor.js";

/** @typedef {import("../plane/geometry.js").Pair} Pair */
/** @typedef {"mouse" | "touch" | "keys"} By */

/** Pixels that a finger may slip in a tap. */
const SLIP = 10;

/**
 * What is pointed at: the plane of the output.
 * @typedef {object} Plane
 * @property {{ low: number, high: number }} bounds
 * @property {(pointed: { at: Pair, by: By } | null) => void} point  something else is pointed at, or nothing any more
 * @property {(at: Pair) => void} follow  this is wanted in the mathematics
 */

export class Pointing {
  #plane;
  #cursor = new KeyboardCursor();
  /** @type {{ id: number, x: number, y: number } | null} a finger that is down */
  #finger = null;
  /** @type {{ at: Pair, by: By } | null} */
  #now = null;
  /** Whether the click that comes is a tap's own, which answers and follows nothing. */
  #tapped = false;

  /** @param {Plane} plane */
  constructor(plane) {
    this.#plane = plane;
  }

  /** @param {MouseEvent} event @returns {Pair} */
  #placeOf({ currentTarget, clientX, clientY }) {
    const { left, top, width } = /** @type {Element} */ (currentTarget).getBoundingClientRect();
    return toPlane({ ...this.#plane.bounds, side: width || 1 }, clientX - left, clientY - top);
  }

  /** @param {Pair} at @param {By} by */
  #point(at, by) {
    this.#now = { at, by };
    this.#plane.point(this.#now);
  }

  /** Nothing is pointed at any more. */
  end = () => {
    if (!this.#now) return;
    this.#now = null;
    this.#plane.point(null);
  };

  /** @param {PointerEvent} event */
  move = (event) => {
    if (event.pointerType !== "touch") this.#point(this.#placeOf(event), "mouse");
    else if (this.#finger?.id === event.pointerId && this.#slipped(event)) this.#finger = null;
  };

  leave = () => {
    if (this.#now?.by === "mouse") this.end();
  };

  /** @param {PointerEvent} event */
  down = (event) => {
    this.#tapped = false;
    const { pointerId: id, clientX: x, clientY: y } = event;
    this.#finger = event.pointerType === "touch" && event.isPrimary ? { id, x, y } : null;
  };

  /** @param {PointerEvent} event */
  up = (event) => {
    if (this.#finger?.id !== event.pointerId) return;
    this.#finger = null;
    this.#tapped = true;
    this.#point(this.#placeOf(event), "touch");
  };

  /** The finger scrolls the page. */
  cancel = () => {
    this.#finger = null;
  };

  /** @param {PointerEvent} event */
  #slipped({ clientX, clientY }) {
    const { x, y } = /** @type {{ x: number, y: number }} */ (this.#finger);
    return Math.hypot(clientX - x, clientY - y) > SLIP;
  }

  /** @param {MouseEvent} event */
  click = (event) => {
    if (this.#tapped) this.#tapped = false;
    else this.#plane.follow(this.#placeOf(event));
  };

  /** Follows what is pointed at. */
  follow = () => {
    if (this.#now) this.#plane.follow(this.#now.at);
  };

  /** @param {KeyboardEvent} event */
  key = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" && this.#now) this.follow();
    else if (event.key === "Escape" && this.#now) this.end();
    else if (this.#cursor.go(event, this.#plane.bounds)) this.#point(this.#cursor.at, "keys");
    else return;
    event.preventDefault();
  };

  /** With the keys one comes to where one was last. @param {FocusEvent} event */
  focus = (event) => {
    if (/** @type {Element} */ (event.currentTarget).matches(":focus-visible"))
      this.#point(this.#cursor.at, "keys");
  };

  blur = () => {
    if (this.#now?.by === "keys") this.end();
  };
}
