// On paper: the figure as it stands, without what one presses.

import { css } from "lit";

export const print = css`
  @media print {
    .bench {
      print-color-adjust: exact;
      -webkit-print-color-adjust: exact;
    }
    .above,
    gp-field-list,
    gp-tools,
    gp-presets,
    gp-experiments,
    gp-engine-path,
    gp-settings,
    gp-notice,
    gp-plane label,
    gp-task-select,
    .part-loss label,
    .part-settings,
    .head button,
    .net .column button,
    .drawer-tabs {
      display: none !important;
    }
    /* The network takes the whole width: nothing of it may be cut off, and paper can't be scrolled. */
    .parts {
      grid-template-columns: repeat(3, minmax(0, 1fr));
      grid-template-areas: "data output loss" "network network network";
      grid-template-rows: auto;
      gap: 16px 24px;
    }
    .bench,
    .net {
      padding-bottom: 0;
      overflow: visible;
    }
    .part-loss {
      padding-top: 0;
    }
    .chart .uplot,
    .chart .u-wrap {
      width: 100% !important;
    }
    .chart canvas {
      object-fit: contain;
      object-position: left top;
    }
    /* It was laid out for the screen; where that was wider than the paper, it is made smaller. */
    .net .stage {
      zoom: min(1, calc((100cqi - 64px) / var(--wide)));
    }
    gp-drawer:has(.drawer-body[hidden]) {
      display: none !important;
    }
    .parts > * {
      break-inside: avoid;
    }
  }
`;
