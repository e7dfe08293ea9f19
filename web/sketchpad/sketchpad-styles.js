// The tools of the sketchpad, what is drawn for, and the list of keys.

import { css } from "lit";

export const sketching = css`
  /* Tools under the sketchpad */
  .tools {
    display: grid;
    gap: 4px;
    padding-top: 8px;
  }
  .tools .row {
    gap: 4px 8px;
  }
  .tools .tight {
    gap: 0;
  }
  .tools .tight button {
    padding: 0 4px;
  }
  .choices {
    display: inline-flex;
    gap: 2px;
    padding: 0;
    margin: 0;
    border: 0;
  }
  .choices legend {
    float: left;
    padding: 0;
  }
  .choices label {
    position: relative;
    display: grid;
    place-items: center;
    width: var(--tap);
    height: var(--tap);
    border: 1px solid transparent;
    border-radius: var(--radius);
    cursor: pointer;
  }
  .choices label:hover {
    background: var(--sunk);
  }
  .choices label:has(:checked) {
    border-color: var(--ink);
    background: var(--raised);
  }
  .choices label:has(:focus-visible) {
    outline: 2px solid var(--ink);
    outline-offset: 2px;
  }
  .choices input {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }
  .divide {
    width: 1px;
    height: 20px;
    background: var(--rule);
  }
  .slide {
    display: grid;
    grid-template-columns: auto minmax(32px, 1fr);
    align-items: center;
    gap: 8px;
    flex: 1 1 72px;
    font-size: var(--small);
    color: var(--soft);
  }

  .presets {
    position: relative;
    display: grid;
    grid-template-columns: repeat(7, 1fr);
    gap: 8px;
  }
  .caption {
    display: flex;
    padding: 8px 0 4px;
    font-size: var(--small);
    color: var(--soft);
  }
  .presets canvas {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    pointer-events: none;
  }
  .presets button {
    padding: 0;
    min-width: 0;
    min-height: 0;
    aspect-ratio: 1;
    background: var(--middle);
  }
  .presets button[aria-pressed="true"] {
    border-color: var(--ink);
    box-shadow: 0 0 0 1px var(--ink);
  }

  .plane.drawing[data-tool="move"] .top {
    cursor: grab;
  }
  .plane.drawing[data-tool="move"] .top:active {
    cursor: grabbing;
  }
  gp-task-select label {
    display: inline-flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 4px;
  }
  gp-task-select select {
    margin-bottom: -3px; /* its line hangs below the heading's, or the sketchpad would begin lower than the output */
    color: var(--ink);
    border-bottom-color: var(--rule);
  }
  gp-task-select select:hover {
    border-bottom-color: var(--ink);
  }
  .tools .apart {
    justify-content: space-between;
  }
  .choices button.bare[aria-pressed="true"] {
    border-color: var(--ink);
    background: var(--raised);
  }
  @media (pointer: coarse) {
    .tools button.fine {
      display: none;
    }
  }

  /* The value that is painted, on the scale of the points */
  .tools .slide.value {
    flex: 6 1 150px;
    grid-template-columns: auto minmax(56px, 1fr) 2.8em;
  }
  .tools .slide.value output {
    color: var(--ink);
    text-align: end;
  }
  .tools .value input::-webkit-slider-runnable-track {
    height: 10px;
    border-radius: 2px;
    background: linear-gradient(in oklab to right, var(--class-0), var(--middle), var(--class-1));
    box-shadow: 0 0 0 1px var(--rule);
  }
  .tools .value input::-moz-range-track {
    height: 10px;
    border-radius: 2px;
    background: linear-gradient(in oklab to right, var(--class-0), var(--middle), var(--class-1));
    box-shadow: 0 0 0 1px var(--rule);
  }
  .tools .value input::-webkit-slider-thumb {
    margin-top: -3px;
    width: 16px;
    height: 16px;
    border: 2px solid var(--paper);
  }
  .tools .value input::-moz-range-thumb {
    border: 2px solid var(--paper);
  }

  dialog.keys {
    max-width: min(440px, calc(100vw - 32px));
    max-height: calc(100vh - 32px);
    padding: 0;
    border: 1px solid var(--edge);
    border-radius: 6px;
    background: var(--raised);
    color: var(--ink);
    box-shadow: 0 8px 32px rgb(0 0 0 / 18%);
  }
  dialog.keys::backdrop {
    background: rgb(0 0 0 / 28%);
  }
  .keylist {
    padding: 12px 12px 20px 20px;
  }
  .keys header {
    display: flex;
    align-items: center;
    justify-content: space-between;
  }
  .keys h3 {
    padding-top: 12px;
    font-size: var(--small);
    line-height: 24px;
    font-weight: 700;
  }
  .keys dl > div {
    display: grid;
    grid-template-columns: 8.5em 1fr;
    gap: 8px;
    font-size: var(--small);
    line-height: 24px;
  }
  .keys dd {
    color: var(--soft);
  }
`;
