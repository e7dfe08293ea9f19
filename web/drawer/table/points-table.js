// The points as a table: every number can be read and changed, rows added, deleted, sorted, selected and pasted.

import { html, nothing } from "lit";
import { ref } from "lit/directives/ref.js";
import { repeat } from "lit/directives/repeat.js";
import { TableError } from "../../csv/table-error.js";
import { drawingOf } from "../../plane/drawing.js";
import { countSelected } from "../../plane/labelling.js";
import { taskOf } from "../../plane/learning-task.js";
import { tidySelection } from "../../plane/selection.js";
import { adopt } from "../../ui/adopt-styles.js";
import { checkedOf, textOf } from "../../ui/controls.js";
import { whole } from "../../ui/format.js";
import { nextUndoGroup } from "../../ui/undo-group.js";
import { View } from "../../ui/view.js";
import { nextSorting, orderOf, rowsInSight } from "./order.js";
import { isTable, readPasted } from "./paste.js";
import { ROW, row } from "./row.js";
import { columnsFor, readCell, valueIn, withValue } from "./table-columns.js";
import { styles } from "./table-styles.js";

/** @typedef {import("./table-columns.js").Column} Column */

const SORTS = { none: "none", up: "ascending", down: "descending" };

export class PointsTable extends View {
  static properties = {
    config: { attribute: false },
    description: { attribute: false },
    data: { attribute: false },
    selected: { attribute: false },
    active: { attribute: false },
    value: { attribute: false },
    sorting: { state: true },
    wrong: { state: true },
    said: { state: true },
    top: { state: true },
    room: { state: true },
  };

  constructor() {
    super();
    /** @type {import("../../engine/types").Config} */
    this.config = /** @type {any} */ (undefined);
    /** @type {import("../../engine/types").Description} */
    this.description = /** @type {any} */ (undefined);
    /** @type {import("../../engine/types").DataSet} */
    this.data = /** @type {any} */ (undefined);
    /** @type {readonly number[]} */
    this.selected = [];
    /** What a new point is. */
    this.active = 0;
    this.value = 1;
    /** @type {import("./order.js").Sorting} */
    this.sorting = null;
    /** @type {{ place: number, key: Column["key"], text: string, problem: string } | null} a cell that is not valid yet */
    this.wrong = null;
    this.said = "";
    /** Pixels that are scrolled away, and pixels in sight. */
    this.top = 0;
    this.room = 400;
    /** @type {number[]} */
    this.order = [];
    /** @type {number | null} the point whose box was pressed last */
    this.last = null;
    /** @type {number | null} the row of a point that was added, and is waited for */
    this.added = null;
    /** @type {readonly number[]} the selection as it was last asked for here */
    this.asked = [];
    this.drawing = { points: /** @type {[number, number][]} */ ([]), labels: /** @type {number[]} */ ([]) };
  }

  get task() {
    return taskOf(this.config, this.description);
  }

  get columns() {
    return columnsFor(this.task, this.description.limits);
  }

  /** Pixels of a row; a finger needs more. */
  get height() {
    return matchMedia("(pointer: coarse)").matches ? ROW.coarse : ROW.fine;
  }

  connectedCallback() {
    super.connectedCallback();
    adopt(this, styles);
    this.addEventListener("paste", this.onPaste);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.removeEventListener("paste", this.onPaste);
  }

  /** @param {Map<PropertyKey, unknown>} changed */
  willUpdate(changed) {
    if (changed.has("data") || changed.has("config")) {
      this.drawing = drawingOf(this.config.data, this.data);
      const count = this.drawing.labels.length;
      if (count === this.order.length + 1 && this.added !== null) this.order = [...this.order, count - 1];
      else if (count !== this.order.length) this.#sort();
      if (this.wrong && this.wrong.place >= count) this.wrong = null;
    }
    if (changed.has("sorting")) this.#sort();
  }

  #sort() {
    const { drawing } = this;
    this.order = orderOf(drawing.labels.length, this.sorting, (place, key) => valueIn(drawing, place, key));
  }

  /** @param {Map<PropertyKey, unknown>} changed */
  updated(changed) {
    if (this.added !== null && this.order.length > this.added) {
      this.focusCell(this.added, "x1");
      this.added = null;
    }
    // Points that were selected on the sketchpad come into sight.
    if (!changed.has("selected") || this.selected.length === 0) return;
    const own =
      this.selected.length === this.asked.length && this.selected.every((p, i) => p === this.asked[i]);
    if (!own) this.#show(this.order.indexOf(this.selected[0]));
  }

  get scroller() {
    return /** @type {HTMLElement} */ (this.querySelector(".rows"));
  }

  /** @param {number} index of a row */
  #show(index) {
    const { scroller, height } = this;
    const [low, high] = [scroller.scrollTop, scroller.scrollTop + scroller.clientHeight - 2 * height];
    const at = index * height;
    if (index >= 0 && (at < low || at > high))
      scroller.scrollTop = Math.max(0, at - scroller.clientHeight / 3);
  }

  render() {
    const { columns, order, height, selected } = this;
    const count = order.length;
    const { from, to } = rowsInSight(count, height, this.top, this.room);
    const chosen = new Set(tidySelection(selected, count));
    return html`<div class="points-table">
      <div class="rows" tabindex="-1" @scroll=${this.onScroll} @keydown=${this.onKey} ${ref(this.#measure)}>
        <table aria-label="Points" aria-rowcount=${count + 1} style="--row: ${height}px">
          <thead><tr aria-rowindex="1">
            <th scope="col"><input
              type="checkbox" aria-label="Select all points" .checked=${chosen.size > 0 && chosen.size === count}
              .indeterminate=${chosen.size > 0 && chosen.size < count}
              @change=${(/** @type {Event} */ event) => this.select(checkedOf(event) ? [...order] : [])}
            /></th>
            <th scope="col" class="place">row</th>
            ${columns.map((column) => this.heading(column))}
            <th scope="col"><span class="hidden">Delete</span></th>
          </tr></thead>
          <tbody>
            ${from > 0 ? html`<tr class="gap" aria-hidden="true" style="height: ${from * height}px"></tr>` : nothing}
            ${repeat(
              order.slice(from, to),
              (_, i) => from + i, // a row keeps its elements, and so its focus, while others come and go around it
              (place, i) => row(this, place, from + i, chosen.has(place)),
            )}
            ${to < count ? html`<tr class="gap" aria-hidden="true" style="height: ${(count - to) * height}px"></tr>` : nothing}
          </tbody>
        </table>
      </div>
      <div class="aside">
        <div class="row">
          <button type="button" @click=${this.add}>Add a point</button>
          <button
            type="button" aria-disabled=${chosen.size === 0} @click=${() => chosen.size > 0 && this.send({ type: "sketchpad/delete-selected" })}
          >Delete selected</button>
        </div>
        <p class="wrong" role="alert">${this.wrong?.problem ?? ""}</p>
        <p role="status">${this.said || `${whole(count)} ${count === 1 ? "point" : "points"}. ${countSelected(chosen.size)}`}</p>
        <p class="lead">Copy rows in a spreadsheet and paste them here: they are added. Enter goes to the next row.</p>
      </div>
    </div>`;
  }

  /** @param {Column} column */
  heading({ key, title }) {
    const way = this.sorting?.key !== key ? "none" : this.sorting.down ? "down" : "up";
    return html`<th scope="col" aria-sort=${SORTS[way]}><button
      type="button" class="bare" data-help=${`Sorts the rows by ${title}. The points themselves keep their order.`}
      @click=${() => {
        this.sorting = nextSorting(this.sorting, key);
      }}
    >${title}<span aria-hidden="true">${way === "none" ? "" : way === "up" ? " ↑" : " ↓"}</span></button></th>`;
  }

  #observer = new ResizeObserver(([{ contentRect }]) => {
    this.room = contentRect.height;
  });

  #measure = (/** @type {Element | undefined} */ element) => {
    this.#observer.disconnect();
    if (element) this.#observer.observe(element);
  };

  onScroll() {
    const { scrollTop } = this.scroller;
    const field = this.scroller.querySelector("input:focus");
    if (field instanceof HTMLInputElement && field.dataset.index) {
      // What was typed is taken over before its row goes.
      const { from, to } = rowsInSight(this.order.length, this.height, scrollTop, this.room);
      if (Number(field.dataset.index) < from || Number(field.dataset.index) >= to) field.blur();
    }
    this.top = scrollTop;
  }

  // --- Changes ---------------------------------------------------------------------------------------------

  /** @param {{ points: [number, number][], labels: number[] }} drawing */
  draw({ points, labels }) {
    this.send({ type: "sketchpad/draw", points, labels, stroke: nextUndoGroup() });
  }

  /** @param {readonly number[]} indices */
  select(indices) {
    this.asked = tidySelection(indices, this.order.length);
    this.send({ type: "sketchpad/select", indices });
  }

  /** @param {number} place @param {number} index of its row @param {Column} column @param {Event} event */
  change(place, index, column, event) {
    const text = textOf(event);
    const { value, problem } = readCell(column, text);
    this.said = "";
    if (problem !== null) {
      this.wrong = { place, key: column.key, text, problem: `Row ${index + 1}: ${problem}` };
      return;
    }
    this.wrong = null;
    if (value !== valueIn(this.drawing, place, column.key))
      this.draw(withValue(this.drawing, place, column.key, value));
    else this.requestUpdate(); // the same number may have been typed another way
  }

  /** @param {number} place */
  removeRow(place) {
    const rest = (/** @type {unknown} */ _, /** @type {number} */ i) => i !== place;
    const selected = this.selected.filter((p) => p !== place).map((p) => (p > place ? p - 1 : p));
    const { points, labels } = this.drawing;
    this.wrong = null;
    const drawing = { points: points.filter(rest), labels: labels.filter(rest) };
    this.send({ type: "sketchpad/draw", ...drawing, stroke: nextUndoGroup(), selected });
  }

  add() {
    const { max_points } = this.description.limits;
    if (this.order.length >= max_points) {
      this.said = `These are ${whole(max_points)} points, the most there can be.`;
      return;
    }
    this.#append([this.columns.map(({ key }) => (key === "label" ? this.#usual : 0))]);
    this.added = this.order.length;
  }

  /** The label of a new point. */
  get #usual() {
    return { classes: this.active, values: this.value, function: 0 }[this.task];
  }

  /** @param {number[][]} rows a number for each column */
  #append(rows) {
    const { columns } = this;
    const cell = (/** @type {number[]} */ cells, /** @type {Column["key"]} */ key) =>
      cells[columns.findIndex((column) => column.key === key)] ?? 0;
    const points = rows.map(
      (cells) => /** @type {[number, number]} */ ([cell(cells, "x1"), cell(cells, "x2")]),
    );
    const labels = rows.map((cells) => cell(cells, "label"));
    this.draw({
      points: [...this.drawing.points, ...points],
      labels: [...this.drawing.labels, ...labels],
    });
  }

  /** @param {ClipboardEvent} event */
  onPaste(event) {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (!isTable(text)) return;
    event.preventDefault();
    event.stopPropagation();
    try {
      const rows = readPasted(text, this.columns, this.description.limits.max_points - this.order.length);
      this.wrong = null;
      this.#append(rows);
      this.said = rows.length === 1 ? "1 row was added." : `${whole(rows.length)} rows were added.`;
    } catch (error) {
      if (!(error instanceof TableError)) throw error;
      this.said = `Nothing was added. ${error.message}`;
    }
  }

  // --- The keyboard ----------------------------------------------------------------------------------------

  /** Enter and the arrow keys go from row to row, as in a spreadsheet. @param {KeyboardEvent} event */
  onKey(event) {
    const field = event.target;
    if (!(field instanceof HTMLInputElement) || field.type !== "text") return;
    const { index, key } = field.dataset;
    if (event.key === "Escape") {
      this.wrong = null;
      field.value = field.defaultValue;
      return;
    }
    const step = { Enter: event.shiftKey ? -1 : 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = Number(index) + step;
    // A field that is left takes over what was typed by itself; at the end there is nowhere to go.
    if (next < 0 || next >= this.order.length) field.dispatchEvent(new Event("change", { bubbles: true }));
    else this.focusCell(next, /** @type {Column["key"]} */ (key));
  }

  /** @param {number} index of a row @param {Column["key"]} key */
  async focusCell(index, key) {
    this.#show(index);
    this.onScroll();
    await this.updateComplete;
    const field = /** @type {HTMLInputElement | null} */ (
      this.querySelector(`input[data-index="${index}"][data-key="${key}"]`)
    );
    field?.focus();
    field?.select();
  }
}

customElements.define("gp-points-table", PointsTable);
