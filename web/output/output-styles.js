// How the output looks: its head, the switch between its pictures, and the scales beside them.

import { css } from "lit";

export const output = css`
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
`;
