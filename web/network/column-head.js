// What stands above each column of the network: its name, how many units it has, and their activation.

import { html, nothing } from "lit";
import { textOf, typedNumber } from "../ui/controls.js";
import { HoldRepeat } from "../ui/hold-repeat.js";
import { icons } from "../ui/icons.js";
import { nextUndoGroup } from "../ui/undo-group.js";
import "./input-list.js";

/** @typedef {import("../engine/types").Choice} Choice */

/**
 * What the columns need of the view that they stand in.
 * @typedef {object} Owner
 * @property {import("../engine/types").Config} config
 * @property {import("../engine/types").Description} description
 * @property {(path: string, value: unknown, group?: number) => void} set
 */

/** One button is held at a time. */
const hold = new HoldRepeat();

const PALETTE =
  "Drag this onto a layer for one unit more, or between two for a new layer. Drag a unit away to remove it.";

/**
 * @param {Owner & { unitDrag: import("./unit-drag.js").UnitDrag }} view
 * @param {number} column  0 for the inputs, then the hidden layers, then the outputs
 * @param {number} x  its centre
 */
export function columnHead(view, column, x) {
  const { layers } = view.config.network;
  if (column === 0)
    return html`<div class="column" style="left: ${x}px">
      <span class="title">Inputs</span>
      <gp-input-list .config=${view.config} .description=${view.description}></gp-input-list>
      <span
        class="palette" aria-hidden="true" data-help=${PALETTE}
        @pointerdown=${(/** @type {PointerEvent} */ event) => view.unitDrag.begin(event, { kind: "new" })}
      ></span>
    </div>`;
  const layer = layers[column - 1];
  return html`<div class="column" style="left: ${x}px">
    <span class="title">${layer ? `Layer ${column}` : "Output"}</span>
    ${layer ? unitCount(view, column - 1, layer.units) : html`<span class="count"></span>`}
    ${
      layer
        ? menu(
            view,
            `network.layers.${column - 1}.activation`,
            `Activation of layer ${column}`,
            layer.activation,
            true,
          )
        : menu(view, "network.output", "Activation of the output", view.config.network.output, false)
    }
  </div>`;
}

const HELP = {
  unit: "A unit adds up what comes in, bends the sum, and passes it on. More units bend the plane in more places.",
  layer:
    "Each hidden layer works on what the one before it has made of the point. Without one, only a straight line can be drawn.",
};

/**
 * A button that keeps the focus even when there is nothing left for it to do.
 * @param {string} label @param {string} help @param {unknown} face @param {boolean} able @param {() => void} press
 * @param {(event: PointerEvent) => void} [down]
 */
const small = (label, help, face, able, press, down) =>
  html`<button
    type="button" aria-label=${label} data-help=${`${label}. ${help}`} aria-disabled=${!able}
    @click=${() => able && press()} @pointerdown=${down ?? nothing}
  >${face}</button>`;

/** The number of a layer's units: typed, or by buttons that go on while they are held. @param {Owner} view @param {number} index @param {number} units */
function unitCount(view, index, units) {
  const field = view.description.fields.find(({ path }) => path === "network.layers[].units");
  const { minimum = 1, maximum = 64 } = field ?? {};
  const path = `network.layers.${index}.units`;
  const name = `Units of layer ${index + 1}`;
  /** @param {number} by @param {number} [group] @returns {boolean} whether there was room for it */
  const change = (by, group) => {
    const now = view.config.network.layers[index]?.units ?? 0;
    const next = Math.min(maximum, Math.max(minimum, now + by));
    if (now > 0 && next !== now) view.set(path, next, group);
    return now > 0 && next !== now;
  };
  const button = (/** @type {string} */ label, /** @type {unknown} */ face, /** @type {1 | -1} */ by) => {
    const down = (/** @type {PointerEvent} */ event) => {
      const group = nextUndoGroup();
      hold.begin(event, () => change(by, group));
    };
    const able = by < 0 ? units > minimum : units < maximum;
    return small(
      `${label} layer ${index + 1}`,
      HELP.unit,
      face,
      able,
      () => hold.pressed && change(by),
      down,
    );
  };
  const type = (/** @type {Event} */ event) => {
    const input = /** @type {HTMLInputElement} */ (event.target);
    const value = typedNumber(event, { now: units, low: minimum, high: maximum, whole: true });
    input.setCustomValidity(
      value === null ? `${name}: a whole number from ${minimum} to ${maximum}. It stays ${units}.` : "",
    );
    if (value === null) input.reportValidity();
    else if (value !== units) view.set(path, value);
  };
  const step = (/** @type {KeyboardEvent} */ event) => {
    const way = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (!way) return;
    event.preventDefault();
    change(way);
  };
  return html`<span class="count">
    ${button("Remove a unit from", icons.minus, -1)}
    <input
      type="text" inputmode="numeric" autocomplete="off" role="spinbutton" aria-label=${name} .value=${String(units)}
      aria-valuenow=${units} aria-valuemin=${minimum} aria-valuemax=${maximum} data-help=${`${name}: type how many, ${minimum} to ${maximum}.`}
      @change=${type} @keydown=${step} @input=${(/** @type {Event} */ event) => /** @type {HTMLInputElement} */ (event.target).setCustomValidity("")}
    />
    ${button("Add a unit to", icons.plus, 1)}
  </span>`;
}

/**
 * @param {Owner} view @param {string} path @param {string} label @param {string} value
 * @param {boolean} hidden  whether it is a hidden layer's
 */
function menu(view, path, label, value, hidden) {
  const choices = /** @type {(Choice & { hidden?: boolean })[]} */ (view.description.registries.activations);
  const change = (/** @type {Event} */ event) => view.set(path, textOf(event));
  const choice = choices.find(({ name }) => name === value);
  return html`<select
    aria-label=${label} data-help=${choice?.help ?? ""} .choice=${choice} .value=${value} @change=${change}
  >
    ${choices.map((choice) =>
      hidden && choice.hidden === false
        ? nothing
        : html`<option value=${choice.name} ?selected=${choice.name === value}>${choice.label}</option>`,
    )}
  </select>`;
}

/**
 * The number of hidden layers, with a button to add one and one to take one away.
 * @param {Owner} view
 */
export function layerCount(view) {
  const { layers } = view.config.network;
  const most = view.description.limits.max_layers ?? 6;
  const again = layers[layers.length - 1] ?? { units: 4, activation: "tanh" };
  const change = (/** @type {unknown} */ next) => view.set("network.layers", next);
  return html`<span class="count">
    ${small("Remove a layer", HELP.layer, icons.minus, layers.length > 0, () => change(layers.slice(0, -1)))}
    <output>${layers.length}</output>
    ${small("Add a layer", HELP.layer, icons.plus, layers.length < most, () => change([...layers, { ...again }]))}
    <span class="lead">${layers.length === 1 ? "hidden layer" : "hidden layers"}</span>
  </span>`;
}
