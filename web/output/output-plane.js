// The output: what the network says at every point of the plane, with the examples upon it.

import { html, nothing } from "lit";
import { isGraph } from "../plane/drawing.js";
import { mapOf } from "../plane/maps.js";
import { paintData, paintLearnt } from "../plane/paint-data.js";
import { inkOf, paintAxes, paintOutput, spanOfOutput } from "../plane/painting.js";
import { PlaneView } from "../plane/plane-view.js";
import { PlotScale } from "../plane/plot-scale.js";
import { paintPoints, pointRadius } from "../plane/points.js";
import { paintSigned, unitSpan } from "../plane/raster.js";
import { paintRings } from "../plane/rings.js";
import { summandColumn, summandsOf } from "../plane/summands.js";
import { fresh, Raster } from "../ui/sharp-canvas.js";
import { tableOf } from "../ui/theme.js";
import { paintLines } from "./contour-lines.js";
import { mistakes } from "./mistakes.js";
import { looksOf } from "./output-looks.js";
import { scaleOf } from "./output-scale.js";
import { pointMarks } from "./point-marks.js";
import { outputsOf, sentencesOf } from "./point-sentences.js";
import { Pointing } from "./pointing.js";
import "./accuracy.js";
import "./point-card.js";

class Plane extends PlaneView {
  static properties = {
    ...PlaneView.properties,
    inspected: { attribute: false },
    picked: { attribute: false },
    polled: { attribute: false },
    answer: { attribute: false },
    weights: { attribute: false },
    running: { attribute: false },
    followable: { attribute: false },
    pointed: { state: true },
    told: { state: true },
  };

  static painted = ["maps", "polled", "weights"];

  constructor() {
    super();
    /** @type {import("../network/inspected.js").InspectedUnit | null} a unit that is looked at more closely */
    this.inspected = null;
    /** @type {[number, number] | null} the example that is followed */
    this.picked = null;
    /** @type {import("../app/state-types").Polled | null} */
    this.polled = null;
    /** @type {import("../app/state-types").Answer | null} what the network says where somebody points */
    this.answer = null;
    /** @type {import("../engine/types").LayerWeights[] | undefined} */
    this.weights = undefined;
    /** The maps, and the weights of the network that they are of. @type {{ maps: import("../plane/maps.js").Maps | null, weights: import("../engine/types").LayerWeights[] | undefined }} */
    this.drawn = { maps: null, weights: undefined };
    this.running = false;
    /** Whether there is a mathematics to follow a point in. */
    this.followable = false;
    /** @type {{ at: import("../plane/geometry.js").Pair, by: import("./pointing.js").By } | null} */
    this.pointed = null;
    /** The point that the network is asked about. @type {import("../plane/geometry.js").Pair | null} */
    this.asked = null;
    /** What those hear who point with the keys. */
    this.told = "";
    this.pointing = new Pointing(this);
    /** @type {Raster | null} */
    this.raster = null;
    /** @type {unknown[]} */
    this.shown = [];
  }

  /**
   * A function of x is shown as its graph, with the curve that the network makes of it, and of what its units add; any
   * other unit by its map.
   */
  get plotScale() {
    const { config, inspected, data, frame } = this;
    const asCurve = !inspected || inspected.column >= (summandColumn(config) ?? Number.POSITIVE_INFINITY);
    return PlotScale.of(data, isGraph(config.data) && asCurve, frame.high);
  }

  /** What the units add, where the output is their sum and that is to be seen; with the one that is looked at. */
  get parts() {
    const { config, inspected } = this;
    const { maps, weights } = this.drawn;
    const column = summandColumn(config);
    if (column === null || !maps || !weights || !this.view.summands) return null;
    const unit = inspected?.column === column ? inspected.unit : null;
    return { summands: summandsOf(maps, weights, column), bias: weights[column]?.b[0] ?? 0, unit };
  }

  /** @param {Map<PropertyKey, unknown>} changed */
  shouldUpdate(changed) {
    // Maps come together with the weights that they are of, and these may go on before the next maps are there.
    if (this.maps !== this.drawn.maps) this.drawn = { maps: this.maps, weights: this.weights };
    return super.shouldUpdate(changed);
  }

  get view() {
    const view = /** @type {Record<string, boolean>} */ (this.config.view);
    const {
      discretize = false,
      show_test = true,
      contours = false,
      show_wrong = false,
      summands = true,
    } = view;
    return { discretize, show_test, contours, show_wrong, summands };
  }

  /** @param {Map<PropertyKey, unknown>} changed */
  willUpdate(changed) {
    if (changed.has("config") && this.config.view.plane && this.config.view.plane !== "output")
      this.pointing.end();
    // While it learns, what is said changes with every frame: it is heard when the cursor moves, and at rest.
    const { pointed, answer, asked } = this;
    if (pointed?.by !== "keys") this.told = "";
    else if (answer && String(answer.at) === String(asked) && !(this.running && this.told))
      this.told = Object.values(this.sentences(answer)).filter(Boolean).join(" ");
  }

  /** What is pointed at: from now on the network is asked there. @param {Plane["pointed"]} pointed */
  point(pointed) {
    this.pointed = pointed;
    this.told = "";
    // Of a function of x its graph is seen: what lies above or below an x is the same to the network.
    this.asked = pointed && (this.plotScale.graph ? [pointed.at[0], 0] : pointed.at);
    this.dispatchEvent(new CustomEvent("gp-point", { detail: this.asked, bubbles: true, composed: true }));
  }

  /** @param {import("../plane/geometry.js").Pair} at */
  follow(at) {
    this.dispatchEvent(new CustomEvent("gp-follow", { detail: at, bubbles: true }));
  }

  /** The unit that is looked at, and what it says there. @param {import("../app/state-types").Answer} answer */
  unitAt({ layers, values }) {
    if (!this.inspected) return null;
    const { column, unit, title } = this.inspected;
    const before = layers.slice(0, column).reduce((sum, count) => sum + count, 0);
    return { title, value: values[before + unit] };
  }

  /** @param {import("../app/state-types").Answer} answer */
  sentences(answer) {
    return sentencesOf(answer, this.config, this.description, this.unitAt(answer));
  }

  render() {
    const { pointing, pointed, answer } = this;
    const { graph } = this.plotScale;
    return html`
      <div class="plane">
        <canvas class="map"></canvas><canvas class="lines"></canvas><canvas class="over"></canvas>
        ${this.ring()}${pointed ? pointMarks(this.frame, this.plotScale, pointed, answer) : nothing}
        <div
          class="ask" role="application" tabindex="0" aria-describedby="output-keys"
          aria-label=${this.inspected ? this.inspected.title : `What the network says at every ${graph ? "x" : "point"}`}
          @pointermove=${pointing.move} @pointerleave=${pointing.leave} @pointerdown=${pointing.down} @pointerup=${pointing.up}
          @pointercancel=${pointing.cancel} @click=${pointing.click} @keydown=${pointing.key} @focus=${pointing.focus} @blur=${pointing.blur}
        ></div>
        ${this.card()}
        <p class="hidden" aria-live="polite">${this.told}</p>
        <span class="axis x1"><i>x</i>${graph ? nothing : html`<sub>1</sub>`}</span>
        <span class="axis x2">${graph ? html`<i>y</i>` : html`<i>x</i><sub>2</sub>`}</span>
      </div>
      <p class="hidden" id="output-keys">
        Arrow keys move a cursor, and what the network says there is told. Shift makes larger steps. Enter follows the
        point in the mathematics. Escape ends it.
      </p>
      ${scaleOf(this, pointed && answer ? (this.unitAt(answer)?.value ?? outputsOf(answer)[0]) : null)}
      ${looksOf(this)}
    `;
  }

  /** What the network says where somebody points, on the half of the plane where that is not. */
  card() {
    const { pointed, answer } = this;
    if (!pointed || !answer) return nothing;
    const high = pointed.at[1] < (this.bounds.low + this.bounds.high) / 2;
    return html`<gp-point-card
      class=${high ? "at-top" : "at-foot"} .sentences=${this.sentences(answer)} .says=${answer.says} .place=${String(answer.at)}
      .stays=${pointed.by === "touch"} .followable=${this.followable}
      @gp-follow-point=${this.pointing.follow} @gp-end-point=${this.pointing.end}
    ></gp-point-card>`;
  }

  /** Around the example that is followed. */
  ring() {
    if (!this.picked) return nothing;
    const { low, high } = this.frame;
    const [left, top] = [(this.picked[0] - low) / (high - low), (high - this.picked[1]) / (high - low)];
    return html`<span class="picked" style="left: ${100 * left}%; top: ${100 * top}%"></span>`;
  }

  updated() {
    this.repaint();
  }

  paint() {
    const { theme, plotScale } = this;
    const side = this.size.width;
    if (!theme || side === 0) return;
    if (plotScale.graph) return this.paintGraph(theme, plotScale);
    this.paintMap(theme);
    this.paintContours(theme);
    const { show_test } = this.view;
    const outputs = this.polled?.data === this.data && this.view.show_wrong ? this.polled.outputs : null;
    const key = [this.data, theme, side, globalThis.devicePixelRatio, show_test, outputs];
    if (key.every((part, i) => part === this.shown[i])) return;
    this.shown = key;
    const over = this.canvas("over");
    over.hidden = false;
    const context = fresh(over, side, side);
    paintAxes(context, this.frame, theme);
    const ink = inkOf(theme);
    const radius = pointRadius(this.frame, this.data.labels.length) * 0.8;
    paintPoints(context, this.frame, this.data, ink, { radius, tests: show_test });
    if (outputs) this.paintMistakes(context, outputs, { radius: radius + 3.5, ...theme.line });
  }

  /** @param {import("../ui/theme.js").Theme} theme @param {PlotScale} plotScale */
  paintGraph(theme, plotScale) {
    const { data, frame, maps } = this;
    const { show_test: tests } = this.view;
    this.canvas("map").hidden = true;
    paintLearnt(this.canvas("over"), { plotScale, frame, maps, theme, parts: this.parts });
    const key = ["graph", data, theme, frame.side, globalThis.devicePixelRatio, tests];
    if (key.every((part, i) => part === this.shown[i])) return;
    this.shown = key;
    this.canvas("lines").hidden = false;
    paintData(this.canvas("lines"), { plotScale, frame, data, theme, tests });
  }

  /** @param {CanvasRenderingContext2D} context @param {Float32Array} outputs @param {{ radius: number, ink: string, paper: string }} look */
  paintMistakes(context, outputs, look) {
    const { labels, points, is_test } = this.data;
    const { low, high } = spanOfOutput(this.config, this.description);
    const wrong = mistakes(outputs, labels, (low + high) / 2);
    const shown = this.view.show_test ? wrong : wrong.filter((i) => !is_test[i]);
    paintRings(context, this.frame, points, shown, look);
  }

  /** @param {import("../ui/theme.js").Theme} theme */
  paintContours(theme) {
    const canvas = this.canvas("lines");
    canvas.hidden = !this.maps || !this.view.contours;
    if (!this.maps || canvas.hidden) return;
    const { inspected, config, description } = this;
    const regions = this.data.task === "classification";
    paintLines(canvas, this.size.width, this.maps, {
      inspected,
      config,
      description,
      regions,
      ink: theme.line.ink,
    });
  }

  /** @param {import("../ui/theme.js").Theme} theme */
  paintMap(theme) {
    const canvas = this.canvas("map");
    canvas.hidden = !this.maps;
    if (!this.maps) return;
    this.raster ??= new Raster(canvas);
    const { config, description, inspected } = this;
    const map = inspected && mapOf(this.maps, inspected.column, inspected.unit);
    if (!inspected || !map)
      return paintOutput(this.raster, this.maps, {
        config,
        description,
        theme,
        halves: this.view.discretize,
      });
    const side = Math.round(Math.sqrt(map.length));
    this.raster.resize(side, side);
    paintSigned(
      this.raster.pixels,
      map,
      side,
      inspected.span ?? unitSpan(map, false),
      tableOf(theme, inspected.scale),
    );
    this.raster.show();
  }
}

customElements.define("gp-plane", Plane);
