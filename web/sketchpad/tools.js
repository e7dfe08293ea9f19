// What one draws with: the class or the value, the tool and its size; and undo, redo, delete and clear.

import { html, nothing } from "lit";
import { chooseClass, chooseValue } from "../plane/labelling.js";
import { shapeOf } from "../plane/shapes.js";
import { swatch } from "../plane/swatch.js";
import { numberOf } from "../ui/controls.js";
import { plain } from "../ui/format.js";
import { icons } from "../ui/icons.js";
import { COLOUR_NAMES } from "../ui/theme.js";
import { nextUndoGroup } from "../ui/undo-group.js";
import { View } from "../ui/view.js";
import { HELP_KEY, showKeys } from "./tool-list.js";
import { valueRange } from "./value-range.js";
import "./toolbar.js";

class Tools extends View {
  static properties = {
    tool: { attribute: false },
    task: { attribute: false },
    active: { attribute: false },
    classes: { attribute: false },
    most: { attribute: false },
    brush: { attribute: false },
    data: { attribute: false },
    selected: { attribute: false },
    undoable: { attribute: false },
    redoable: { attribute: false },
    empty: { attribute: false },
  };

  constructor() {
    super();
    /** @type {import("../app/state-types").Tool} */
    this.tool = "spray";
    /** @type {import("../app/state-types").Task} */
    this.task = "classes";
    this.active = 0;
    this.classes = 2;
    this.most = 2;
    this.brush = { size: 1, density: 0.5, value: 1 };
    /** @type {import("../engine/types").DataSet} */
    this.data = /** @type {any} */ (undefined);
    /** @type {readonly number[]} */
    this.selected = [];
    this.undoable = false;
    this.redoable = false;
    this.empty = true;
    this.undoGroup = 0;
  }

  render() {
    const { task, tool, selected } = this;
    const many = selected.length === 1 ? "the selected point" : `${selected.length} selected points`;
    return html`
      <div class="tools">
        <div class="row">
          ${task === "classes" ? this.classChoices() : task === "values" ? this.value() : this.size()}
          <span class="spring"></span>
          <div class="row tight">
            ${this.button("bare icon", "Undo", icons.undo, this.undoable, () => this.send({ type: "history/undo" }))}
            ${this.button("bare icon", "Redo", icons.redo, this.redoable, () => this.send({ type: "history/redo" }))}
            ${this.button("bare", "Clear", "Clear", !this.empty, () => this.send({ type: "sketchpad/clear" }))}
          </div>
        </div>
        <div class="row apart">
          <gp-toolbar .tool=${tool} .task=${task}></gp-toolbar>
          <div class="row tight">
            ${this.button("bare icon", selected.length > 0 ? `Delete ${many}` : "Delete what is selected", icons.bin, selected.length > 0, () => this.send({ type: "sketchpad/delete-selected" }))}
            <button type="button" class="bare icon fine" aria-label="Keys" aria-keyshortcuts=${HELP_KEY}
              data-help="Shows what the keys do on the sketchpad." @click=${() => showKeys(this)}
            >${icons.keys}</button>
          </div>
        </div>
        ${task === "function" ? nothing : html`<div class="row">${this.size()}${this.density()}</div>`}
      </div>
    `;
  }

  size() {
    const able = this.tool === "eraser" || (this.tool === "spray" && this.task !== "function");
    return this.slide("Size", "size", "How wide the spray and the eraser are.", [0.2, 2.4, 0.1], able);
  }

  density() {
    const able = this.tool === "spray" || this.tool === "line";
    return this.slide("Density", "density", "How many points one stroke leaves.", [0.05, 1, 0.05], able);
  }

  /**
   * @param {string} label @param {"size" | "density"} name @param {string} help @param {[number, number, number]} range
   * @param {boolean} able
   */
  slide(label, name, help, [low, high, step], able) {
    return html`<label class="slide" data-help=${help}
      >${label}<input
        type="range" min=${low} max=${high} step=${step} .value=${String(this.brush[name])} ?disabled=${!able}
        @input=${(/** @type {Event} */ event) => this.send({ type: "sketchpad/set-brush", [name]: numberOf(event) })}
    /></label>`;
  }

  /** The value that is painted, on the scale of all values. */
  value() {
    const { low, high, step } = valueRange(this.data);
    const begin = () => {
      this.undoGroup = nextUndoGroup();
    };
    return html`<label class="slide value" data-help="The value that is painted on the points, for a network that learns values."
      >Value<input
        type="range" min=${low} max=${high} step=${step / 2} .value=${String(this.brush.value)}
        aria-label="Value" aria-valuetext=${plain(this.brush.value)} @pointerdown=${begin} @keydown=${begin}
        @input=${(/** @type {Event} */ event) => chooseValue(this, numberOf(event), this.undoGroup)}
      /><output class="number">${plain(this.brush.value)}</output></label>`;
  }

  classChoices() {
    return html`<div class="choices" role="radiogroup" aria-label="Class">
        ${Array.from({ length: this.classes }, (_, label) => this.classChoice(label))}
      </div>
      <span class="row tight">${this.classes > 2 ? this.oneLess() : nothing}${this.classes < this.most ? this.another() : nothing}</span>`;
  }

  /** @param {number} label */
  classChoice(label) {
    const shape = shapeOf(label);
    const name = `${COLOUR_NAMES[label % COLOUR_NAMES.length]} ${shape.name}, class ${label}`;
    // A click, not a change: the class that is chosen already may be given to what is selected.
    return html`<label data-help=${`Draws points of class ${label}, and gives it to those that are selected.`}
      ><input
        type="radio" name="gp-class" aria-label=${name} .checked=${label === this.active}
        @click=${() => this.chooseClass(label)} />${swatch(label)}</label>`;
  }

  another() {
    const add = () => this.chooseClass(this.classes);
    return html`<button
      type="button" class="bare icon" aria-label="Add a class" data-help="Adds a class to draw with." @click=${add}
    >${icons.plus}</button>`;
  }

  oneLess() {
    const last = this.classes - 1;
    const remove = () => this.send({ type: "sketchpad/remove-class" });
    return html`<button
      type="button" class="bare icon" aria-label=${`Remove class ${last}`} @click=${remove}
      data-help="Takes the last class away, with its points. Undo brings both back."
    >${icons.minus}</button>`;
  }

  /** @param {number} label */
  chooseClass(label) {
    const drawing = this.selected.length === 0;
    chooseClass(this, label);
    // Whoever picks a class wants to draw, not to rub out.
    if (drawing && this.tool === "eraser") this.send({ type: "sketchpad/set-tool", tool: "spray" });
  }

  /**
   * A button that keeps the focus even when there is nothing left for it to do.
   * @param {string} style @param {string} label @param {unknown} face @param {boolean} able @param {() => void} press
   */
  button(style, label, face, able, press) {
    return html`<button
      type="button" class=${style} aria-label=${label} data-help=${label} aria-disabled=${!able}
      @click=${() => able && press()}
    >${face}</button>`;
  }
}

customElements.define("gp-tools", Tools);
