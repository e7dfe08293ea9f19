// Everything that can be chosen, in groups; the controls are made from the engine's own description of its fields.

import { html } from "lit";
import { getPath } from "../config/path.js";
import { exact } from "../ui/format.js";
import { View } from "../ui/view.js";
import "../ui/config-field.js";

/** @typedef {import("../engine/types").Config} Config */
/** @typedef {import("../engine/types").Description} Description */
/** @typedef {import("../engine/types").Field} Field */

/** Fields with a place of their own elsewhere on the page. */
const ELSEWHERE = ["data.kind", "network.output", "network.layers[]", "training.engine"];

/**
 * Whether a field means anything with what is chosen now: one that only some choices use is shown with them alone.
 * @param {Field} field @param {Config} config @param {Description} description
 */
export function matters(field, config, description) {
  if (ELSEWHERE.some((path) => field.path.startsWith(path))) return false;
  if (getPath(config, field.path) === undefined) return false;
  const name = field.path.slice(field.path.lastIndexOf(".") + 1);
  const menus = description.fields.flatMap(({ path, choices }) => {
    const all = /** @type {{ name: string, uses?: string[] }[]} */ (
      description.registries[choices ?? ""] ?? []
    );
    return [{ chosen: getPath(config, path), users: all.filter(({ uses }) => uses?.includes(name)) }];
  });
  const used = menus.filter(({ users }) => users.length > 0);
  return used.length === 0 || used.some(({ chosen, users }) => users.some((user) => user.name === chosen));
}

/** @param {string} path */
const isData = (path) => path.startsWith("data.");
/** @param {string} path */
const isTraining = (path) => path.startsWith("training.");
/** The choices that everyone makes stand beside the network, in this order. */
const FIRST = [
  "training.learning_rate",
  "training.batch_size",
  "training.optimizer",
  "training.loss",
  "training.regularizer",
  "training.regularization_rate",
  "training.momentum",
  "training.weight_decay",
];

/** Fields beside neither the data nor the network: few need them. @param {Config} config @param {Description} description */
const more = (config, description) =>
  description.fields.filter(
    (field) => matters(field, config, description) && !isData(field.path) && !FIRST.includes(field.path),
  );

/**
 * Which of these fields are not at their defaults, as said beside their heading: what is folded away is in force all the same.
 * @param {Config} config @param {Description} description
 */
export const changedSettings = (config, description) =>
  more(config, description)
    .map((field) => ({ ...field, value: getPath(config, field.path) }))
    .filter(({ value, default: usual }) => value !== usual)
    .map(({ label, value, choices }) => {
      const name = description.registries[choices ?? ""]?.find((each) => each.name === value)?.label;
      const said = value === true ? "on" : value === false ? "off" : (name ?? exact(Number(value)));
      return html`<span class="changed">${label} <b>${said}</b></span> `;
    });

/** Some of the fields: those of the data, the first ones of training, or all others. */
class Settings extends View {
  static properties = {
    config: { attribute: false },
    description: { attribute: false },
    share: { attribute: false },
  };

  constructor() {
    super();
    /** @type {Config} */
    this.config = /** @type {any} */ (undefined);
    /** @type {Description} */
    this.description = /** @type {any} */ (undefined);
    /** @type {"data" | "first" | "more"} */
    this.share = "more";
  }

  render() {
    const fields = this.description.fields.filter((field) => matters(field, this.config, this.description));
    if (this.share === "data")
      return this.group(
        "",
        fields.filter(({ path }) => isData(path)),
      );
    if (this.share === "first") {
      const first = FIRST.map((path) => fields.find((field) => field.path === path));
      return this.group(
        "",
        first.filter((field) => field !== undefined),
      );
    }
    const rest = more(this.config, this.description);
    return html`
      ${this.group(
        "Start",
        rest.filter(({ path }) => !isTraining(path)),
        this.again(),
      )}
      ${this.group(
        "More about training",
        rest.filter(({ path }) => isTraining(path)),
      )}
    `;
  }

  again() {
    const help = "Begins again with other random numbers: the next seed.";
    return html`<div class="field">
      <button type="button" data-help=${help} @click=${() => this.send({ type: "config/new-seed" })}>New start</button>
    </div>`;
  }

  /** @param {string} title @param {Field[]} fields @param {unknown} [more] */
  group(title, fields, more) {
    if (fields.length === 0 && !more) return "";
    return html`<div class="group">${title ? html`<h3>${title}</h3>` : ""}<div class="groups">
      ${fields.map(
        (field) => html`<gp-field
        .field=${field} .value=${getPath(this.config, field.path)}
        .choices=${field.choices ? (this.description.registries[field.choices] ?? []) : []}></gp-field>`,
      )}
      ${more ?? ""}
    </div></div>`;
  }
}

customElements.define("gp-settings", Settings);
