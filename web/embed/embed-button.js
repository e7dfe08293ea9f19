// A quiet button, and the dialog that it opens: this figure for somebody's own article. Loaded when it is opened.

import { html, nothing } from "lit";
import { icons } from "../ui/icons.js";
import { View } from "../ui/view.js";

export class Embed extends View {
  static properties = { state: { attribute: false }, shown: { state: true }, failed: { state: true } };

  static paced = ["state"];

  constructor() {
    super();
    /** @type {import("../app/state-types").State} */
    this.state = /** @type {any} */ (undefined);
    this.shown = false;
    this.failed = false;
  }

  /** While it is closed, the state of the figure changes nothing here. @param {Map<PropertyKey, unknown>} changed */
  shouldUpdate(changed) {
    const idle = this.hasUpdated && !this.shown && !changed.has("shown");
    return !idle && super.shouldUpdate(changed);
  }

  render() {
    return html`
      <button type="button" class="bare opener" aria-haspopup="dialog" data-help="This figure for an article of your own." @click=${this.open}
      >${icons.embed}<span>Embed</span></button>
      <dialog class="share embed" aria-labelledby="embed-title" @close=${this.closed} @click=${this.onBackdrop}>
        ${this.shown ? this.content() : nothing}
      </dialog>
    `;
  }

  content() {
    return html`<div class="sheet">
      <div class="head">
        <h2 id="embed-title">Embed</h2><p class="lead">This figure, in an article of your own.</p><span class="spring"></span>
        <button type="button" class="bare icon" aria-label="Close" @click=${this.close}>${icons.close}</button>
      </div>
      ${this.failed ? html`<p>This part could not be loaded. Close it and open it again.</p>` : html`<gp-embed-builder .state=${this.state}></gp-embed-builder>`}
    </div>`;
  }

  get dialog() {
    return /** @type {HTMLDialogElement} */ (this.querySelector("dialog"));
  }

  async open() {
    this.failed = false;
    this.shown = true;
    import("./builder.js").catch(() => {
      this.failed = true;
    });
    await this.updateComplete;
    this.dialog.showModal();
  }

  close() {
    this.dialog.close();
  }

  closed() {
    this.shown = false;
  }

  /** @param {Event} event */
  onBackdrop(event) {
    if (event.target === this.dialog) this.close();
  }
}

customElements.define("gp-embed", Embed);
