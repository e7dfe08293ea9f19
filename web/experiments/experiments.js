// A menu of experiments: each sets everything at once, and says in a sentence or two what there is to see.

import { html, nothing } from "lit";
import { textOf } from "../ui/controls.js";
import { View } from "../ui/view.js";
import { experimentOf, isChanged, withExperiment } from "./experiment.js";

const HELP =
  "Each sets everything at once, data, network and training, and shows one thing. Undo brings yours back.";

class Experiments extends View {
  static properties = { config: { attribute: false }, description: { attribute: false } };

  constructor() {
    super();
    /** @type {import("../engine/types").Config} */
    this.config = /** @type {any} */ (undefined);
    /** @type {import("../engine/types").Description} */
    this.description = /** @type {any} */ (undefined);
  }

  get presets() {
    return this.description.presets ?? [];
  }

  render() {
    if (this.presets.length === 0) return nothing;
    const chosen = experimentOf(this.config, this.presets);
    return html`
      <div class="experiments">
        <label class="caption" data-help=${HELP}
          ><span>or try an experiment</span
          ><select aria-label="Experiment" @change=${this.onChoice}>
            <option value="" disabled .selected=${chosen === null}>choose one of ${this.presets.length}</option>
            ${this.presets.map(
              ({ name, title }) =>
                html`<option value=${name} .selected=${name === chosen?.name}>${title}</option>`,
            )}
          </select></label
        >
        <p class="comment" aria-live="polite">${chosen?.comment ?? ""}</p>
        ${
          chosen && isChanged(this.config, chosen)
            ? html`<p class="comment again">
                You have changed it.
                <button type="button" class="bare" @click=${() => this.choose(chosen.name)}>Put it back</button>
              </p>`
            : nothing
        }
      </div>
    `;
  }

  /** @param {Event} event */
  onChoice(event) {
    this.choose(textOf(event));
  }

  /** One action, so that one undo brings back what was there; it waits at its start. @param {string} name */
  choose(name) {
    const preset = this.presets.find((each) => each.name === name);
    if (!preset) return;
    this.send({ type: "config/replace", config: withExperiment(this.config, preset) });
  }
}

customElements.define("gp-experiments", Experiments);
