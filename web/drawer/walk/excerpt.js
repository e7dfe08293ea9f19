// The lines of the engine that do a step, with the one that is at work lit.

import { html, nothing } from "lit";
import { View } from "../../ui/view.js";
import { lines } from "./python-names.js";

/** Lines shown of a long function, around the one that is lit. */
const MOST = 30;

/** @type {Map<string, import("./python-names.js").Token[][]>} */
const coloured = new Map();

/** @param {string} text */
function linesOf(text) {
  if (!coloured.has(text)) {
    if (coloured.size > 40) coloured.clear();
    coloured.set(text, lines(text));
  }
  return /** @type {import("./python-names.js").Token[][]} */ (coloured.get(text));
}

class Excerpt extends View {
  static properties = {
    places: { attribute: false },
    sources: { attribute: false },
    chosen: { state: true },
  };

  constructor() {
    super();
    /** @type {import("../../engine/workshop-types").SourceLines[]} */
    this.places = [];
    /** @type {Record<string, import("../../engine/workshop-types").Source>} */
    this.sources = {};
    this.chosen = 0;
  }

  /** @param {Map<PropertyKey, unknown>} changed */
  willUpdate(changed) {
    if (changed.has("places")) this.chosen = 0;
  }

  render() {
    const place = this.places[this.chosen] ?? this.places[0];
    if (!place)
      return html`<p class="lead">The line that does this carries no mark any more, because the code has been edited.</p>`;
    const source = this.sources[place.module];
    return html`
      <div class="excerpt-head">
        <span><b>${place.module}.py</b> ${place.function}, line ${place.line}</span>
        <span class="spring"></span>
        <button type="button" class="bare" @click=${() => this.send({ type: "code/show", module: place.module, line: place.line })}>Open in Code</button>
      </div>
      <pre class="excerpt" tabindex="0" aria-label=${`Lines of ${place.module}.py`}><code>${source ? this.code(place, linesOf(source.text)) : nothing}</code></pre>
      ${this.others(place)}
    `;
  }

  /** @param {import("../../engine/workshop-types").SourceLines} place @param {import("./python-names.js").Token[][]} all */
  code(place, all) {
    const first =
      place.last - place.first > MOST ? Math.max(place.first, place.line - MOST / 2) : place.first;
    const last = Math.min(place.last, first + MOST);
    const rows = [];
    for (let line = first; line <= last; line += 1) {
      const lit = line === place.line;
      rows.push(
        html`<span class="line" ?data-lit=${lit} aria-current=${lit ? "true" : nothing}><span class="n" aria-hidden="true">${line}</span>${(
          all[line - 1] ?? []
        ).map(({ kind, text }) =>
          kind === "plain" ? text : html`<span class=${kind}>${text}</span>`,
        )}</span>`,
      );
    }
    return rows;
  }

  /** @param {import("../../engine/workshop-types").SourceLines} place */
  others(place) {
    if (this.places.length < 2) return nothing;
    return html`<p class="excerpt-others">${this.places.map((each, i) =>
      each === place
        ? nothing
        : html`<button type="button" class="bare" @click=${() => this.choose(i)}>${i === 0 ? "Back to" : "See also"} ${each.module}.py, line ${each.line}</button>`,
    )}</p>`;
  }

  /** @param {number} index */
  choose(index) {
    this.chosen = index;
  }

  updated() {
    const place = this.places[this.chosen];
    if (place && !this.sources[place.module]) this.send({ type: "code/fetch", module: place.module });
    const box = this.querySelector("pre");
    const line = /** @type {HTMLElement | null} */ (this.querySelector("[data-lit]"));
    if (box && line) box.scrollTop = line.offsetTop - box.clientHeight / 2;
  }
}

customElements.define("gp-excerpt", Excerpt);
