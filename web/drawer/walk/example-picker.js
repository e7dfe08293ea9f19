// Choosing what to follow: a training point, a point of one's own, or the batch that comes next.

import { html, nothing } from "lit";
import { typedNumber } from "../../ui/controls.js";
import { exact } from "../../ui/format.js";
import { View } from "../../ui/view.js";
import { trainingPoints } from "./followed-example.js";
import { short } from "./walk-numbers.js";

/** @typedef {import("../../engine/workshop-types").Example} Example */

class ExamplePicker extends View {
  static properties = {
    example: { attribute: false },
    data: { attribute: false },
  };

  constructor() {
    super();
    /** @type {Example} */
    this.example = 0;
    /** @type {import("../../engine/types").DataSet} */
    this.data = /** @type {any} */ (undefined);
  }

  get kind() {
    if (this.example === "batch") return "batch";
    return typeof this.example === "number" ? "training" : "own";
  }

  get training() {
    return trainingPoints(this.data);
  }

  render() {
    return html`<div class="pick">
      <label>Follow <select aria-label="What to follow" .value=${this.kind} @change=${this.onKind}>
        <option value="training" ?selected=${this.kind === "training"}>a training point</option>
        <option value="own" ?selected=${this.kind === "own"}>a point of my own</option>
        <option value="batch" ?selected=${this.kind === "batch"}>the whole next batch</option>
      </select></label>
      ${this.kind === "training" ? this.number() : nothing}${this.kind === "own" ? this.own() : nothing}
    </div>`;
  }

  number() {
    const training = this.training;
    const at = training[/** @type {number} */ (this.example)];
    const value = this.data.task === "regression" ? "value" : "class";
    const now = /** @type {number} */ (this.example) + 1;
    return html`<label>number <input
        type="text" inputmode="numeric" .value=${String(now)}
        @change=${(/** @type {Event} */ event) => {
          const wanted = typedNumber(event, { now, low: 1, high: training.length, whole: true });
          if (wanted !== null) this.walk(wanted - 1);
        }}
      /> of ${training.length}</label>
      ${
        at === undefined
          ? nothing
          : html`<span class="lead">at ${short(this.data.points[2 * at])}, ${short(this.data.points[2 * at + 1])}, ${value} ${short(this.data.labels[at])}</span>`
      }`;
  }

  own() {
    const { point, label } = /** @type {{ point: [number, number], label: number }} */ (this.example);
    const field = (
      /** @type {unknown} */ name,
      /** @type {string} */ spoken,
      /** @type {number} */ value,
      /** @type {(v: number) => Example} */ made,
    ) =>
      html`<label>${name} <input
        type="text" inputmode="decimal" aria-label=${spoken} .value=${exact(value)}
        @change=${(/** @type {Event} */ event) => {
          const wanted = typedNumber(event, { now: value });
          if (wanted !== null) this.walk(made(wanted));
        }}
      /></label>`;
    const second = this.data.task === "regression" ? "value" : "class";
    return html`
      ${field(html`<i>x</i><sub>1</sub>`, "x1", point[0], (v) => ({ point: [v, point[1]], label }))}
      ${field(html`<i>x</i><sub>2</sub>`, "x2", point[1], (v) => ({ point: [point[0], v], label }))}
      ${field(second, second, label, (v) => ({ point, label: v }))}`;
  }

  /** @param {Event} event */
  onKind(event) {
    const kind = /** @type {HTMLSelectElement} */ (event.target).value;
    if (kind === "batch") return this.walk("batch");
    if (kind === "training") return this.walk(0);
    const at = this.training[typeof this.example === "number" ? this.example : 0] ?? 0;
    const { points, labels } = this.data;
    const round = (/** @type {number} */ v) => Math.round((v ?? 0) * 100) / 100;
    this.walk({ point: [round(points[2 * at]), round(points[2 * at + 1])], label: labels[at] ?? 0 });
  }

  /** @param {Example} example */
  walk(example) {
    this.send({ type: "walk/show", example });
  }
}

customElements.define("gp-example", ExamplePicker);
