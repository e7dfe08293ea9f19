// What is looked at in the network, in figures: a unit with its map, its bias and its weights, or one edge.

import { html, nothing } from "lit";
import { sourceName, unitTitle } from "../config/unit-names.js";
import { mapOf } from "../plane/maps.js";
import { paintSigned, unitSpan } from "../plane/raster.js";
import { maths } from "../ui/maths.js";
import { Raster } from "../ui/sharp-canvas.js";
import { tableOf } from "../ui/theme.js";
import { View } from "../ui/view.js";
import { inputHelp } from "./network-shape.js";
import { parameterName, parameterOf } from "./parameter-label.js";
import { frozenKey, parameterValue } from "./parameter-path.js";
import "./custom-input.js";
import "./weight-field.js";

/** @typedef {import("./strongest-links.js").Link} Link */

const REMOVE_INPUT = "The network no longer sees it. “+ input” or undo bring it back. The last one stays.";

class UnitInspector extends View {
  static properties = {
    inspected: { attribute: false },
    config: { attribute: false },
    description: { attribute: false },
    snapshot: { attribute: false },
    maps: { attribute: false },
    theme: { attribute: false },
    outputs: { attribute: false },
    strongest: { attribute: false },
    tiles: { attribute: false },
    pointing: { attribute: false },
    all: { state: true },
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
    /** @type {import("../plane/maps.js").Maps | null} */
    this.maps = null;
    /** @type {import("../ui/theme.js").Theme | null} */
    this.theme = null;
    /** @type {Raster | null} */
    this.raster = null;
    this.outputs = 1;
    /** @type {ReturnType<typeof import("./strongest-links.js").strongestLinks> | null} where a unit has too many links to show all */
    this.strongest = null;
    /** Whether the network has tiles: then what is looked at is shown larger. */
    this.tiles = false;
    /** Whether somebody points at the output: then the network shows what it says there. */
    this.pointing = false;
    /** Whether all links are to be seen all the same. */
    this.all = false;
  }

  /** @param {Map<PropertyKey, unknown>} changed */
  willUpdate(changed) {
    if (changed.has("inspected")) this.all = false;
  }

  /** With nothing to look at, the numbers need not be followed. @param {Map<PropertyKey, unknown>} changed */
  shouldUpdate(changed) {
    const wanted = super.shouldUpdate(changed);
    if (!this.hasUpdated || ["inspected", "config", "pointing"].some((key) => changed.has(key)))
      return wanted;
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

  /** What the picture shows while somebody points at the output. */
  path() {
    return html`<div class=${this.tiles ? "inspector plain tall" : "inspector plain"}>
      <p>
        What the network computes at this point. Each unit shows its number there, a small tile that number’s colour, and a
        dot where the point lies in its map. A link shows what it passes on, number times weight:
        <span class="key"><span class="swatch positive"></span>it pushes the next unit up,</span>
        <span class="key"><span class="swatch negative"></span>down;</span> the thicker, the more.
      </p>
    </div>`;
  }

  legend() {
    if (this.pointing) return this.path();
    if (this.tiles)
      return html`<div class="inspector plain tall">
        <p>
          A layer of many units is a grid of tiles: each shows what its unit says at every point of the plane. The weights
          between two layers are one picture, <span class="key"><span class="swatch positive"></span>positive,</span>
          <span class="key"><span class="swatch negative"></span>negative,</span> with a row for each unit of the larger
          layer, in the order of the tiles, and a column for each of the other. Point at a tile to see its strongest
          links, at the weights to read one; drag up or down to change it.
        </p>
      </div>`;
    return html`<div class="inspector plain">
      <p>
        Each square shows what its unit says at every point of the plane.
        <span class="key"><span class="swatch positive"></span>positive weight,</span>
        <span class="key"><span class="swatch negative"></span>negative.</span> Point at a unit or a link to read its
        numbers; drag a link to change its weight.
      </p>
    </div>`;
  }

  /** @param {import("./inspected.js").InspectedUnit} inspected */
  unit(inspected) {
    const weights = inspected.column > 0 ? this.snapshot?.weights[inspected.column - 1] : undefined;
    const bias = weights?.b?.[inspected.unit];
    return html`<div class=${this.tiles ? "inspector tall" : "inspector"}>
      <canvas role="img" aria-label=${`What ${inspected.title} responds to`}></canvas>
      <div>
        <h3>${inspected.title}</h3>
        ${inspected.column === 0 ? this.input(inspected.unit) : nothing}
        ${this.strongest && !this.all ? this.few(inspected, this.strongest) : nothing}
        ${
          weights && (!this.strongest || this.all)
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

  /**
   * The links that count most, each way, and a way to see all.
   * @param {import("./inspected.js").InspectedUnit} inspected @param {NonNullable<UnitInspector["strongest"]>} strongest
   */
  few({ column, unit }, { incoming, outgoing }) {
    const weights = this.snapshot?.weights;
    const before = weights?.[column - 1];
    const bias = before?.b?.[unit];
    const all = html`<button type="button" class="bare all" @click=${() => {
      this.all = true;
    }}>all ${before?.W.length}</button>`;
    return html`
      ${bias === undefined ? nothing : this.figure(html`bias`, { layer: column - 1, parameter: "b", index: [unit] })}
      <div class="ways">
        ${this.way("Comes in", incoming, before?.W.length ?? 0, ({ layer, from }) => this.source(layer, from), all)}
        ${this.way("Goes out", outgoing, weights?.[column]?.W[unit]?.length ?? 0, ({ layer, to }) => this.target(layer, to))}
      </div>
    `;
  }

  /**
   * @param {string} title @param {readonly Link[]} links @param {number} count  how many there are
   * @param {(link: Link) => unknown} name @param {unknown} [more]
   */
  way(title, links, count, name, more = nothing) {
    if (links.length === 0) return nothing;
    const few = count > links.length;
    return html`<div>
      <p>${title}${few ? html`, the strongest of ${more === nothing ? count : more}` : nothing}</p>
      ${links.map((link) => this.figure(name(link), { layer: link.layer, parameter: "W", index: [link.from, link.to] }))}
    </div>`;
  }

  /** @param {number} layer @param {number} to */
  target(layer, to) {
    const title = unitTitle(this.config, this.description, layer + 1, to, this.outputs);
    return this.config.network.layers[layer] ? `unit ${to + 1}` : title[0].toLowerCase() + title.slice(1);
  }

  /** @param {number} unit */
  input(unit) {
    const { features } = this.config;
    const remove = () => this.dispatchEvent(new CustomEvent("gp-remove-input", { detail: unit }));
    return html`<p>${inputHelp(this.config, this.description, unit)}</p>
      <p><button type="button" data-help=${REMOVE_INPUT} aria-disabled=${features.length < 2} @click=${remove}>Take it away</button></p>`;
  }

  /** One weight or bias. @param {import("./inspected.js").InspectedWeight | import("./inspected.js").InspectedBias} inspected */
  one(inspected) {
    const parameter = parameterOf(inspected);
    const name = parameterName(this.config, this.description, parameter, this.outputs);
    const says =
      inspected.kind === "edge"
        ? "What comes from the left is multiplied by it."
        : "It is added to the unit's sum, whatever comes in.";
    return html`<div class=${this.tiles ? "inspector plain tall" : "inspector plain"}>
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
