// Small pieces that many views use: what an input says, and a switch with its label.

import { html } from "lit";

/** @param {Event} event @returns {string} what the input or the menu now says */
export const textOf = (event) => /** @type {HTMLInputElement | HTMLSelectElement} */ (event.target).value;

/** @param {Event} event @returns {number} */
export const numberOf = (event) => Number(textOf(event));

/** @param {Event} event */
export const checkedOf = (event) => /** @type {HTMLInputElement} */ (event.target).checked;

/** @param {{ label: string, help: string, value: boolean, change: (value: boolean) => void }} what */
export function toggle({ label, help, value, change }) {
  const onChange = (/** @type {Event} */ event) => change(checkedOf(event));
  return html`<label class="check" data-help=${help}
    ><input type="checkbox" aria-description=${help} .checked=${value} @change=${onChange} />${label}</label
  >`;
}
