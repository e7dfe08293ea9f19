// How well the network does, in figures.

import { html, nothing } from "lit";
import { percent } from "../ui/format.js";
import { View } from "../ui/view.js";

/** Accuracy or, for values, nothing: how well the network does, in figures. */
class Accuracy extends View {
  static properties = { snapshot: { attribute: false }, data: { attribute: false } };

  static paced = ["snapshot"];

  constructor() {
    super();
    /** @type {import("../engine/types").Snapshot | null} */
    this.snapshot = null;
    /** @type {import("../engine/types").DataSet} */
    this.data = /** @type {any} */ (undefined);
  }

  render() {
    const { accuracy = null, test_accuracy = null } = this.snapshot ?? {};
    if (this.data.task !== "classification") return nothing;
    return html`<dl class="metrics">
      ${this.measure("Accuracy", accuracy, "The share of the points learned from that are put into the right class.")}
      ${this.measure("on test points", test_accuracy, "The same for the test points, never seen in training.")}
    </dl>`;
  }

  /** @param {string} label @param {number | null} value @param {string} help */
  measure(label, value, help) {
    return html`<div><dt data-help=${help}>${label}</dt><dd class="number">${percent(value)}</dd></div>`;
  }
}

customElements.define("gp-accuracy", Accuracy);
