// Several networks that are alike but for one field, trained side by side as small planes.

import { html, nothing } from "lit";
import { spanOfOutput } from "../../plane/painting.js";
import { paintClasses, paintSigned } from "../../plane/raster.js";
import { textOf, typedNumber } from "../../ui/controls.js";
import { loss, percent, plain, readNumber, whole } from "../../ui/format.js";
import { Raster } from "../../ui/sharp-canvas.js";
import { View } from "../../ui/view.js";
import { MOST_TRIALS, SIDE } from "./sweep.js";

/** @typedef {import("./runs-types").Trial} Trial */

/** What may differ, and values to begin with. Their limits and choices are the engine's. */
const FIELDS = [
  { path: "seed", label: "Seed", values: "0, 1, 2, 3, 4, 5" },
  { path: "training.learning_rate", label: "Learning rate", values: "0.003, 0.01, 0.03, 0.1, 0.3, 1" },
  { path: "training.batch_size", label: "Batch size", values: "1, 10, 50, 250" },
  { path: "training.optimizer", label: "Optimizer", values: "", choices: "optimizers" },
  { path: "training.regularization_rate", label: "Regularization rate", values: "0, 0.001, 0.01, 0.1" },
  { path: "network.layers.*.units", label: "Units in every layer", values: "1, 2, 4, 8, 16" },
  {
    path: "network.layers.*.activation",
    label: "Activation of every layer",
    values: "tanh, relu, sigmoid, sine",
  },
  { path: "network.initializer", label: "Start weights", values: "", choices: "initializers" },
  { path: "data.noise", label: "Noise", values: "0, 0.1, 0.25, 0.5" },
];

const EPOCHS = 200;
const MOST_EPOCHS = 100_000;

class SweepView extends View {
  static properties = {
    sweep: { attribute: false },
    config: { attribute: false },
    data: { attribute: false },
    description: { attribute: false },
    theme: { attribute: false },
    path: { state: true },
    text: { state: true },
    epochs: { state: true },
  };

  constructor() {
    super();
    /** @type {import("./runs-types").Sweep | null} */
    this.sweep = null;
    /** @type {import("../../engine/types").Config} */
    this.config = /** @type {any} */ (undefined);
    /** @type {import("../../engine/types").DataSet} */
    this.data = /** @type {any} */ (undefined);
    /** @type {import("../../engine/types").Description} */
    this.description = /** @type {any} */ (undefined);
    /** @type {import("../../ui/theme.js").Theme | null} */
    this.theme = null;
    this.path = "seed";
    this.text = FIELDS[0].values;
    this.epochs = EPOCHS;
    /** @type {Map<HTMLCanvasElement, Raster>} */
    this.rasters = new Map();
  }

  /** What was written, as values: numbers where they are numbers. */
  get values() {
    const words = this.text
      .split(/[,;]/)
      .map((word) => word.trim())
      .filter(Boolean);
    return words.slice(0, MOST_TRIALS).map((word) => {
      const number = readNumber(word);
      return Number.isNaN(number) ? word : number;
    });
  }

  render() {
    const { sweep } = this;
    const drawn = this.config.data.kind === "points";
    return html`<div class="head">
        <h3>Side by side</h3>
        <p class="lead">The present settings, but for one of them.</p>
      </div>
      <form class="row" @submit=${this.start}>
        <label>Field
          <select aria-label="Field" @change=${this.onField}>
            ${FIELDS.map(({ path, label }) =>
              drawn && path === "data.noise"
                ? nothing
                : html`<option value=${path} ?selected=${path === this.path}>${label}</option>`,
            )}
          </select></label
        >
        <label class="grow">Values
          <input
            type="text" spellcheck="false" autocapitalize="off" data-help="Two to six values, with commas between them." .value=${this.text}
            @input=${(/** @type {Event} */ event) => {
              this.text = textOf(event);
            }}
        /></label>
        <label>Epochs
          <input type="text" class="short" inputmode="numeric" .value=${String(this.epochs)} @change=${this.onEpochs}
        /></label>
        <button type="submit" aria-disabled=${this.values.length < 2}>Train side by side</button>
        ${
          sweep
            ? html`<button type="button" @click=${() => this.send({ type: sweep.running ? "sweep/pause" : "sweep/resume" })}>
                  ${sweep.running ? "Pause these" : "Go on"}
                </button>
                <button type="button" class="bare" @click=${() => this.send({ type: "sweep/end" })}>Clear</button>`
            : nothing
        }
      </form>
      <ul class="trials">${sweep?.trials.map((trial, index) => this.cell(trial, index))}</ul>`;
  }

  /** @param {Trial} trial @param {number} index */
  cell(trial, index) {
    const value = typeof trial.value === "number" ? plain(trial.value) : String(trial.value);
    const label = FIELDS.find(({ path }) => path === this.sweep?.path)?.label ?? "";
    const name = `${label} ${value}`;
    return html`<li>
      <button
        type="button" aria-label="Make ${name} the figure on the page" aria-disabled=${trial.outputs.length === 0}
        data-help="Press to make this one the figure on the page." @click=${() => trial.outputs.length > 0 && this.send({ type: "sweep/open", index })}
      ><canvas></canvas></button>
      <span><b>${value}</b> <span class="lead">${trial.phase === "done" ? "" : trial.phase === "failed" ? "failed" : `epoch ${whole(trial.epoch)}`}</span></span>
      <span>loss <b>${loss(trial.test_loss ?? trial.data_loss)}</b></span>
      ${this.data.task === "classification" ? html`<span><b>${percent(trial.test_accuracy ?? trial.accuracy)}</b> right</span>` : nothing}
      ${trial.message ? html`<span class="lead" title=${trial.message}>${trial.message}</span>` : nothing}
    </li>`;
  }

  /** @param {Event} event */
  onField(event) {
    const field = FIELDS.find(({ path }) => path === textOf(event)) ?? FIELDS[0];
    this.path = field.path;
    const names = field.choices
      ? (this.description.registries[field.choices] ?? []).map(({ name }) => name)
      : [];
    this.text = field.values || names.slice(0, MOST_TRIALS).join(", ");
  }

  /** @param {Event} event */
  onEpochs(event) {
    this.epochs =
      typedNumber(event, { now: this.epochs, low: 1, high: MOST_EPOCHS, whole: true }) ?? this.epochs;
  }

  /** @param {Event} event */
  start(event) {
    event.preventDefault();
    const { path, values, epochs } = this;
    if (values.length >= 2) this.send({ type: "sweep/start", path, values, epochs });
  }

  updated() {
    this.repaint();
  }

  paint() {
    const { theme, sweep } = this;
    if (!theme || !sweep) return;
    this.querySelectorAll("canvas").forEach((canvas, index) => {
      const { outputs, config } = sweep.trials[index] ?? { outputs: [], config: this.config };
      if (outputs.length === 0) return;
      const raster = this.rasters.get(canvas) ?? new Raster(canvas);
      this.rasters.set(canvas, raster);
      raster.resize(SIDE, SIDE);
      if (outputs.length > 1) paintClasses(raster.pixels, outputs, theme.ramps, false);
      else paintSigned(raster.pixels, outputs[0], SIDE, spanOfOutput(config, this.description), theme.output);
      raster.show();
    });
  }
}

customElements.define("gp-sweep", SweepView);
