// The drawer's part for comparing: a table of kept runs, and small planes in a row.

import { css } from "lit";

export const styles = css`
  gp-compare,
  gp-sweep {
    display: block;
    font-size: var(--small);
  }
  gp-sweep {
    padding-top: 16px;
  }
  gp-compare .head,
  gp-sweep .head {
    align-items: center;
    gap: 4px 16px;
    padding-bottom: 4px;
  }
  gp-compare .scrolls {
    overflow-x: auto;
  }
  .runs {
    border-collapse: collapse;
    min-width: 560px;
    width: 100%;
    max-width: 920px;
  }
  .runs th,
  .runs td {
    padding: 2px 12px 2px 0;
    text-align: end;
    font-weight: 400;
    white-space: nowrap;
  }
  .runs thead th {
    color: var(--soft);
  }
  .runs th:nth-child(-n + 2),
  .runs td:first-child {
    text-align: start;
  }
  .runs tbody tr {
    border-top: 1px solid var(--rule);
  }
  .runs th input {
    width: 100%;
    min-width: 180px;
  }
  .runs .ways {
    display: flex;
    justify-content: end;
    gap: 4px;
  }
  .runs .ways button {
    min-height: 28px;
    min-width: 28px;
  }
  gp-sweep form {
    gap: 8px 16px;
  }
  gp-sweep label {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    color: var(--soft);
  }
  gp-sweep label input,
  gp-sweep label select {
    color: var(--ink);
  }
  gp-sweep .grow {
    flex: 1 1 220px;
    max-width: 420px;
  }
  gp-sweep .grow input {
    flex: 1;
    min-width: 0;
  }
  gp-sweep .short {
    width: 4.5em;
    text-align: end;
  }
  @container bench (max-width: 719px) {
    /* The name, the loss and the way back; there is no room for more. */
    .runs {
      min-width: 0;
    }
    .runs :is(th, td):is(:nth-child(3), :nth-child(5), :nth-child(6)) {
      display: none;
    }
    .runs :is(th, td) {
      padding-right: 8px;
    }
    .runs thead th {
      white-space: normal;
      line-height: 18px;
    }
    .runs th input {
      min-width: 72px;
      font-size: var(--small);
    }
    .runs .ways {
      padding-right: 0;
    }
  }
  .trials {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(120px, 1fr));
    gap: 12px 16px;
    max-width: 920px;
    margin: 0;
    padding: 12px 4px 0;
    list-style: none;
  }
  .trials li {
    display: grid;
    line-height: 20px;
    min-width: 0;
  }
  .trials li > * {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .trials button {
    padding: 0;
    width: 100%;
    aspect-ratio: 1;
    background: var(--middle);
  }
  .trials canvas {
    display: block;
    width: 100%;
    height: 100%;
  }
`;
