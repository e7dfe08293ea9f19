// The toolbar: one stop for the Tab key, and arrow keys from tool to tool.

import { html } from "lit";
import { icons } from "../ui/icons.js";
import { View } from "../ui/view.js";
import { toolsFor } from "./tool-list.js";

/** @typedef {import("../app/state-types").Tool} Tool */

const STEPS = /** @type {Record<string, number>} */ ({
  ArrowRight: 1,
  ArrowDown: 1,
  ArrowLeft: -1,
  ArrowUp: -1,
});

class Toolbar extends View {
  static properties = { tool: { attribute: false }, task: { attribute: false } };

  constructor() {
    super();
    /** @type {Tool} */
    this.tool = "spray";
    /** @type {import("../app/state-types").Task} */
    this.task = "classes";
  }

  render() {
    return html`<div class="choices" role="toolbar" aria-label="Tools" @keydown=${this.onKey}>
      ${toolsFor(this.task).map(({ tool, label, key, help, icon }) => {
        const pressed = tool === this.tool;
        return html`<button
          type="button" class="bare icon" aria-label=${label} aria-pressed=${pressed} tabindex=${pressed ? 0 : -1}
          aria-keyshortcuts=${key.toUpperCase()} data-help=${`${label} (${key.toUpperCase()}). ${help}`}
          @click=${() => this.choose(tool)}
        >${icons[icon ?? tool]}</button>`;
      })}
    </div>`;
  }

  /** @param {Tool} tool */
  choose(tool) {
    this.send({ type: "sketchpad/set-tool", tool });
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    const buttons = [...this.querySelectorAll("button")];
    const at = buttons.indexOf(/** @type {HTMLButtonElement} */ (event.target));
    const ends = /** @type {Record<string, number>} */ ({ Home: 0, End: buttons.length - 1 });
    const step = STEPS[event.key];
    const next = step === undefined ? ends[event.key] : (at + step + buttons.length) % buttons.length;
    if (at < 0 || next === undefined) return;
    event.preventDefault();
    buttons[next].focus();
  }
}

customElements.define("gp-toolbar", Toolbar);
