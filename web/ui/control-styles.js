// Buttons, sliders, menus and the other things one presses: quiet until they are needed.

import { css } from "lit";

export const controls = css`
  button,
  select,
  input {
    font: inherit;
    color: inherit;
    letter-spacing: inherit;
  }

  button {
    min-height: var(--tap);
    min-width: var(--tap);
    padding: 0 12px;
    border: 1px solid var(--rule);
    border-radius: var(--radius);
    background: var(--raised);
    cursor: pointer;
    white-space: nowrap;
    touch-action: manipulation;
  }
  button:hover {
    border-color: var(--edge);
  }
  button:active {
    background: var(--sunk);
  }
  button[aria-disabled="true"] {
    color: var(--faint);
    background: none;
    cursor: default;
  }
  button[aria-disabled="true"] svg {
    opacity: 0.55;
  }
  button.bare {
    border-color: transparent;
    background: none;
  }
  button.bare:hover:not([aria-disabled="true"]) {
    background: var(--sunk);
  }
  button.icon {
    padding: 0;
    display: inline-grid;
    place-items: center;
  }
  button.main {
    background: var(--ink);
    border-color: var(--ink);
    color: var(--paper);
    font-weight: 600;
  }
  button.main:hover {
    background: var(--soft);
    border-color: var(--soft);
  }
  svg {
    display: block;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.6;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  :focus-visible {
    outline: 2px solid var(--ink);
    outline-offset: 2px;
  }

  select,
  input:is([type="text"], [type="search"]) {
    min-height: 28px;
    border: 0;
    border-bottom: 1px solid var(--edge);
    border-radius: 0;
    background-color: transparent;
    padding: 0 2px;
  }
  select {
    appearance: none;
    padding-right: 16px;
    cursor: pointer;
    text-overflow: ellipsis;
    background-image: linear-gradient(45deg, transparent 50%, currentColor 50%),
      linear-gradient(-45deg, transparent 50%, currentColor 50%);
    background-size: 5px 5px;
    background-position:
      calc(100% - 8px) 55%,
      calc(100% - 3px) 55%;
    background-repeat: no-repeat;
  }
  option {
    background: var(--raised);
    color: var(--ink);
  }
  input[type="text"] {
    font-variant-numeric: tabular-nums lining-nums;
  }
  input[aria-invalid="true"] {
    border-bottom: 2px solid var(--alarm);
  }
  @media (pointer: coarse) {
    select,
    input:is([type="text"], [type="search"]) {
      min-height: 40px;
      font-size: 16px;
    }
  }

  input[type="checkbox"] {
    appearance: none;
    width: 16px;
    height: 16px;
    margin: 0;
    flex: none;
    border: 1px solid var(--edge);
    border-radius: 3px;
    background: var(--raised);
    display: inline-grid;
    place-items: center;
    cursor: pointer;
  }
  input[type="checkbox"]:checked {
    background: var(--ink);
    border-color: var(--ink);
  }
  input[type="checkbox"]:checked::before {
    content: "";
    width: 8px;
    height: 4px;
    border: solid var(--paper);
    border-width: 0 0 2px 2px;
    transform: translateY(-1px) rotate(-45deg);
  }
  input[type="radio"] {
    accent-color: var(--ink);
  }
  label.check {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    min-height: 28px;
    cursor: pointer;
  }

  input[type="range"] {
    appearance: none;
    width: 100%;
    min-width: 0;
    height: 24px;
    margin: 0;
    background: none;
    cursor: pointer;
    touch-action: pan-y;
  }
  input[type="range"]::-webkit-slider-runnable-track {
    height: 2px;
    border-radius: 1px;
    background: var(--edge);
  }
  input[type="range"]::-moz-range-track {
    height: 2px;
    border-radius: 1px;
    background: var(--edge);
  }
  input[type="range"]::-webkit-slider-thumb {
    appearance: none;
    width: 14px;
    height: 14px;
    margin-top: -6px;
    border: 0;
    border-radius: 50%;
    background: var(--ink);
  }
  input[type="range"]::-moz-range-thumb {
    width: 14px;
    height: 14px;
    border: 0;
    border-radius: 50%;
    background: var(--ink);
  }

  [data-help] {
    cursor: help;
  }
  button[data-help],
  label[data-help]:has(input) {
    cursor: pointer;
  }

  .hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  [role="tooltip"] {
    position: fixed;
    inset: auto;
    margin: 0;
    max-width: min(280px, calc(100vw - 16px));
    padding: 8px 12px;
    border: 1px solid var(--edge);
    border-radius: var(--radius);
    background: var(--raised);
    color: var(--ink);
    font: 400 var(--small) / 1.4 var(--prose);
    box-shadow: 0 4px 16px rgb(0 0 0 / 12%);
  }
  [role="tooltip"] gp-formula {
    display: block;
    overflow-x: auto;
    min-height: 32px;
  }
  [role="tooltip"] svg.curve {
    display: block;
    margin-top: 4px;
  }
  svg.curve {
    width: 100%;
    height: auto;
    stroke: none;
  }
  svg.curve text {
    font: 400 11px var(--prose);
    fill: var(--soft);
    font-variant-numeric: tabular-nums lining-nums;
  }
  svg.curve .axis {
    stroke: var(--grid);
    stroke-width: 1;
  }
  svg.curve .line {
    fill: none;
    stroke: var(--ink);
    stroke-width: 1.6;
  }
  svg.curve .slope {
    fill: none;
    stroke: var(--soft);
    stroke-width: 1.4;
    stroke-dasharray: 5 4;
  }
  svg.curve .guide {
    stroke: var(--edge);
    stroke-width: 1;
    stroke-dasharray: 3 3;
  }
  svg.curve .tangent {
    stroke: var(--class-0);
    stroke-width: 2.4;
  }
  svg.curve .here {
    fill: var(--class-1);
    stroke: var(--paper);
    stroke-width: 1.5;
  }
`;
