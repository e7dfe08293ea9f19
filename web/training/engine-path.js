// Which path trains: NumPy line by line, or the same code compiled; how many examples a second each got through here;
// and a switch between the two. The curve goes on as it was, only at another pace.

import { html, nothing } from "lit";
import { whole } from "../ui/format.js";
import { View } from "../ui/view.js";

/** The engine's names for what trains, and the choice of the configuration that asks for it. */
const PATHS = { numpy: "numpy", auto: "compiled" };
const STEADY = 0.7; // of the number shown so far is kept, so that its digits can be read

const HELP = {
  rate: "Training examples a second by the clock on the wall, drawing and all, as last measured with this network on this machine, at full speed.",
  way: "The same lines of Python either way, and the same numbers to within rounding.",
};

const RECORDED =
  "The engine’s own training step trains, recorded and compiled when this page was built. Python takes over as soon as it is there.";

class EnginePath extends View {
  static properties = {
    config: { attribute: false },
    description: { attribute: false },
    snapshot: { attribute: false },
    python: { attribute: false },
  };

  static paced = ["snapshot"];

  constructor() {
    super();
    /** @type {import("../engine/types").Config} */
    this.config = /** @type {any} */ (undefined);
    /** @type {import("../engine/types").Description} */
    this.description = /** @type {any} */ (undefined);
    /** @type {import("../engine/types").Snapshot | null} */
    this.snapshot = null;
    /** Whether Python is there. */
    this.python = false;
    /** @type {Record<string, number>} examples a second of each path, as long as the same is trained */
    this.rates = {};
    this.trained = "";
  }

  willUpdate() {
    const { network, features, training } = this.config;
    const trained = JSON.stringify([network, features, training.batch_size, training.precision]);
    if (trained !== this.trained) this.rates = {};
    this.trained = trained;
    const { engine, examples_per_second: now } = this.snapshot ?? {};
    if (!engine || !now) return;
    const before = this.rates[engine.path] ?? now;
    this.rates[engine.path] = STEADY * before + (1 - STEADY) * now;
  }

  render() {
    const choices = this.description.registries.engines ?? [];
    return html`
      <div class="engine" role="radiogroup" aria-label="What trains" data-help=${HELP.way}>
        ${choices.map((choice) => this.way(choice))}
      </div>
      ${this.remark()}
    `;
  }

  /** @param {import("../engine/types").Choice} choice */
  way({ name, label, help }) {
    const rate = this.rates[PATHS[/** @type {keyof typeof PATHS} */ (name)]];
    return html`<label data-help=${`${help} ${HELP.rate}`}
      ><input
        type="radio" name="gp-engine" aria-label=${label} aria-describedby="gp-rate-${name}"
        .checked=${this.config.training.engine === name} @change=${() => this.set("training.engine", name)}
      /><span>${label}</span
      ><span class="rate" id="gp-rate-${name}">${rate ? html`<b>${rounded(rate)}</b> examples/s` : "not tried at full speed"}</span
    ></label>`;
  }

  /** Why NumPy trains although it was not asked to; or how much faster the compiled code is. */
  remark() {
    const { path, why } = this.snapshot?.engine ?? {};
    if (this.config.training.engine !== "numpy" && path === "numpy" && why)
      return html`<p class="lead" role="status">NumPy trains: ${why}.</p>`;
    if (path === "recorded" && !this.python) return html`<p class="lead" role="status">${RECORDED}</p>`;
    const { numpy, compiled } = this.rates;
    if (!numpy || !compiled) return nothing;
    return html`<p class="lead">Compiled is ${rounded(compiled / numpy)} times as fast here.</p>`;
  }
}

/** Two digits are as much as a busy machine can tell. @param {number} value */
const rounded = (value) => whole(Number(value.toPrecision(2)));

customElements.define("gp-engine-path", EnginePath);
