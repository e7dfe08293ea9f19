// Small pieces that many views use: what an input says, and a switch with its label.

import { html } from "lit";
import { exact, readNumber } from "./format.js";

/** @param {Event} event @returns {string} what the input or the menu now says */
export const textOf = (event) => /** @type {HTMLInputElement | HTMLSelectElement} */ (event.target).value;

/** @param {Event} event @returns {number} */
export const numberOf = (event) => Number(textOf(event));

/**
 * What somebody typed into a field of numbers, if it may stand there; else null, and the field shows what it said before.
 * @param {Event} event
 * @param {{ now: number, low?: number, high?: number, whole?: boolean, show?: (value: number) => string }} field
 *   now: its present value; whole: decimals are rounded
 * @returns {number | null}
 */
export function typedNumber(event, { now, low = -Infinity, high = Infinity, whole = false, show = exact }) {
  const input = /** @type {HTMLInputElement} */ (event.target);
  const read = readNumber(input.value);
  const value = whole ? Math.round(read) : read;
  const fits = value >= low && value <= high;
  input.value = show(fits ? value : now);
  return fits ? value : null;
}

/** @param {Event} event */
export const checkedOf = (event) => /** @type {HTMLInputElement} */ (event.target).checked;

/** @param {{ label: string, help: string, value: boolean, change: (value: boolean) => void }} what */
export function toggle({ label, help, value, change }) {
  const onChange = (/** @type {Event} */ event) => change(checkedOf(event));
  return html`<label class="check" data-help=${help}
    ><input type="checkbox" aria-description=${help} .checked=${value} @change=${onChange} />${label}</label
  >`;
}
