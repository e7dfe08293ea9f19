// Buttons and text of the site around the figure.

import { css } from "lit";

export const plain = css`
  :host {
    font: 400 1rem / 1.5 var(--prose);
    color: var(--ink);
  }
  button {
    min-height: var(--tap);
    padding: 0 12px;
    border: 1px solid var(--edge);
    border-radius: var(--radius);
    background: var(--raised);
    color: var(--ink);
    font: inherit;
    font-size: var(--small);
    cursor: pointer;
  }
  button:hover {
    border-color: var(--ink);
  }
  button:focus-visible {
    outline: 2px solid var(--ink);
    outline-offset: 2px;
  }
`;
