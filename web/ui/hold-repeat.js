// A button that is held down goes on doing what a press does, faster after a while.

/** Milliseconds until it repeats, and between the repeats: the first few, and those that follow. */
const FIRST = 400;
const SLOW = 90;
const FAST = 30;
const FEW = 8;

export class HoldRepeat {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** It has repeated: the click that follows the release is none. */
  #held = false;

  /**
   * A pointer has come down on the button.
   * @param {PointerEvent} event @param {() => boolean} again does it once more; false: there is nothing left to do
   */
  begin(event, again) {
    this.end();
    this.#held = false;
    if (event.button !== 0) return;
    let count = 0;
    const repeat = () => {
      this.#held = true;
      count += 1;
      if (!again()) return this.end();
      this.#timer = setTimeout(repeat, count < FEW ? SLOW : FAST);
    };
    this.#timer = setTimeout(repeat, FIRST);
    for (const name of ["pointerup", "pointercancel", "blur"]) window.addEventListener(name, this.end);
    event.target?.addEventListener("pointerleave", this.end, { once: true });
    // A long press of a finger would open a menu.
    event.target?.addEventListener("contextmenu", this.#still);
  }

  end = () => {
    clearTimeout(this.#timer);
    for (const name of ["pointerup", "pointercancel", "blur"]) window.removeEventListener(name, this.end);
  };

  #still = (/** @type {Event} */ event) => {
    if (this.#held) event.preventDefault();
  };

  /** Whether a click is a press of its own, not the end of a hold. */
  get pressed() {
    const held = this.#held;
    this.#held = false;
    return !held;
  }
}
