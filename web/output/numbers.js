// More numbers, for those who want them: which classes are taken for which, or how far the values are off; and layer
// by layer the weights, what the units say, and how much of the error arrives.

import { html, nothing } from "lit";
import { mapsOf } from "../plane/maps.js";
import { swatch } from "../plane/swatch.js";
import { loss, whole } from "../ui/format.js";
import { View } from "../ui/view.js";
import { histogram, outline } from "./histogram.js";

/** @typedef {import("../engine/metrics-types").Metrics} Metrics */

const BINS = 24;
const [WIDTH, HEIGHT] = [72, 24];

const HELP = {
  confusion:
    "Each row is a class as it is, each column what the network takes it for. Mistakes are off the diagonal.",
  r_squared:
    "The share of the values' spread that the network explains: 1 is perfect, 0 is no better than the mean.",
  mean_absolute_error: "How far a predicted value is off, on average.",
  weights: "How many weights there are of each size; zero is in the middle.",
  says: "How often the layer's units say what, over the whole plane; zero is in the middle.",
  gradient: "How long the layer's gradient is: how strongly the training points pull at its weights.",
  dead: "Hidden units whose slope is zero at every training point: they learn nothing more.",
};

class Numbers extends View {
  static properties = {
    config: { attribute: false },
    data: { attribute: false },
    snapshot: { attribute: false },
    maps: { attribute: false },
    polled: { attribute: false },
  };

  static paced = ["snapshot", "maps", "polled"];

  constructor() {
    super();
    /** @type {import("../engine/types").Config} */
    this.config = /** @type {any} */ (undefined);
    /** @type {import("../engine/types").DataSet} */
    this.data = /** @type {any} */ (undefined);
    /** @type {import("../engine/types").Snapshot | null} */
    this.snapshot = null;
    /** @type {import("../plane/maps.js").Maps | null} */
    this.maps = null;
    /** @type {import("../app/state-types").Polled | null} */
    this.polled = null;
  }

  get open() {
    return this.config.view.more_numbers === true;
  }

  render() {
    const toggle = () => this.set("view.more_numbers", !this.open);
    return html`
      <button type="button" class="bare more" data-help="Which classes are taken for which, or how far values are off; and layer by layer weights, outputs and gradients." aria-expanded=${this.open} @click=${toggle}>More numbers</button>
      ${this.open ? html`<div class="numbers">${this.scores()}${this.layers()}</div>` : nothing}
    `;
  }

  scores() {
    const metrics = this.polled?.metrics ?? null;
    if (this.data.task === "regression") return this.errors(metrics);
    return html`<div class="confusions">
      ${this.confusion("Training points", metrics?.train)}${this.confusion("Test points", metrics?.test)}
    </div>`;
  }

  /** @param {string} title @param {import("../engine/metrics-types").Scores | undefined} metrics */
  confusion(title, metrics) {
    const classes = [...Array(this.data.classes).keys()];
    const table = metrics?.confusion_matrix;
    const name = (/** @type {number} */ label) =>
      html`${swatch(label)}<span class="hidden">class ${label}</span>`;
    return html`<table class="confusion">
      <caption data-help=${HELP.confusion}>${title}</caption>
      <thead><tr><td></td>${classes.map((label) => html`<th scope="col">${name(label)}</th>`)}</tr></thead>
      <tbody>
        ${classes.map(
          (row) => html`<tr>
            <th scope="row">${name(row)}</th>
            ${classes.map((column) => {
              const count = table?.[row]?.[column];
              const look = row === column ? "right" : count ? "wrong" : "none";
              return html`<td class=${look}>${count === undefined ? "–" : whole(count)}</td>`;
            })}
          </tr>`,
        )}
      </tbody>
    </table>`;
  }

  /** @param {Metrics | null} metrics */
  errors(metrics) {
    const row = (/** @type {string} */ title, /** @type {"r_squared" | "mean_absolute_error"} */ key) =>
      html`<tr>
        <th scope="row" data-help=${HELP[key]}>${title}</th>
        <td>${loss(metrics?.train[key])}</td>
        <td>${loss(metrics?.test[key])}</td>
      </tr>`;
    return html`<table class="errors">
      <thead><tr><td></td><th scope="col">training</th><th scope="col">test</th></tr></thead>
      <tbody>
        ${row("R²", "r_squared")}${row("Mean absolute error", "mean_absolute_error")}
      </tbody>
    </table>`;
  }

  layers() {
    const weights = this.snapshot?.weights ?? [];
    const { gradient_norms = [], dead_units = [] } = this.polled?.diagnosis ?? {};
    return html`<table class="layers">
      <thead>
        <tr>
          <th scope="col">Layer</th>
          <th scope="col" data-help=${HELP.weights}>weights</th>
          <th scope="col" data-help=${HELP.says}>says</th>
          <th scope="col" data-help=${HELP.gradient}>gradient</th>
          <th scope="col" data-help=${HELP.dead}>dead</th>
        </tr>
      </thead>
      <tbody>
        ${weights.map(({ W }, layer) => {
          const last = layer === weights.length - 1;
          const dead = last ? undefined : dead_units[layer];
          const said = this.maps?.layers.length === weights.length + 1 ? mapsOf(this.maps, layer + 1) : [];
          return html`<tr>
            <th scope="row">${last ? "Output" : layer + 1}</th>
            <td>${this.bars(W, "weights")}</td>
            <td>${said.length > 0 ? this.bars(said, "says") : "–"}</td>
            <td class="figure">${loss(gradient_norms[layer]?.W)}</td>
            <td class="figure">${dead ? whole(dead.length) : "–"}</td>
          </tr>`;
        })}
      </tbody>
    </table>`;
  }

  /** @param {readonly ArrayLike<number>[]} values in parts @param {string} what */
  bars(values, what) {
    const { reach, counts } = histogram(values, BINS);
    const label = `${what}, from −${reach} to ${reach}`;
    return html`<svg
        class="bars" role="img" aria-label=${label} width=${WIDTH} height=${HEIGHT} viewBox="0 0 ${WIDTH} ${HEIGHT}"
      ><path class="area" d=${outline(counts, WIDTH, HEIGHT)} /><path d="M${WIDTH / 2} 0V${HEIGHT}" /></svg
      ><span class="reach">±${reach}</span>`;
  }
}

customElements.define("gp-numbers", Numbers);
