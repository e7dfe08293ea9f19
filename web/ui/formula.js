// A formula, set as MathML: a browser draws it, and a screen reader reads it.

import { LitElement } from "lit";
import temml from "temml";

export class Formula extends LitElement {
  static properties = { latex: { attribute: false }, inline: { type: Boolean } };

  constructor() {
    super();
    this.latex = "";
    this.inline = false;
  }

  createRenderRoot() {
    return this;
  }

  updated() {
    if (!this.latex) return this.replaceChildren();
    // temml makes elements, never markup; commands that could name an address are off.
    temml.render(this.latex, this, { displayMode: !this.inline, throwOnError: false, trust: false });
  }
}

customElements.define("gp-formula", Formula);
