// A quiet word in the corner: a new version of the site is here.

import { css, html, LitElement, nothing } from "lit";
import { tokens } from "../ui/tokens.js";
import { plain } from "./plain.js";

export class UpdatePrompt extends LitElement {
  static properties = { load: { state: true } };

  static styles = [
    tokens,
    plain,
    css`
      :host {
        position: fixed;
        left: 16px;
        right: 16px;
        bottom: 64px; /* above the bar of the drawer */
        z-index: 5;
        pointer-events: none;
      }
      .news {
        pointer-events: auto;
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px 12px;
        width: fit-content;
        padding: 8px 8px 8px 16px;
        border: 1px solid var(--ink);
        border-radius: 6px;
        background: var(--raised);
        box-shadow: 0 8px 32px rgb(0 0 0 / 18%);
      }
    `,
  ];

  constructor() {
    super();
    /** @type {(() => void) | null} loads the new version */
    this.load = null;
  }

  /** @param {() => void} load */
  tell(load) {
    this.load = load;
  }

  render() {
    const { load } = this;
    const later = () => {
      this.load = null;
    };
    return html`<div role="status">
      ${
        load
          ? html`<div class="news">
              <span>A new version is here. Your drawing is kept.</span>
              <button type="button" @click=${load}>Reload</button>
              <button type="button" @click=${later}>Later</button>
            </div>`
          : nothing
      }
    </div>`;
  }
}

customElements.define("gp-update-prompt", UpdatePrompt);
