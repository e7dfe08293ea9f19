// The bar on top, the settings at the foot, and what is said in between.

import { css } from "lit";

export const panels = css`
  gp-run-bar {
    display: block;
    position: relative;
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
  .bar .steps {
    display: inline-flex;
    align-items: center;
    gap: 4px;
  }
  .bar .steps input {
    width: 2.6em;
    text-align: end;
    min-height: 32px;
  }
  .bar .steps select {
    min-height: 32px;
    font-size: var(--small);
  }
  .bar .main svg {
    fill: currentColor;
    stroke: none;
  }
  .bar .pace {
    display: flex;
    align-items: center;
    gap: 8px;
    font-size: var(--small);
    color: var(--soft);
  }
  .bar .pace label {
    display: flex;
    align-items: center;
    gap: 8px;
  }
  .bar .pace .times {
    min-width: 52px; /* its coming and going moves nothing */
  }
  .bar .carried {
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .bar .counts {
    display: flex;
    gap: 20px;
    line-height: 28px;
    font-size: var(--small);
    color: var(--soft);
  }
  .bar .counts span {
    white-space: nowrap;
  }
  .bar .counts b {
    display: inline-block;
    vertical-align: bottom;
    contain: strict;
    width: 88px;
    height: 28px;
    line-height: 28px;
    font-size: 1.125rem;
    color: var(--ink);
  }
  .bar .counts b.long {
    font-size: var(--tiny); /* millions, in the same room: nothing moves when they are reached */
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
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 240px), 1fr));
    gap: 0 40px;
  }
  .part-data .groups {
    padding-top: 8px;
    grid-template-columns: 1fr;
  }
  .part-settings gp-settings {
    display: grid;
    gap: 16px;
  }
  .part-settings summary {
    min-height: var(--tap);
    cursor: pointer;
  }
  .part-settings h2 {
    display: inline;
  }
  .part-settings .lead {
    padding-left: 12px;
  }
  .part-settings .changed + .changed::before {
    content: "· ";
  }
  .group h3 {
    font-size: var(--small);
    line-height: 28px;
    font-weight: 700;
  }
  .field {
    display: grid;
    grid-template-columns: minmax(96px, 42%) minmax(0, 1fr) auto;
    align-items: center;
    gap: 0 8px;
    min-height: 32px;
    font-size: var(--small);
    line-height: 20px;
  }
  .field > label {
    color: var(--soft);
  }
  .field > label.check {
    grid-column: 1 / -1;
    color: inherit;
  }
  .field input[type="text"] {
    order: 3;
    width: 56px;
    text-align: end;
    border-bottom-color: var(--rule);
  }
  .field input[type="text"]:hover,
  .field select:hover {
    border-bottom-color: var(--ink);
  }
  .field input.alone {
    grid-column: 2 / -1;
    justify-self: end;
    width: 96px;
  }
  .field select {
    grid-column: 2 / -1;
    border-bottom-color: var(--rule);
  }
  .field button {
    min-height: 28px;
    padding: 0 12px;
    justify-self: start;
  }
  .field .wrong {
    order: 4;
    grid-column: 1 / -1;
    color: var(--alarm);
    font-size: var(--tiny);
    line-height: 16px;
    padding-bottom: 4px;
  }
  @media (pointer: coarse) {
    .field {
      min-height: 44px;
    }
  }

  /* Above the drawer's bar, wherever that is: at the lower edge of the window, or at the figure's own end. */
  .notes {
    position: sticky;
    bottom: 24px;
    transform: translateY(-32px);
    z-index: 6;
    height: 0;
    display: flex;
    flex-direction: column;
    justify-content: end;
    align-items: center;
    gap: 8px;
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
    margin: 0 16px;
    font-size: var(--small);
    line-height: 1.4;
  }
  .note > span {
    flex: 1 1 0;
    min-width: min(20ch, 60%);
  }
  .note > button {
    flex: 0 1 auto;
    white-space: normal;
  }
  .note.error {
    border-color: var(--alarm);
    border-left-width: 4px;
  }
  .note.warning {
    border-left-width: 4px;
  }

  /* Where the bar is full, it hangs below, so that nothing moves when it comes and goes. */
  @container bench (max-width: 1179px) {
    .bar .carried {
      position: absolute;
      right: 24px;
      top: calc(100% + 1px);
      line-height: 20px;
      background: var(--paper);
    }
    gp-run-bar {
      margin: 0 -24px 20px;
      padding: 0 24px;
    }
  }
  @container bench (max-width: 1019px) {
    .bar .wide {
      display: none;
    }
  }
  @container bench (max-width: 899px) {
    .bar {
      gap: 4px 12px;
    }
  }
  @container bench (max-width: 719px) {
    .note {
      flex-wrap: wrap;
      gap: 8px;
    }
    .note > span {
      flex-basis: calc(100% - 64px);
    }
    .note > .icon {
      order: 1;
    }
    .note > button:not(.icon) {
      order: 2;
    }
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
    .bar .spring {
      display: none;
    }
    .bar .run {
      flex-basis: 100%;
      flex-wrap: wrap;
      gap: 6px;
    }
    .bar .run button {
      padding: 0 10px;
    }
    .bar .run .main {
      flex: 1;
      min-width: 84px;
    }
    .bar .steps {
      gap: 2px;
    }
  }
`;
