// What is looked at in the network, in figures: a unit with its map, its bias and its weights, or one edge.

import { html, nothing } from "lit";
import { sourceName } from "../config/unit-names.js";
import { mapOf } from "../plane/maps.js";
import { paintSigned, unitSpan } from "../plane/raster.js";
import { maths } from "../ui/maths.js";
import { Raster } from "../ui/sharp-canvas.js";
import { tableOf } from "../ui/theme.js";
import { View } from "../ui/view.js";
import { parameterName, parameterOf } from "./parameter-label.js";
import { frozenKey, parameterValue } from "./parameter-path.js";
import "./custom-input.js";
import "./weight-field.js";

class UnitInspector extends View {
  static properties = {
    inspected: { attribute: false },
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
    /** @type {import("./inspected.js").Inspected | null} */
    this.inspected = null;
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
    if (!this.hasUpdated || changed.has("inspected") || changed.has("config")) return wanted;
    return wanted && this.inspected !== null;
  }

  render() {
    if (this.inspected === null) return this.legend();
    if (this.inspected.kind === "formula")
      return html`<gp-custom-input
        .index=${this.inspected.index} .config=${this.config} .most=${this.description.limits.max_features ?? 16} .theme=${this.theme}
      ></gp-custom-input>`;
    return this.inspected.kind === "unit" ? this.unit(this.inspected) : this.one(this.inspected);
  }

  legend() {
    return html`<div class="inspector plain">
      <p>
        A unit adds up what comes in over its links, bends the sum, and passes it on. Its square shows the result at
        every point of the plane. <span class="key"><span class="swatch positive"></span>positive weight,</span>
        <span class="key"><span class="swatch negative"></span>negative;</span> the thicker, the stronger. The dot at a
        corner is the bias. Point at a unit or a link to read its numbers; drag a link up or down to change its weight.
      </p>
    </div>`;
  }

  /** @param {import("./inspected.js").InspectedUnit} inspected */
  unit(inspected) {
    const weights = inspected.column > 0 ? this.snapshot?.weights[inspected.column - 1] : undefined;
    const bias = weights?.b?.[inspected.unit];
    return html`<div class="inspector">
      <canvas role="img" aria-label=${`What ${inspected.title} responds to`}></canvas>
      <div>
        <h3>${inspected.title}</h3>
        ${inspected.column === 0 ? html`<p>${this.inputHelp(inspected.unit)}</p>` : nothing}
        ${
          weights
            ? html`<div class="weights">
                ${bias === undefined ? nothing : this.figure(html`bias`, { layer: inspected.column - 1, parameter: "b", index: [inspected.unit] })}
                ${weights.W.map((_, from) =>
                  this.figure(this.source(inspected.column - 1, from), {
                    layer: inspected.column - 1,
                    parameter: "W",
                    index: [from, inspected.unit],
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

  /** One weight or bias. @param {import("./inspected.js").InspectedWeight | import("./inspected.js").InspectedBias} inspected */
  one(inspected) {
    const parameter = parameterOf(inspected);
    const name = parameterName(this.config, this.description, parameter, this.outputs);
    const says =
      inspected.kind === "edge"
        ? "What comes from the left is multiplied by it."
        : "It is added to the unit's sum, whatever comes in.";
    return html`<div class="inspector plain">
      <div>
        <h3>${name[0].toUpperCase() + name.slice(1)}</h3>
        ${this.figure(nothing, parameter, true)}
        <p>${says} Drag it up or down, or type; the lock holds it fixed while all else learns.</p>
      </div>
    </div>`;
  }

  /** @param {number} layer @param {number} from */
  source(layer, from) {
    const name = sourceName(this.config, this.description, layer, from);
    return layer === 0 ? maths(name) : name;
  }

  /** @param {unknown} label @param {import("../engine/network-types").Parameter} parameter @param {boolean} [wide] */
  figure(label, parameter, wide = false) {
    return html`<gp-weight
      .parameter=${parameter} .label=${label} .wide=${wide} .name=${parameterName(this.config, this.description, parameter, this.outputs)}
      .value=${parameterValue(this.snapshot, parameter)} .frozen=${this.snapshot?.frozen.includes(frozenKey(parameter)) ?? false}
    ></gp-weight>`;
  }

  updated() {
    this.repaint();
  }

  paint() {
    const canvas = this.querySelector("canvas");
    if (!canvas || !this.theme || this.inspected?.kind !== "unit") return;
    if (this.raster?.canvas !== canvas) this.raster = new Raster(canvas);
    const map = this.maps && mapOf(this.maps, this.inspected.column, this.inspected.unit);
    if (!map) return;
    const side = Math.round(Math.sqrt(map.length));
    this.raster.resize(side, side);
    paintSigned(
      this.raster.pixels,
      map,
      side,
      this.inspected.span ?? unitSpan(map, false),
      tableOf(this.theme, this.inspected.scale),
    );
    this.raster.show();
  }
}

customElements.define("gp-unit-inspector", UnitInspector);
