// The learning curves, epoch by epoch: loss on the training set and on the test set; penalty, accuracy and kept runs
// beside them where they are wanted. They are the run's timeline: whoever goes along them sees the network as it was.

import { html, nothing } from "lit";
import uPlot from "uplot";
import { toggle } from "../ui/controls.js";
import { ElementSize } from "../ui/element-size.js";
import { loss, percent } from "../ui/format.js";
import { View } from "../ui/view.js";
import { axisOf } from "./curve-axis.js";
import { emptyCurve, upToNow } from "./learning-curve.js";
import { HEIGHT, partsOf, rowsOf } from "./loss-chart-series.js";
import { Scrubbing } from "./scrubbing.js";
import { emptyTimeline, epochsOf } from "./timeline.js";
import { epochWords, timelineRow } from "./timeline-row.js";

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
    timeline: { attribute: false },
    past: { attribute: false },
    replaying: { attribute: false },
    at: { state: true },
  };

  static paced = ["curve", "snapshot", "timeline"];

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
    /** @type {import("./timeline").Timeline} */
    this.timeline = emptyTimeline;
    /** @type {import("../app/state-types").Past | null} */
    this.past = null;
    this.replaying = false;
    /** @type {number | null} an epoch that is pointed at */
    this.at = null;
    this.scrubbing = new Scrubbing(
      (x) => this.epochAt(x),
      (action) => this.send(action),
    );
    this.size = new ElementSize(this, () => this.querySelector(".chart"));
    /** @type {uPlot | null} */
    this.plot = null;
    /** @type {unknown[]} what the plot was made for */
    this.madeFor = [];
    /** @type {unknown[]} what is drawn in it */
    this.drawn = [];
    /** @type {ReturnType<typeof upToNow> | null} */
    this.joined = null;
    /** @type {unknown[]} */
    this.joinedOf = [];
  }

  get wishes() {
    const { view } = this.config;
    return {
      log: view.log_loss === true,
      penalty: view.penalty_curve === true,
      accuracy: view.accuracy_curve === true && this.data.task === "classification",
      axis: axisOf(view),
      kept: this.kept,
    };
  }

  /** The curve, and after its last row the network as it stands. */
  get rows() {
    if (!this.joined || this.joinedOf[0] !== this.curve || this.joinedOf[1] !== this.snapshot) {
      this.joinedOf = [this.curve, this.snapshot];
      this.joined = upToNow(this.curve, this.snapshot);
    }
    return this.joined;
  }

  /** The numbers that are spoken of: of the moment that is shown, of what is pointed at, or of the present. */
  get numbers() {
    if (this.past) return this.past.moment;
    const { rows, row } = this;
    const { data_loss, test_loss, penalty, accuracy, test_accuracy } = rows;
    return {
      data_loss: data_loss[row] ?? null,
      test_loss: test_loss[row] ?? null,
      penalty: penalty[row],
      accuracy: accuracy[row] ?? null,
      test_accuracy: test_accuracy[row] ?? null,
    };
  }

  /** The row of the curve that is pointed at, or the last. */
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
    const { epoch, test_loss: tests } = this.rows;
    const { wishes, past, snapshot } = this;
    const { data_loss, test_loss, penalty, accuracy, test_accuracy } = this.numbers;
    const tested = Number.isFinite(tests.at(-1) ?? Number.NaN);
    const last = snapshot ? epochsOf(snapshot) : 0;
    return html`
      <div class="head">
        <h2>Loss</h2>
        <dl class="metrics">
          <div><dt data-help="The mean loss over the points that are learned from."><span class="key line"></span> training</dt><dd>${loss(data_loss)}</dd></div>
          <div ?hidden=${!tested}><dt data-help="The same over the test points, which are never learned from: where it rises while the other falls, the network learns by heart."><span class="key line dashed"></span> test</dt><dd>${loss(test_loss)}</dd></div>
        </dl>
      </div>
      <div
        class="chart" role="slider" tabindex="0" aria-label="Loss over time" aria-disabled=${this.timeline.moments.length < 2}
        aria-valuemin="0" aria-valuemax=${last} aria-valuenow=${past ? epochsOf(past.moment) : last} aria-valuetext=${this.words}
        @keydown=${this.scrubbing.key} @pointerdown=${this.scrubbing.down} @pointermove=${this.scrubbing.move}
        @pointerup=${this.scrubbing.up} @pointercancel=${this.scrubbing.cancel}
      >
        <div class="plot"></div>
        <div class="later" ?hidden=${!past}></div>
        <div class="moment" ?hidden=${this.timeline.moments.length < 2}></div>
        ${epoch.length < 2 && this.kept.length === 0 ? html`<p class="empty">The curve begins when training does.</p>` : nothing}
      </div>
      ${timelineRow({
        past,
        replaying: this.replaying,
        now: snapshot,
        axis: wishes.axis.name,
        pointed: this.at,
        moments: this.timeline.moments.length,
        setAxis: (name) => this.set("view.curve", name),
        send: (action) => this.send(action),
      })}
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
      </div>
      ${
        wishes.penalty || wishes.accuracy
          ? html`<dl class="metrics more-metrics">
              ${wishes.accuracy ? html`<div><dt data-help="The share of the points learned from that are put into the right class.">accuracy</dt><dd>${percent(accuracy)}</dd></div>` : nothing}
              ${wishes.accuracy && tested ? html`<div><dt data-help="The same for the test points, never seen in training.">on test</dt><dd>${percent(test_accuracy)}</dd></div>` : nothing}
              ${wishes.penalty ? html`<div><dt data-help="What the regularizer adds for large weights; it is no part of the loss that is shown.">penalty</dt><dd>${loss(penalty)}</dd></div>` : nothing}
            </dl>`
          : nothing
      }
    `;
  }

  /** The moment in words, for whoever does not see the curve. */
  get words() {
    const { past, snapshot, wishes } = this;
    if (!snapshot || this.rows.epoch.length === 0) return "nothing yet";
    const { data_loss, accuracy, test_accuracy } = this.numbers;
    const when = past
      ? `Epoch ${epochWords(past.moment)} of ${epochWords(snapshot)}, as it was`
      : `Epoch ${epochWords(snapshot)}`;
    const share = wishes.accuracy ? `, ${percent(accuracy)} right` : "";
    const test =
      wishes.accuracy && test_accuracy !== null ? ` (${percent(test_accuracy)} of the test points)` : "";
    return `${when}: loss ${loss(data_loss)}${share}${test}`;
  }

  updated() {
    this.draw();
    this.markMoment();
  }

  /** Puts the mark to the moment that is shown, and a veil over what came later. */
  markMoment() {
    const { plot, past, snapshot } = this;
    const mark = /** @type {HTMLElement | null} */ (this.querySelector(".moment"));
    const veil = /** @type {HTMLElement | null} */ (this.querySelector(".later"));
    if (!plot || !snapshot || !mark || !veil) return;
    // As the plot itself reckons: to ask the page where it lies would make it lay everything out once more.
    const { pxRatio } = uPlot;
    const [left, top, width, height] = [plot.bbox.left, plot.bbox.top, plot.bbox.width, plot.bbox.height].map(
      (pixels) => pixels / pxRatio,
    );
    const x = Math.round(plot.valToPos(epochsOf(past ? past.moment : snapshot), "x"));
    if (!Number.isFinite(x)) return;
    mark.classList.toggle("past", past !== null);
    mark.style.cssText = `left: ${left + x}px; top: ${top}px; height: ${height}px`;
    veil.style.cssText = `left: ${left + x}px; top: ${top}px; height: ${height + 3}px; width: ${width - x + END}px`;
  }

  /** The epoch under a place of the window; null: the present; undefined: there is no plot. @param {number} x */
  epochAt(x) {
    const { plot, snapshot } = this;
    if (!plot || !snapshot) return undefined;
    const { left } = plot.over.getBoundingClientRect();
    const along = x - left;
    if (along >= plot.valToPos(epochsOf(snapshot), "x")) return null;
    return Math.max(0, plot.posToVal(Math.max(0, along), "x"));
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
            draw: [() => this.markMoment()],
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
      this.drawn = [this.rows];
      return;
    }
    if (this.plot && this.plot.width !== width) this.plot.setSize({ width, height: HEIGHT });
    if (this.drawn[0] === this.rows) return;
    this.drawn = [this.rows];
    this.plot?.setData(rowsOf(this.rows, wishes));
  }

  /** @param {number | null} epoch */
  point(epoch) {
    if (this.at !== epoch) this.at = epoch;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.plot?.destroy();
    this.plot = null;
    this.madeFor = [];
  }
}

customElements.define("gp-loss", LossChart);
