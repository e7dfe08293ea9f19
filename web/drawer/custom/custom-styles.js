// How the part for choices of one's own looks.

import { css } from "lit";

export const styles = css`
  .custom {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(0, 460px);
    gap: 16px 40px;
  }
  .custom form {
    display: grid;
    gap: 8px;
    align-content: start;
  }
  .custom label {
    display: grid;
    grid-template-columns: 4em minmax(0, 1fr);
    align-items: center;
    gap: 8px;
  }
  .custom input {
    font-family: var(--code);
    font-size: 0.9375rem;
  }
  .custom code {
    font: 400 0.8125rem var(--code);
  }
  .custom-kinds {
    display: flex;
    flex-wrap: wrap;
    gap: 0 20px;
  }
  .custom .custom-kinds label {
    display: inline-flex;
    grid-template-columns: none;
    min-height: 32px;
  }
  .custom-verdict {
    min-height: 48px;
    font-size: var(--small);
  }
  .custom-place mark {
    color: inherit;
    background: none;
    text-decoration: underline wavy var(--alarm) 1px;
    text-underline-offset: 4px;
  }
  .custom details {
    font-size: var(--small);
  }
  .custom summary {
    color: var(--soft);
    line-height: 24px;
    cursor: pointer;
  }
  .custom-curves {
    display: grid;
    gap: 8px;
  }
  .custom-map {
    width: 200px;
    height: 200px;
    border: 1px solid var(--rule);
    border-radius: var(--radius);
  }
  .custom-code {
    margin: 4px 0 0;
    padding: 8px;
    overflow-x: auto;
    font: 400 0.8125rem / 20px var(--code);
    background: var(--sunk);
    border-radius: var(--radius);
  }
  .custom form button.bare {
    min-height: 24px;
    padding: 0 4px;
    text-decoration: underline;
    text-underline-offset: 2px;
  }
  .custom .stale svg,
  .custom .stale canvas {
    opacity: 0.35;
  }
  .custom .wrong {
    color: var(--alarm);
  }
  .custom figcaption {
    display: grid;
    gap: 4px;
  }
  .custom .key {
    display: flex;
    align-items: center;
    gap: 12px;
    overflow-x: auto;
  }
  .custom .key i {
    flex: none;
    width: 28px;
    border-top: 2px solid var(--ink);
  }
  .custom .key i.slope {
    border-top: 2px dashed var(--soft);
  }
  @container bench (max-width: 719px) {
    .custom {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;
