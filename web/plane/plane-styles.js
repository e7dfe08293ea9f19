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

  /* Numbers with their names */
  .metrics {
    display: flex;
    flex-wrap: wrap;
    gap: 0 20px;
    padding-top: 4px;
    font-size: var(--small);
  }
  .metrics div {
    display: flex;
    gap: 6px;
    line-height: 24px;
  }
  .metrics dt {
    color: var(--soft);
  }
  .metrics dd {
    font-weight: 700;
    contain: strict;
    width: 4.4em;
    height: 24px;
  }
`;
