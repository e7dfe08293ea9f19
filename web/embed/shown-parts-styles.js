// Only some of the parts: <grad-pad show="network plane controls">. Without `show` and `hide` all of them are there.
// What is not shown is made from the list of parts, so that there is no second one.

import { css, unsafeCSS } from "lit";
import { PARTS } from "./shown-parts.js";

/** @param {string} word @param {string} selector */
const hidden = (word, selector) => `.bench[data-show]:not([data-show~="${word}"]) ${selector}`;

const left_out = PARTS.flatMap(({ name, where, items }) => [
  hidden(name === "controls" ? "controls:bar" : name, where),
  ...items.map((item) => hidden(`${name}:${item.name}`, `${where} ${item.hides}`)),
]);

export const show = css`
  .bench[data-show] {
    padding: 0 16px 16px;
  }
  .bench[data-show] .parts {
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    gap: 16px 32px;
    padding-top: 12px;
  }
  .bench[data-show] .parts > * {
    flex: 1 1 240px;
    max-width: 100%;
    padding-top: 0;
    margin-top: 0;
    border-top: 0;
  }
  /* The planes are as high as they are wide: so that the figure is about as high as its author asked. */
  .bench[data-show] .parts > .part-data,
  .bench[data-show] .parts > .part-output {
    max-width: min(100%, max(240px, calc(var(--gp-height, 680px) - 160px)));
  }
  .bench[data-show] .parts > .part-network {
    flex: 2 1 360px;
  }
  .bench[data-show] .parts > .part-settings {
    flex-basis: 100%;
  }
  ${unsafeCSS(left_out.join(",\n"))} {
    display: none !important;
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
  gp-field-list {
    display: block;
    padding-top: 8px;
  }
`;
