// One weight or bias, in figures: to read, to type over, to pull at, to step with the arrow keys, and to hold fixed.

import { html, nothing } from "lit";
import { numberOf, textOf, typedNumber } from "../ui/controls.js";
import { signed } from "../ui/format.js";
import { icons } from "../ui/icons.js";
import { nextUndoGroup } from "../ui/undo-group.js";
import { View } from "../ui/view.js";

/** How far one step of the arrow keys goes, and a larger one. */
const STEP = 0.1;
const LEAP = 1;
/** Weights from minus to plus this much are what the slider reaches. */
const REACH = 4;

/** And this is as far as one can be typed. */
const FARTHEST = 1000;

/** A weight that is pulled at or stepped stays a number that one can read. @param {number} value */
export const tidyWeight = (value) => Math.round(Math.max(-FARTHEST, Math.min(FARTHEST, value)) * 1000) / 1000;

class Weight extends View {
  static properties = {
    parameter: { attribute: false },
    label: { attribute: false },
    name: { attribute: false },
    value: { attribute: false },
    frozen: { attribute: false },
    wide: { attribute: false },
    typed: { state: true },
  };

  constructor() {
    super();
    /** @type {import("../engine/network-types").Parameter} */
    this.parameter = /** @type {any} */ (undefined);
    /** @type {unknown} what stands beside it */
    this.label = nothing;
    /** What it is, in words. */
    this.name = "";
    /** @type {number | undefined} */
    this.value = undefined;
    this.frozen = false;
    /** With a slider. */
    this.wide = false;
    /** @type {string | null} what is being typed: the next step of training must not overwrite it */
    this.typed = null;
    this.undoGroup = 0;
  }

  render() {
    const { value = 0, frozen, wide, typed } = this;
    const reach = Math.max(REACH, Math.ceil(Math.abs(value)));
    const hold = frozen ? `Let the ${this.name} learn again` : `Hold the ${this.name} fixed`;
    return html`<span class="weight">
      ${wide ? nothing : html`<span class="label">${this.label}</span>`}
      ${
        wide
          ? html`<input
              type="range" min=${-reach} max=${reach} step="0.01" aria-label="${this.name}, slider" .value=${String(value)}
              @pointerdown=${this.begin} @keydown=${this.begin}
              @input=${(/** @type {Event} */ event) => this.change(numberOf(event))}
            />`
          : nothing
      }
      <input
        type="text" inputmode="decimal" role="spinbutton" aria-label=${this.name} aria-valuenow=${value} aria-valuetext=${signed(value)}
        .value=${typed ?? signed(value)}
        @focus=${this.begin} @input=${(/** @type {Event} */ event) => {
          this.typed = textOf(event);
        }} @change=${this.take} @blur=${() => {
          this.typed = null;
        }} @keydown=${this.onKey}
      /><button
        type="button" class="hold" aria-pressed=${frozen} aria-label=${hold} data-help=${hold}
        @click=${() => this.send({ type: "network/freeze", ...this.parameter, hold: !frozen })}
      >${frozen ? icons.locked : icons.unlocked}</button>
    </span>`;
  }

  begin() {
    this.undoGroup = nextUndoGroup();
  }

  /** @param {number} value */
  change(value) {
    this.typed = null;
    this.value = value;
    this.send({ type: "network/set-weight", ...this.parameter, value, group: this.undoGroup });
  }

  /** @param {Event} event */
  take(event) {
    this.typed = null;
    this.begin();
    const value = typedNumber(event, { now: this.value ?? 0, low: -FARTHEST, high: FARTHEST, show: signed });
    if (value !== null) this.change(value);
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    if (event.key === "Escape" && this.typed !== null) {
      event.stopPropagation();
      this.typed = null;
      const input = /** @type {HTMLInputElement} */ (event.target);
      input.value = signed(this.value);
    }
    const way = { ArrowUp: 1, ArrowDown: -1, PageUp: 1, PageDown: -1 }[event.key];
    if (!way || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const far = event.shiftKey || event.key.startsWith("Page");
    this.change(tidyWeight((this.value ?? 0) + way * (far ? LEAP : STEP)));
  }
}

customElements.define("gp-weight", Weight);
