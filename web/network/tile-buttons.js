// The tiles as buttons above their pictures: to point at, to press, and to reach with the keys. What happens to them is
// heard by the picture as a whole: a thousand tiles have no listeners of their own.

import { html } from "lit";
import { guard } from "lit/directives/guard.js";
import { unitTitle } from "../config/unit-names.js";
import { gapOf } from "./tile-grid.js";
import { highlightOfUnit } from "./walk-highlight.js";

/**
 * @typedef {object} Owner
 * @property {import("../engine/types").Config} config
 * @property {import("../engine/types").Description} description
 * @property {number} outputs
 * @property {import("./walk-highlight.js").Highlight | null} highlight
 */

/**
 * @param {Owner} view @param {number} column @param {import("./tile-grid.js").Grid} grid
 * @param {{ chosen: number | null, reachable: number | null }} which  the unit that is chosen, and the one that Tab leads to
 */
export function tileButtons(view, column, grid, { chosen, reachable }) {
  const { left, top, width, height, columns, cell, order } = grid;
  const { config, description, outputs, highlight } = view;
  const place = [left, top, cell, columns, order, config.network.layers.length];
  return html`<div
    class="tiles" role="group" aria-label="Layer ${column}, ${order.length} units" data-column=${column}
    style="left: ${left}px; top: ${top}px; width: ${width}px; height: ${height}px; --cell: ${cell}px; --gap: ${gapOf(grid)}px; --across: ${columns}"
  >${guard([...place, chosen, reachable, highlight], () =>
    order.map(
      (unit) =>
        html`<button
          type="button" class="unit tile ${highlightOfUnit(highlight, column, unit)}" data-unit="${column}-${unit}"
          aria-label=${unitTitle(config, description, column, unit, outputs)} aria-pressed=${unit === chosen} tabindex=${unit === reachable ? 0 : -1}
        ></button>`,
    ),
  )}</div>`;
}

/** The unit whose tile an event is about. @param {Event} event @returns {{ column: number, unit: number } | null} */
export function tileOf(event) {
  const target = /** @type {HTMLElement} */ (event.target);
  if (!target.classList?.contains("tile")) return null;
  const [column, unit] = String(target.dataset.unit).split("-").map(Number);
  return { column, unit };
}
