// Only some of the parts: <grad-pad show="network plane controls">. Without the attribute all of them are there.

import { css } from "lit";

export const show = css`
  .bench[data-show] {
    padding: 0 16px 16px;
  }
  .bench[data-show] .parts {
    display: flex;
    flex-wrap: wrap;
    gap: 16px 32px;
    padding-top: 12px;
  }
  .bench[data-show] .parts > * {
    display: none;
    flex: 1 1 240px;
    max-width: 100%;
    padding-top: 0;
    margin-top: 0;
    border-top: 0;
  }
  .bench[data-show~="data"] .parts > .part-data,
  .bench[data-show~="plane"] .parts > .part-output,
  .bench[data-show~="loss"] .parts > .part-loss {
    display: block;
  }
  .bench[data-show~="network"] .parts > .part-network {
    display: block;
    flex: 2 1 360px;
  }
  .bench[data-show~="settings"] .parts > .part-settings {
    display: block;
    flex-basis: 100%;
  }
  .bench[data-show]:not([data-show~="settings"]) .parts > :not(.part-settings) gp-settings,
  .bench[data-show]:not([data-show~="controls"]) gp-run-bar,
  .bench[data-show]:not([data-show~="drawer"]) gp-drawer {
    display: none;
  }
  .bench[data-show] gp-run-bar,
  .bench[data-show] gp-drawer {
    margin-left: -16px;
    margin-right: -16px;
    padding: 0 16px;
  }
  .bench[data-show] gp-run-bar {
    margin-bottom: 0;
  }
  .bench[data-show] gp-drawer {
    margin-bottom: -16px;
  }
`;
