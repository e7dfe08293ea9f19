// The figures: the plane that one draws on, the network, the output and the curves.

import { css } from "lit";

export const figures = css`
  .plane {
    position: relative;
    aspect-ratio: 1;
    width: 100%;
    border: 1px solid var(--rule);
    border-radius: var(--radius);
    background: var(--middle);
    overflow: hidden;
  }
  .plane canvas {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    display: block;
  }
  .plane .ghost {
    opacity: 0.42;
  }
  .plane .top {
    touch-action: pinch-zoom;
    outline-offset: -3px;
    border-radius: var(--radius);
  }
  .plane.drawing .top {
    cursor: crosshair;
  }
  .plane .ring {
    position: absolute;
    left: 0;
    top: 0;
    border: 1.5px solid var(--ink);
    border-radius: 50%;
    opacity: 0.55;
    pointer-events: none;
  }
  .plane .cursor {
    position: absolute;
    left: -12px;
    top: -12px;
    width: 24px;
    height: 24px;
    pointer-events: none;
    color: var(--ink);
  }
  .plane .invite {
    position: absolute;
    inset: 50% auto auto 50%;
    translate: -50% -50%;
    width: min(280px, calc(100% - 32px));
    display: grid;
    gap: 4px;
    padding: 16px 8px;
    background: var(--middle);
    text-align: center;
    text-wrap: balance;
    pointer-events: none;
    color: var(--soft);
  }
  .plane .invite strong {
    color: var(--ink);
    font-size: 1.375rem;
    line-height: 1.3;
  }
  .axis {
    position: absolute;
    pointer-events: none;
    font-size: var(--small);
    line-height: 1;
    color: var(--soft);
  }
  .axis.x1 {
    right: 6px;
    top: calc(50% + 5px);
  }
  .axis.x2 {
    left: calc(50% + 6px);
    top: 6px;
  }
  .told {
    position: absolute;
    inset: auto 8px 8px;
    width: fit-content;
    max-width: calc(100% - 16px);
    margin: 0 auto;
    padding: 2px 8px;
    border-radius: var(--radius);
    background: var(--paper);
    font-size: var(--tiny);
    line-height: 20px;
    color: var(--soft);
    pointer-events: none;
  }
  .told:empty {
    padding: 0;
  }
  sub,
  sup {
    font-size: 0.72em;
    line-height: 0;
  }

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

  /* The output, and what may stand in its place */
  .part-output .head {
    flex-wrap: nowrap;
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
  gp-bent,
  gp-bowl,
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
  .measures {
    display: flex;
    flex-wrap: wrap;
    gap: 0 20px;
    padding-top: 4px;
    font-size: var(--small);
  }
  .measures div {
    display: flex;
    gap: 6px;
    line-height: 24px;
  }
  .measures dt {
    color: var(--soft);
  }
  .measures dd {
    font-weight: 700;
    contain: strict;
    width: 4.4em;
    height: 24px;
  }
`;
