// The switch between NumPy and compiled code, with what each has made of this network.

import { css } from "lit";

export const enginePath = css`
  gp-engine-path {
    display: block;
    padding-top: 8px;
    font-size: var(--small);
  }
  .engine {
    display: grid;
    grid-template-columns: 1fr 1fr;
    border: 1px solid var(--rule);
    border-radius: var(--radius);
  }
  .engine label {
    position: relative;
    display: grid;
    padding: 4px 12px;
    min-height: var(--tap);
    line-height: 20px;
    border-radius: var(--radius);
    cursor: pointer;
  }
  .engine label:hover {
    background: var(--sunk);
  }
  .engine label:has(:checked) {
    outline: 1px solid var(--ink);
    background: var(--raised);
    font-weight: 700;
  }
  .engine label:has(:focus-visible) {
    outline: 2px solid var(--ink);
    outline-offset: 2px;
  }
  .engine input {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }
  .engine .rate {
    color: var(--soft);
    font-weight: 400;
    font-variant-numeric: tabular-nums;
  }
  .engine .rate b {
    color: var(--ink);
    font-weight: 400;
  }
  gp-engine-path p {
    margin: 0;
    padding-top: 4px;
  }
`;
