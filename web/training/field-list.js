// A few fields by themselves, for a figure whose author wants just these: `show="controls:rate,activation"`.

import { html } from "lit";
import { getPath } from "../config/path.js";
import { View } from "../ui/view.js";
import "../ui/config-field.js";

/** @typedef {import("../engine/types").Config} Config */
/** @typedef {import("../engine/types").Field} Field */

const OF_LAYERS = "network.layers[].";

class FieldList extends View {
  static properties = {
    fields: { attribute: false },
    config: { attribute: false },
    description: { attribute: false },
  };

  constructor() {
    super();
    /** @type {Field[]} */
    this.fields = [];
    /** @type {Config} */
    this.config = /** @type {any} */ (undefined);
    /** @type {import("../engine/types").Description} */
    this.description = /** @type {any} */ (undefined);
    this.addEventListener("gp-action", (event) => this.forAllLayers(/** @type {CustomEvent} */ (event)));
  }

  render() {
    return html`<div class="groups">${this.fields.map((field) => this.control(field))}</div>`;
  }

  /** @param {Field} field */
  control(field) {
    const all = field.choices ? (this.description.registries[field.choices] ?? []) : [];
    const layered = field.path.startsWith(OF_LAYERS);
    // What is chosen for the layers is no choice of the output's.
    const choices = layered ? all.filter((choice) => choice.hidden !== false) : all;
    const path = layered ? field.path.replace("[]", ".0") : field.path;
    return html`<gp-field .field=${{ ...field, path }} .value=${getPath(this.config, path)} .choices=${choices}></gp-field>`;
  }

  /** One choice for the layers is taken over by all of them. @param {CustomEvent<import("../app/state-types").Action>} event */
  forAllLayers(event) {
    const action = event.detail;
    if (action.type !== "config/set" || !action.path.startsWith("network.layers.0.")) return;
    event.stopPropagation();
    const name = action.path.slice(action.path.lastIndexOf(".") + 1);
    const layers = this.config.network.layers.map((layer) => ({ ...layer, [name]: action.value }));
    this.set("network.layers", layers, action.group);
  }
}

customElements.define("gp-field-list", FieldList);
