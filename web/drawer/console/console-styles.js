// How the console looks.

import { css } from "lit";

export const styles = css`
  .console .running {
    display: flex;
    align-items: center;
    gap: 8px;
    margin: 0;
    animation: running-told 0s 0.4s both;
  }
  @keyframes running-told {
    from {
      visibility: hidden;
    }
  }
  gp-console {
    display: block;
    height: 100%;
  }
  .console pre {
    margin: 0;
    font: 400 0.8125rem / 20px var(--code);
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .console .wrong {
    color: var(--alarm);
  }
  .console {
    display: grid;
    grid-template-rows: minmax(0, 1fr) auto auto;
    gap: 4px;
    height: 100%;
  }
  .console .log {
    overflow: auto;
    scrollbar-width: thin;
  }
  .console code {
    font: 400 0.8125rem var(--code);
    background: var(--sunk);
    padding: 0 4px;
    border-radius: 3px;
  }
  .console .entry {
    padding: 4px 0;
  }
  .console .asked {
    color: var(--soft);
  }
  .console .asked::before {
    content: ">>> ";
  }
  .prompt {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    align-items: start;
    gap: 8px;
    padding: 4px 8px;
    background: var(--sunk);
    border-radius: var(--radius);
    font: 400 0.8125rem / 20px var(--code);
  }
  .prompt .sign {
    line-height: 32px;
    color: var(--soft);
  }
  .prompt textarea {
    border: 0;
    resize: none;
    background: transparent;
    color: inherit;
    font: inherit;
    padding: 6px 0;
    min-width: 0;
  }
  .options {
    min-height: 20px;
    font: 400 var(--tiny) / 20px var(--code);
    color: var(--soft);
    white-space: pre-wrap;
  }
  @media (pointer: coarse) {
    .prompt textarea {
      font-size: 16px;
    }
  }
`;
