// A formula, set as MathML: a browser draws it, and a screen reader reads it.

import { css, LitElement } from "lit";
import temml from "temml";
import { adopt } from "./adopt-styles.js";

const styles = css`
  gp-formula math {
    font-family: "Cambria Math", "STIX Two Math", "Latin Modern Math", "Libertinus Math", "Noto Sans Math", math;
    font-size: 1.0625rem;
    font-variant-numeric: tabular-nums lining-nums;
    text-align: start;
    width: max-content;
    display: block math;
    margin: 0;
  }
  gp-formula mtd {
    padding: 0.2ex 0;
  }
  gp-formula .tml-left {
    text-align: left;
    text-align: -webkit-left;
  }
  gp-formula .tml-right {
    text-align: right;
    text-align: -webkit-right;
  }
`;

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
    adopt(this, styles);
    if (!this.latex) return this.replaceChildren();
    // temml makes elements, never markup; commands that could name an address are off.
    temml.render(this.latex, this, { displayMode: !this.inline, throwOnError: false, trust: false });
  }
}

customElements.define("gp-formula", Formula);
