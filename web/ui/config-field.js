// One field of the configuration as a control: a menu, a switch, or a number with a slider, made from its description.

import { html, nothing } from "lit";
import { numberOf, textOf, toggle } from "./controls.js";
import { exact, plain, readNumber } from "./format.js";
import { nearestStop, stops } from "./slider-stops.js";
import { nextUndoGroup } from "./undo-group.js";
import { View } from "./view.js";

/** @typedef {import("../engine/types").Field} FieldDescription */
/** @typedef {import("../engine/types").Choice} Choice */

/** So much of what was typed is repeated. */
const MOST_SHOWN = 24;

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
    this.undoGroup = 0;
  }

  /** What was refused is forgotten as soon as there is another value. @param {Map<PropertyKey, unknown>} changed */
  willUpdate(changed) {
    if (changed.has("value")) this.wrong = "";
  }

  get key() {
    return `field-${this.field.path.replaceAll(".", "-")}`;
  }

  render() {
    const { field } = this;
    const choice = this.choices.find(({ name }) => name === this.value);
    const help = choice ? `${field.help} ${choice.help}` : field.help;
    if (field.type === "boolean") {
      const change = (/** @type {boolean} */ value) => this.set(field.path, value);
      return html`<div class="field">${toggle({ label: field.label, help, value: this.value === true, change })}</div>`;
    }
    return html`<div class="field">
      <label for=${this.key} data-help=${help} .choice=${choice}>${field.label}</label>
      ${field.type === "choice" ? this.menu() : this.number()}
      <span class="hidden" id="${this.key}-help">${help}</span>
      ${this.wrong ? html`<span class="wrong" role="alert">${this.wrong}</span>` : nothing}
    </div>`;
  }

  menu() {
    const change = (/** @type {Event} */ event) => this.set(this.field.path, textOf(event));
    return html`<select id=${this.key} aria-describedby="${this.key}-help" @change=${change}>
      ${this.choices.map(
        ({ name, label }) => html`<option value=${name} ?selected=${name === this.value}>${label}</option>`,
      )}
    </select>`;
  }

  number() {
    const at = stops(this.field);
    const value = Number(this.value);
    const slides = at.length > 1;
    return html`<input
        type="text" inputmode="decimal" autocomplete="off" id=${this.key} class=${slides ? "" : "alone"}
        .value=${exact(value)} aria-describedby="${this.key}-help" aria-invalid=${this.wrong !== ""}
        @change=${this.onTyped}
      />${slides ? this.slider(at, value) : nothing}`;
  }

  /** @param {number[]} at @param {number} value */
  slider(at, value) {
    return html`<input
      type="range" min="0" max=${at.length - 1} step="1" .value=${String(nearestStop(at, value))}
      aria-label=${`${this.field.label}, slider`} aria-valuetext=${plain(value)}
      @pointerdown=${this.onPull} @keydown=${this.onPull}
      @input=${(/** @type {Event} */ event) => this.change(at[numberOf(event)], this.undoGroup)}
    />`;
  }

  onPull() {
    this.undoGroup = nextUndoGroup();
  }

  /** @param {Event} event */
  onTyped(event) {
    const input = /** @type {HTMLInputElement} */ (event.target);
    const { value: text } = input;
    const typed = readNumber(text);
    const now = Number(this.value);
    const why = refusal(this.field, typed);
    // The same value may have been typed another way; what is refused does not stay as if it were in force.
    input.value = exact(why ? now : typed);
    if (why) this.wrong = `${why} “${text.slice(0, MOST_SHOWN)}” is not; it stays ${exact(now)}.`;
    else this.change(typed);
  }

  /** @param {number} value @param {number} [group] */
  change(value, group) {
    this.wrong = "";
    if (value !== this.value) this.set(this.field.path, value, group);
  }
}

/**
 * Why a field does not take a number, in words; empty if it does.
 * @param {FieldDescription} field @param {number} value
 */
function refusal({ label, type, minimum, maximum, exclusive_minimum }, value) {
  const low = minimum ?? Number.NEGATIVE_INFINITY;
  const high = maximum ?? Number.POSITIVE_INFINITY;
  const within = value <= high && (exclusive_minimum ? value > low : value >= low);
  if (within && (type !== "integer" || Number.isInteger(value))) return "";
  const kind = type === "integer" ? "a whole number" : "a number";
  const from = exclusive_minimum ? `greater than ${plain(low)} and at most` : `from ${plain(low)} to`;
  return `${label} is ${kind} ${from} ${plain(high)}.`;
}

customElements.define("gp-field", Field);
