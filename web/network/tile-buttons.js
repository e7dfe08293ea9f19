// The tiles as buttons above their pictures: to point at, to press, and to reach with the keys. What happens to them is
// heard by the picture as a whole: a thousand tiles have no listeners of their own.

import { html } from "lit";
import { guard } from "lit/directives/guard.js";
import { unitTitle } from "../config/unit-names.js";
import { textOf } from "../ui/controls.js";
import { gapOf, MOST_SQUARES } from "./tile-grid.js";
import { ORDERS, orderIn } from "./tile-order.js";
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

/** In which order tiles stand. @param {Owner & { set: (path: string, value: unknown) => void }} view */
export function orderMenu(view) {
  const now = orderIn(view.config.view);
  const help = `Layers of more than ${MOST_SQUARES} units are grids of tiles. ${ORDERS[now].help}`;
  const change = (/** @type {Event} */ event) => view.set("view.tile_order", textOf(event));
  return html`<label class="tile-order" data-help=${help}
    >Tiles by <select aria-label="Order of the tiles" @change=${change}>
      ${Object.entries(ORDERS).map(([name, { label }]) => html`<option value=${name} ?selected=${name === now}>${label}</option>`)}
    </select></label
  >`;
}
