// What all parts of the page have in common: state comes down as properties, wishes go up as events.

import { LitElement } from "lit";

/** @typedef {import("../app/state-types").Action} Action */

/** Milliseconds between two changes of a number that is read, not watched. */
const READING = 100;

/**
 * A part of the page. It draws into the workbench's own tree, so that one style sheet serves them all.
 * Properties named in `static painted` only touch canvases: when nothing else has changed, no template is made.
 * Those named in `static paced` change with every frame while training; the text follows at a pace that can be read.
 */
export class View extends LitElement {
  /** @type {readonly string[]} */
  static painted = [];
  /** @type {readonly string[]} */
  static paced = [];

  #due = 0;
  #written = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #later;

  createRenderRoot() {
    return this;
  }

  /** @param {Action} action */
  send(action) {
    this.dispatchEvent(new CustomEvent("gp-action", { detail: action, bubbles: true, composed: true }));
  }

  /** @param {string} path @param {unknown} value @param {number} [group] */
  set(path, value, group) {
    this.send(
      group === undefined ? { type: "config/set", path, value } : { type: "config/set", path, value, group },
    );
  }

  /** @param {Map<PropertyKey, unknown>} changed */
  shouldUpdate(changed) {
    const { painted, paced } = /** @type {typeof View} */ (this.constructor);
    this.repaint();
    const text = [...changed.keys()].map(String).filter((key) => !painted.includes(key));
    if (this.hasUpdated && changed.size > 0) {
      if (text.length === 0) return false;
      if (text.every((key) => paced.includes(key)) && this.#tooSoon()) return false;
    }
    this.#written = performance.now();
    return true;
  }

  /** Whether the text has only just been written; if so, it will be written again in a moment. */
  #tooSoon() {
    const wait = this.#written + READING - performance.now();
    if (wait <= 0) return false;
    this.#later ??= setTimeout(() => {
      this.#later = undefined;
      this.requestUpdate();
    }, wait);
    return true;
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
    clearTimeout(this.#later);
    this.#later = undefined;
    this.#due = 0;
  }
}
