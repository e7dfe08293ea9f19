// Ready-made data sets, each shown by a small picture of itself.

import { html } from "lit";
import { inkOf } from "../plane/painting.js";
import { paintPoints } from "../plane/points.js";
import { ElementSize } from "../ui/element-size.js";
import { fresh } from "../ui/sharp-canvas.js";
import { View } from "../ui/view.js";

/** @typedef {import("../engine/types").Choice} Choice */

/** Data that lie closer around the middle than this share of the plane are shown larger, or nothing could be seen. */
const CLOSE = 0.4;

/**
 * The part of the plane that a small picture shows.
 * @param {number} high the plane's upper end @param {{ points: ArrayLike<number> }} sample
 * @returns {{ reach: number, close: boolean }} from -reach to reach; close: it has been looked at more closely
 */
function pictured(high, { points }) {
  let most = 0;
  for (let i = 0; i < points.length; i += 1) most = Math.max(most, Math.abs(points[i]));
  const close = most > 0 && most < CLOSE * high;
  return { reach: close ? 2 * most : high, close };
}

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
    /** @type {import("../ui/theme.js").Theme | null} */
    this.theme = null;
    this.size = new ElementSize(this, () => this.querySelector(".presets"));
    /** @type {unknown[]} */
    this.shown = [];
  }

  get choices() {
    return this.description.registries.datasets ?? [];
  }

  render() {
    const chosen = this.choices.find(({ name }) => name === this.kind);
    return html`
      <div class="examples" role="group" aria-label="Examples">
        <p class="caption">
          or start from an example<span class="spring"></span><span>${chosen?.label ?? "your own"}</span>
        </p>
        <div class="presets">
          <canvas></canvas>
          ${this.choices.map(
            (choice) => html`<button
              type="button" aria-label=${choice.label} aria-pressed=${choice.name === this.kind}
              data-help=${`${choice.label}. ${choice.help}`} @click=${() => this.set("data.kind", choice.name)}
            ></button>`,
          )}
        </div>
      </div>
    `;
  }

  updated() {
    this.repaint();
  }

  /** All pictures share one canvas: a page of many canvases is a slow page. */
  paint() {
    const { theme } = this;
    const canvas = this.querySelector("canvas");
    if (!theme || !canvas || this.size.width === 0) return;
    const key = [theme, this.size.width, globalThis.devicePixelRatio];
    const origin = canvas.getBoundingClientRect();
    if (origin.width === 0 || key.every((part, i) => part === this.shown[i])) return; // not there on paper, for one
    this.shown = key;
    const context = fresh(canvas, this.size.width, this.size.height);
    const [, high] = this.description.limits.domain;
    this.querySelectorAll("button").forEach((button, i) => {
      const box = button.getBoundingClientRect();
      const { sample, task } = /** @type {Choice & { sample?: any, task?: any }} */ (this.choices[i]);
      if (!sample) return;
      const { reach, close } = pictured(high, sample);
      const ink = { ...inkOf(theme), paper: "transparent", edge: () => "transparent" };
      const data = { task: task ?? "classification", ...sample, is_test: [] };
      context.save();
      context.translate(box.left - origin.left, box.top - origin.top);
      context.beginPath();
      context.rect(1, 1, box.width - 2, box.height - 2);
      context.clip();
      paintPoints(context, { low: -reach, high: reach, side: box.width }, data, ink, {
        radius: box.width / (close ? 16 : 32),
        tests: true,
      });
      context.restore();
    });
  }
}

customElements.define("gp-presets", Presets);
