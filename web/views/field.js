// One field of the configuration as a control: a menu, a switch, or a number with a slider, made from its description.

import { html, nothing } from "lit";
import { plain, read } from "./format.js";
import { nearestStop, stops } from "./stops.js";
import { View } from "./view.js";

/** @typedef {import("../engine/types").Field} FieldDescription */
/** @typedef {import("../engine/types").Choice} Choice */

let pulls = 0;

class Field extends View {
  static properties = {
    field: { attribute: false },
    value: { attribute: false },
    choices: { attribute: false },
    wrong: { state: true },
  };

  constructor() {
    super();
    /** @type {FieldDescription} */
    this.field = /** @type {any} */ (undefined);
    /** @type {unknown} */
    this.value = undefined;
    /** @type {readonly Choice[]} */
    this.choices = [];
    this.wrong = "";
    this.pull = 0;
  }

  get key() {
    return `field-${this.field.path.replaceAll(".", "-")}`;
  }

  render() {
    const { field } = this;
    const help = this.choices.find(({ name }) => name === this.value)?.help;
    const said = help ? `${field.help} ${help}` : field.help;
    return html`<div class="field">
      ${field.type === "boolean" ? this.toggle(said) : html`<label for=${this.key} data-help=${said}>${field.label}</label>`}
      ${field.type === "choice" ? this.menu() : nothing} ${field.type === "integer" || field.type === "number" ? this.number() : nothing}
      <span class="hidden" id="${this.key}-help">${said}</span>
      ${this.wrong ? html`<span class="wrong" role="alert">${this.wrong}</span>` : nothing}
    </div>`;
  }

  /** @param {string} help */
  toggle(help) {
    const change = (/** @type {Event} */ event) =>
      this.set(this.field.path, /** @type {HTMLInputElement} */ (event.target).checked);
    return html`<label class="check" data-help=${help}
      ><input type="checkbox" .checked=${this.value === true} aria-describedby="${this.key}-help" @change=${change} />${this.field.label}</label
    >`;
  }

  menu() {
    const change = (/** @type {Event} */ event) =>
      this.set(this.field.path, /** @type {HTMLSelectElement} */ (event.target).value);
    return html`<select id=${this.key} aria-describedby="${this.key}-help" @change=${change}>
      ${this.choices.map(({ name, label }) => html`<option value=${name} ?selected=${name === this.value}>${label}</option>`)}
    </select>`;
  }

  number() {
    const at = stops(this.field);
    const value = Number(this.value);
    return html`<input
        type="text" inputmode="decimal" id=${this.key} autocomplete="off" .value=${plain(value)}
        class=${at.length < 2 ? "alone" : ""} aria-describedby="${this.key}-help" aria-invalid=${this.wrong !== ""} @change=${this.onTyped}
      />${
        at.length < 2
          ? nothing
          : html`<input
              type="range" min="0" max=${at.length - 1} step="1" .value=${String(nearestStop(at, value))}
              aria-label=${`${this.field.label}, slider`} aria-valuetext=${plain(value)}
              @pointerdown=${this.onPull} @keydown=${this.onPull}
              @input=${(/** @type {Event} */ event) => this.change(at[Number(/** @type {HTMLInputElement} */ (event.target).value)], this.pull)}
            />`
      }`;
  }

  onPull() {
    pulls += 1;
    this.pull = pulls;
  }

  /** @param {Event} event */
  onTyped(event) {
    const input = /** @type {HTMLInputElement} */ (event.target);
    const typed = read(input.value);
    const { minimum, maximum, exclusive_minimum, type, label } = this.field;
    const low = minimum ?? Number.NEGATIVE_INFINITY;
    const high = maximum ?? Number.POSITIVE_INFINITY;
    const fits = typed <= high && (exclusive_minimum ? typed > low : typed >= low);
    if (!fits || (type === "integer" && !Number.isInteger(typed))) {
      const kind = type === "integer" ? "a whole number" : "a number";
      const from = exclusive_minimum ? `greater than ${plain(low)}` : `from ${plain(low)}`;
      this.wrong = `${label} is ${kind} ${from}${Number.isFinite(high) ? `${exclusive_minimum ? " and at most" : " to"} ${plain(high)}` : ""}.`;
      return;
    }
    this.change(typed);
    // The same value may have been typed another way.
    input.value = plain(typed);
  }

  /** @param {number} value @param {number} [group] */
  change(value, group) {
    this.wrong = "";
    if (value !== this.value) this.set(this.field.path, value, group);
  }
}

customElements.define("gp-field", Field);
