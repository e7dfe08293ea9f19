// What one draws with: the class, the tool and its size; and undo, redo and clear.

import { html, nothing, svg } from "lit";
import { SHAPES, shapeOf } from "../draw/shapes.js";
import { icons } from "./icons.js";
import { numberOf } from "./inputs.js";
import { COLOUR_NAMES } from "./theme.js";
import { View } from "./view.js";

/** @type {readonly { tool: import("../state/types").Tool, label: string, help: string }[]} */
const TOOLS = [
  { tool: "spray", label: "Spray", help: "Sprays many points. Hold the button down and move." },
  { tool: "point", label: "Single point", help: "Places one point for each click." },
  { tool: "eraser", label: "Eraser", help: "Rubs points out. The right mouse button does so with any tool." },
];

class Tools extends View {
  static properties = {
    tool: { attribute: false },
    active: { attribute: false },
    classes: { attribute: false },
    most: { attribute: false },
    brush: { attribute: false },
    undoable: { attribute: false },
    redoable: { attribute: false },
    empty: { attribute: false },
  };

  constructor() {
    super();
    /** @type {import("../state/types").Tool} */
    this.tool = "spray";
    this.active = 0;
    this.classes = 2;
    this.most = 2;
    this.brush = { size: 1, density: 0.5 };
    this.undoable = false;
    this.redoable = false;
    this.empty = true;
  }

  render() {
    return html`
      <div class="tools">
        <div class="row">
          <div class="choices" role="radiogroup" aria-label="Class">
            ${Array.from({ length: this.classes }, (_, label) => this.classChoice(label))}
          </div>
          ${this.classes < this.most ? this.another() : nothing}
          <span class="spring"></span>
          <div class="choices" role="radiogroup" aria-label="Tool">
            ${TOOLS.map(({ tool, label, help }) => this.toolChoice(tool, label, help))}
          </div>
        </div>
        <div class="row">
          <label class="slide"
            >Size<input
              type="range" min="0.2" max="2.4" step="0.1" .value=${String(this.brush.size)}
              ?disabled=${this.tool === "point"}
              @input=${(/** @type {Event} */ event) => this.send({ type: "set-brush", size: numberOf(event) })}
          /></label>
          <label class="slide"
            >Density<input
              type="range" min="0.05" max="1" step="0.05" .value=${String(this.brush.density)}
              ?disabled=${this.tool !== "spray"}
              @input=${(/** @type {Event} */ event) => this.send({ type: "set-brush", density: numberOf(event) })}
          /></label>
          <div class="row tight">
            ${this.button("bare icon", "Undo", icons.undo, this.undoable, () => this.send({ type: "undo" }))}
            ${this.button("bare icon", "Redo", icons.redo, this.redoable, () => this.send({ type: "redo" }))}
            ${this.button("bare", "Clear", "Clear", !this.empty, () => this.send({ type: "clear" }))}
          </div>
        </div>
      </div>
    `;
  }

  /** @param {number} label */
  classChoice(label) {
    const shape = shapeOf(label);
    const name = `${COLOUR_NAMES[label % COLOUR_NAMES.length]} ${shape.name}, class ${label}`;
    return html`<label data-help=${`Draws points of class ${label}.`}
      ><input
        type="radio" name="gp-class" aria-label=${name} .checked=${label === this.active}
        @change=${() => this.chooseClass(label)} />${swatch(label)}</label>`;
  }

  another() {
    const add = () => this.chooseClass(this.classes);
    return html`<button
      type="button" class="bare icon" aria-label="Add a class" data-help="Adds a class to draw with." @click=${add}
    >${icons.plus}</button>`;
  }

  /** @param {number} label */
  chooseClass(label) {
    this.send({ type: "set-class", active_class: label });
    // Whoever picks a class wants to draw, not to rub out.
    if (this.tool === "eraser") this.send({ type: "set-tool", tool: "spray" });
  }

  /** @param {import("../state/types").Tool} tool @param {string} label @param {string} help */
  toolChoice(tool, label, help) {
    return html`<label data-help=${`${label}. ${help}`}
      ><input
        type="radio" name="gp-tool" aria-label=${label} .checked=${tool === this.tool}
        @change=${() => this.send({ type: "set-tool", tool })} />${icons[tool]}</label>`;
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

/**
 * A class's shape in its colour.
 * @param {number} label
 */
export function swatch(label) {
  return svg`<svg width="18" height="18" viewBox="-10 -10 20 20" aria-hidden="true" style="stroke: none">
    <path d=${outline(label)} fill=${`var(--class-${label % SHAPES.length})`} /></svg>`;
}

/** @param {number} label @returns {string} the shape as an SVG path */
function outline(label) {
  /** @type {string[]} */
  const parts = [];
  shapeOf(label).draw(
    {
      moveTo: (x, y) => parts.push(`M${x} ${y}`),
      lineTo: (x, y) => parts.push(`L${x} ${y}`),
      closePath: () => parts.push("Z"),
      arc: (_x, _y, r) => parts.push(`A${r} ${r} 0 1 1 ${-r} 0A${r} ${r} 0 1 1 ${r} 0`),
    },
    0,
    0,
    6.4,
  );
  return parts.join("");
}

customElements.define("gp-tools", Tools);
