// The drawer below the figures: a quiet bar that stays in sight, and what opens above it.

import { css } from "lit";

export const drawer = css`
  gp-drawer {
    display: block;
    position: sticky;
    bottom: 0;
    z-index: 4;
    margin: 24px -32px -32px;
    padding: 0 32px;
    background: var(--paper);
    border-top: 1px solid var(--rule);
  }
  .drawer-tabs {
    display: flex;
    align-items: center;
    gap: 4px;
    min-height: 48px;
    margin-left: -12px;
  }
  .drawer-tabs > :not(.strip) {
    flex: none;
  }
  .strip {
    display: flex;
    flex: 1;
    align-items: center;
    align-self: stretch;
    gap: inherit;
    min-width: 0;
  }
  .strip button {
    flex: none;
    white-space: nowrap;
  }
  .strip button[aria-expanded="true"] {
    background: var(--sunk);
    font-weight: 700;
  }
  .strip .lead {
    padding-left: 12px;
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .drawer-body {
    height: min(42vh, 400px);
    overflow: auto;
    padding: 0 4px 16px;
    margin: 0 -4px;
    scrollbar-width: thin;
    overscroll-behavior: contain;
  }
  .drawer-body[data-tab="code"] {
    height: min(64vh, 640px);
  }
  .drawer-body button.main[aria-disabled="true"] {
    background: none;
    border-color: var(--rule);
    color: var(--faint);
  }
  .plane .picked {
    position: absolute;
    width: 18px;
    height: 18px;
    margin: -9px 0 0 -9px;
    border: 2px solid var(--ink);
    border-radius: 50%;
    box-shadow: 0 0 0 2px var(--paper);
    pointer-events: none;
  }
  .net .unit.highlighted {
    box-shadow: 0 0 0 2px var(--ink);
  }
  .net .unit.highlighted.first {
    box-shadow: 0 0 0 3px var(--ink), 0 0 0 6px var(--paper), 0 0 0 7px var(--ink);
  }
  .net .input.highlighted span.face {
    border: 2px solid var(--ink);
  }

  @container bench (max-width: 1179px) {
    gp-drawer {
      margin: 24px -24px -24px;
      padding: 0 24px;
    }
    .drawer-tabs {
      gap: 0;
    }
    /* Where the tabs do not fit they scroll, and fade away on the side where there are more. */
    .strip {
      overflow-x: auto;
      scrollbar-width: none;
      padding-right: 16px;
      mask-image: linear-gradient(to right, #000 calc(100% - 24px), transparent);
    }
    .drawer-tabs button {
      font-size: 0.9375rem;
    }
    .strip .lead,
    .drawer-tabs .wide {
      display: none;
    }
  }
  @container bench (max-width: 719px) {
    gp-drawer {
      margin: 24px -16px -24px;
      padding: 0 16px;
    }
    .drawer-tabs button:not(.icon) {
      padding: 0 8px;
    }
    /* While something is open, its place in the row belongs to the tabs. */
    .drawer-tabs[data-open] gp-tour > .opener {
      display: none;
    }
  }
`;
