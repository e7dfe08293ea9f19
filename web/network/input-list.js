// The inputs that a network could have: a button opens the list of them, and one ticks those that it is to see.

import { html } from "lit";
import { icons } from "../ui/icons.js";
import { maths } from "../ui/maths.js";
import { View } from "../ui/view.js";
import { inputsToChoose, toggled } from "./network-shape.js";

/** Pixels from the button, and from the window's edge. */
const GAP = 4;
const EDGE = 12;

class InputList extends View {
  static properties = {
    config: { attribute: false },
    description: { attribute: false },
  };

  constructor() {
    super();
    /** @type {import("../engine/types").Config} */
    this.config = /** @type {any} */ (undefined);
    /** @type {import("../engine/types").Description} */
    this.description = /** @type {any} */ (undefined);
  }

  render() {
    const { config, description } = this;
    const { features } = config;
    const full = features.length >= (description.limits.max_features ?? 16);
    const choices = inputsToChoose(config, description);
    const first = choices.find(({ name }) => !features.includes(name));
    return html`<button
        type="button" class="opener" popovertarget="input-list" aria-haspopup="dialog" aria-label="Add an input" data-help="What else the network may be shown of a point."
      >${icons.plus}input</button>
      <div id="input-list" class="input-list" popover role="dialog" aria-label="Inputs" @beforetoggle=${this.place} @toggle=${this.enter}>
        ${choices.map((choice) => {
          const on = features.includes(choice.name);
          return html`<label class="check"
            ><input
              type="checkbox" aria-label=${choice.label} aria-description=${choice.help} ?data-first=${choice === first}
              .checked=${on} ?disabled=${on ? features.length < 2 : full}
              @change=${() => this.set("features", toggled(config, description, choice.name))}
            /><span class="name">${maths(choice.label)}</span><span class="lead">${choice.help}</span></label
          >`;
        })}
        <div class="row">
          <button type="button" class="bare" @click=${this.write}>A formula of your own…</button>
          <span class="spring"></span>
          <button type="button" class="bare" popovertarget="input-list" popovertargetaction="hide">Close</button>
        </div>
      </div>`;
  }

  get opener() {
    return /** @type {HTMLElement} */ (this.querySelector(".opener"));
  }

  get list() {
    return /** @type {HTMLElement} */ (this.querySelector("#input-list"));
  }

  /** Below its button, within the window; it scrolls with the page. @param {ToggleEvent} event before it opens or closes */
  place({ newState }) {
    const { list, opener } = this;
    if (newState !== "open") {
      // Browsers forget where the focus was, where the button lies in a shadow tree.
      if (list.matches(":focus-within")) opener.focus({ preventScroll: true });
      return;
    }
    const button = opener.getBoundingClientRect();
    list.style.display = "block"; // or it had no size yet
    const { width, height } = list.getBoundingClientRect();
    const { clientWidth } = document.documentElement;
    list.style.display = "";
    const left = Math.max(EDGE, Math.min(button.left, clientWidth - width - EDGE));
    const top = Math.max(EDGE, Math.min(button.bottom + GAP, innerHeight - height - EDGE));
    list.style.left = `${left + scrollX}px`;
    list.style.top = `${top + scrollY}px`;
  }

  /** The first one that is off is at hand for the keys. @param {ToggleEvent} event */
  enter({ newState }) {
    if (newState === "open")
      /** @type {HTMLElement | null} */ (this.querySelector("[data-first]"))?.focus({ preventScroll: true });
  }

  write() {
    this.list.hidePopover();
    this.dispatchEvent(new CustomEvent("gp-write-input", { bubbles: true }));
  }
}

customElements.define("gp-input-list", InputList);
