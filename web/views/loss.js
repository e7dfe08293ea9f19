// The learning curves: loss on the training set and on the test set, epoch by epoch.

import { html, nothing } from "lit";
import uPlot from "uplot";
import { loss, whole } from "./format.js";
import { toggle } from "./inputs.js";
import { Measured } from "./measured.js";
import { View } from "./view.js";

const HEIGHT = 180;

class Loss extends View {
  static properties = {
    curve: { attribute: false },
    config: { attribute: false },
    theme: { attribute: false },
    hovered: { state: true },
  };

  static paced = ["curve"];

  constructor() {
    super();
    /** @type {import("../engine/types").CurveRows} */
    this.curve = { epoch: [], data_loss: [], test_loss: [], penalty: [] };
    /** @type {import("../engine/types").Config} */
    this.config = /** @type {any} */ (undefined);
    /** @type {import("./theme.js").Theme | null} */
    this.theme = null;
    /** @type {number | null} a row of the curve that is pointed at */
    this.hovered = null;
    this.size = new Measured(this, () => this.querySelector(".chart"));
    /** @type {uPlot | null} */
    this.plot = null;
    /** @type {unknown[]} what the plot was made for */
    this.madeFor = [];
  }

  get log() {
    return this.config.view.log_loss === true;
  }

  render() {
    const { epoch, data_loss, test_loss } = this.curve;
    const row = this.hovered !== null && this.hovered < epoch.length ? this.hovered : epoch.length - 1;
    const tested = Number.isFinite(test_loss[test_loss.length - 1] ?? Number.NaN);
    const now = `Loss over time. At epoch ${whole(epoch[row] ?? 0)}: ${loss(data_loss[row])}`;
    return html`
      <dl class="measures">
        <div><dt><span class="key line"></span> training</dt><dd>${loss(data_loss[row])}</dd></div>
        <div ?hidden=${!tested}><dt><span class="key line dashed"></span> test</dt><dd>${loss(test_loss[row])}</dd></div>
      </dl>
      <div
        class="chart" role="img" tabindex="0" aria-label=${epoch.length === 0 ? "Loss over time, nothing yet" : now}
        @keydown=${this.onKey} @blur=${() => this.point(null)}
      >
        <div class="plot"></div>
        ${epoch.length < 2 ? html`<p class="empty">The curve begins when training does.</p>` : nothing}
      </div>
      <div class="row">
        ${toggle({
          label: "Log scale",
          help: "Shows each tenth of the loss as one step down, so that small losses can be told apart.",
          value: this.log,
          change: (value) => this.set("view.log_loss", value),
        })}
        <span class="spring"></span>
        <span class="lead">${this.hovered !== null && epoch.length > 0 ? `epoch ${whole(epoch[row])}` : "epochs"}</span>
      </div>
    `;
  }

  updated() {
    this.draw();
  }

  /** Brings the plot up to date; as often as the text, which is often enough for a curve. */
  draw() {
    const { theme } = this;
    const { width } = this.size;
    if (!theme || width === 0) return;
    const made = [theme, this.log];
    if (made.some((part, i) => part !== this.madeFor[i])) {
      this.plot?.destroy();
      this.plot = new uPlot(
        this.options(theme, width),
        this.rows(),
        /** @type {HTMLElement} */ (this.querySelector(".plot")),
      );
      this.madeFor = made;
      return;
    }
    if (this.plot && this.plot.width !== width) this.plot.setSize({ width, height: HEIGHT });
    this.plot?.setData(this.rows());
  }

  /** @returns {uPlot.AlignedData} */
  rows() {
    const { epoch, data_loss, test_loss } = this.curve;
    // A logarithm has no zero: what is none is left out of the curve.
    const safe = (/** @type {(number | null)[]} */ values) =>
      this.log ? values.map((v) => (v !== null && v > 0 ? v : null)) : values;
    return [epoch, safe(data_loss), safe(test_loss)];
  }

  /** @param {import("./theme.js").Theme} theme @param {number} width @returns {uPlot.Options} */
  options({ line }, width) {
    const style = getComputedStyle(this);
    const font = `13px ${style.fontFamily}`;
    const axis = { stroke: line.soft, font, grid: { stroke: line.rule, width: 1 }, ticks: { show: false } };
    const tick = (/** @type {number | null} */ v) => (v === null ? "" : String(Number(v.toPrecision(3))));
    return {
      width,
      height: HEIGHT,
      padding: [8, 8, 0, 0],
      legend: { show: false },
      cursor: { y: false, drag: { x: false, y: false }, points: { size: 7 } },
      scales: {
        x: { time: false, range: (_plot, low, high) => [low ?? 0, Math.max(high ?? 0, (low ?? 0) + 10)] },
        y: this.log
          ? { distr: 3 }
          : { range: (_plot, _low, high) => [0, Number.isFinite(high) && high > 0 ? high * 1.08 : 1] },
      },
      axes: [
        { ...axis, size: 28, gap: 6, space: 56, values: (_plot, ticks) => ticks.map((v) => whole(v)) },
        { ...axis, size: 48, gap: 6, space: 32, values: (_plot, ticks) => ticks.map(tick) },
      ],
      series: [
        {},
        { stroke: line.ink, width: 1.75, points: { show: false } },
        { stroke: line.faint, width: 1.75, dash: [5, 4], points: { show: false } },
      ],
      hooks: { setCursor: [(plot) => this.point(plot.cursor.idx ?? null)] },
    };
  }

  /** @param {number | null} row */
  point(row) {
    if (this.hovered !== row) this.hovered = row;
  }

  /** The arrow keys walk along the curve. @param {KeyboardEvent} event */
  onKey(event) {
    const by = { ArrowLeft: -1, ArrowRight: 1, PageDown: -20, PageUp: 20 }[event.key];
    const rows = this.curve.epoch.length;
    if (!by || rows === 0 || !this.plot) return;
    event.preventDefault();
    const row = Math.min(rows - 1, Math.max(0, (this.hovered ?? rows - 1) + by));
    this.plot.setCursor({ left: this.plot.valToPos(this.curve.epoch[row], "x"), top: 0 });
    this.point(row);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.plot?.destroy();
    this.plot = null;
    this.madeFor = [];
  }
}

customElements.define("gp-loss", Loss);
