// What stands above each column of the network: its name, how many units it has, and their activation.

import { html, nothing } from "lit";
import { icons } from "./icons.js";
import { textOf } from "./inputs.js";

/** @typedef {import("../engine/types").Choice} Choice */

/**
 * What the columns need of the view that they stand in.
 * @typedef {object} Owner
 * @property {import("../engine/types").Config} config
 * @property {import("../engine/types").Description} description
 * @property {(path: string, value: unknown) => void} set
 */

/**
 * @param {Owner} view
 * @param {number} column  0 for the inputs, then the hidden layers, then the outputs
 * @param {number} x  its centre
 */
export function columnHead(view, column, x) {
  const { layers } = view.config.network;
  if (column === 0)
    return html`<div class="column" style="left: ${x}px"><span class="title">Inputs</span></div>`;
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

/** @param {Owner} view @param {number} index @param {number} units */
function unitCount(view, index, units) {
  const { minimum = 1, maximum = 64 } =
    view.description.fields.find(({ path }) => path === "network.layers[].units") ?? {};
  const change = (/** @type {number} */ by) => view.set(`network.layers.${index}.units`, units + by);
  return html`<span class="count">
    <button
      type="button" aria-label=${`Remove a unit from layer ${index + 1}`} ?disabled=${units <= minimum}
      @click=${() => change(-1)}>${icons.minus}</button>
    <output>${units}</output>
    <button
      type="button" aria-label=${`Add a unit to layer ${index + 1}`} ?disabled=${units >= maximum}
      @click=${() => change(1)}>${icons.plus}</button>
  </span>`;
}

/**
 * @param {Owner} view @param {string} path @param {string} label @param {string} value
 * @param {boolean} hidden  whether it is a hidden layer's
 */
function menu(view, path, label, value, hidden) {
  const choices = /** @type {(Choice & { hidden?: boolean })[]} */ (view.description.registries.activations);
  const change = (/** @type {Event} */ event) => view.set(path, textOf(event));
  const help = choices.find(({ name }) => name === value)?.help ?? "";
  return html`<select aria-label=${label} data-help=${help} .value=${value} @change=${change}>
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
  return html`<span class="count">
    <button
      type="button" aria-label="Remove a layer" ?disabled=${layers.length === 0}
      @click=${() => view.set("network.layers", layers.slice(0, -1))}>${icons.minus}</button>
    <output>${layers.length}</output>
    <button
      type="button" aria-label="Add a layer" ?disabled=${layers.length >= most}
      @click=${() => view.set("network.layers", [...layers, { ...again }])}>${icons.plus}</button>
    <span class="lead">${layers.length === 1 ? "hidden layer" : "hidden layers"}</span>
  </span>`;
}
