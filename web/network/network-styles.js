// The picture of the network: squares that show what units respond to, and edges that show weights.

import { css } from "lit";

export const diagram = css`
  .net {
    position: relative;
    overflow-x: auto;
    overflow-y: hidden;
    scrollbar-width: thin;
  }
  .net .stage {
    position: relative;
    user-select: none; /* what is pulled or carried is no text */
    -webkit-user-select: none;
  }
  .net canvas {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    display: block;
  }
  .net .column {
    position: absolute;
    top: 0;
    width: 66px;
    margin-left: -33px;
    display: grid;
    justify-items: center;
    text-align: center;
    font-size: var(--tiny);
    line-height: 20px;
    color: var(--soft);
  }
  .net .palette {
    width: 24px;
    height: 24px;
    border: 1px dashed var(--edge);
    border-radius: var(--radius);
    background: linear-gradient(135deg, var(--minus-pale), var(--middle), var(--plus-pale));
    cursor: grab;
    touch-action: none;
  }
  .net .ghost-unit {
    position: fixed;
    left: -20px;
    top: -20px;
    z-index: 7;
    width: 40px;
    height: 40px;
    border: 2px solid var(--ink);
    border-radius: var(--radius);
    background: linear-gradient(135deg, var(--minus-pale), var(--middle), var(--plus-pale));
    opacity: 0.85;
    pointer-events: none;
  }
  @media (pointer: coarse) {
    .net .palette {
      visibility: hidden;
    }
  }
  .inspector form button {
    color: var(--ink);
  }
  .inspector form button[aria-disabled="true"] {
    color: var(--faint);
  }
  .inspector .blank {
    width: 96px;
    height: 96px;
    border: 1px dashed var(--grid);
    border-radius: var(--radius);
  }
  .inspector input.formula {
    flex: 1 1 160px;
    min-width: 0;
    font-family: var(--code);
    color: var(--ink);
  }
  .inspector .wrong {
    color: var(--alarm);
  }
  .net .column select {
    width: fit-content;
    field-sizing: content;
    max-width: 100%;
    min-height: 24px;
    border-bottom-color: transparent;
    font-size: var(--tiny);
    padding-left: 6px;
    text-align: center;
    text-align-last: center;
  }
  .net .column select:hover {
    border-bottom-color: var(--edge);
  }
  .net .title {
    height: 24px;
    line-height: 24px;
    color: var(--ink);
    white-space: nowrap;
  }
  .count {
    display: inline-flex;
    align-items: center;
    height: 24px;
    line-height: 24px;
  }
  .head .count {
    align-self: center;
  }
  .head .count .lead {
    padding-left: 4px;
  }
  .count button {
    min-width: 24px;
    min-height: 24px;
    width: 24px;
    height: 24px;
    padding: 0;
    border-color: transparent;
    background: none;
    color: var(--soft);
    line-height: 1;
    position: relative;
  }
  .count button:hover:not([aria-disabled="true"]) {
    background: var(--sunk);
    color: var(--ink);
  }
  .count button svg {
    margin: auto;
  }
  .count output,
  .count input {
    min-width: 17px;
    text-align: center;
    color: var(--ink);
  }
  .count input {
    width: 3.2ch;
    min-height: 24px;
    height: 24px;
    padding: 0;
    font-size: inherit;
    border-bottom-color: transparent;
  }
  @supports (field-sizing: content) {
    .count input {
      width: auto;
      field-sizing: content;
    }
  }
  .count input:hover,
  .count input:focus {
    border-bottom-color: var(--edge);
  }
  .net .unit {
    position: absolute;
    min-width: 0;
    min-height: 0;
    padding: 0;
    margin: 0;
    border: 0;
    border-radius: var(--radius);
    background: none;
    transform: translate(-50%, -50%);
  }
  .net .unit:hover,
  .net .unit[aria-pressed="true"] {
    box-shadow: 0 0 0 2px var(--ink);
  }
  .net .tiles {
    position: absolute;
    display: grid;
    grid-template-columns: repeat(var(--across), var(--cell));
    grid-auto-rows: var(--cell);
  }
  .net .tile {
    position: static;
    transform: none;
    border-radius: 0;
    transition: none;
  }
  .net .tile:hover,
  .net .tile[aria-pressed="true"] {
    box-shadow: 0 0 0 2px var(--ink);
    position: relative;
    z-index: 1;
  }
  .tile-order {
    display: flex;
    align-items: center;
    gap: 4px;
    font-size: var(--tiny);
    color: var(--soft);
  }
  .tile-order select {
    min-height: 24px;
    font-size: var(--tiny);
  }
  .net .input {
    position: absolute;
    left: 0;
    transform: translateY(-50%);
    display: flex;
    align-items: center;
    justify-content: end;
    gap: 8px;
    padding: 0;
    min-width: 0;
    min-height: 0;
    border: 0;
    background: none;
    font-size: 1rem;
    color: var(--ink);
  }
  .net .input .typed {
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    font: 400 0.6875rem var(--code);
  }
  .net .input span.face {
    flex: none;
    border-radius: var(--radius);
  }
  .net .input:hover span.face,
  .net .input[aria-pressed="true"] span.face {
    box-shadow: 0 0 0 2px var(--ink);
  }
  .net .more {
    position: absolute;
    transform: translate(-50%, 0);
    font-size: var(--tiny);
    color: var(--soft);
  }

  /* What is looked at, in a place of its own so that nothing moves. */
  .inspector {
    display: grid;
    grid-template-columns: 96px 1fr;
    gap: 4px 16px;
    min-height: 120px;
    padding-top: 12px;
    font-size: var(--small);
    color: var(--soft);
  }
  .inspector.plain {
    grid-template-columns: 1fr;
  }
  .inspector canvas {
    width: 96px;
    height: 96px;
    border: 1px solid var(--rule);
    border-radius: var(--radius);
    image-rendering: auto;
  }
  .inspector p button {
    min-height: 28px;
    margin-top: 8px;
  }
  .inspector h3 {
    font-size: 1rem;
    line-height: 24px;
    color: var(--ink);
  }
  .inspector.tall {
    grid-template-columns: 144px 1fr;
    min-height: 216px;
  }
  .inspector.tall.plain {
    grid-template-columns: 1fr;
  }
  .inspector.tall canvas {
    width: 144px;
    height: 144px;
  }
  .inspector.tall .weights {
    max-height: 168px;
  }
  .inspector .ways {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(132px, 1fr));
    gap: 4px 16px;
  }
  .inspector .all {
    min-height: 20px;
    padding: 0;
    text-decoration: underline;
  }
  .inspector .weights {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 16px;
    max-height: 84px;
    overflow: auto;
  }
  .net [data-over="weight"] {
    cursor: ns-resize;
  }
  .inspector gp-weight {
    display: block;
  }
  .inspector .weight {
    display: flex;
    align-items: center;
    gap: 4px;
  }
  .inspector .weight input[type="text"] {
    width: 4.2em;
    min-height: 24px;
    color: var(--ink);
  }
  .inspector .plain .weight,
  .inspector.plain .weight {
    max-width: 320px;
    gap: 8px;
  }
  .weight .hold {
    display: grid;
    place-items: center;
    width: 24px;
    height: 24px;
    min-width: 24px;
    min-height: 24px;
    padding: 0;
    border-color: transparent;
    background: none;
    color: var(--faint);
  }
  .weight .hold:hover,
  .weight .hold:focus-visible {
    color: var(--ink);
    background: var(--sunk);
  }
  .weight .hold[aria-pressed="true"] {
    color: var(--ink);
  }
  .swatch.positive {
    background: var(--plus);
  }
  .swatch.negative {
    background: var(--minus);
  }
  .swatch {
    display: inline-block;
    width: 24px;
    height: 4px;
    border-radius: 2px;
    vertical-align: middle;
    margin-inline-end: 4px;
  }
`;
