// The dialog for sharing and saving, and the sketchpad while a file hovers over it.

import { css } from "lit";

export const share = css`
  :is(gp-share, gp-embed) .opener {
    position: relative;
    display: inline-flex;
    align-items: center;
    gap: 8px;
  }
  dialog.share {
    width: min(720px, calc(100vw - 32px));
    max-height: calc(100vh - 32px);
    padding: 0;
    border: 1px solid var(--edge);
    border-radius: 6px;
    background: var(--paper);
    color: var(--ink);
    box-shadow: 0 16px 64px rgb(0 0 0 / 24%);
    overscroll-behavior: contain;
  }
  dialog.share::backdrop {
    background: rgb(0 0 0 / 32%);
  }
  .sheet {
    display: grid;
    gap: 20px;
    padding: 16px 24px 24px;
  }
  .sheet .head {
    flex-wrap: nowrap; /* the way out stays in its corner */
    align-items: center;
    padding: 0;
  }
  .sheet .head > :is(h2, button) {
    flex: none;
  }
  .sheet h3 {
    font-size: 1rem;
    line-height: 28px;
    font-weight: 700;
    padding-bottom: 4px;
  }
  .sheet .row + .row {
    padding-top: 4px;
  }
  .sheet .row > input[type="text"] {
    flex: 1 1 160px;
    min-width: 0;
    font: 400 var(--small) / 1.5 var(--code);
    text-overflow: ellipsis;
  }
  .sheet .row > .about {
    flex: 1 1 240px;
  }
  .sheet .about {
    color: var(--soft);
    font-size: var(--small);
  }
  .files {
    list-style: none;
    margin: 0;
    padding: 0;
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 300px), 1fr));
    gap: 8px 24px;
  }
  .files li {
    display: grid;
    grid-template-columns: 132px minmax(0, 1fr);
    align-items: center;
    gap: 12px;
    line-height: 1.3;
  }
  .files button {
    padding: 0 8px;
    text-align: start;
  }
  .sheet .said {
    min-height: 24px;
    font-size: var(--small);
  }
  :host([data-dropping]) .plane.drawing {
    outline: 2px dashed var(--ink);
    outline-offset: 3px;
  }

  /* No room for one more button: the way to it is in the dialog "Share and save". */
  @container bench (max-width: 1179px) {
    gp-embed > .opener {
      display: none !important;
    }
  }
  @container bench (max-width: 719px) {
    gp-share .opener span {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    .sheet {
      padding: 16px;
    }
  }
  @container bench (max-width: 419px) {
    .strip > button,
    gp-share .opener {
      padding: 0 8px;
    }
    .drawer-tabs {
      margin-left: -8px;
    }
  }
`;
