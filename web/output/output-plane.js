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
import { swatch } from "../plane/swatch.js";
import { toggle } from "../ui/controls.js";
import { plain } from "../ui/format.js";
import { fresh, Raster } from "../ui/sharp-canvas.js";
import { tableOf } from "../ui/theme.js";
import { paintLines } from "./contour-lines.js";
import { mistakes } from "./mistakes.js";
import "./accuracy.js";

class Plane extends PlaneView {
  static properties = {
    ...PlaneView.properties,
    inspected: { attribute: false },
    picked: { attribute: false },
    polled: { attribute: false },
  };

  static painted = ["maps", "polled"];

  constructor() {
    super();
    /** @type {import("../network/inspected.js").InspectedUnit | null} a unit that is looked at more closely */
    this.inspected = null;
    /** @type {[number, number] | null} the example that is followed */
    this.picked = null;
    /** @type {import("../app/state-types").Polled | null} */
    this.polled = null;
    /** @type {Raster | null} */
    this.raster = null;
    /** @type {unknown[]} */
    this.shown = [];
  }

  /** A function of x is shown as its graph, with the curve that the network makes of it; a unit by its map. */
  get plotScale() {
    return PlotScale.of(this.data, isGraph(this.config.data) && !this.inspected, this.frame.high);
  }

  get view() {
    const view = /** @type {Record<string, boolean>} */ (this.config.view);
    const { discretize = false, show_test = true, contours = false, show_wrong = false } = view;
    return { discretize, show_test, contours, show_wrong };
  }

  render() {
    const { discretize, show_test, contours, show_wrong } = this.view;
    const map = !isGraph(this.config.data);
    const { graph } = this.plotScale;
    return html`
      <div class="plane" role="img" aria-label=${this.inspected ? this.inspected.title : `What the network says at every ${graph ? "x" : "point"}`}>
        <canvas class="map"></canvas><canvas class="lines"></canvas><canvas class="over"></canvas>
        ${this.ring()}
        <span class="axis x1"><i>x</i>${graph ? nothing : html`<sub>1</sub>`}</span>
        <span class="axis x2">${graph ? html`<i>y</i>` : html`<i>x</i><sub>2</sub>`}</span>
      </div>
      ${this.scale()}
      <div class="looks">
        ${
          map
            ? toggle({
                label: "Two halves",
                help: "Only shows which class the network would choose, not how sure it is.",
                value: discretize,
                change: (value) => this.set("view.discretize", value),
              })
            : nothing
        }
        ${toggle({
          label: "Test points",
          help: "Shows the points that are kept for testing, hollow. The network never learns from them.",
          value: show_test,
          change: (value) => this.set("view.show_test", value),
        })}
        ${
          map
            ? toggle({
                label: "Contour lines",
                help: "Lines of equal output, as on a map. The strong one is where the network changes its mind.",
                value: contours,
                change: (value) => this.set("view.contours", value),
              })
            : nothing
        }
        ${
          this.data.task === "classification"
            ? toggle({
                label: "Mistakes",
                help: "Rings the points that the network puts into the wrong class.",
                value: show_wrong,
                change: (value) => this.set("view.show_wrong", value),
              })
            : nothing
        }
      </div>
    `;
  }

  /** Around the example that is followed. */
  ring() {
    if (!this.picked) return nothing;
    const { low, high } = this.frame;
    const [left, top] = [(this.picked[0] - low) / (high - low), (high - this.picked[1]) / (high - low)];
    return html`<span class="picked" style="left: ${100 * left}%; top: ${100 * top}%"></span>`;
  }

  scale() {
    if (this.plotScale.graph) {
      return html`<div class="scale"><span>Dots: the function to be learned. Line: what the network says.</span></div>`;
    }
    if (this.data.task === "classification" && this.data.classes > 2 && !this.inspected) {
      const all = Array.from(
        { length: this.data.classes },
        (_, label) => html`<span class="end">${swatch(label)}</span>`,
      );
      return html`<div class="scale">
        <div class="ends">${all}</div>
        <span>The deeper the colour, the surer the network is.</span>
      </div>`;
    }
    const span = this.inspected ? this.inspected.span : spanOfOutput(this.config, this.description);
    const [low, middle, high] = span
      ? [span.low, (span.low + span.high) / 2, span.high].map(plain)
      : ["negative", "0", "positive"];
    const classes = this.data.task === "classification" && !this.inspected;
    return html`<div class="scale" aria-hidden="true">
      ${this.ramp()}
      <div class="ends">
        <span class="end">${classes ? swatch(0) : nothing}${low}</span><span>${middle}</span>
        <span class="end">${high}${classes ? swatch(1) : nothing}</span>
      </div>
    </div>`;
  }

  /** The colours of the scale: the output's, or those of the unit that is looked at. */
  ramp() {
    const scale = this.inspected?.scale ?? "output";
    if (typeof scale === "number" && this.theme)
      return html`<div class="ramp of-class" style="--of-class: var(--class-${scale % this.theme.classes.length})"></div>`;
    return html`<div class=${scale === "sign" ? "ramp signs" : "ramp"}></div>`;
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
    paintLearnt(this.canvas("over"), { plotScale, frame, maps, theme });
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
