// The builder of embedded figures: what to choose on the left, the figure on the right, the text to copy below.

import { css } from "lit";

export const embed = css`
  dialog.embed {
    width: min(1120px, calc(100vw - 32px));
  }
  .builder {
    display: grid;
    grid-template-columns: minmax(240px, 300px) minmax(0, 1fr);
    gap: 20px 32px;
  }
  .builder .choose {
    grid-row: 1 / span 2;
    display: grid;
    align-content: start;
    gap: 12px;
    font-size: var(--small);
  }
  .builder fieldset {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(132px, 1fr));
    gap: 0 12px;
    align-items: center;
  }
  .builder legend {
    padding: 0;
    font-weight: 700;
    line-height: 28px;
  }
  .builder label {
    min-height: 28px;
    display: flex;
    align-items: center;
    gap: 8px;
    line-height: 1.25;
  }
  .builder label.line {
    grid-column: 1 / -1;
  }
  .builder input.height {
    width: 72px;
    min-height: 28px;
    border: 0;
    border-bottom: 1px solid var(--edge);
    background: none;
    text-align: end;
  }
  .builder .see {
    height: clamp(320px, 48vh, 560px);
    border: 1px solid var(--rule);
    border-radius: var(--radius);
    overflow: hidden;
  }
  .builder .see iframe {
    display: block;
    width: 100%;
    height: 100%;
    border: 0;
  }
  .builder .take {
    display: grid;
    align-content: start;
    gap: 8px;
    font-size: var(--small);
  }
  .builder input[type="radio"] {
    margin: 0;
  }
  .builder textarea {
    width: 100%;
    padding: 8px 12px;
    border: 1px solid var(--rule);
    border-radius: var(--radius);
    background: var(--sunk);
    color: var(--ink);
    font: 400 var(--small) / 1.5 var(--code);
    resize: vertical;
  }
  @media (max-width: 760px) {
    .builder {
      grid-template-columns: minmax(0, 1fr);
    }
    .builder .choose {
      grid-row: auto;
    }
  }
`;
