// The bar on top, the settings at the foot, and what is said in between.

import { css } from "lit";

export const panels = css`
  gp-run-bar {
    display: block;
    position: sticky;
    top: 0;
    z-index: 5;
    margin: 0 -32px;
    padding: 0 32px;
    background: var(--paper);
    border-bottom: 1px solid var(--rule);
    margin-bottom: 20px;
  }
  .bar {
    display: flex;
    align-items: center;
    gap: 4px 20px;
    min-height: 64px;
  }
  .bar .brand {
    font-size: 1.375rem;
    line-height: 1.2;
    font-weight: 700;
    letter-spacing: -0.01em;
  }
  .bar .run {
    display: flex;
    gap: 8px;
  }
  .bar .run .main {
    min-width: 104px;
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 8px;
  }
  .bar .run button {
    min-height: 40px;
  }
  .bar .main svg {
    fill: currentColor;
    stroke: none;
  }
  .bar .speed {
    display: grid;
    grid-template-columns: auto 88px;
    align-items: center;
    gap: 8px;
    font-size: var(--small);
    color: var(--soft);
  }
  .bar .counts {
    display: flex;
    gap: 20px;
    align-items: baseline;
    font-size: var(--small);
    color: var(--soft);
  }
  .bar .counts b {
    display: inline-block;
    min-width: 3.4em;
    font-size: 1.125rem;
    color: var(--ink);
  }
  .boot {
    position: absolute;
    left: 0;
    right: 0;
    bottom: -1px;
    height: 2px;
    overflow: hidden;
  }
  .boot span {
    display: block;
    height: 100%;
    background: var(--ink);
    transform-origin: left;
  }
  .status {
    font-size: var(--small);
    color: var(--soft);
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
  }

  gp-settings {
    display: block;
  }
  .groups {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 160px), 1fr));
    gap: 4px 24px;
  }
  .part-data .groups {
    grid-template-columns: repeat(auto-fill, minmax(104px, 1fr));
    gap: 4px 16px;
    padding-top: 12px;
  }
  .part-settings gp-settings {
    display: grid;
    gap: 20px;
  }
  .groups h3 {
    font-size: var(--small);
    font-weight: 700;
    grid-column: 1 / -1;
  }
  gp-settings h2 {
    padding-bottom: 8px;
  }
  .field {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(64px, auto);
    align-items: center;
    gap: 0 8px;
    min-height: 52px;
    align-content: start;
    font-size: var(--small);
  }
  .field > label {
    color: var(--soft);
  }
  .field input[type="text"] {
    width: 72px;
    text-align: end;
  }
  .field input[type="range"] {
    grid-column: 1 / -1;
  }
  .field select {
    grid-column: 1 / -1;
    width: 100%;
  }
  .field .check {
    grid-column: 1 / -1;
  }
  .field button {
    min-height: 28px;
    padding: 0 8px;
    font-size: var(--tiny);
  }

  .notes {
    position: sticky;
    bottom: 16px;
    z-index: 6;
    height: 0;
    display: flex;
    justify-content: center;
    align-items: end;
    pointer-events: none;
  }
  .note {
    pointer-events: auto;
    display: flex;
    align-items: center;
    gap: 16px;
    max-width: 640px;
    padding: 8px 8px 8px 16px;
    border: 1px solid var(--ink);
    border-radius: 6px;
    background: var(--raised);
    box-shadow: 0 8px 32px rgb(0 0 0 / 18%);
    font-size: var(--small);
    line-height: 1.4;
  }
  .note.error {
    border-color: var(--alarm);
    border-left-width: 4px;
  }
  .note.warning {
    border-left-width: 4px;
  }

  @container bench (max-width: 1179px) {
    gp-run-bar {
      margin: 0 -24px 20px;
      padding: 0 24px;
    }
  }
  @container bench (max-width: 719px) {
    gp-run-bar {
      margin: 0 -16px 16px;
      padding: 0 16px;
    }
    .bar {
      flex-wrap: wrap;
      gap: 4px 12px;
      padding: 8px 0;
    }
    .bar .brand,
    .bar .speed,
    .bar .status {
      display: none;
    }
    .bar .run {
      flex: 1;
    }
    .bar .run .main {
      flex: 1;
      min-width: 96px;
    }
  }
`;
