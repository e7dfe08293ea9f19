// The learning curves, epoch by epoch: loss on the training set and on the test set; penalty, accuracy and kept runs
// beside them where they are wanted.

import { html, nothing } from "lit";
import uPlot from "uplot";
import { toggle } from "../ui/controls.js";
import { ElementSize } from "../ui/element-size.js";
import { loss, percent, whole } from "../ui/format.js";
import { View } from "../ui/view.js";
import { emptyCurve, upToNow } from "./learning-curve.js";
import { HEIGHT, partsOf, rowsOf } from "./loss-chart-series.js";

/** Pixels to the right of the plot: half the number of the last epoch. */
const END = 20;

const SWITCHES = /** @type {const} */ ([
  [
    "log_loss",
    "Log scale",
    "Shows each tenth of the loss as one step down, so that small losses can be told apart.",
  ],
  [
    "accuracy_curve",
    "Accuracy",
    "The share of points that are put into the right class, by the scale on the right.",
  ],
  [
    "penalty_curve",
    "Penalty",
    "What the regularizer adds for large weights. It is no part of the loss that is shown.",
  ],
]);

class LossChart extends View {
  static properties = {
    curve: { attribute: false },
    snapshot: { attribute: false },
    config: { attribute: false },
    data: { attribute: false },
    theme: { attribute: false },
    kept: { attribute: false },
    at: { state: true },
  };

  static paced = ["curve", "snapshot"];

  constructor() {
    super();
    /** @type {import("../engine/types").CurveRows} */
    this.curve = emptyCurve();
    /** @type {import("../engine/types").Snapshot | null} the network as it stands */
    this.snapshot = null;
    /** @type {import("../engine/types").Config} */
    this.config = /** @type {any} */ (undefined);
    /** @type {import("../engine/types").DataSet} */
    this.data = /** @type {any} */ (undefined);
    /** @type {import("../ui/theme.js").Theme | null} */
    this.theme = null;
    /** @type {readonly import("../app/state-types").KeptRun[]} runs to show beside the present one */
    this.kept = [];
    /** @type {number | null} an epoch that is pointed at */
    this.at = null;
    this.size = new ElementSize(this, () => this.querySelector(".chart"));
    /** @type {uPlot | null} */
    this.plot = null;
    /** @type {unknown[]} what the plot was made for */
    this.madeFor = [];
  }

  get wishes() {
    const { view } = this.config;
    return {
      log: view.log_loss === true,
      penalty: view.penalty_curve === true,
      accuracy: view.accuracy_curve === true && this.data.task === "classification",
      kept: this.kept,
    };
  }

  /** The curve, and after its last row the network as it stands. */
  get rows() {
    return upToNow(this.curve, this.snapshot);
  }

  /** The row of the curve that is spoken of: the one that is pointed at, or the last. */
  get row() {
    const { epoch } = this.rows;
    const { at } = this;
    if (at === null) return epoch.length - 1;
    return Math.max(
      0,
      epoch.findLastIndex((each) => each <= at),
    );
  }

  render() {
    const { epoch, data_loss, test_loss, penalty, accuracy, test_accuracy } = this.rows;
    const { row, wishes } = this;
    const tested = Number.isFinite(test_loss.at(-1) ?? Number.NaN);
    const now = `Loss over time. At epoch ${whole(Math.floor(epoch[row] ?? 0))}: ${loss(data_loss[row])}`;
    const share = wishes.accuracy ? `, ${percent(accuracy[row])} right` : "";
    const test = tested && wishes.accuracy ? ` (${percent(test_accuracy[row])} of the test points)` : "";
    return html`
      <div class="head">
        <h2>Loss</h2>
        <dl class="metrics">
          <div><dt data-help="The mean loss over the points that are learned from."><span class="key line"></span> training</dt><dd>${loss(data_loss[row])}</dd></div>
          <div ?hidden=${!tested}><dt data-help="The same over the test points, which are never learned from: where it rises while the other falls, the network learns by heart."><span class="key line dashed"></span> test</dt><dd>${loss(test_loss[row])}</dd></div>
        </dl>
      </div>
      <div
        class="chart" role="img" tabindex="0"
        aria-label=${epoch.length === 0 ? "Loss over time, nothing yet" : `${now}${share}${test}`}
        @keydown=${this.onKey} @blur=${() => this.point(null)}
      >
        <div class="plot"></div>
        ${epoch.length < 2 && this.kept.length === 0 ? html`<p class="empty">The curve begins when training does.</p>` : nothing}
      </div>
      <div class="row curves">
        ${SWITCHES.map(([key, label, help]) =>
          key === "accuracy_curve" && this.data.task !== "classification"
            ? nothing
            : toggle({
                label,
                help,
                value: this.config.view[key] === true,
                change: (value) => this.set(`view.${key}`, value),
              }),
        )}
        <span class="spring"></span>
        <span class="lead">${this.at !== null && epoch.length > 0 ? `epoch ${whole(Math.floor(epoch[row]))}` : "epochs"}</span>
      </div>
      ${
        wishes.penalty || wishes.accuracy
          ? html`<dl class="metrics more-metrics">
              ${wishes.accuracy ? html`<div><dt data-help="The share of the points learned from that are put into the right class.">accuracy</dt><dd>${percent(accuracy[row])}</dd></div>` : nothing}
              ${wishes.accuracy && tested ? html`<div><dt data-help="The same for the test points, never seen in training.">on test</dt><dd>${percent(test_accuracy[row])}</dd></div>` : nothing}
              ${wishes.penalty ? html`<div><dt data-help="What the regularizer adds for large weights; it is no part of the loss that is shown.">penalty</dt><dd>${loss(penalty[row])}</dd></div>` : nothing}
            </dl>`
          : nothing
      }
    `;
  }

  updated() {
    this.draw();
  }

  /** Brings the plot up to date; as often as the text, which is often enough for a curve. */
  draw() {
    const { theme, wishes } = this;
    const { width } = this.size;
    if (!theme || width === 0) return;
    const made = [theme, ...Object.values(wishes)];
    if (made.some((part, i) => part !== this.madeFor[i])) {
      this.plot?.destroy();
      this.plot = new uPlot(
        {
          width,
          height: HEIGHT,
          padding: [8, END, 0, 0],
          legend: { show: false },
          cursor: { y: false, drag: { x: false, y: false }, points: { size: 7 } },
          hooks: {
            setCursor: [
              ({ cursor, data }) =>
                this.point(typeof cursor.idx === "number" ? (data[0][cursor.idx] ?? null) : null),
            ],
          },
          ...partsOf(theme, wishes, getComputedStyle(this).fontFamily),
        },
        rowsOf(this.rows, wishes),
        /** @type {HTMLElement} */ (this.querySelector(".plot")),
      );
      this.madeFor = made;
      return;
    }
    if (this.plot && this.plot.width !== width) this.plot.setSize({ width, height: HEIGHT });
    this.plot?.setData(rowsOf(this.rows, wishes));
  }

  /** @param {number | null} epoch */
  point(epoch) {
    if (this.at !== epoch) this.at = epoch;
  }

  /** The arrow keys walk along the curve. @param {KeyboardEvent} event */
  onKey(event) {
    const by = { ArrowLeft: -1, ArrowRight: 1, PageDown: -20, PageUp: 20 }[event.key];
    const { epoch } = this.rows;
    if (!by || epoch.length === 0 || !this.plot) return;
    event.preventDefault();
    const row = Math.min(epoch.length - 1, Math.max(0, this.row + by));
    this.plot.setCursor({ left: this.plot.valToPos(epoch[row], "x"), top: 0 });
    this.point(epoch[row]);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.plot?.destroy();
    this.plot = null;
    this.madeFor = [];
  }
}

customElements.define("gp-loss", LossChart);
