// The button above the inputs, and the list that it opens.

import { css } from "lit";

export const inputList = css`
  .net .column .opener {
    display: inline-flex;
    align-items: center;
    gap: 2px;
    min-width: 32px;
    min-height: 24px;
    padding: 0 4px;
    border-color: transparent;
    background: none;
    line-height: 1;
  }
  .net .column .opener:is(:hover, :has(+ :popover-open)) {
    background: var(--sunk);
    color: var(--ink);
  }
  .input-list {
    position: absolute;
    inset: auto;
    width: min(340px, calc(100vw - 24px));
    max-height: calc(100dvh - 24px);
    margin: 0;
    padding: 8px 12px;
    overflow: auto;
    background: var(--raised);
    color: var(--ink);
    border: 1px solid var(--edge);
    border-radius: 6px;
    box-shadow: 0 8px 32px rgb(0 0 0 / 18%);
    font-size: var(--small);
    text-align: start;
  }
  .input-list label.check {
    display: grid;
    grid-template-columns: auto 48px minmax(0, 1fr);
    gap: 8px;
    min-height: var(--tap);
  }
  .input-list .name {
    font-size: 1rem;
    white-space: nowrap;
  }
  .input-list .lead {
    line-height: 18px;
  }
  .input-list .row {
    margin: 4px -8px 0;
  }
  .input-list button {
    padding: 0 8px;
  }
  .input-list button:hover {
    background: var(--sunk);
  }
`;
