// A mark in the browser while a figure is first drawn: where it is still there at the next visit, that figure kept the
// page from answering until somebody closed it, and is not opened again unasked.

import { nextFrame } from "../training/frame-clock.js";

/** Frames until what is new has been drawn. */
const FRAMES = 3;
/** Milliseconds after which whoever leaves has not been answered. */
const PATIENCE_MS = 4_000;
/** A younger mark of another tab may be that of a figure that is just being drawn. */
const YOUNG_MS = 10_000;

export class OpeningMark {
  #key;
  /** When the drawing began; 0: nothing is being drawn. */
  #since = 0;
  /** The mark of an earlier drawing stays, as long as what it speaks of is not shown. */
  #stays = false;

  /** @param {() => string | null} key that the figure is kept under; null: nothing is kept */
  constructor(key) {
    this.#key = () => {
      const name = key();
      return name === null ? null : `${name}:opening`;
    };
  }

  /** Whether the last drawing never came to its end: in this very tab, or in a visit before. */
  get stuck() {
    const [here, there] = [sessionStore, localStore].map((store) => Number(this.#do(store, "getItem")) || 0);
    this.#stays = here > 0 || (there > 0 && Date.now() - there > YOUNG_MS);
    return this.#stays;
  }

  /** Whether the mark of an earlier drawing stands. */
  get stands() {
    return this.#stays;
  }

  /** Something new is about to be drawn. @param {boolean} [chosen] by the visitor: the mark of an earlier drawing is over */
  async watch(chosen = false) {
    if (chosen) this.#stays = false;
    if (this.#since > 0 || this.#stays) return;
    this.#since = Date.now();
    for (const store of [sessionStore, localStore]) this.#do(store, "setItem", String(this.#since));
    for (let frame = 0; frame < FRAMES; frame += 1) await nextFrame();
    this.#end();
  }

  /** The page is left. */
  leave() {
    if (Date.now() - this.#since < PATIENCE_MS) this.#end();
  }

  #end() {
    if (this.#since === 0) return;
    this.#since = 0;
    for (const store of [sessionStore, localStore]) this.#do(store, "removeItem");
  }

  /**
   * @param {() => Storage} store @param {"getItem" | "setItem" | "removeItem"} method @param {string[]} more
   * @returns {unknown} undefined where there is no storage
   */
  #do(store, method, ...more) {
    const key = this.#key();
    try {
      return key === null ? undefined : /** @type {any} */ (store())[method](key, ...more);
    } catch {
      return undefined; // forbidden, or full: then there is no mark
    }
  }
}

const localStore = () => localStorage;
const sessionStore = () => sessionStorage;
