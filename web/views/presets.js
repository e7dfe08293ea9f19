// Ready-made data sets, each shown by a small picture of itself.

import { html } from "lit";
import { paintPoints } from "../draw/points.js";
import { fresh } from "../draw/surface.js";
import { View } from "./view.js";

/** @typedef {import("../engine/types").Choice} Choice */

class Presets extends View {
  static properties = {
    kind: { attribute: false },
    description: { attribute: false },
    theme: { attribute: false },
  };

  constructor() {
    super();
    this.kind = "";
    /** @type {import("../engine/types").Description} */
    this.description = /** @type {any} */ (undefined);
    /** @type {import("./theme.js").Theme | null} */
    this.theme = null;
  }

  get choices() {
    return this.description.registries.datasets ?? [];
  }

  render() {
    const chosen = this.choices.find(({ name }) => name === this.kind);
    return html`
      <div class="examples" role="group" aria-label="Examples">
        <p class="caption">or start from an example<span class="spring"></span><span>${chosen?.label ?? "your own"}</span></p>
        <div class="presets">
          ${this.choices.map(
            (choice) => html`<button
              type="button" aria-label=${choice.label} aria-pressed=${choice.name === this.kind}
              data-help=${`${choice.label}. ${choice.help}`} @click=${() => this.set("data.kind", choice.name)}
            ><canvas></canvas></button>`,
          )}
        </div>
      </div>
    `;
  }

  updated() {
    this.repaint();
  }

  paint() {
    const { theme } = this;
    if (!theme) return;
    const [low, high] = this.description.limits.domain;
    this.querySelectorAll("canvas").forEach((canvas, i) => {
      const side = canvas.clientWidth;
      const { sample, task } = /** @type {Choice & { sample?: any, task?: any }} */ (this.choices[i]);
      const context = fresh(canvas, side, side);
      if (!sample) return;
      const ink = { classes: theme.classes, paper: "transparent", value: theme.value };
      const data = { task: task ?? "classification", ...sample, is_test: [] };
      paintPoints(context, { low, high, side }, data, ink, { radius: side / 32, tests: true });
    });
  }
}

customElements.define("gp-presets", Presets);
