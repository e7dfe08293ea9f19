// How the lines of Python beside a step look.

import { css } from "lit";

export const excerpt = css`
  gp-excerpt {
    display: block;
    min-width: 0;
  }
  .excerpt-head {
    display: flex;
    align-items: center;
    gap: 8px;
    font-size: var(--tiny);
    color: var(--soft);
    min-height: 24px;
  }
  .excerpt-head button,
  .excerpt-others button {
    min-height: 24px;
    padding: 0 8px;
    font-size: var(--tiny);
    text-decoration: underline;
    text-underline-offset: 2px;
  }
  .excerpt-others {
    margin-left: -8px;
    color: var(--soft);
  }
  .excerpt {
    position: relative;
    margin: 0;
    padding: 8px 0;
    max-height: 240px;
    overflow: auto;
    background: var(--sunk);
    border-radius: var(--radius);
    font: 400 0.8125rem / 20px var(--code);
    scrollbar-width: thin;
  }
  .excerpt code {
    display: inline-block;
    min-width: 100%;
    font: inherit;
  }
  .excerpt .line {
    display: block;
    min-height: 20px;
    padding: 0 12px 0 0;
    white-space: pre;
  }
  .excerpt .n {
    display: inline-block;
    width: 44px;
    padding-right: 12px;
    text-align: end;
    color: var(--faint);
    user-select: none;
  }
  .excerpt .line[data-lit] {
    background: var(--lit);
    box-shadow: inset 3px 0 0 var(--ink);
  }
  .excerpt .line[data-lit] .n {
    color: var(--ink);
  }
  .excerpt .line[data-lit] > .comment {
    color: var(--ink);
  }
  .excerpt .comment,
  .excerpt .text {
    color: var(--soft);
  }
  .excerpt .keyword {
    color: var(--class-1);
  }
  .excerpt .number {
    color: var(--code-number);
  }
  .excerpt .defined {
    font-weight: 700;
  }
`;
