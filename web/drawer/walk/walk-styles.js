// How the mathematics looks: words and formulas on the left, the curve, and the lines of Python on the right.

import { css } from "lit";
import { excerpt } from "./excerpt-styles.js";

export const styles = css`
  ${excerpt}
  .mathematics {
    display: grid;
    gap: 8px;
  }
  .walk-bar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 16px;
    min-height: 40px;
    font-size: var(--small);
  }
  .walk-controls,
  .pick {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 8px;
  }
  .pick {
    gap: 4px 16px;
  }
  .pick input {
    width: 5em;
    min-height: 28px;
    border: 0;
    border-bottom: 1px solid var(--edge);
    background: transparent;
    font-variant-numeric: tabular-nums lining-nums;
  }
  .walk-controls .number {
    min-width: 8.5em;
    text-align: end;
  }
  .walk-rail {
    display: flex;
    gap: 4px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .walk-rail li {
    flex: 1 1 0;
    min-width: max-content;
  }
  .walk-rail button {
    min-height: 24px;
    min-width: 0;
    padding: 0 4px;
    font-size: var(--tiny);
    color: var(--soft);
  }
  .walk-rail button[aria-current] {
    color: var(--ink);
    font-weight: 700;
  }
  .walk-rail .done {
    display: block;
    height: 3px;
    background: var(--rule);
  }
  .walk-rail .done span {
    display: block;
    height: 100%;
    background: var(--ink);
    transform-origin: left;
  }
  .walk-step {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
    gap: 12px 32px;
    align-items: start;
    padding-top: 8px;
  }
  .walk-step[data-curve] {
    grid-template-columns: minmax(0, 1fr) 220px minmax(0, 1fr);
  }
  .walk-words {
    display: grid;
    gap: 8px;
    min-width: 0;
  }
  .walk-words h3 {
    font-size: 1rem;
    line-height: 24px;
  }
  .walk-words p {
    color: var(--soft);
    font-size: var(--small);
    max-width: 60ch;
  }
  .formula {
    max-width: 100%;
    overflow-x: auto;
    overflow-y: hidden;
    padding: 4px 0;
    scrollbar-width: thin;
  }
  .formula.letters {
    color: var(--soft);
  }
  .formulas {
    display: flex;
    flex-wrap: wrap;
    align-items: start;
    gap: 8px 32px;
  }
  .walk-words details {
    font-size: var(--small);
  }
  .walk-words summary {
    cursor: pointer;
    color: var(--soft);
    min-height: 24px;
  }
  .digits {
    display: grid;
    gap: 4px;
    margin: 4px 0 0;
    max-height: 220px;
    overflow: auto;
  }
  .digits > div {
    display: grid;
    grid-template-columns: 9.5em minmax(0, 1fr);
    gap: 8px;
  }
  .digits dt {
    color: var(--soft);
  }
  .digits dd {
    display: flex;
    flex-wrap: wrap;
    gap: 0 16px;
    font-variant-numeric: tabular-nums lining-nums;
    overflow-x: auto;
  }
  .digits td {
    padding: 0 12px 0 0;
    text-align: end;
  }
  .digits caption {
    text-align: start;
    color: var(--soft);
  }
  .walk-error {
    color: var(--alarm);
  }
  .walk-curve {
    width: 220px;
  }
  .walk-curve figcaption {
    font-size: var(--tiny);
    color: var(--soft);
    text-align: center;
  }
  .mathematics,
  .excerpt {
    --lit: light-dark(#fff0c2, #4a3c12);
    --code-number: light-dark(#006b4f, #4fd0a4);
  }

  @container bench (max-width: 1179px) {
    .walk-step,
    .walk-step[data-curve] {
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
    }
    .walk-step[data-curve] .walk-curve {
      grid-column: 1;
      grid-row: 2;
    }
    .walk-step[data-curve] gp-excerpt {
      grid-column: 2;
      grid-row: 1 / span 2;
    }
  }
  @container bench (max-width: 719px) {
    .walk-step,
    .walk-step[data-curve] {
      grid-template-columns: minmax(0, 1fr);
    }
    .walk-step[data-curve] .walk-curve,
    .walk-step[data-curve] gp-excerpt {
      grid-column: 1;
      grid-row: auto;
    }
    .excerpt {
      max-height: 180px;
    }
  }
`;
