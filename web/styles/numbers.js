// For a closer look: the switches under the output.

import { css } from "lit";

export const numbers = css`
  .looks {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(132px, 1fr));
    gap: 0 12px;
  }
`;
