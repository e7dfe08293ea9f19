// What the chart of the learning curves is made of: its lines, its axes, and the table of numbers behind them.

import uPlot from "uplot";
import { whole } from "../ui/format.js";
import { keptLook } from "../ui/run-line.js";
import { ticksOf } from "./curve-axis.js";

/** @typedef {import("../engine/types").CurveRows} CurveRows */
/** @typedef {import("../app/state-types").KeptRun} KeptRun */

export const HEIGHT = 136;

/**
 * What is to be shown beside the two losses.
 * @typedef {{ log: boolean, penalty: boolean, accuracy: boolean, axis: import("./curve-axis").CurveAxis,
 *   kept: readonly KeptRun[] }} Wishes
 */

/** @param {CurveRows} curve @param {Wishes} wishes @returns {uPlot.AlignedData} */
export function rowsOf(curve, { log, penalty, accuracy, kept }) {
  // A logarithm has no zero: what is none is left out of the curve.
  const safe = (/** @type {(number | null)[]} */ values) =>
    log ? values.map((v) => (v !== null && v > 0 ? v : null)) : values;
  const own = [curve.epoch, safe(curve.data_loss), safe(curve.test_loss)];
  if (penalty) own.push(safe(curve.penalty));
  if (accuracy) own.push(curve.accuracy, curve.test_accuracy);
  if (kept.length === 0) return /** @type {uPlot.AlignedData} */ (own);
  const others = kept.map(({ curve: then }) => [then.epoch, safe(then.data_loss)]);
  return uPlot.join(/** @type {uPlot.AlignedData[]} */ ([own, ...others]));
}

/**
 * @param {import("../ui/theme.js").Theme} theme @param {Wishes} wishes @param {string} family
 * @returns {Pick<uPlot.Options, "scales" | "axes" | "series">}
 */
export function partsOf(theme, { log, penalty, accuracy, axis: time, kept }, family) {
  const { line } = theme;
  const font = `13px ${family}`;
  const axis = { stroke: line.soft, font, grid: { stroke: line.rule, width: 1 }, ticks: { show: false } };
  const tick = (/** @type {number | null} */ v) => (v === null ? "" : String(Number(v.toPrecision(3))));
  const thin = { width: 1.75, points: { show: false }, spanGaps: true };
  /** @type {uPlot.Series[]} */
  const series = [{}, { ...thin, stroke: line.ink }, { ...thin, stroke: line.faint, dash: [5, 4] }];
  if (penalty) series.push({ ...thin, width: 1.25, stroke: line.soft, dash: [1, 3] });
  if (accuracy) {
    series.push({ ...thin, scale: "share", stroke: theme.classes[1] });
    series.push({ ...thin, scale: "share", stroke: theme.classes[1], dash: [5, 4] });
  }
  for (const index of kept.keys()) series.push({ ...thin, ...keptLook(index, theme) });
  /** @type {uPlot.Axis[]} */
  const axes = [
    {
      ...axis,
      size: 28,
      gap: 6,
      space: 56,
      ...(time.name === "epochs"
        ? {}
        : {
            splits: (plot, _axis, low, high) =>
              ticksOf(time, low, high, plot.bbox.width / uPlot.pxRatio || plot.width),
            filter: (_plot, ticks) => ticks, // uPlot's own leaves powers of ten
          }),
      values: (_plot, ticks) => ticks.map((v) => whole(v)),
    },
    { ...axis, size: 48, gap: 6, space: 28, values: (_plot, ticks) => ticks.map(tick) },
  ];
  if (accuracy)
    axes.push({
      ...axis,
      scale: "share",
      side: 1,
      size: 44,
      gap: 6,
      space: 28,
      grid: { show: false },
      values: (_plot, ticks) => ticks.map((v) => `${Math.round(100 * v)}%`),
    });
  return {
    scales: {
      x: {
        time: false,
        ...(time.name === "epochs" ? {} : { distr: 100, fwd: time.place, bwd: time.epoch }),
        range: (_plot, low, high) => {
          const from = Math.max(time.from, low ?? 0);
          return [from, Math.max(high ?? 0, from + 10)];
        },
      },
      y: log
        ? { distr: 3 }
        : { range: (_plot, _low, high) => [0, Number.isFinite(high) && high > 0 ? high * 1.08 : 1] },
      share: { range: [0, 1.02] },
    },
    axes,
    series,
  };
}
