// An input of one's own: a formula in x1 and x2, with its map and what is wrong with it, before it is put in place.

import { html, nothing } from "lit";
import { paintSigned, unitSpan } from "../plane/raster.js";
import { textOf } from "../ui/controls.js";
import { Raster } from "../ui/sharp-canvas.js";
import { View } from "../ui/view.js";

/** @typedef {import("../engine/network-types").Feature} Feature */

/** Milliseconds after the last letter before the formula is tried. */
const PAUSE_MS = 150;

class CustomInput extends View {
  static properties = {
    index: { attribute: false },
    config: { attribute: false },
    most: { attribute: false },
    theme: { attribute: false },
    text: { state: true },
    problem: { state: true },
    map: { state: true },
  };

  constructor() {
    super();
    /** @type {number | null} */
    this.index = null;
    /** @type {import("../engine/types").Config} */
    this.config = /** @type {any} */ (undefined);
    this.most = 16;
    /** @type {import("../ui/theme.js").Theme | null} */
    this.theme = null;
    this.text = "";
    this.problem = "";
    /** @type {Float32Array | null} */
    this.map = null;
    /** @type {Raster | null} */
    this.raster = null;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.soon = undefined;
  }

  /** The formula that is in place, if this is one. */
  get present() {
    const feature = this.index === null ? undefined : this.config.features[this.index];
    return feature !== undefined && typeof feature !== "string" ? feature.formula : "";
  }

  /** @param {Map<PropertyKey, unknown>} changed */
  willUpdate(changed) {
    if (!changed.has("index")) return;
    this.text = this.present;
    this.problem = "";
    this.map = null;
    if (this.text) this.try();
  }

  render() {
    const { features } = this.config;
    const full = this.index === null && features.length >= this.most;
    const ready = this.text.trim() !== "" && this.problem === "" && !full && this.text !== this.present;
    return html`<div class="inspector">
      <canvas role="img" aria-label="What the formula says over the plane" ?hidden=${this.map === null}></canvas>
      ${this.map === null ? html`<span class="blank"></span>` : nothing}
      <form @submit=${this.take}>
        <h3>${this.index === null ? "An input of your own" : "Your own input"}</h3>
        <div class="row">
          <input
            type="text" class="formula" maxlength="200" spellcheck="false" autocapitalize="off" autocomplete="off"
            aria-label="Formula in x1 and x2" placeholder="sin(3*x1)" aria-invalid=${this.problem !== ""}
            aria-describedby="own-input-problem" .value=${this.text} @input=${this.onInput}
          />
          <button type="submit" aria-disabled=${!ready}>${this.index === null ? "Add" : "Change"}</button>
          ${
            this.index === null
              ? nothing
              : html`<button type="button" class="bare" aria-disabled=${features.length < 2} @click=${this.takeAway}>Remove</button>`
          }
        </div>
        <p id="own-input-problem" class=${this.problem ? "wrong" : ""} role="status">${this.words(full)}</p>
      </form>
    </div>`;
  }

  /** @param {boolean} full */
  words(full) {
    if (this.problem) return this.problem;
    if (full) return `A network has at most ${this.most} inputs. Switch one off first.`;
    return "Numbers, x1, x2, + - * / **, and functions such as sin, exp, abs, sqrt, max.";
  }

  /** @param {Event} event */
  onInput(event) {
    this.text = textOf(event);
    this.problem = "";
    clearTimeout(this.soon);
    this.soon = setTimeout(() => this.try(), PAUSE_MS);
  }

  /** @param {() => void} [then] */
  try(then = () => {}) {
    clearTimeout(this.soon);
    const formula = this.text.trim();
    if (formula === "") {
      this.map = null;
      return;
    }
    this.send({
      type: "custom/try-formula",
      formula,
      reply: (map, problem) => {
        if (formula !== this.text.trim()) return; // another has been written since
        this.map = map?.values ?? null;
        this.problem = problem;
        if (map) then();
      },
    });
  }

  /** @param {Event} event */
  take(event) {
    event.preventDefault();
    const { index } = this;
    const { features } = this.config;
    if (index === null && features.length >= this.most) return;
    this.try(() => {
      /** @type {Feature} */
      const own = { formula: this.text.trim() };
      const next =
        index === null ? [...features, own] : features.map((each, i) => (i === index ? own : each));
      this.set("features", next);
      this.done(index ?? features.length);
    });
  }

  /** Not `remove`: an element has a method of that name, which takes the element itself away. */
  takeAway() {
    const { features } = this.config;
    if (features.length < 2) return;
    this.set(
      "features",
      features.filter((_, i) => i !== this.index),
    );
    this.done(null);
  }

  /** @param {number | null} index what is to be looked at now */
  done(index) {
    this.dispatchEvent(new CustomEvent("gp-custom-input", { detail: index, bubbles: true }));
  }

  updated() {
    this.repaint();
  }

  paint() {
    const canvas = this.querySelector("canvas");
    if (!canvas || !this.theme || !this.map) return;
    if (this.raster?.canvas !== canvas) this.raster = new Raster(canvas);
    const side = Math.round(Math.sqrt(this.map.length));
    this.raster.resize(side, side);
    paintSigned(this.raster.pixels, this.map, side, unitSpan(this.map, false), this.theme.signed);
    this.raster.show();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.soon);
  }
}

customElements.define("gp-custom-input", CustomInput);
