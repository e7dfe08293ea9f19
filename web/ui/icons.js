// The few small pictures on buttons, all of one stroke width on a grid of 20.

import { svg } from "lit";

/** @param {unknown} inner */
const icon = (inner) =>
  svg`<svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true" focusable="false">${inner}</svg>`;

const dots = [
  [6, 6],
  [10.5, 4.5],
  [14.5, 7],
  [5, 11],
  [9.8, 9.8],
  [14.8, 12],
  [8, 15],
  [12.2, 15.6],
];

export const icons = {
  play: icon(svg`<path d="M6 4.2v11.6a.6.6 0 0 0 .9.5l9.4-5.8a.6.6 0 0 0 0-1L6.9 3.7a.6.6 0 0 0-.9.5z" />`),
  pause: icon(svg`<path d="M5.5 4h3v12h-3zM11.5 4h3v12h-3z" />`),
  spray: icon(
    dots.map(([x, y]) => svg`<circle cx=${x} cy=${y} r="1.25" fill="currentColor" stroke="none" />`),
  ),
  point: icon(svg`<circle cx="10" cy="10" r="3.6" fill="currentColor" stroke="none" />`),
  eraser: icon(
    svg`<path d="M8 16.2 3.6 11.8a1.2 1.2 0 0 1 0-1.7l6.5-6.5a1.2 1.2 0 0 1 1.7 0l4.6 4.6a1.2 1.2 0 0 1 0 1.7L10 16.2zM6.8 6.9l6.3 6.3M8 16.2h8.5" />`,
  ),
  line: icon(
    svg`<path d="M5 15 15 5" /><circle cx="4.4" cy="15.6" r="1.7" fill="currentColor" stroke="none" /><circle cx="15.6" cy="4.4" r="1.7" fill="currentColor" stroke="none" />`,
  ),
  move: icon(
    svg`<path d="M10 3v14M3 10h14M7.8 5.2 10 3l2.2 2.2M7.8 14.8 10 17l2.2-2.2M5.2 7.8 3 10l2.2 2.2M14.8 7.8 17 10l-2.2 2.2" />`,
  ),
  select: icon(
    svg`<path d="M10 3.8c4 0 7 2 7 4.8s-3 4.9-7 4.9-7-2-7-4.9 3-4.8 7-4.8z" stroke-dasharray="3.2 2.6" /><path d="M6.4 13.2c-1 .9-1 2.1.1 2.5 1.3.5 1.6 1.2.5 2" />`,
  ),
  curve: icon(svg`<path d="M3 13.5c2.6-9 5.2-9 7.2-3.5s4.2 5 6.8-4" />`),
  bin: icon(svg`<path d="M4 6h12M8 6V4.2h4V6m-6.5 0 .7 10.3h7.6L14.5 6M8.6 9v4.5m2.8-4.5v4.5" />`),
  keys: icon(
    svg`<rect x="2.5" y="5.5" width="15" height="9" rx="1.5" /><path d="M5.5 8.5h.01m2.99 0h.01m2.99 0h.01m2.99 0h.01M7 11.8h6" />`,
  ),
  undo: icon(svg`<path d="M7 4 3.5 7.5 7 11M3.8 7.5h7.7a4.3 4.3 0 0 1 0 8.6H8" />`),
  redo: icon(svg`<path d="m13 4 3.5 3.5L13 11M16.2 7.5H8.5a4.3 4.3 0 0 0 0 8.6H12" />`),
  share: icon(svg`<path d="M10 12.5V3.5M6.5 7 10 3.5 13.5 7M4 11v5.5h12V11" />`),
  embed: icon(svg`<path d="m7 5.5-4.5 4.5L7 14.5M13 5.5l4.5 4.5-4.5 4.5" />`),
  locked: svg`<svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true"><path d="M4.5 6V4.3a2.5 2.5 0 0 1 5 0V6" /><path d="M3 6h8v6H3z" fill="currentColor" /></svg>`,
  unlocked: svg`<svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true"><path d="M4.5 6V3.6a2.5 2.5 0 0 1 4.8-.9M3 6h8v6H3z" /></svg>`,
  minus: svg`<svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true"><path d="M2 6h8" /></svg>`,
  plus: svg`<svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true"><path d="M2 6h8M6 2v8" /></svg>`,
  close: svg`<svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true"><path d="m3 3 8 8m0-8-8 8" /></svg>`,
};
