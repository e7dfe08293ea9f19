// How the parts stand on the page: data, network, output from left to right, stacked where there is no room.
// The workbench measures itself, not the window, so that it fits into an article's column too.

import { css } from "lit";

export const layout = css`
  :host {
    display: block;
    container: bench / inline-size;
    background: var(--paper);
    color: var(--ink);
    font: 400 1rem / 1.5 var(--prose);
    font-variant-numeric: tabular-nums lining-nums;
    text-align: start;
    -webkit-text-size-adjust: 100%;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  h2,
  h3,
  p,
  figure,
  fieldset,
  dl,
  dd {
    margin: 0;
    padding: 0;
    border: 0;
    min-width: 0;
  }
  [hidden] {
    display: none !important;
  }

  .bench {
    max-width: 1840px;
    margin: 0 auto;
    padding: 0 32px 32px;
  }
  .parts {
    display: grid;
    grid-template-columns: clamp(320px, 25cqi, 480px) minmax(0, 1fr) clamp(320px, 25cqi, 480px);
    grid-template-areas: "data network output" "data network loss" "settings settings settings";
    grid-template-rows: auto 1fr auto;
    gap: 0 40px;
  }
  .parts > * {
    display: block;
    min-width: 0;
  }
  .part-data {
    grid-area: data;
  }
  .part-network {
    grid-area: network;
  }
  .part-output {
    grid-area: output;
  }
  .part-loss {
    grid-area: loss;
    padding-top: 20px;
  }
  .part-settings {
    grid-area: settings;
    margin-top: 28px;
    padding-top: 20px;
    border-top: 1px solid var(--rule);
  }

  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 8px;
    min-height: 36px;
    line-height: 28px;
    padding-bottom: 8px;
  }
  h2 {
    font-size: 1.125rem;
    line-height: 28px;
    font-weight: 700;
  }
  .lead {
    color: var(--soft);
    font-size: var(--small);
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 12px;
  }
  .probe {
    position: absolute;
    background: var(--paper);
    transition: background-color 1ms;
  }
  .spring {
    flex: 1;
  }
  .number {
    font-variant-numeric: tabular-nums lining-nums;
  }
  i {
    font-style: italic;
  }

  @container bench (max-width: 1179px) {
    .bench {
      padding: 0 24px 24px;
    }
    .parts {
      grid-template-columns: minmax(0, 46fr) minmax(0, 54fr);
      grid-template-areas: "data network" "output loss" "settings settings";
      grid-template-rows: auto;
      gap: 24px 32px;
    }
    .part-loss {
      padding-top: 0;
    }
    .part-settings {
      margin-top: 0;
    }
  }
  @container bench (max-width: 719px) {
    .bench {
      padding: 0 16px 24px;
    }
    .parts {
      grid-template-columns: minmax(0, 1fr);
      grid-template-areas: "data" "network" "output" "loss" "settings";
      gap: 28px;
    }
  }

  @media (prefers-reduced-motion: no-preference) {
    button,
    .unit,
    .note {
      transition:
        background-color 120ms,
        border-color 120ms,
        opacity 120ms;
    }
  }
`;
