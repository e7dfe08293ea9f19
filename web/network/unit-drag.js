// Units by drag and drop: one carried from the palette onto a layer joins it, and between two layers makes a layer of its
// own; a unit or an input carried off its column is gone. The buttons above the columns do the same without a pointer.

import { halfWidth } from "./diagram.js";

/** Pixels that a press may stray, and how far beside its column a unit is off it. */
const SLACK = 8;
const OFF = 48;

/** @typedef {import("../engine/types").Config} Config */

/**
 * What is being carried: a new unit, or what stands in a column (0 for the inputs) at a place there.
 * @typedef {{ kind: "new" } | { kind: "unit", column: number, unit: number }} Dragged
 */

/**
 * Where something was dropped, as seen from the columns.
 * @param {readonly number[]} columns x of each, inputs and output included @param {number} x
 * @returns {{ layer: number } | { between: number }} a hidden layer, or the place of a new one among them
 */
export function dropAt(columns, x) {
  const last = columns.length - 1;
  for (let column = 1; column < last; column += 1) {
    const pitch = (columns[column + 1] - columns[column - 1]) / 2;
    if (Math.abs(x - columns[column]) <= pitch / 4) return { layer: column - 1 };
  }
  return { between: columns.slice(1, last).filter((each) => each < x).length };
}

/** The hidden layers with one unit more. @param {Config["network"]["layers"]} layers @param {ReturnType<typeof dropAt>} at */
export function withUnit(layers, at) {
  if ("layer" in at)
    return layers.map((layer, i) => (i === at.layer ? { ...layer, units: layer.units + 1 } : layer));
  const { activation = "tanh" } = layers[at.between] ?? layers.at(-1) ?? {};
  return [...layers.slice(0, at.between), { units: 1, activation }, ...layers.slice(at.between)];
}

/** The hidden layers with one unit less; with its last unit a layer is gone. @param {Config["network"]["layers"]} layers @param {number} layer */
export const withoutUnit = (layers, layer) =>
  layers
    .map((each, i) => (i === layer ? { ...each, units: each.units - 1 } : each))
    .filter(({ units }) => units > 0);

/**
 * What this needs of the picture.
 * @typedef {object} Picture
 * @property {import("./diagram.js").Layout} [layout]
 * @property {Config} config
 * @property {(path: string, value: unknown) => void} set
 * @property {(selector: string) => Element | null} querySelector
 */

export class UnitDrag {
  #picture;
  /** @type {{ dragged: Dragged, x: number, y: number, ghost: HTMLElement | null } | null} */
  #now = null;
  /** The last press ended as a drop: the click that follows it means nothing. */
  dropped = false;

  /** @param {Picture} picture */
  constructor(picture) {
    this.#picture = picture;
  }

  /** @param {PointerEvent} event @param {Dragged} dragged */
  begin(event, dragged) {
    this.dropped = false;
    if (event.button !== 0 || event.pointerType === "touch") return; // a finger scrolls; it has the buttons
    this.#now = { dragged, x: event.clientX, y: event.clientY, ghost: null };
    window.addEventListener("pointermove", this.#move);
    window.addEventListener("pointerup", this.#end);
    window.addEventListener("pointercancel", this.stop);
    window.addEventListener("keydown", this.#onKey, true);
  }

  #move = (/** @type {PointerEvent} */ { clientX, clientY }) => {
    const now = this.#now;
    if (!now || (!now.ghost && Math.hypot(clientX - now.x, clientY - now.y) <= SLACK)) return;
    if (!now.ghost) {
      now.ghost = document.createElement("div");
      now.ghost.className = "ghost-unit";
      this.#picture.querySelector(".net")?.append(now.ghost);
    }
    now.ghost.style.translate = `${clientX}px ${clientY}px`;
  };

  #end = (/** @type {PointerEvent} */ event) => {
    const now = this.#now;
    this.stop();
    if (!now?.ghost) return;
    this.dropped = true;
    setTimeout(() => {
      this.dropped = false; // after the click, if there is one
    });
    const stage = this.#picture.querySelector(".stage")?.getBoundingClientRect();
    if (!stage) return;
    const inside =
      event.clientX >= stage.left &&
      event.clientX <= stage.right &&
      event.clientY >= stage.top &&
      event.clientY <= stage.bottom;
    this.#drop(now.dragged, event.clientX - stage.left, inside);
  };

  /** @param {Dragged} dragged @param {number} x within the picture @param {boolean} inside */
  #drop(dragged, x, inside) {
    const picture = this.#picture;
    const { layout, config } = picture;
    if (!layout) return;
    const { layers } = config.network;
    if (dragged.kind === "new") {
      if (inside) picture.set("network.layers", withUnit(layers, dropAt(layout.columns, x)));
      return;
    }
    const off = Math.max(OFF, halfWidth(layout, dragged.column) + OFF / 2);
    if (inside && Math.abs(x - layout.columns[dragged.column]) < off) return;
    if (dragged.column > 0) picture.set("network.layers", withoutUnit(layers, dragged.column - 1));
    else if (config.features.length > 1)
      picture.set(
        "features",
        config.features.filter((_, i) => i !== dragged.unit),
      );
  }

  stop = () => {
    this.#now?.ghost?.remove();
    this.#now = null;
    window.removeEventListener("pointermove", this.#move);
    window.removeEventListener("pointerup", this.#end);
    window.removeEventListener("pointercancel", this.stop);
    window.removeEventListener("keydown", this.#onKey, true);
  };

  /** Escape puts it back. */
  #onKey = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    this.stop();
  };
}
