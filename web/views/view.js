// What all parts of the page have in common: state comes down as properties, wishes go up as events.

import { LitElement } from "lit";

/** @typedef {import("../state/types").Action} Action */

/**
 * A part of the page. It draws into the workbench's own tree, so that one style sheet serves them all.
 * Properties named in `static painted` only touch canvases: when nothing else has changed, no template is made.
 */
export class View extends LitElement {
  /** @type {readonly string[]} */
  static painted = [];

  #due = 0;

  createRenderRoot() {
    return this;
  }

  /** @param {Action} action */
  send(action) {
    this.dispatchEvent(new CustomEvent("gp-action", { detail: action, bubbles: true, composed: true }));
  }

  /** @param {string} path @param {unknown} value @param {number} [group] */
  set(path, value, group) {
    this.send(group === undefined ? { type: "set", path, value } : { type: "set", path, value, group });
  }

  /** @param {Map<PropertyKey, unknown>} changed */
  shouldUpdate(changed) {
    const { painted } = /** @type {typeof View} */ (this.constructor);
    this.repaint();
    return (
      !this.hasUpdated ||
      changed.size === 0 ||
      [...changed.keys()].some((key) => !painted.includes(String(key)))
    );
  }

  /** Asks for the canvases to be painted with the next frame, however often it is called before. */
  repaint() {
    if (this.#due === 0) this.#due = requestAnimationFrame(() => this.#paintNow());
  }

  #paintNow() {
    this.#due = 0;
    if (this.hasUpdated && this.isConnected) this.paint();
  }

  /** Paints the canvases. */
  paint() {}

  disconnectedCallback() {
    super.disconnectedCallback();
    cancelAnimationFrame(this.#due);
    this.#due = 0;
  }
}
