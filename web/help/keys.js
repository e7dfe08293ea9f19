// The list of keys, in a dialog that the question mark opens.

import { html } from "lit";
import { icons } from "../ui/icons.js";
import { View } from "../ui/view.js";

export class Keys extends View {
  static properties = { list: { attribute: false } };

  constructor() {
    super();
    /** @type {readonly { title: string, rows: readonly (readonly [string, string])[] }[]} what each key does, in groups */
    this.list = [];
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
        ${this.list.map(
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
