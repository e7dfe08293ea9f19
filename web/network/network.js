// The picture of the network: inputs, hidden layers and outputs as columns, edges between them.

import { html, nothing } from "lit";
import { featureLabel, unitTitle } from "../config/unit-names.js";
import { ElementSize } from "../ui/element-size.js";
import { maths } from "../ui/maths.js";
import { View } from "../ui/view.js";
import { columnHead } from "./column-head.js";
import { edges, layoutOf } from "./diagram.js";
import { sameInspected } from "./inspected.js";
import { LookedAt } from "./looked-at.js";
import { NetworkCanvas } from "./network-canvas.js";
import { inputHelp, scaleOfUnit, shapeOfNetwork, spanOfUnit } from "./network-shape.js";
import { busiestLinks } from "./passed-on.js";
import { SHOWN, strongestLinks } from "./strongest-links.js";
import { orderMenu, tileButtons, tileOf } from "./tile-buttons.js";
import { orderIn, orderOf } from "./tile-order.js";
import { UnitDrag } from "./unit-drag.js";
import { unitTowards } from "./unit-keys.js";
import { highlightOfUnit } from "./walk-highlight.js";
import { WeightDrag } from "./weight-drag.js";
import "./unit-inspector.js";

/** Height of the columns' headings, and of the part below them where the units stand. */
const TOP = 76;
const BODY = 392;
const LABEL = 48;

const REMOVAL = "Press it to see it large; Delete takes it away.";

class Network extends View {
  static properties = {
    config: { attribute: false },
    description: { attribute: false },
    snapshot: { attribute: false },
    byHand: { attribute: false },
    maps: { attribute: false },
    theme: { attribute: false },
    running: { attribute: false },
    outputs: { attribute: false },
    highlight: { attribute: false },
    answer: { attribute: false },
    hovered: { state: true },
    chosen: { state: true },
  };

  static painted = ["maps", "snapshot", "answer"];

  constructor() {
    super();
    /** @type {import("../engine/types").Config} */
    this.config = /** @type {any} */ (undefined);
    /** @type {import("../engine/types").Description} */
    this.description = /** @type {any} */ (undefined);
    /** @type {import("../engine/types").Snapshot | null} */
    this.snapshot = null;
    /** @type {import("../app/state-types").State["by_hand"]} */
    this.byHand = null;
    /** @type {import("../plane/maps.js").Maps | null} */
    this.maps = null;
    /** @type {import("../ui/theme.js").Theme | null} */
    this.theme = null;
    this.running = false;
    this.outputs = 1;
    /** @type {import("./walk-highlight.js").Highlight | null} what takes part in the step that is looked at */
    this.highlight = null;
    /** @type {import("../app/state-types").Answer | null} what the network says where somebody points at the output */
    this.answer = null;
    /** @type {import("./inspected.js").Inspected | null} */
    this.hovered = null;
    /** @type {import("./inspected.js").Inspected | null} */
    this.chosen = null;
    this.size = new ElementSize(this, () => this.querySelector(".net"));
    this.canvas = new NetworkCanvas(this);
    /** @type {import("./tile-order.js").Order} */
    this.sortedBy = "index";
    this.weightDrag = new WeightDrag(this);
    this.unitDrag = new UnitDrag(this);
    this.lookedAt = new LookedAt(this);
    /** Of each hidden layer the unit at each place. @type {number[][]} */
    this.orders = [];
    /** Links of the unit that is looked at that count most; they stay as they are until something else is. @type {ReturnType<typeof strongestLinks> | null} */
    this.strongest = null;
    this.strongestOf = "";
  }

  /** While training only the canvases are painted anew; the numbers below follow all the same. @param {Map<PropertyKey, unknown>} changed */
  shouldUpdate(changed) {
    const detail = this.querySelector("gp-unit-inspector");
    const { snapshot, maps, answer } = this;
    if (detail) Object.assign(detail, { snapshot, maps, pointing: answer !== null });
    return super.shouldUpdate(changed);
  }

  /** Which inputs there are has changed: what was looked at may be another now. @param {Map<PropertyKey, any>} changed */
  willUpdate(changed) {
    const before = changed.get("config")?.features;
    if (!before || JSON.stringify(before) === JSON.stringify(this.config.features)) return;
    const isInput = (/** @type {typeof this.chosen} */ each) => each?.kind === "unit" && each.column === 0;
    if (isInput(this.chosen)) this.chosen = null;
    if (isInput(this.hovered)) this.hovered = null;
  }

  get inspected() {
    return this.hovered ?? this.chosen;
  }

  render() {
    const shape = shapeOfNetwork(this.config, this.outputs);
    this.orders = this.sorted(shape.layers);
    const layout = layoutOf(
      shape,
      { width: this.size.width || 480, top: TOP, body: BODY, label: LABEL },
      this.orders,
    );
    this.shape = shape;
    this.layout = layout;
    this.edges = edges(layout);
    const last = layout.columns.length - 1;
    return html`
      <div class="net">
        <div
          class="stage" style="--wide: ${layout.width}px; width: ${layout.width}px; height: ${layout.height}px"
          data-over=${this.hovered && this.hovered.kind !== "unit" ? "weight" : nothing}
          @pointermove=${this.weightDrag.move} @pointerdown=${this.onDown} @pointerup=${this.weightDrag.end}
          @pointercancel=${this.weightDrag.end} @mousedown=${this.weightDrag.keepFocus} @pointerleave=${() => this.hover(null)} @keydown=${this.onKey}
          @pointerover=${this.onTile} @click=${this.onTile} @focusin=${this.onTile} @gp-write-input=${() => this.write(null)}
        >
          <canvas class="edges"></canvas><canvas class="units"></canvas>
          ${layout.columns.map((_, column) => columnHead(this, column, layout.columns[column]))}
          ${layout.spots[0].map((spot, i) => this.input(i, spot.y, layout.sizes[0]))}
          ${layout.spots.slice(1).map((spots, c) => {
            const grid = layout.grids[c + 1];
            if (grid) return tileButtons(this, c + 1, grid, this.reached(c + 1, grid.order[0]));
            return spots.map((spot, unit) => this.unit(c + 1, unit, spot, layout.sizes[c + 1], last));
          })}
        </div>
      </div>
      ${layout.grids.some(Boolean) ? orderMenu(this) : nothing}
      <gp-unit-inspector
        .inspected=${this.inspected} .strongest=${this.strongestNow()} .tiles=${layout.grids.some(Boolean)} .config=${this.config} .description=${this.description}
        .snapshot=${this.snapshot} .maps=${this.maps} .theme=${this.theme} .outputs=${this.outputs}
        @gp-custom-input=${(/** @type {CustomEvent<number | null>} */ { detail }) => this.choose(detail === null ? null : { kind: "formula", index: detail })}
        @gp-remove-input=${(/** @type {CustomEvent<number>} */ { detail }) => this.removeInput(detail)}
      ></gp-unit-inspector>
    `;
  }

  /** Tiles stay where they are while the network learns. @param {number[]} layers units of each @returns {number[][]} */
  sorted(layers) {
    const how = orderIn(this.config.view);
    const known =
      layers.every((units, i) => this.orders[i]?.length === units) && layers.length === this.orders.length;
    if (this.running && known && how === this.sortedBy) return this.orders;
    this.sortedBy = how;
    const next = layers.map((units, i) => orderOf(how, i + 1, units, this.snapshot?.weights, this.maps));
    return next.map((order, i) => (String(order) === String(this.orders[i]) ? this.orders[i] : order));
  }

  /** The unit of a column that is chosen, and the one that Tab leads to. @param {number} column @param {number} first */
  reached(column, first) {
    const unit = this.chosen?.kind === "unit" && this.chosen.column > 0 ? this.chosen : null;
    const chosen = unit?.column === column ? unit.unit : null;
    return { chosen, reachable: unit ? chosen : column === 1 ? first : null };
  }

  /** The strongest links of the unit that is looked at, where not all can be shown. */
  strongestNow() {
    const { inspected, layout } = this;
    if (inspected?.kind !== "unit" || !layout) return null;
    const { column, unit } = inspected;
    if (!layout.images[column - 1] && !layout.images[column]) return null;
    const of = `${column} ${unit} ${layout.spots.map(({ length }) => length)} ${this.snapshot?.run_id}`;
    if (of !== this.strongestOf || !this.running) {
      this.strongestOf = of;
      this.strongest = strongestLinks(this.snapshot?.weights, column, unit);
    }
    return this.strongest;
  }

  /** Pointing at a tile, pressing it, or coming to it with the keys. @param {Event} event */
  onTile(event) {
    const tile = tileOf(event);
    if (!tile) return;
    const inspected = this.inspectedUnit(tile.column, tile.unit);
    if (event.type === "pointerover") {
      if (!this.weightDrag.pulling) this.hover(inspected);
    } else if (event.type === "focusin" || !(this.weightDrag.pressed || this.unitDrag.dropped))
      this.choose(inspected);
  }

  /** @param {number} index @param {number} y @param {number} side */
  input(index, y, side) {
    const feature = this.config.features[index];
    const own = typeof feature !== "string";
    const label = featureLabel(this.description, feature);
    const inspected = this.inspectedUnit(0, index);
    const width = LABEL + side / 2 + 22;
    return html`<button
      type="button" class=${`input ${highlightOfUnit(this.highlight, 0, index)}`} aria-label=${inspected.title} aria-pressed=${sameInspected(inspected, this.chosen)}
      data-help=${`${inputHelp(this.config, this.description, index)} ${REMOVAL}`} data-input=${index} aria-keyshortcuts="Delete" style="top: ${y}px; width: ${width}px; height: ${side}px"
      @pointerdown=${(/** @type {PointerEvent} */ event) => this.unitDrag.begin(event, { kind: "unit", column: 0, unit: index })}
      @click=${() => this.unitDrag.dropped || (own ? this.write(index) : this.choose(inspected))}
      @pointerenter=${() => this.hover(inspected)} @pointerleave=${() => this.hover(null)}
      @focus=${() => this.choose(inspected)}
    >${own ? html`<code class="typed">${label}</code>` : maths(label)}<span class="face" style="width: ${side}px; height: ${side}px"></span></button>`;
  }

  /** The last one stays: a network without inputs learns nothing. @param {number} index */
  removeInput(index) {
    const { features } = this.config;
    if (features.length < 2) return;
    this.choose(null);
    this.set(
      "features",
      features.filter((_, i) => i !== index),
    );
    /** @type {HTMLElement | null} */ (this.querySelector("gp-input-list button"))?.focus();
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
    this.lookedAt.tell();
    const inspected = this.inspected?.kind === "unit" ? this.inspected : null;
    this.dispatchEvent(new CustomEvent("gp-inspect", { detail: inspected, bubbles: true }));
  }

  /** Arrow keys go from unit to unit. @param {KeyboardEvent} event */
  onKey(event) {
    if (event.key === "Escape" && this.chosen) {
      this.choose(null);
      return;
    }
    const { unit: spot, input } = /** @type {HTMLElement} */ (event.target).dataset;
    if (input && (event.key === "Delete" || event.key === "Backspace")) this.removeInput(Number(input));
    if (!spot || !this.layout) return;
    const [column, unit] = spot.split("-").map(Number);
    const to = unitTowards(this.layout, event.key, { column, unit });
    if (!to) return;
    event.preventDefault();
    this.choose(this.inspectedUnit(to.column, to.unit));
    this.updateComplete.then(() =>
      /** @type {HTMLElement | null} */ (
        this.querySelector(`[data-unit="${to.column}-${to.unit}"]`)
      )?.focus(),
    );
  }

  /** What presses on a bias does not carry the unit below it. @param {PointerEvent} event */
  onDown(event) {
    const tile = tileOf(event);
    if (tile) this.unitDrag.begin(event, { kind: "unit", ...tile });
    this.weightDrag.begin(event);
    if (this.weightDrag.pressed) this.unitDrag.stop();
  }

  updated() {
    this.canvas.forget();
    this.repaint();
  }

  /** While training the picture follows at a pace that leaves time for everything else. */
  paint() {
    const { layout, shape, theme } = this;
    if (!layout || !shape || !theme || (this.running && this.canvas.isTooSoon())) return;
    if (!this.running && this.sorted(shape.layers).some((order, i) => order !== this.orders[i]))
      return this.requestUpdate();
    this.canvas.paint({ layout, theme, edges: this.edges ?? [] });
  }

  /**
   * The links to draw where the others are a picture, and the one weight that is pointed at: those of the unit that is
   * looked at, or some of those that take part in the step of the walk.
   * @returns {{ links: readonly import("./strongest-links.js").Link[], one: import("./inspected.js").InspectedWeight | null }}
   */
  linksNow() {
    const { inspected, highlight, answer, layout, snapshot } = this;
    if (answer) {
      const busiest = (layout?.images ?? []).map((image) =>
        image ? busiestLinks(answer, snapshot?.weights, image.layer) : [],
      );
      return { links: busiest.flat(), one: null };
    }
    const strongest = this.strongestNow();
    if (inspected?.kind === "edge") return { links: [inspected], one: inspected };
    if (strongest && (this.hovered || !highlight))
      return { links: [...strongest.incoming, ...strongest.outgoing], one: null };
    const walked = (highlight?.links ?? []).filter(([, from]) => from >= 0).slice(0, 2 * SHOWN);
    return { links: walked.map(([layer, from, to]) => ({ layer, from, to })), one: null };
  }
}

customElements.define("gp-network", Network);
