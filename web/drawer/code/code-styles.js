// How the code pane looks.

import { css } from "lit";

export const styles = css`
  .code,
  gp-code {
    --lit: light-dark(#fff0c2, #4a3c12);
    --bad: light-dark(#fde3dd, #4a211a);
    --picked: light-dark(#cfe3f2, #244055);
    --active: light-dark(#ece9e0, #282b30);
    --code-number: light-dark(#006b4f, #4fd0a4);
  }
  gp-code {
    display: block;
    height: 100%;
  }
  .code {
    display: grid;
    grid-template-columns: 208px minmax(0, 1fr);
    gap: 24px;
    height: 100%;
  }
  .modules {
    overflow: auto;
    font-size: var(--small);
    scrollbar-width: thin;
  }
  .modules input[type="search"] {
    width: 100%;
    min-width: 0;
    font-size: var(--tiny);
  }
  .modules #search-told {
    padding-top: 6px; /* clear of the line that shows where the focus is */
    min-height: 26px;
  }
  .modules[data-searching] > :not(gp-code-search) {
    display: none;
  }
  .modules .found button {
    padding: 4px;
    line-height: 18px;
    white-space: normal;
    overflow-wrap: anywhere;
  }
  .modules .found .lead,
  .modules .found .text {
    display: block;
  }
  .modules .found mark {
    color: inherit;
    background: var(--lit);
    font-weight: 700;
  }
  .modules h3 {
    font-size: var(--tiny);
    line-height: 24px;
    color: var(--soft);
    font-weight: 400;
  }
  .modules ul {
    list-style: none;
    margin: 0 0 8px;
    padding: 0;
  }
  .modules button {
    display: block;
    width: 100%;
    min-height: 28px;
    padding: 0 8px;
    text-align: start;
    font-family: var(--code);
    font-size: var(--tiny);
  }
  .modules button[aria-current] {
    background: var(--sunk);
    font-weight: 700;
  }
  .modules .lead {
    font: 400 var(--tiny) var(--prose);
  }
  .modules summary {
    color: var(--soft);
    font-size: var(--tiny);
    line-height: 24px;
    cursor: pointer;
  }
  .pane {
    display: grid;
    grid-template-rows: auto auto minmax(120px, 1fr) auto;
    gap: 8px;
    min-width: 0;
    min-height: 0;
  }
  .code-bar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 8px;
  }
  .code-bar b {
    font-family: var(--code);
    font-size: var(--small);
  }
  .code-bar a {
    color: var(--soft);
    font-size: var(--small);
    text-underline-offset: 2px;
    padding: 4px 8px;
  }
  .consent {
    display: grid;
    gap: 4px;
    min-height: 0;
    font-size: var(--small);
  }
  .difference {
    max-height: 240px;
    margin: 0;
    padding: 8px;
    overflow: auto;
    border: 1px solid var(--ink);
    border-radius: var(--radius);
    background: var(--raised);
    font: 400 0.8125rem / 20px var(--code);
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .difference > span {
    display: block;
  }
  .difference .new {
    background: var(--lit);
  }
  .difference .gone {
    color: var(--soft);
    background: var(--sunk);
  }
  .editor {
    grid-row: 3;
    min-height: 0;
    border-radius: var(--radius);
    overflow: hidden;
  }
  .verdict {
    grid-row: 4;
    display: grid;
    gap: 4px;
    max-height: 168px;
    overflow: auto;
    font-size: var(--small);
  }
  .verdict pre {
    margin: 0;
    font: 400 0.8125rem / 20px var(--code);
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .verdict .wrong {
    color: var(--alarm);
  }
  .traceback {
    padding: 8px;
    background: var(--sunk);
    border-radius: var(--radius);
  }

  @container bench (max-width: 719px) {
    .code {
      grid-template-columns: minmax(0, 1fr);
      grid-template-rows: auto minmax(0, 1fr);
      gap: 8px;
    }
    /* One row of names that scrolls sideways; what was found has lines of its own. */
    .modules {
      overflow: visible;
      min-width: 0;
    }
    .modules[data-searching] {
      overflow: auto;
      max-height: 220px;
    }
    .modules #search-told:empty {
      min-height: 0;
    }
    .modules h3 {
      display: none;
    }
    .modules ul:not(.found) {
      display: flex;
      overflow-x: auto;
      margin: 0;
    }
    .modules ul:not(.found) button {
      width: auto;
    }
  }
`;
