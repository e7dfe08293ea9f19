// The walk through one step of training: asked for, and gone through step by step.

import { toFailure } from "../../engine/engine-error.js";
import { asked, asShown } from "../../state/shown.js";
import { busily } from "../drawer-state.js";

/** @typedef {import("../../app/actions").WalkAction} WalkAction */

export class WalkController {
  #figure;
  /** How many walks are being asked for. */
  #asking = 0;

  /** @param {import("../../app/state-types").Context} figure */
  constructor(figure) {
    this.#figure = figure;
  }

  get #drawer() {
    return this.#figure.store.state.drawer;
  }

  /** @param {WalkAction} action @returns {Promise<void> | void} */
  dispatch(action) {
    switch (action.type) {
      case "walk/show":
        this.#figure.store.patchDrawer({ example: action.example, index: 0 });
        return this.#ask();
      case "walk/renew":
        return this.#ask();
      case "walk/go-to":
        return this.#goTo(action.index);
      case "walk/go-by":
        return this.#goTo(this.#drawer.index + action.count);
    }
  }

  /** Its part of the drawer has been opened. */
  async open() {
    if (!this.#drawer.walk && this.#asking === 0) await this.#ask();
  }

  /** What is shown may no longer be what is computed. */
  async renew() {
    if (this.#drawer.walk) await this.#ask();
  }

  /** A new Python has taken the old one's place. */
  forget() {
    this.#figure.store.patchDrawer({ walk: null, walk_snapshot: null });
  }

  /** @param {number} index */
  #goTo(index) {
    const last = (this.#drawer.walk?.steps.length ?? 1) - 1;
    this.#figure.store.patchDrawer({ index: Math.max(0, Math.min(last, index)) });
  }

  /** Asks for the walk of the present example; one stays at the step that one has come to by the time it is there. */
  #ask() {
    const { store, jobs } = this.#figure;
    return busily(store, async () => {
      const { example } = this.#drawer;
      this.#asking += 1;
      try {
        const walk = await jobs.add(() => asked(this.#figure).workshop.walk(example));
        if (example !== this.#drawer.example) return; // another has been asked for since
        const index = Math.min(this.#drawer.index, walk.steps.length - 1);
        store.patchDrawer({ walk, walk_error: null, walk_snapshot: asShown(store.state).snapshot, index });
      } catch (error) {
        const { message } = toFailure(error);
        store.patchDrawer({ walk: null, walk_snapshot: asShown(store.state).snapshot, walk_error: message });
      } finally {
        this.#asking -= 1;
      }
    });
  }
}
