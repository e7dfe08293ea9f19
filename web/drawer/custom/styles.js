// How the part for choices of one's own looks.

import { css } from "lit";

export const styles = css`
  .own {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(0, 460px);
    gap: 16px 40px;
  }
  .own form {
    display: grid;
    gap: 8px;
    align-content: start;
  }
  .own label {
    display: grid;
    grid-template-columns: 4em minmax(0, 1fr);
    align-items: center;
    gap: 8px;
  }
  .own input {
    font-family: var(--code);
    font-size: 0.9375rem;
  }
  .own code {
    font: 400 0.8125rem var(--code);
  }
  .own-kinds {
    display: flex;
    flex-wrap: wrap;
    gap: 0 20px;
  }
  .own .own-kinds label {
    display: inline-flex;
    grid-template-columns: none;
    min-height: 32px;
  }
  .own-verdict {
    min-height: 48px;
    font-size: var(--small);
  }
  .own-place mark {
    color: inherit;
    background: none;
    text-decoration: underline wavy var(--alarm) 1px;
    text-underline-offset: 4px;
  }
  .own details {
    font-size: var(--small);
  }
  .own summary {
    color: var(--soft);
    line-height: 24px;
    cursor: pointer;
  }
  .own-curves {
    display: grid;
    gap: 8px;
  }
  .own-map {
    width: 200px;
    height: 200px;
    border: 1px solid var(--rule);
    border-radius: var(--radius);
  }
  .own-code {
    margin: 4px 0 0;
    padding: 8px;
    overflow-x: auto;
    font: 400 0.8125rem / 20px var(--code);
    background: var(--sunk);
    border-radius: var(--radius);
  }
  .own form button.bare {
    min-height: 24px;
    padding: 0 4px;
    text-decoration: underline;
    text-underline-offset: 2px;
  }
  .own .wrong {
    color: var(--alarm);
  }
  .own figcaption {
    display: grid;
    gap: 4px;
  }
  .own .key {
    display: flex;
    align-items: center;
    gap: 12px;
    overflow-x: auto;
  }
  .own .key i {
    flex: none;
    width: 28px;
    border-top: 2px solid var(--ink);
  }
  .own .key i.slope {
    border-top: 2px dashed var(--soft);
  }
  @container bench (max-width: 719px) {
    .own {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;
