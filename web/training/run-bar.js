// The bar on top: start, stop, one step, back to the start; how fast; and how far training has come.

import { html, nothing } from "lit";
import { PACES } from "../config/paces.js";
import { textOf, typedNumber } from "../ui/controls.js";
import { loss, megabytes, whole } from "../ui/format.js";
import { icons } from "../ui/icons.js";
import { STEP_KEY, TRAIN_KEY } from "../ui/run-keys.js";
import { View } from "../ui/view.js";

const STEP = "Trains on one batch: a single small change of every weight.";
const EPOCHS = "Trains for whole epochs: one epoch is one pass over all training points.";
const MOST = 100_000;
const RESET = "Back to the very same start: the same first weights, the same order of the points.";

const CARRIED = "The network keeps what it has learned.";
const BEGUN = "The network begins anew.";
const PREVIEW = "A preview: yours starts at epoch 0.";

export class RunBar extends View {
  static properties = {
    phase: { attribute: false },
    boot: { attribute: false },
    snapshot: { attribute: false },
    byHand: { attribute: false },
    pace: { attribute: false },
    rate: { attribute: false },
    preview: { type: Boolean },
    count: { state: true },
    unit: { state: true },
  };

  static paced = ["snapshot", "rate"];

  constructor() {
    super();
    /** @type {import("../app/state-types").State["phase"]} */
    this.phase = "booting";
    /** @type {import("../engine/types").Progress | null} */
    this.boot = null;
    /** @type {import("../engine/types").Snapshot | null} */
    this.snapshot = null;
    /** @type {import("../app/state-types").State["by_hand"]} */
    this.byHand = null;
    /** @type {import("../config/paces.js").Pace["name"]} */
    this.pace = "watch";
    /** Updates in a frame, at the pace "watch". */
    this.rate = 1;
    /** Whether another network is shown, before anything has been done. */
    this.preview = false;
    /** How far Step goes. */
    this.count = 1;
    /** @type {"batch" | "epoch"} */
    this.unit = "batch";
  }

  render() {
    const running = this.phase === "training";
    const pace = /** @type {import("../config/paces.js").Pace} */ (
      PACES.find(({ name }) => name === this.pace)
    );
    return html`
      <div class="bar">
        <slot name="brand"><span class="brand">Gradpad</span></slot>
        <div class="run">
          <button type="button" class="main" aria-keyshortcuts=${TRAIN_KEY} @click=${() => this.send({ type: running ? "training/pause" : "training/play" })}>
            ${running ? icons.pause : icons.play}${running ? "Pause" : "Train"}
          </button>
          <span class="steps step">
            <button type="button" aria-keyshortcuts=${STEP_KEY} data-help=${this.unit === "batch" ? STEP : EPOCHS} @click=${this.step}>Step</button
            ><input
              type="text" inputmode="numeric" aria-label="How many at a step" data-help="How many batches or epochs one press of Step trains on."
              .value=${String(this.count)} @change=${this.onCount}
            /><select aria-label="What a step is" data-help="What one press of Step counts: batches, each a single change of the weights, or epochs, each a pass over all points." .value=${this.unit} @change=${this.onUnit}>
              <option value="batch" ?selected=${this.unit === "batch"}>batch</option>
              <option value="epoch" ?selected=${this.unit === "epoch"}>epoch</option>
            </select>
          </span>
          <button type="button" class="reset" data-help=${RESET} @click=${() => this.send({ type: "training/reset" })}>Reset</button>
        </div>
        <span class="pace">
          <label data-help=${pace.says}>Pace<select .value=${this.pace} @change=${(/** @type {Event} */ event) => this.set("view.pace", textOf(event))}>
            ${PACES.map(({ name, label }) => html`<option value=${name} ?selected=${name === this.pace}>${label}</option>`)}
          </select></label>
          <span class="times" data-help="So many small changes of the weights between two pictures.">${running && this.pace === "watch" && this.rate >= 1.5 ? `× ${whole(Math.round(this.rate))}` : nothing}</span>
        </span>
        <span class="spring"></span>
        ${this.phase === "booting" ? this.progress() : html`${this.carried()}${this.counts()}`}
        <slot name="extra"></slot>
      </div>
      ${this.phase === "booting" ? this.bar() : nothing}
    `;
  }

  /** Presses the button that a key stands for, where it is there to be pressed. @param {string} key @returns {boolean} whether it was one */
  press(key) {
    const found = key === TRAIN_KEY ? ".main" : key === STEP_KEY ? ".step button" : null;
    const button = /** @type {HTMLButtonElement | null} */ (found && this.querySelector(found));
    if (!button?.checkVisibility()) return false;
    button.click();
    return true;
  }

  step() {
    const { count } = this;
    this.send(
      this.unit === "batch"
        ? { type: "training/step", count }
        : { type: "training/train-epochs", epochs: count },
    );
  }

  /** @param {Event} event */
  onCount(event) {
    this.count = typedNumber(event, { now: this.count, low: 1, high: MOST, whole: true }) ?? this.count;
  }

  /** @param {Event} event */
  onUnit(event) {
    this.unit = textOf(event) === "epoch" ? "epoch" : "batch";
  }

  get share() {
    const { loaded = 0, total = 0 } = this.boot ?? {};
    return total > 0 ? Math.min(1, loaded / total) : 0;
  }

  progress() {
    const { message = "Python is on its way", loaded = 0, total = 0, phase = "download" } = this.boot ?? {};
    const bytes = phase === "download" && total > 0 ? ` ${megabytes(loaded)} of ${megabytes(total)} MB` : "";
    return html`<span class="status">${message}${bytes}</span>`;
  }

  bar() {
    return html`<div
      class="boot" role="progressbar" aria-label="Python is starting" aria-valuemin="0" aria-valuemax="100"
      aria-valuenow=${Math.round(100 * this.share)}
    ><span style="transform: scaleX(${this.share})"></span></div>`;
  }

  /** What became of the network when data, inputs or layers changed; what a step by hand did to the loss. */
  carried() {
    const { carried } = this.snapshot ?? {};
    const { before, after } = this.byHand ?? {};
    const stepped = before && after && after === this.snapshot;
    const words = this.preview
      ? PREVIEW
      : stepped
        ? `Loss ${loss(before.data_loss)} → ${loss(after.data_loss)}`
        : carried === undefined
          ? ""
          : carried
            ? CARRIED
            : BEGUN;
    return html`<span class="status carried" role="status">${words}</span>`;
  }

  counts() {
    const { epoch = 0, step = 0 } = this.snapshot ?? {};
    return html`<div class="counts">
      <span data-help="An epoch is one pass over all training points.">Epoch ${this.number(epoch)}</span>
      <span class="wide" data-help="A step is one change of the weights, after looking at one batch."
        >Step ${this.number(step)}</span
      >
    </div>`;
  }

  /** @param {number} value */
  number(value) {
    return html`<b class=${value < 1e6 ? "" : "long"}>${whole(value)}</b>`;
  }
}

customElements.define("gp-run-bar", RunBar);
