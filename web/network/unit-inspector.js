// What is looked at in the network, in figures: a unit with its map, its bias and its weights, or one link.

import { html, nothing } from "lit";
import { sourceName } from "../config/unit-names.js";
import { mapOf } from "../plane/maps.js";
import { paintSigned, unitSpan } from "../plane/raster.js";
import { maths } from "../ui/maths.js";
import { Raster } from "../ui/sharp-canvas.js";
import { tableOf } from "../ui/theme.js";
import { View } from "../ui/view.js";
import { nameOf, placeOf } from "./parameter-label.js";
import { keyOf, valueAt } from "./parameter-path.js";
import "./custom-input.js";
import "./weight-field.js";

class Detail extends View {
  static properties = {
    look: { attribute: false },
    config: { attribute: false },
    description: { attribute: false },
    snapshot: { attribute: false },
    maps: { attribute: false },
    theme: { attribute: false },
    outputs: { attribute: false },
  };

  static painted = ["maps"];
  static paced = ["snapshot"];

  constructor() {
    super();
    /** @type {import("./network-hover.js").Look | null} */
    this.look = null;
    /** @type {import("../engine/types").Config} */
    this.config = /** @type {any} */ (undefined);
    /** @type {import("../engine/types").Description} */
    this.description = /** @type {any} */ (undefined);
    /** @type {import("../engine/types").Snapshot | null} */
    this.snapshot = null;
    /** @type {import("../engine/types").Prediction | null} */
    this.maps = null;
    /** @type {import("../ui/theme.js").Theme | null} */
    this.theme = null;
    /** @type {Raster | null} */
    this.raster = null;
    this.outputs = 1;
  }

  /** With nothing to look at, the numbers need not be followed. @param {Map<PropertyKey, unknown>} changed */
  shouldUpdate(changed) {
    const wanted = super.shouldUpdate(changed);
    if (!this.hasUpdated || changed.has("look") || changed.has("config")) return wanted;
    return wanted && this.look !== null;
  }

  render() {
    if (this.look === null) return this.legend();
    if (this.look.kind === "formula")
      return html`<gp-own-input
        .index=${this.look.index} .config=${this.config} .most=${this.description.limits.max_features ?? 16} .theme=${this.theme}
      ></gp-own-input>`;
    return this.look.kind === "unit" ? this.unit(this.look) : this.one(this.look);
  }

  legend() {
    return html`<div class="detail plain">
      <p>
        A unit adds up what comes in over its links, bends the sum, and passes it on. Its square shows the result at
        every point of the plane. <span class="key"><span class="swatch positive"></span>positive weight,</span>
        <span class="key"><span class="swatch negative"></span>negative;</span> the thicker, the stronger. The dot at a
        corner is the bias. Point at a unit or a link to read its numbers; drag a link up or down to change its weight.
      </p>
    </div>`;
  }

  /** @param {import("./network-hover.js").UnitLook} look */
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
                ${bias === undefined ? nothing : this.figure(html`bias`, { layer: look.column - 1, parameter: "b", index: [look.unit] })}
                ${weights.W.map((_, from) =>
                  this.figure(this.source(look.column - 1, from), {
                    layer: look.column - 1,
                    parameter: "W",
                    index: [from, look.unit],
                  }),
                )}
              </div>`
            : nothing
        }
      </div>
    </div>`;
  }

  /** @param {number} unit */
  inputHelp(unit) {
    const feature = this.config.features[unit];
    if (typeof feature !== "string") return feature && `Your own formula: ${feature.formula}`;
    return this.description.registries.features.find(({ name }) => name === feature)?.help;
  }

  /** One weight or bias. @param {import("./network-hover.js").LinkLook | import("./network-hover.js").BiasLook} look */
  one(look) {
    const place = placeOf(look);
    const name = nameOf(this.config, this.description, place, this.outputs);
    const says =
      look.kind === "link"
        ? "What comes from the left is multiplied by it."
        : "It is added to the unit's sum, whatever comes in.";
    return html`<div class="detail plain">
      <div>
        <h3>${name[0].toUpperCase() + name.slice(1)}</h3>
        ${this.figure(nothing, place, true)}
        <p>${says} Drag it up or down, or type; the lock holds it fixed while all else learns.</p>
      </div>
    </div>`;
  }

  /** @param {number} layer @param {number} from */
  source(layer, from) {
    const name = sourceName(this.config, this.description, layer, from);
    return layer === 0 ? maths(name) : name;
  }

  /** @param {unknown} label @param {import("../engine/network-types").Place} place @param {boolean} [wide] */
  figure(label, place, wide = false) {
    return html`<gp-weight
      .place=${place} .label=${label} .wide=${wide} .name=${nameOf(this.config, this.description, place, this.outputs)}
      .value=${valueAt(this.snapshot, place)} .held=${this.snapshot?.frozen.includes(keyOf(place)) ?? false}
    ></gp-weight>`;
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
    paintSigned(
      this.raster.pixels,
      map,
      side,
      this.look.span ?? unitSpan(map, false),
      tableOf(this.theme, this.look.scale),
    );
    this.raster.show();
  }
}

customElements.define("gp-detail", Detail);
