// The menu of experiments and what it says of the chosen one.

import { css } from "lit";

export const experiments = css`
  .experiments .caption {
    align-items: baseline;
    gap: 12px;
    padding: 8px 0 0;
  }
  .experiments .caption span {
    flex: none;
  }
  .experiments select {
    flex: 1 1 0;
    min-width: 0;
    color: var(--ink);
    border-bottom-color: var(--rule);
  }
  .experiments select:hover {
    border-bottom-color: var(--ink);
  }
  .experiments .comment {
    font-size: var(--small);
    line-height: 20px;
    text-wrap: pretty;
  }
  .experiments .comment:not(:empty) {
    padding: 8px 0 4px;
  }
  .experiments .comment.again {
    display: flex;
    align-items: center;
    gap: 4px;
    padding: 0 0 4px;
    color: var(--soft);
  }
  .experiments .again button {
    min-height: 28px;
    padding: 0 8px;
    color: var(--ink);
    text-decoration: underline;
    text-underline-offset: 3px;
  }
  @media (pointer: coarse) {
    .experiments .again button {
      min-height: 44px;
    }
  }
`;
