// How the table of points looks: quiet rows, fields that show their line only under the hand.

import { css } from "lit";

export const styles = css`
  .drawer-body[data-tab="points"] {
    overflow: hidden;
  }
  gp-points-table,
  .points-table {
    display: block;
    height: 100%;
  }
  .points-table {
    display: grid;
    grid-template-columns: minmax(0, 560px) minmax(0, 1fr);
    grid-template-rows: minmax(0, 1fr);
    gap: 0 32px;
  }
  .points-table .rows {
    overflow: auto;
    scrollbar-width: thin;
    overscroll-behavior: contain;
    overflow-anchor: none; /* the rows above that come and go must not move it */
    border: 1px solid var(--rule);
    border-radius: var(--radius);
  }
  .points-table table {
    width: 100%;
    border-collapse: separate;
    border-spacing: 0;
    font-size: var(--small);
  }
  .points-table tr {
    height: var(--row);
  }
  .points-table thead th {
    position: sticky;
    top: 0;
    z-index: 1;
    background: var(--paper);
    border-bottom: 1px solid var(--rule);
  }
  .points-table th,
  .points-table td {
    padding: 0 4px;
    height: var(--row);
    font-weight: 400;
    text-align: start;
    white-space: nowrap;
  }
  .points-table th:first-child,
  .points-table td:first-child {
    padding-left: 12px;
    width: 40px;
  }
  .points-table th:last-child,
  .points-table td:last-child {
    width: 44px;
  }
  .points-table input[type="checkbox"] {
    vertical-align: middle;
  }
  .points-table .place {
    width: 4.5em;
    color: var(--soft);
    font-variant-numeric: tabular-nums lining-nums;
  }
  .points-table thead button {
    padding: 0 4px;
    min-height: 28px;
    min-width: 44px;
    text-align: start;
    font-weight: 700;
  }
  .points-table tr.chosen > * {
    background: var(--sunk);
  }
  .points-table tr.chosen .place {
    color: var(--ink);
    font-weight: 700;
  }
  .points-table td input[type="text"] {
    width: 100%;
    min-width: 48px;
    max-width: 9em;
    min-height: 24px;
    padding: 0 4px;
    border-bottom-color: transparent;
    font-size: inherit;
  }
  .points-table td.class {
    position: relative;
  }
  .points-table td.class svg {
    position: absolute;
    left: 6px;
    top: calc(50% - 9px);
  }
  .points-table td.class input {
    padding-left: 28px;
  }
  .points-table td input[type="text"]:hover,
  .points-table td input[type="text"]:focus {
    border-bottom-color: var(--edge);
  }
  .points-table td input[aria-invalid="true"] {
    border-bottom: 2px solid var(--alarm);
  }
  .points-table .aside {
    display: grid;
    align-content: start;
    gap: 8px;
    font-size: var(--small);
  }
  .points-table .aside .row {
    gap: 8px;
  }
  .points-table .aside .wrong:not(:empty) {
    color: var(--alarm);
  }
  @media (pointer: coarse) {
    .points-table td input[type="text"] {
      min-height: 40px;
      font-size: 16px;
    }
  }
  @container bench (max-width: 719px) {
    .points-table {
      grid-template-columns: minmax(0, 1fr);
      grid-template-rows: auto minmax(0, 1fr);
      gap: 8px;
    }
    .points-table .aside {
      order: -1;
      gap: 2px;
    }
    .points-table .aside .lead {
      display: none;
    }
    .points-table .place {
      width: 3em;
    }
  }
`;
