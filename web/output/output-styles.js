// How the output looks: its head, the switch between its pictures, and the scales beside them.

import { css } from "lit";

export const output = css`
  /* Another network than the visitor's own: fainter than that. */
  .net canvas,
  .chart canvas,
  gp-plane canvas.map {
    transition: opacity 300ms;
  }
  .bench[data-preview] :is(.net canvas, .chart canvas, gp-plane canvas.map) {
    opacity: 0.65;
  }
  /* The output, and what may stand in its place */
  .part-output .head {
    flex-wrap: nowrap;
  }
  .part-output .head h2 {
    flex: none;
  }
  .part-output .head .lead {
    flex: 0 1 auto;
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .switch {
    display: flex;
    align-self: center;
  }
  .switch button {
    min-height: 28px;
    min-width: 40px;
    padding: 0 8px;
    font-size: var(--small);
    line-height: 24px;
  }
  .switch button[aria-pressed="true"] {
    border-color: var(--ink);
    background: var(--raised);
  }
  gp-feature-space,
  gp-loss-landscape,
  gp-plane {
    display: block;
  }
  .plane.bowl .map {
    image-rendering: auto;
  }
  .scale.axes {
    display: flex;
    gap: 4px 16px;
    min-height: 34px;
  }
  .scale.axes label {
    display: flex;
    flex: 1 1 0;
    align-items: center;
    gap: 6px;
    min-width: 0;
  }
  .scale.axes select {
    flex: 1;
    min-width: 0;
    min-height: 26px;
    color: var(--ink);
    font-size: var(--small);
  }
  .scale .ends {
    min-height: 18px;
  }
  .told-of .legend {
    padding-top: 4px;
    font-size: var(--tiny);
    line-height: 16px;
    color: var(--soft);
  }
  .legend .key {
    white-space: nowrap;
  }
  .legend .mark {
    display: inline-block;
    width: 12px;
    height: 12px;
    margin-inline: 2px 3px;
    vertical-align: -2px;
    fill: var(--paper);
    stroke: var(--ink);
    stroke-width: 1.75;
  }
  .legend .mark.now {
    fill: var(--ink);
  }
  /* What the curves are, at rest and of a unit that is looked at: as high as the longer of the two. */
  .scale.curves > * {
    grid-area: 1 / 1;
  }
  .scale.curves .aside {
    visibility: hidden;
  }
  .fold {
    display: flex;
    align-items: center;
    gap: 8px;
    min-height: 28px;
    padding-top: 4px;
    font-size: var(--tiny);
    color: var(--soft);
  }
  /* What the axes are and how far they reach: in the room that is left around what is drawn */
  .plane .ends-of {
    position: absolute;
    left: 3px;
    right: 3px;
    display: flex;
    font-size: 0.75rem;
    line-height: 15px;
    color: var(--soft);
    pointer-events: none;
    white-space: nowrap;
  }
  .ends-of.head {
    top: 3px;
  }
  .ends-of.foot {
    bottom: 3px;
  }
  .ends-of span {
    padding: 0 4px;
    border-radius: 2px;
    background: color-mix(in srgb, var(--paper) 82%, transparent);
  }
  .ends-of span:empty {
    visibility: hidden;
  }
  .ends-of .across {
    margin-inline-start: auto;
  }
  /* In a low window what is said of a picture stands beside it, as beside the output: see layout-styles.js. */
  @container bench (min-width: 1180px) {
    @media (max-height: 849px) {
      .bench:not([data-show]) :is(gp-feature-space, gp-loss-landscape) {
        display: grid;
        grid-template-columns: var(--plane) minmax(0, 1fr);
        align-items: start;
        gap: 0 16px;
      }
      .bench:not([data-show]) .told-of .scale {
        padding-top: 0;
      }
      .bench:not([data-show]) .told-of .axes {
        display: grid;
      }
    }
  }

  /* Pointing at it */
  .plane .ask {
    position: absolute;
    inset: 0;
    cursor: crosshair;
    outline-offset: -3px;
    border-radius: var(--radius);
    touch-action: manipulation;
  }
  .plane .marks {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    fill: none;
    pointer-events: none;
  }
  .marks path {
    stroke: var(--ink);
    stroke-width: 1.5;
    stroke-linecap: round;
  }
  .marks .hair {
    stroke-width: 1;
  }
  .marks .rim {
    stroke: var(--paper);
    stroke-width: 4;
  }
  .marks .rim.hair {
    stroke-width: 2.5;
    opacity: 0.7;
  }
  .marks .dot {
    fill: var(--ink);
    stroke: var(--paper);
    stroke-width: 1.5;
  }
  gp-point-card {
    position: absolute;
    left: 8px;
    right: 8px;
    display: grid;
    padding: 6px 10px;
    border: 1px solid var(--rule);
    border-radius: var(--radius);
    background: var(--raised);
    z-index: 1;
    font-size: var(--tiny);
    line-height: 18px;
    color: var(--soft);
    pointer-events: none;
  }
  gp-point-card.at-top {
    top: 8px;
  }
  gp-point-card.at-foot {
    bottom: 8px;
  }
  gp-point-card .verdict {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 4px;
  }
  gp-point-card strong {
    color: var(--ink);
    font-size: var(--small);
    line-height: 20px;
  }
  gp-point-card .verdict span {
    margin-inline-start: auto;
  }
  gp-point-card .ways {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 8px;
    margin: 4px -6px -2px;
  }
  gp-point-card .ways button {
    pointer-events: auto;
    padding: 0 6px;
    font-size: var(--small);
    text-decoration: underline;
    text-underline-offset: 2px;
    color: var(--ink);
  }

  /* Under the output */
  .scale {
    display: grid;
    gap: 2px;
    padding-top: 8px;
    font-size: var(--tiny);
    line-height: 16px;
    color: var(--soft);
    min-height: 34px;
  }
  .scale .ramp {
    height: 8px;
    border-radius: 2px;
    background: linear-gradient(in oklab to right, var(--negative), var(--middle), var(--positive));
  }
  .scale .ramp {
    position: relative;
  }
  .scale .tick {
    position: absolute;
    top: -3px;
    bottom: -3px;
    width: 3px;
    margin-left: -1.5px;
    border-radius: 2px;
    background: var(--ink);
    box-shadow: 0 0 0 1px var(--paper);
  }
  .scale .ramp.low-high {
    background: linear-gradient(in oklab to right, var(--middle), var(--soft));
  }
  .scale .ramp.signs {
    background: linear-gradient(in oklab to right, var(--minus-pale), var(--middle), var(--plus-pale));
  }
  .scale .ramp.of-class {
    background: linear-gradient(in oklab to right, var(--middle), var(--of-class));
  }
  .scale .end {
    display: inline-flex;
    align-items: center;
    gap: 2px;
  }
  .scale .ends {
    display: flex;
    justify-content: space-between;
  }
`;
