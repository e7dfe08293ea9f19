// The training loop in a few lines, with the one that is being executed lit. With `for="the id of a <grad-pad>"` the
// network there takes the step when the loop comes to its update.

import { html, nothing } from "lit";
import { Figure, number } from "./figure.js";

const LINES = [
  "begin with small random weights",
  "repeat, epoch after epoch:",
  "    shuffle the examples",
  "    for each batch of them:",
  "        forward:  what does the network say?",
  "        loss:     how wrong is that?",
  "        backward: how does each weight change the loss?",
  "        update:   each weight a little the other way",
];
const BATCHES = 3;
const PACE_MS = 900;

class PseudocodeFigure extends Figure {
  static properties = { for: { type: String }, line: { state: true }, playing: { state: true } };

  constructor() {
    super();
    this.for = "";
    this.line = 0;
    this.batch = 0;
    this.epoch = 0;
    this.playing = false;
    this.updates = 0;
    /** @type {ReturnType<typeof setInterval> | undefined} */
    this.timer = undefined;
  }

  get facts() {
    return { line: this.line, epoch: this.epoch, batch: this.batch, updates: this.updates };
  }

  /** The network that takes part, if one does. @returns {import("../../app/grad-pad.js").GradPad | null} */
  get pad() {
    return this.for ? /** @type {any} */ (document.getElementById(this.for)) : null;
  }

  next() {
    if (this.line === 7) {
      this.batch += 1;
      if (this.batch < BATCHES) this.line = 3;
      else {
        this.batch = 0;
        this.epoch += 1;
        this.line = 1;
      }
    } else this.line += 1;
    if (this.line === 7) {
      this.updates += 1;
      this.pad?.step(1).then(() => this.requestUpdate());
    }
    this.tell();
  }

  toggle() {
    this.playing = !this.playing;
    clearInterval(this.timer);
    if (this.playing) this.timer = setInterval(() => this.next(), PACE_MS);
  }

  render() {
    const loss = this.pad?.snapshot?.data_loss;
    return html`<figure>
      <ol class="code" aria-label="The training loop">${LINES.map(
        (text, i) => html`<li aria-current=${i === this.line ? "step" : nothing}>${text}</li>`,
      )}</ol>
      <div class="buttons">
        <button type="button" class="main" @click=${() => this.next()}>Next line</button>
        <button type="button" @click=${() => this.toggle()}>${this.playing ? "Stop" : "Play"}</button>
        <span>epoch ${this.epoch + 1}, batch ${this.batch + 1} of ${BATCHES}${typeof loss === "number" ? `, loss ${number(loss, 4)}` : ""}</span>
      </div>
      <p class="says" aria-live="polite">Now: ${LINES[this.line].trim().replace(/\s+/g, " ")}</p>
    </figure>`;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }
}

customElements.define("gp-figure-pseudocode", PseudocodeFigure);
