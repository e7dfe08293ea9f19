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
  /* Read from left to right: data, network, output; below the output, the loss. All of it is seen at once where the
     window allows: the planes are as high as is left. */
  .parts {
    --plane: max(200px, 100dvh - 534px);
    display: grid;
    grid-template-columns: clamp(220px, 23cqi, 440px) minmax(0, 1fr) clamp(276px, min(31cqi, var(--plane)), 600px);
    grid-template-areas: "data network output" "data network loss" "settings settings settings";
    grid-template-rows: auto 1fr auto;
    gap: 0 clamp(20px, 2.6cqi, 40px);
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
    padding-top: 12px;
  }
  .bench:not([data-show]) .plane {
    width: min(100%, var(--plane));
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

  /* A low window: what is said of the output stands beside it. */
  @container bench (min-width: 1180px) {
    @media (max-height: 849px) {
      .bench:not([data-show]) .parts {
        --plane: max(200px, 100dvh - 430px);
        grid-template-columns: clamp(220px, 23cqi, 440px) minmax(0, 1fr) calc(var(--plane) + 164px);
      }
      .bench:not([data-show]) gp-run-bar {
        margin-bottom: 12px;
      }
      .bench:not([data-show]) .bar {
        min-height: 56px;
      }
      .bench:not([data-show]) gp-plane {
        display: grid;
        grid-template-columns: var(--plane) minmax(0, 1fr);
        grid-template-rows: auto 1fr;
        align-items: start;
        gap: 0 16px;
      }
      .bench:not([data-show]) gp-plane .plane {
        grid-row: 1 / span 2;
      }
      .bench:not([data-show]) gp-plane .scale {
        padding-top: 0;
      }
    }
  }
  @container bench (max-width: 1179px) {
    .bench {
      padding: 0 24px 24px;
    }
    .parts {
      --plane: max(200px, 100dvh - 550px);
      grid-template-columns: 22cqi minmax(0, 1fr) 31cqi;
    }
  }
  /* A tablet held upright: what one draws beside what comes of it, the network below. */
  @container bench (max-width: 999px) {
    .parts {
      grid-template-columns: repeat(2, minmax(0, 1fr));
      grid-template-areas: "draw output" "network loss" "examples examples" "settings settings";
      grid-template-rows: auto;
      gap: 20px 32px;
    }
    .part-data {
      display: contents;
    }
    .draw {
      grid-area: draw;
    }
    .data-choices {
      grid-area: examples;
      display: grid;
      grid-template-columns: repeat(2, minmax(0, 1fr));
      gap: 0 32px;
    }
    .data-choices > gp-presets {
      grid-row: 1 / span 2;
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
      --plane: 100%;
      grid-template-columns: minmax(0, 1fr);
      grid-template-areas: "data" "network" "output" "loss" "settings";
      grid-template-rows: auto;
      gap: 28px;
    }
    .part-data,
    .data-choices {
      display: block;
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
