// One row of the table of points.

import { html } from "lit";
import { swatch } from "../../plane/swatch.js";
import { exact } from "../../ui/format.js";
import { icons } from "../../ui/icons.js";
import { valueIn } from "./table-columns.js";

/** @typedef {import("./points-table.js").PointsTable} PointsTable */
/** @typedef {import("./table-columns.js").Column} Column */

/** Pixels: rows of one height, so that it is known which are in sight. */
export const ROW = { fine: 32, coarse: 44 };

/** @param {PointsTable} table @param {number} place of the point @param {number} index of the row @param {boolean} chosen */
export function row(table, place, index, chosen) {
  const name = `row ${index + 1}`;
  return html`<tr aria-rowindex=${index + 2} aria-selected=${chosen} class=${chosen ? "chosen" : ""}>
    <td><input
      type="checkbox" aria-label=${`Select ${name}`} .checked=${chosen}
      @click=${(/** @type {MouseEvent} */ event) => toggle(table, place, event)}
    /></td>
    <th scope="row" class="place">${index + 1}</th>
    ${table.columns.map((column) => cell(table, place, index, column))}
    <td><button
      type="button" class="bare icon" aria-label=${`Delete ${name}`} @click=${() => table.removeRow(place)}
    >${icons.close}</button></td>
  </tr>`;
}

/** @param {PointsTable} table @param {number} place @param {number} index @param {Column} column */
function cell(table, place, index, column) {
  const { key, title, whole } = column;
  const wrong = table.wrong?.place === place && table.wrong.key === key ? table.wrong : null;
  const value = valueIn(table.drawing, place, key);
  const change = (/** @type {Event} */ event) => table.change(place, index, column, event);
  return html`<td class=${whole ? "class" : ""}>${whole ? swatch(value) : ""}<input
    type="text" inputmode="decimal" autocomplete="off" aria-label=${`${title}, row ${index + 1}`}
    data-index=${index} data-key=${key} aria-invalid=${wrong !== null}
    .defaultValue=${exact(value)} .value=${wrong?.text ?? exact(value)} @change=${change}
  /></td>`;
}

/** With Shift all rows from the last one that was pressed. @param {PointsTable} table @param {number} place @param {MouseEvent} event */
function toggle(table, place, event) {
  const on = /** @type {HTMLInputElement} */ (event.target).checked;
  const [a, b] = [table.order.indexOf(table.last ?? place), table.order.indexOf(place)];
  const range = event.shiftKey && a >= 0 ? table.order.slice(Math.min(a, b), Math.max(a, b) + 1) : [place];
  table.last = place;
  const others = table.selected.filter((each) => !range.includes(each));
  table.select(on ? [...others, ...range] : others);
}
