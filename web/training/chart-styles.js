// The learning curves. uPlot needs a few rules of its own; the colours come from the tokens.

import { css } from "lit";

export const chart = css`
  .part-loss .head .metrics {
    padding: 0;
    margin-left: auto;
    line-height: 28px;
  }
  .curves {
    gap: 0 12px;
    font-size: var(--small);
  }
  .more-metrics {
    padding: 0;
  }
  .chart {
    position: relative;
    height: 136px;
    touch-action: pan-y;
    cursor: ew-resize;
    overflow: hidden; /* the canvas keeps its old width for a frame when the window becomes narrower */
  }
  .chart .uplot {
    position: relative;
    font: inherit;
    user-select: none;
  }
  .chart .u-wrap {
    position: relative;
    user-select: none;
  }
  .chart[aria-disabled="true"] {
    cursor: auto;
  }
  .chart .u-over,
  .chart .u-under {
    position: absolute;
  }
  .chart .u-under {
    overflow: hidden;
  }
  .chart canvas {
    display: block;
    position: relative;
    width: 100%;
    height: 100%;
  }
  .chart .u-axis {
    position: absolute;
  }
  .chart .u-select {
    position: absolute;
    background: none;
    pointer-events: none;
  }
  .chart .u-cursor-x,
  .chart .u-cursor-y {
    position: absolute;
    left: 0;
    top: 0;
    pointer-events: none;
    will-change: transform;
  }
  .chart .u-cursor-x {
    height: 100%;
    border-right: 1px solid var(--edge);
  }
  .chart .u-cursor-y {
    display: none;
  }
  .chart .u-cursor-pt {
    position: absolute;
    top: 0;
    left: 0;
    border-radius: 50%;
    pointer-events: none;
    will-change: transform;
    z-index: 1;
  }
  .chart .u-off {
    display: none;
  }
  .chart .moment {
    position: absolute;
    width: 0;
    pointer-events: none;
  }
  .chart .moment::before {
    content: "";
    position: absolute;
    inset: 0 auto 0 0;
    width: 1px;
    background: var(--ink);
    visibility: hidden;
  }
  .chart .moment::after {
    content: "";
    position: absolute;
    bottom: -6px;
    left: -5.5px;
    width: 12px;
    height: 12px;
    box-sizing: border-box;
    border-radius: 50%;
    border: 1.5px solid var(--edge);
    background: var(--paper);
  }
  .chart .moment.past::before {
    visibility: visible;
  }
  .chart .moment.past::after,
  .chart:focus-visible .moment::after {
    border-color: var(--ink);
    background: var(--ink);
  }
  .chart .later {
    position: absolute;
    background: color-mix(in srgb, var(--paper) 65%, transparent);
    pointer-events: none;
  }
  .timeline {
    gap: 0 8px;
    margin-top: -4px;
    min-height: var(--tap);
    font-size: var(--small);
    flex-wrap: nowrap;
  }
  .timeline .when {
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .timeline .when b {
    color: var(--ink);
  }
  .timeline .replay {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    padding: 0 8px 0 0;
    margin-left: -4px;
  }
  .timeline .icon {
    flex: none;
  }
  .chart .empty {
    position: absolute;
    inset: 40% 0 auto 48px;
    width: fit-content;
    margin: 0 auto;
    padding: 0 8px;
    background: var(--paper);
    text-align: center;
    font-size: var(--small);
    color: var(--soft);
    pointer-events: none;
  }
  .key.line {
    display: inline-block;
    width: 20px;
    height: 0;
    border-top: 2px solid var(--ink);
    vertical-align: middle;
  }
  .key.line.dashed {
    border-top: 2px dashed var(--faint);
  }
`;
