// The picture of the network: inputs, hidden layers and outputs as columns, edges between them.

import { html, nothing } from "lit";
import { featureKey, unitTitle } from "../config/unit-names.js";
import { ElementSize } from "../ui/element-size.js";
import { whole } from "../ui/format.js";
import { maths } from "../ui/maths.js";
import { fresh } from "../ui/sharp-canvas.js";
import { View } from "../ui/view.js";
import { columnHead } from "./column-head.js";
import { edges, layoutOf } from "./diagram.js";
import { MOST_EDGES } from "./edge-paint.js";
import { isInspected, sameInspected } from "./inspected.js";
import { paintAllEdges, paintLocks, paintUnits } from "./network-paint.js";
import { inputsOf, scaleOfUnit, shapeOfNetwork, spanOfUnit, toggled } from "./network-shape.js";
import { UnitDrag } from "./unit-drag.js";
import { highlightOfUnit, highlightsEdge } from "./walk-highlight.js";
import { WeightDrag } from "./weight-drag.js";
import "./unit-inspector.js";

/** Height of the columns' headings, and of the part below them where the units stand. */
const TOP = 76;
const BODY = 392;
const LABEL = 48;
/** Milliseconds from one painting to the next while training. */
const TURN = 24;

class Network extends View {
  static properties = {
    config: { attribute: false },
    description: { attribute: false },
    snapshot: { attribute: false },
    maps: { attribute: false },
    theme: { attribute: false },
    running: { attribute: false },
    outputs: { attribute: false },
    highlight: { attribute: false },
    hovered: { state: true },
    chosen: { state: true },
  };

  static painted = ["maps", "snapshot"];

  constructor() {
    super();
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
    this.running = false;
    this.outputs = 1;
    /** @type {import("./walk-highlight.js").Highlight | null} what takes part in the step that is looked at */
    this.highlight = null;
    /** @type {import("./inspected.js").Inspected | null} */
    this.hovered = null;
    /** @type {import("./inspected.js").Inspected | null} */
    this.chosen = null;
    this.size = new ElementSize(this, () => this.querySelector(".net"));
    this.atlas = document.createElement("canvas");
    this.still = matchMedia("(prefers-reduced-motion: reduce)");
    /** When the picture was last painted; 0: it must be painted now. */
    this.painted = 0;
    this.turn = false;
    this.weightDrag = new WeightDrag(this);
    this.unitDrag = new UnitDrag(this);
  }

  /** While training only the canvases are painted anew; the numbers below follow all the same. @param {Map<PropertyKey, unknown>} changed */
  shouldUpdate(changed) {
    const detail = this.querySelector("gp-unit-inspector");
    if (detail) Object.assign(detail, { snapshot: this.snapshot, maps: this.maps });
    return super.shouldUpdate(changed);
  }

  get inspected() {
    return this.hovered ?? this.chosen;
  }

  render() {
    const shape = shapeOfNetwork(this.config, this.description, this.outputs);
    const layout = layoutOf(shape, { width: this.size.width || 480, top: TOP, body: BODY, label: LABEL });
    this.shape = shape;
    this.layout = layout;
    this.edges = edges(layout, shape);
    const last = layout.columns.length - 1;
    return html`
      <div class="net">
        <div
          class="stage" style="--wide: ${layout.width}px; width: ${layout.width}px; height: ${layout.height}px"
          data-over=${this.hovered && this.hovered.kind !== "unit" ? "weight" : nothing}
          @pointermove=${this.weightDrag.move} @pointerdown=${this.onDown} @pointerup=${this.weightDrag.end}
          @pointercancel=${this.weightDrag.end} @mousedown=${this.weightDrag.keepFocus} @pointerleave=${() => this.hover(null)} @keydown=${this.onKey}
        >
          <canvas class="edges"></canvas><canvas class="units"></canvas>
          ${layout.columns.map((_, column) => columnHead(this, column, layout.columns[column]))}
          ${layout.spots[0].map((spot, i) => this.input(i, spot.y, layout.sizes[0]))}
          ${layout.spots.slice(1).map((spots, c) => spots.map((spot, unit) => this.unit(c + 1, unit, spot, layout.sizes[c + 1], last)))}
        </div>
      </div>
      ${this.edges.length > MOST_EDGES ? html`<p class="lead">Of ${whole(this.edges.length)} links the ${whole(MOST_EDGES)} strongest are drawn.</p>` : nothing}
      <gp-unit-inspector
        .inspected=${this.inspected} .config=${this.config} .description=${this.description}
        .snapshot=${this.snapshot} .maps=${this.maps} .theme=${this.theme} .outputs=${this.outputs}
        @gp-custom-input=${(/** @type {CustomEvent<number | null>} */ { detail }) => this.choose(detail === null ? null : { kind: "formula", index: detail })}
      ></gp-unit-inspector>
    `;
  }

  /** An input that can be switched on and off. @param {number} index @param {number} y @param {number} side */
  input(index, y, side) {
    const { feature, label, help, own } = inputsOf(this.config, this.description)[index];
    const key = featureKey(feature);
    const on = this.config.features.findIndex((each) => featureKey(each) === key);
    const width = LABEL + side / 2 + 22;
    return html`<button
      type="button" class=${`input ${on >= 0 ? highlightOfUnit(this.highlight, 0, on) : ""}`} aria-label=${`Input ${label}`} aria-pressed=${on >= 0}
      style="top: ${y}px; width: ${width}px; height: ${side}px"
      data-help=${own ? `${help} Press to change or remove it.` : `${help} ${on >= 0 ? "Press to switch it off." : "Press to switch it on."}`}
      @pointerdown=${(/** @type {PointerEvent} */ event) => on >= 0 && this.unitDrag.begin(event, { kind: "unit", column: 0, unit: on })}
      @click=${() => this.unitDrag.dropped || (own ? this.write(on) : this.set("features", toggled(this.config, this.description, feature)))}
      @pointerenter=${() => this.hover(on >= 0 ? this.inspectedUnit(0, on) : null)} @pointerleave=${() => this.hover(null)}
      @focus=${() => this.choose(on >= 0 ? this.inspectedUnit(0, on) : null)}
    >${own ? html`<code class="typed">${label}</code>` : maths(label)}<span class="face" style="width: ${side}px; height: ${side}px"></span></button>`;
  }

  /** Opens the place where a formula is written, once it is there. @param {number | null} index */
  async write(index) {
    this.hover(null);
    this.choose({ kind: "formula", index });
    await this.updateComplete;
    for (const part of ["gp-unit-inspector", "gp-custom-input"])
      await /** @type {View | null} */ (this.querySelector(part))?.updateComplete;
    /** @type {HTMLElement | null} */ (this.querySelector("input.formula"))?.focus();
  }

  /**
   * @param {number} column @param {number} unit @param {import("./diagram.js").Spot} spot @param {number} side
   * @param {number} last
   */
  unit(column, unit, spot, side, last) {
    const inspected = this.inspectedUnit(column, unit);
    const chosen = sameInspected(inspected, this.chosen);
    const reachable =
      this.chosen?.kind === "unit" && this.chosen.column > 0
        ? chosen
        : column === Math.min(1, last) && unit === 0;
    return html`<button
      type="button" class=${`unit ${highlightOfUnit(this.highlight, column, unit)}`} aria-label=${inspected.title} aria-pressed=${chosen} tabindex=${reachable ? 0 : -1}
      data-unit="${column}-${unit}" style="left: ${spot.x}px; top: ${spot.y}px; width: ${side}px; height: ${side}px"
      @pointerdown=${(/** @type {PointerEvent} */ event) => column < last && this.unitDrag.begin(event, { kind: "unit", column, unit })}
      @click=${() => this.weightDrag.pressed || this.unitDrag.dropped || this.choose(inspected)} @focus=${() => this.choose(inspected)}
      @pointerenter=${() => this.hover(inspected)} @pointerleave=${() => this.hover(null)}
    ></button>`;
  }

  /** @param {number} column @param {number} unit @returns {import("./inspected.js").InspectedUnit} */
  inspectedUnit(column, unit) {
    const title = unitTitle(this.config, this.description, column, unit, this.outputs);
    const scale = scaleOfUnit(this.config, column, unit, this.outputs);
    return {
      kind: "unit",
      column,
      unit,
      title,
      scale,
      span: spanOfUnit(this.config, this.description, column),
    };
  }

  /** @param {import("./inspected.js").Inspected | null} inspected */
  hover(inspected) {
    if (sameInspected(inspected, this.hovered)) return;
    this.hovered = inspected;
    this.inspectedChanged();
  }

  /** @param {import("./inspected.js").Inspected | null} inspected */
  choose(inspected) {
    this.chosen = inspected;
    this.inspectedChanged();
  }

  inspectedChanged() {
    const inspected = this.inspected?.kind === "unit" ? this.inspected : null;
    this.dispatchEvent(new CustomEvent("gp-inspect", { detail: inspected, bubbles: true }));
  }

  /** Arrow keys go from unit to unit. @param {KeyboardEvent} event */
  onKey(event) {
    if (event.key === "Escape" && this.chosen) {
      this.choose(null);
      return;
    }
    const spot = /** @type {HTMLElement} */ (event.target).dataset.unit;
    const [dx, dy] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[
      event.key
    ] ?? [0, 0];
    if (!spot || (dx === 0 && dy === 0) || !this.layout) return;
    event.preventDefault();
    const [column, unit] = spot.split("-").map(Number);
    const to = Math.min(this.layout.columns.length - 1, Math.max(1, column + dx));
    const row = Math.min(this.layout.spots[to].length - 1, Math.max(0, unit + dy));
    this.choose(this.inspectedUnit(to, row));
    this.updateComplete.then(() =>
      /** @type {HTMLElement | null} */ (this.querySelector(`[data-unit="${to}-${row}"]`))?.focus(),
    );
  }

  /** What presses on a bias does not carry the unit below it. @param {PointerEvent} event */
  onDown(event) {
    this.weightDrag.begin(event);
    if (this.weightDrag.pressed) this.unitDrag.stop();
  }

  updated() {
    this.painted = 0;
    this.repaint();
  }

  /** While training the picture follows at a pace that leaves time for everything else: edges and units by turns. */
  paint() {
    const { layout, shape, theme } = this;
    if (!layout || !shape || !theme) return;
    const now = performance.now();
    const since = now - this.painted;
    if (this.running && since < TURN) return;
    const both = !this.running || this.painted === 0;
    this.painted = now;
    this.turn = !this.turn;
    const spans = (/** @type {number} */ column) => spanOfUnit(this.config, this.description, column);
    const scales = (/** @type {number} */ column, /** @type {number} */ unit) =>
      scaleOfUnit(this.config, column, unit, this.outputs);
    const scene = { layout, shape, edges: this.edges ?? [], theme, atlas: this.atlas, spans, scales };
    const weights = this.snapshot?.weights;
    if (both || this.turn) {
      const flow = this.running && !this.still.matches ? now / 16 : null;
      paintAllEdges(this.surface(".edges", layout), scene, weights, flow, (edge) =>
        this.hovered
          ? isInspected(this.hovered, edge)
          : (highlightsEdge(this.highlight, edge) ?? isInspected(this.inspected, edge)),
      );
    }
    if (both || !this.turn) {
      const surface = this.surface(".units", layout);
      paintUnits(surface, scene, this.maps, weights);
      paintLocks(surface, scene, this.snapshot?.frozen ?? []);
    }
  }

  /** @param {string} name @param {{ width: number, height: number }} size */
  surface(name, { width, height }) {
    return fresh(/** @type {HTMLCanvasElement} */ (this.querySelector(name)), width, height);
  }
}

customElements.define("gp-network", Network);
