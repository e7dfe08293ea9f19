// The small copy of the output: a strip below the bar on top, on narrow pages alone.

import { css } from "lit";

export const smallOutput = css`
  .above {
    position: sticky;
    top: 0;
    z-index: 5;
  }
  .above gp-run-bar {
    z-index: 1; /* what it says for a moment hangs over the copy */
  }
  gp-small-output {
    display: none;
  }
  @container bench (max-width: 719px) {
    gp-small-output {
      display: block;
      position: absolute;
      inset: 100% -16px auto;
    }
  }
  .small-output {
    display: flex;
    align-items: center;
    gap: 12px;
    width: 100%;
    padding: 4px 16px;
    border: 0;
    border-bottom: 1px solid var(--rule);
    border-radius: 0;
    background: var(--paper);
    text-align: start;
  }
  .bench .small-output .plane {
    flex: none;
    width: 64px;
  }
  .small-output .words {
    display: grid;
    font-size: var(--small);
    line-height: 20px;
    color: var(--soft);
  }
  .small-output b {
    color: var(--ink);
  }
`;
