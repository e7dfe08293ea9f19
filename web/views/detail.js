// What is looked at in the network, in figures: a unit with its map, its bias and its weights, or one link.

import { html, nothing } from "lit";
import { mapOf } from "../draw/maps.js";
import { paintSigned, unitSpan } from "../draw/raster.js";
import { Raster } from "../draw/surface.js";
import { read, signed } from "./format.js";
import { maths } from "./maths.js";
import { sourceName, unitTitle } from "./network-shape.js";
import { View } from "./view.js";

class Detail extends View {
  static properties = {
    look: { attribute: false },
    config: { attribute: false },
    description: { attribute: false },
    snapshot: { attribute: false },
    maps: { attribute: false },
    theme: { attribute: false },
  };

  static painted = ["maps"];
  static paced = ["snapshot"];

  constructor() {
    super();
    /** @type {import("./looks.js").Look | null} */
    this.look = null;
    /** @type {import("../engine/types").Config} */
    this.config = /** @type {any} */ (undefined);
    /** @type {import("../engine/types").Description} */
    this.description = /** @type {any} */ (undefined);
    /** @type {import("../engine/types").Snapshot | null} */
    this.snapshot = null;
    /** @type {import("../engine/types").Prediction | null} */
    this.maps = null;
    /** @type {import("./theme.js").Theme | null} */
    this.theme = null;
    /** @type {Raster | null} */
    this.raster = null;
  }

  /** With nothing to look at, the numbers need not be followed. @param {Map<PropertyKey, unknown>} changed */
  shouldUpdate(changed) {
    const wanted = super.shouldUpdate(changed);
    if (!this.hasUpdated || changed.has("look") || changed.has("config")) return wanted;
    // A number that is being typed must not be overwritten by the next step.
    return wanted && this.look !== null && !this.matches(":focus-within");
  }

  render() {
    if (this.look === null) return this.legend();
    return this.look.kind === "unit" ? this.unit(this.look) : this.link(this.look);
  }

  legend() {
    return html`<div class="detail plain">
      <p>
        A unit adds up what comes in over its links, bends the sum, and passes it on. Its square shows the result at
        every point of the plane. <span class="key"><span class="swatch positive"></span>positive weight,</span>
        <span class="key"><span class="swatch negative"></span>negative;</span> the thicker, the stronger. The dot at a
        corner is the bias. Point at a unit or a link to read its numbers.
      </p>
    </div>`;
  }

  /** @param {import("./looks.js").UnitLook} look */
  unit(look) {
    const weights = look.column > 0 ? this.snapshot?.weights[look.column - 1] : undefined;
    const bias = weights?.b?.[look.unit];
    return html`<div class="detail">
      <canvas role="img" aria-label=${`What ${look.title} responds to`}></canvas>
      <div>
        <h3>${look.title}</h3>
        ${look.column === 0 ? html`<p>${this.inputHelp(look.unit)}</p>` : nothing}
        ${
          weights
            ? html`<div class="weights">
                ${bias === undefined ? nothing : this.figure(html`bias`, "b", look.column - 1, [look.unit], bias)}
                ${weights.W.map((row, from) =>
                  this.figure(
                    this.source(look.column - 1, from),
                    "W",
                    look.column - 1,
                    [from, look.unit],
                    row[look.unit],
                  ),
                )}
              </div>`
            : nothing
        }
      </div>
    </div>`;
  }

  /** @param {number} unit */
  inputHelp(unit) {
    return this.description.registries.features.find(({ name }) => name === this.config.features[unit])?.help;
  }

  /** @param {import("./looks.js").LinkLook} look */
  link({ layer, from, to }) {
    const weight = this.snapshot?.weights[layer]?.W[from]?.[to];
    const target = unitTitle(this.config, this.description, layer + 1, to, 1)
      .replace("Unit", "unit")
      .replace("Output", "output");
    return html`<div class="detail plain">
      <div>
        <h3>Link from ${this.source(layer, from)} to ${target}</h3>
        <p>Weight <b class="number">${signed(weight)}</b>. What comes from the left is multiplied by it.</p>
      </div>
    </div>`;
  }

  /** @param {number} layer @param {number} from */
  source(layer, from) {
    const name = sourceName(this.config, this.description, layer, from);
    return layer === 0 ? maths(name) : name;
  }

  /**
   * A weight or a bias, to be read and to be typed over.
   * @param {unknown} label @param {"W" | "b"} parameter @param {number} layer @param {number[]} index @param {number} value
   */
  figure(label, parameter, layer, index, value) {
    const change = (/** @type {Event} */ event) => {
      const typed = read(/** @type {HTMLInputElement} */ (event.target).value);
      if (Number.isFinite(typed)) this.send({ type: "set-weight", layer, parameter, index, value: typed });
      else this.requestUpdate();
    };
    return html`<label>${label}<input type="text" inputmode="decimal" .value=${signed(value)} @change=${change} /></label>`;
  }

  updated() {
    this.repaint();
  }

  paint() {
    const canvas = this.querySelector("canvas");
    if (!canvas || !this.theme || this.look?.kind !== "unit") return;
    if (this.raster?.canvas !== canvas) this.raster = new Raster(canvas);
    const map = this.maps && mapOf(this.maps, this.look.column, this.look.unit);
    if (!map) return;
    const side = Math.round(Math.sqrt(map.length));
    this.raster.resize(side, side);
    paintSigned(this.raster.pixels, map, side, this.look.span ?? unitSpan(map, false), this.theme.signed);
    this.raster.show();
  }
}

customElements.define("gp-detail", Detail);
