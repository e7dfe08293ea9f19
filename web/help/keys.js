// The list of keys, in a dialog that the question mark opens.

import { html } from "lit";
import { keyList } from "../sketchpad/tool-list.js";
import { icons } from "../ui/icons.js";
import { View } from "../ui/view.js";

/** Asks for the list. @param {Element} from @returns {true} */
export function showKeys(from) {
  from.dispatchEvent(new CustomEvent("gp-show-keys", { bubbles: true }));
  return true;
}

export class Keys extends View {
  static properties = { task: { attribute: false } };

  constructor() {
    super();
    /** @type {import("../app/state-types").Task} */
    this.task = "classes";
  }

  get dialog() {
    return /** @type {HTMLDialogElement} */ (this.querySelector("dialog"));
  }

  open() {
    if (!this.dialog.open) this.dialog.showModal();
  }

  render() {
    return html`<dialog class="keys" aria-label="Keys" @click=${this.onClick}>
      <div class="keylist">
        <header>
          <h2>Keys</h2>
          <button type="button" class="bare icon" aria-label="Close" @click=${() => this.dialog.close()}>${icons.close}</button>
        </header>
        ${keyList(this.task).map(
          ({ title, rows }) => html`<h3>${title}</h3>
            <dl>${rows.map(([key, does]) => html`<div><dt>${key}</dt><dd>${does}</dd></div>`)}</dl>`,
        )}
      </div>
    </dialog>`;
  }

  /** A press beside the list closes it. @param {MouseEvent} event */
  onClick(event) {
    if (event.target === this.dialog) this.dialog.close();
  }
}

customElements.define("gp-keys", Keys);
