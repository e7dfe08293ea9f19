// How the small figures look: like the page, with room around them.

import { css } from "lit";

export const styles = css`
  :host {
    display: block;
    max-width: 640px;
    color: var(--ink);
    font: 400 1rem / 1.5 var(--prose);
    font-variant-numeric: tabular-nums lining-nums;
  }
  :host([hidden]) {
    display: none;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  figure {
    margin: 0;
    padding: 16px;
    border: 1px solid var(--rule);
    border-radius: var(--radius);
    background: var(--raised);
  }
  figcaption {
    padding-top: 8px;
    font-size: var(--small);
    color: var(--soft);
  }
  svg.drawing {
    width: 100%;
    height: auto;
    stroke: none;
    overflow: visible;
  }
  svg text {
    font: 400 13px var(--prose);
    fill: var(--ink);
    paint-order: stroke;
    stroke: var(--raised);
    stroke-width: 4px;
    font-variant-numeric: tabular-nums lining-nums;
  }
  svg .soft {
    fill: var(--soft);
  }
  svg .middle {
    text-anchor: middle;
  }
  svg .end {
    text-anchor: end;
  }
  svg .axis {
    stroke: var(--grid);
    stroke-width: 1;
  }
  svg .line {
    fill: none;
    stroke: var(--ink);
    stroke-width: 2;
    stroke-linejoin: round;
    stroke-linecap: round;
  }
  svg .thin {
    fill: none;
    stroke: var(--edge);
    stroke-width: 1;
  }
  svg .path {
    fill: none;
    stroke: var(--class-0);
    stroke-width: 2;
    stroke-linejoin: round;
  }
  svg .positive {
    stroke: var(--plus);
  }
  svg .negative {
    stroke: var(--minus);
  }
  svg .here {
    fill: var(--class-1);
    stroke: var(--paper);
    stroke-width: 1.5;
  }
  svg .thick {
    stroke-width: 10;
  }
  svg .axon {
    stroke-width: 6;
  }
  svg .dendrite {
    fill: none;
    stroke: var(--ink);
    stroke-width: 3;
    stroke-linecap: round;
  }
  svg.paper {
    cursor: crosshair;
    touch-action: pan-y;
  }
  svg .past {
    fill: var(--class-0);
  }
  svg .body {
    fill: var(--sunk);
    stroke: var(--ink);
    stroke-width: 2;
    stroke-linejoin: round;
    stroke-linecap: round;
  }
  .sliders {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(220px, 1fr));
    gap: 4px 32px;
    padding-top: 8px;
  }
  .slider {
    display: grid;
    grid-template-columns: minmax(3em, auto) minmax(0, 1fr) 3.4em;
    align-items: center;
    gap: 8px;
    font-size: var(--small);
  }
  .slider output {
    text-align: end;
  }
  .buttons {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 12px;
    padding-top: 8px;
    font-size: var(--small);
  }
  .says {
    color: var(--soft);
    font-size: var(--small);
    margin: 8px 0 0;
    min-height: 1.5em;
  }
  ol.code {
    margin: 0;
    padding: 8px 0;
    list-style: none;
    background: var(--sunk);
    border-radius: var(--radius);
    font: 400 0.875rem / 24px var(--code);
    overflow-x: auto;
  }
  ol.code li {
    padding: 0 12px;
    white-space: pre;
  }
  ol.code li[aria-current] {
    background: light-dark(#fff0c2, #4a3c12);
    box-shadow: inset 3px 0 0 var(--ink);
  }
  button[aria-pressed="true"] {
    background: var(--sunk);
    border-color: var(--ink);
    font-weight: 700;
  }
`;
