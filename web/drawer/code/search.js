// Search in all modules of the engine: each line that holds the text, and a way there.

import { html, nothing } from "lit";
import { View } from "../../ui/view.js";

/** @typedef {import("../../engine/workshop-types").Found} Found */

/** Milliseconds without typing before it is looked for. */
const PAUSE_MS = 150;

class CodeSearch extends View {
  static properties = {
    modules: { attribute: false },
    text: { state: true },
    found: { state: true },
  };

  constructor() {
    super();
    /** The engine's files as they run: with an edit what was found may have moved. @type {readonly import("../../engine/workshop-types").Module[]} */
    this.modules = [];
    this.text = "";
    /** @type {Found[] | null} null: nothing has been looked for */
    this.found = null;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
  }

  get input() {
    return /** @type {HTMLInputElement} */ (this.querySelector("input"));
  }

  get results() {
    return /** @type {HTMLButtonElement[]} */ ([...this.querySelectorAll(".found button")]);
  }

  render() {
    return html`<div role="search" @keydown=${this.onKey}>
      <input
        type="search" spellcheck="false" autocapitalize="off" autocomplete="off" aria-label="Search all modules"
        placeholder="Search all modules" aria-describedby="search-told" .value=${this.text} @input=${this.onInput}
      />
      <p class="lead" id="search-told" role="status">${this.told()}</p>
      ${this.found && this.found.length > 0 ? html`<ul class="found">${this.found.map((each) => this.line(each))}</ul>` : nothing}
    </div>`;
  }

  told() {
    const { found } = this;
    if (!found) return nothing;
    const modules = new Set(found.map(({ module }) => module)).size;
    if (found.length === 0) return "No line has it.";
    const [lines, places] = [found.length === 1 ? "line" : "lines", modules === 1 ? "module" : "modules"];
    return `${found.length} ${lines} in ${modules} ${places}.`;
  }

  /** @param {Found} found */
  line({ module, line, text, start, end }) {
    const indent = text.length - text.trimStart().length;
    return html`<li><button type="button" class="bare" @click=${() => this.send({ type: "code/show", module, line })}>
      <span class="lead">${module}:${line}</span>
      <span class="text">${text.slice(indent, start)}<mark>${text.slice(Math.max(indent, start), end)}</mark>${text.slice(end)}</span>
    </button></li>`;
  }

  onInput() {
    this.text = this.input.value;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.look(), PAUSE_MS);
  }

  look() {
    const { text } = this;
    if (text.trim() === "") {
      this.found = null;
      return this.changed();
    }
    this.send({
      type: "code/search",
      text,
      reply: (/** @type {Found[]} */ found) => {
        if (text !== this.text) return;
        this.found = found;
        this.changed();
      },
    });
  }

  /** The list of modules makes room for what was found. */
  changed() {
    this.dispatchEvent(new CustomEvent("gp-found", { detail: this.found !== null, bubbles: true }));
  }

  /** Up and down through what was found; Escape ends the search. @param {KeyboardEvent} event */
  onKey(event) {
    const at = this.results.indexOf(/** @type {HTMLButtonElement} */ (event.target));
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && this.results.length > 0) {
      event.preventDefault();
      const next = at + step;
      if (next < 0) this.input.focus();
      else this.results[Math.min(next, this.results.length - 1)].focus();
    } else if (event.key === "Enter" && at < 0 && this.results.length > 0) {
      this.results[0].click();
    } else if (event.key === "Escape" && this.text !== "") {
      event.stopPropagation();
      this.text = "";
      this.input.value = "";
      this.look();
      this.input.focus();
    }
  }

  /** @param {Map<PropertyKey, unknown>} changed */
  updated(changed) {
    if (changed.has("modules") && this.text.trim() !== "") this.look();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }
}

customElements.define("gp-code-search", CodeSearch);
