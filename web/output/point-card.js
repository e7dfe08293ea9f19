// The card upon the output that says what the network says where somebody points.

import { html, nothing } from "lit";
import { swatch } from "../plane/swatch.js";
import { View } from "../ui/view.js";

class PointCard extends View {
  static properties = {
    sentences: { attribute: false },
    says: { attribute: false },
    place: { attribute: false },
    stays: { attribute: false },
    followable: { attribute: false },
  };

  /** What changes while the network learns can be read; what changes because a hand moves follows it. */
  static paced = ["sentences", "says"];

  constructor() {
    super();
    /** @type {ReturnType<typeof import("./point-sentences.js").sentencesOf> | null} */
    this.sentences = null;
    /** @type {number | null} the class that is chosen there */
    this.says = null;
    /** Where it is. */
    this.place = "";
    /** Whether it stays until it is closed, as after a tap. */
    this.stays = false;
    /** Whether there is a mathematics to follow the point in. */
    this.followable = false;
  }

  render() {
    if (!this.sentences) return nothing;
    const { where, verdict, unit, nearest } = this.sentences;
    return html`
      <p class="verdict">${this.says === null ? nothing : swatch(this.says)}<strong>${verdict}</strong><span>${where}</span></p>
      ${unit ? html`<p>${unit}</p>` : nothing}
      <p>${nearest}</p>
      ${
        this.stays
          ? html`<p class="ways">
            ${this.followable ? html`<button type="button" class="bare" @click=${() => this.tell("gp-follow-point")}>Follow it in the mathematics</button>` : nothing}
            <button type="button" class="bare" aria-label="Close" @click=${() => this.tell("gp-end-point")}>Close</button>
          </p>`
          : nothing
      }
    `;
  }

  /** @param {string} name */
  tell(name) {
    this.dispatchEvent(new CustomEvent(name));
  }
}

customElements.define("gp-point-card", PointCard);
