// For a closer look: the switches under the output, and the numbers under the loss.

import { css } from "lit";

export const numbers = css`
  .looks {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(132px, 1fr));
    gap: 0 12px;
  }
  gp-numbers {
    display: block;
  }
  gp-numbers .more {
    margin-left: -12px;
  }
  gp-numbers .more::before {
    content: "";
    display: inline-block;
    width: 6px;
    height: 6px;
    margin-right: 8px;
    border: solid currentColor;
    border-width: 0 1.5px 1.5px 0;
    transform: translateY(-2px) rotate(-45deg);
  }
  gp-numbers .more[aria-expanded="true"]::before {
    transform: translateY(-3px) rotate(45deg);
  }
  .numbers {
    display: grid;
    gap: 16px;
    padding: 4px 0 8px;
    font-size: var(--small);
    line-height: 20px;
  }
  .numbers table {
    border-collapse: collapse;
    width: 100%;
    table-layout: fixed;
  }
  .numbers th {
    font-weight: 400;
    color: var(--soft);
  }
  .numbers td,
  .numbers th {
    padding: 2px 0;
    text-align: end;
  }
  .numbers th[scope="row"],
  .numbers th[scope="col"]:first-child {
    text-align: start;
  }
  .confusions {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(152px, 1fr));
    gap: 12px 24px;
  }
  .confusions:has(th:nth-child(5)) {
    grid-template-columns: 1fr;
  }
  .confusion caption {
    text-align: start;
    color: var(--soft);
    padding-bottom: 2px;
  }
  .numbers .confusion th,
  .numbers .confusion td {
    text-align: center;
    border: 1px solid transparent;
  }
  .numbers .confusion tbody td {
    border-color: var(--rule);
  }
  .confusion svg {
    display: inline-block;
    vertical-align: middle;
  }
  .confusion .right {
    font-weight: 700;
  }
  .confusion .wrong {
    color: var(--alarm);
  }
  .confusion .none {
    color: var(--faint);
  }
  .numbers .errors th[scope="row"] {
    width: 50%;
  }
  .numbers .layers th:nth-child(1) {
    width: 56px;
  }
  .numbers .layers th:nth-child(5) {
    width: 40px;
  }
  .numbers .layers td,
  .numbers .layers th {
    vertical-align: middle;
  }
  .numbers .layers tbody td {
    padding: 4px 0 2px;
  }
  .numbers .layers tbody tr {
    border-top: 1px solid var(--rule);
  }
  .numbers .layers th:nth-child(2),
  .numbers .layers th:nth-child(3),
  .numbers .layers td:nth-child(2),
  .numbers .layers td:nth-child(3) {
    text-align: start;
  }
  .numbers .bars {
    display: block;
    width: 72px;
    stroke: var(--edge);
    stroke-width: 1;
  }
  .bars .area {
    fill: var(--faint);
    stroke: none;
  }
  .numbers .reach {
    display: block;
    width: 72px;
    text-align: center;
    font-size: 0.75rem;
    line-height: 14px;
    color: var(--faint);
  }
`;
