// Lower the loss by hand: a slider for each weight of a tiny network, before any calculus. The network is a <grad-pad>,
// named by `for`, so the loss is the engine's own.

import { html } from "lit";
import { Figure, number } from "./figure.js";

class ByHandFigure extends Figure {
  static properties = { for: { type: String }, values: { state: true }, loss: { state: true } };

  constructor() {
    super();
    this.for = "";
    /** @type {number[]} */
    this.values = [];
    /** @type {number | null} */
    this.loss = null;
    this.best = Number.POSITIVE_INFINITY;
    this.busy = false;
    this.again = false;
  }

  /** @returns {import("../../app/grad-pad.js").GradPad | null} */
  get pad() {
    return this.for ? /** @type {any} */ (document.getElementById(this.for)) : null;
  }

  get facts() {
    return { loss: this.loss, best: this.best, values: this.values };
  }

  async firstUpdated() {
    await customElements.whenDefined("grad-pad");
    const { pad } = this;
    if (!pad) return;
    pad.addEventListener("gradpad-snapshot", () => this.read());
    await pad.ready;
    this.read();
  }

  /** Takes over the network's weights and its loss. */
  read() {
    const snapshot = this.pad?.snapshot;
    if (!snapshot || this.busy) return;
    this.values = snapshot.weights.flatMap(({ W, b }) => [...W.flat(), ...b]);
    this.saw(snapshot.data_loss);
  }

  /** @param {number | null} loss */
  saw(loss) {
    this.loss = loss;
    if (loss !== null) this.best = Math.min(this.best, loss);
    this.tell();
  }

  /** @param {number} index @param {number} value */
  async set(index, value) {
    this.values = this.values.with(index, value);
    if (this.busy) {
      this.again = true;
      return;
    }
    this.busy = true;
    do {
      this.again = false;
      await this.give();
    } while (this.again);
    this.busy = false;
  }

  /** Hands the weights to the network. */
  async give() {
    const { pad } = this;
    const now = pad?.snapshot;
    if (!pad || !now) return;
    const rest = [...this.values];
    const weights = now.weights.map(({ W, b }) => ({
      W: W.map((row) => rest.splice(0, row.length)),
      b: rest.splice(0, b.length),
    }));
    const snapshot = await pad.set_weights(weights);
    this.saw(snapshot?.data_loss ?? null);
  }

  get names() {
    const layers = this.pad?.snapshot?.weights ?? [];
    return layers.flatMap(({ W, b }, layer) => [
      ...W.flatMap((row, i) => row.map((_, j) => `layer ${layer + 1}: weight ${i + 1} to ${j + 1}`)),
      ...b.map((_, j) => `layer ${layer + 1}: bias ${j + 1}`),
    ]);
  }

  render() {
    const { names } = this;
    return html`<figure>
      <p class="loss">Loss <b>${this.loss === null ? "…" : number(this.loss, 4)}</b>
        <span class="says">${Number.isFinite(this.best) ? `your best: ${number(this.best, 4)}` : "as soon as Python is there"}</span></p>
      <div class="sliders">${this.values.map(
        (value, i) => html`<label class="slider"><span>${names[i]}</span><input
          type="range" min="-6" max="6" step="any" aria-label=${names[i]} .value=${String(value)} aria-valuetext=${number(value)}
          @input=${(/** @type {Event} */ event) => this.set(i, Number(/** @type {HTMLInputElement} */ (event.target).value))}
        /><output>${number(value)}</output></label>`,
      )}</div>
      <figcaption>Move one slider, look at the loss, move the next. That is all that training does, only with better manners: it knows which way each slider should go.</figcaption>
    </figure>`;
  }
}

customElements.define("gp-figure-by-hand", ByHandFigure);
