// The tour: a card beside what it speaks of, and a ring around that.

import { css } from "lit";

export const tour = css`
  gp-tour .short {
    display: none;
  }
  .tour-ring,
  .tour-card {
    position: fixed;
    inset: auto;
    margin: 0;
    border: 0;
    color: var(--ink);
  }
  .tour-ring {
    border: 2px solid var(--ink);
    border-radius: 8px;
    background: none;
    pointer-events: none;
  }
  .tour-card {
    width: min(320px, calc(100vw - 24px));
    padding: 12px 16px 16px;
    background: var(--raised);
    border: 1px solid var(--edge);
    border-radius: 8px;
    box-shadow: 0 4px 24px rgb(0 0 0 / 18%);
  }
  .tour-card h3 {
    font-size: 1.0625rem;
    line-height: 28px;
  }
  .tour-card h3:focus {
    outline: 0;
  }
  .tour-card p.lead {
    float: right;
    padding: 0;
    line-height: 28px;
  }
  .tour-card p {
    font-size: 0.9375rem;
    line-height: 22px;
  }
  .tour-card .asks {
    padding-top: 8px;
    font-weight: 700;
  }
  .tour-card .asks[data-done]::before {
    content: "✓ ";
  }
  .tour-card .row {
    padding-top: 12px;
    gap: 8px;
  }
  @container bench (max-width: 719px) {
    .tour-card {
      width: calc(100% - 24px);
      padding: 8px 16px 12px;
    }
    gp-tour .long {
      display: none;
    }
    gp-tour .short {
      display: inline;
    }
  }
`;
