// On paper: the figure as it stands, without what one presses.

import { css } from "lit";

export const print = css`
  @media print {
    .bench {
      print-color-adjust: exact;
      -webkit-print-color-adjust: exact;
    }
    gp-run-bar,
    gp-field-list,
    gp-tools,
    gp-presets,
    gp-experiments,
    gp-settings,
    gp-notice,
    gp-plane label,
    gp-task-select,
    .part-loss label,
    .part-settings,
    .head button,
    .drawer-tabs {
      display: none !important;
    }
    .parts > * {
      break-inside: avoid;
    }
  }
`;
