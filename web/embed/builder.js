// "Embed": what of the figure an article shows, a look at the real thing, and the text to copy.

import { html, nothing } from "lit";
import { siteAddress } from "../share/site-address.js";
import { typedNumber } from "../ui/controls.js";
import { View } from "../ui/view.js";
import { HEIGHTS, STARTS, THEMES } from "./attributes.js";
import { PARTS } from "./shown-parts.js";
import { asTag, SNIPPETS } from "./snippets.js";

/** @typedef {import("../app/state-types").State} State */

/** What most articles want: the plane, the network, and a way to start. */
const USUAL = [
  "plane:output",
  "plane:measures",
  "network:diagram",
  "controls:train",
  "controls:reset",
  "controls:epochs",
];
/** Milliseconds after the last change before the preview is loaded anew. */
const REST_MS = 400;
const SCHEMES = { auto: "as the article", light: "light", dark: "dark" };
const WHEN = { seen: "once it is seen", touch: "at a touch" };

/** Chosen items, put as shortly as the attribute allows. @param {ReadonlySet<string>} chosen */
export function showOf(chosen) {
  const words = PARTS.flatMap(({ name, items }) => {
    if (items.length === 0) return chosen.has(name) ? [name] : [];
    const picked = items.filter((item) => chosen.has(`${name}:${item.name}`)).map((item) => item.name);
    return picked.length === 0 ? [] : [`${name}:${picked.join(",")}`];
  });
  return words.join(" ");
}

class Builder extends View {
  static properties = {
    state: { attribute: false },
    chosen: { state: true },
    theme: { state: true },
    autoplay: { state: true },
    start: { state: true },
    height: { state: true },
    kind: { state: true },
    script: { state: true },
    shown: { state: true },
    told: { state: true },
  };

  static paced = ["state"];

  constructor() {
    super();
    /** @type {State} */
    this.state = /** @type {any} */ (undefined);
    /** @type {ReadonlySet<string>} */
    this.chosen = new Set(USUAL);
    /** @type {(typeof THEMES)[number]} */
    this.theme = "auto";
    this.autoplay = false;
    /** @type {(typeof STARTS)[number]} */
    this.start = "seen";
    this.height = 480;
    this.kind = "tag";
    this.script = this.tagOf("embed.js", true);
    /** The document in the preview. */
    this.shown = "";
    this.told = "";
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.resting = undefined;
  }

  /** @param {string} name @param {boolean} module */
  tagOf(name, module) {
    const address = new URL(name, siteAddress()).href;
    return module
      ? `<script type="module" src="${address}"></script>`
      : `<script src="${address}" async></script>`;
  }

  connectedCallback() {
    super.connectedCallback();
    this.findScript();
    this.preview();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.resting);
  }

  /** A host that does not let other origins load its modules still serves the classic script. */
  async findScript() {
    const address = new URL("embed.js", siteAddress()).href;
    const response = await fetch(address, { method: "HEAD" }).catch(() => null);
    const open = response?.headers.get("access-control-allow-origin") === "*";
    this.script = open ? this.tagOf("embed.js", true) : this.tagOf("embed-classic.js", false);
  }

  get figure() {
    const { chosen, theme, autoplay, start, height } = this;
    return { config: this.state.config, show: showOf(chosen), theme, autoplay, start, height };
  }

  get where() {
    return { site: siteAddress(), script: this.script, description: this.state.description };
  }

  get text() {
    const kind = SNIPPETS.find(({ name }) => name === this.kind) ?? SNIPPETS[0];
    try {
      return kind.write(this.figure, this.where);
    } catch (error) {
      return /** @type {Error} */ (error).message; // too long for a link
    }
  }

  /** Loads the preview: an article with nothing in it but the very text that is copied. */
  preview() {
    clearTimeout(this.resting);
    this.resting = setTimeout(() => {
      const tag = asTag(this.figure, this.where);
      const scheme = this.theme === "auto" ? "light dark" : this.theme;
      this.shown = `<!doctype html><meta charset="utf-8"><meta name="color-scheme" content="${scheme}"><title>Preview</title>${tag}`;
    }, REST_MS);
  }

  render() {
    return html`<div class="builder">
      <div class="choose">
        ${PARTS.filter(({ items }) => items.length > 0).map((part) => this.choices(part))}
        ${this.more()}
        <fieldset>
          <legend>Look</legend>
          <label class="line">Light or dark <select @change=${this.onTheme}>
            ${THEMES.map((name) => html`<option value=${name} ?selected=${name === this.theme}>${SCHEMES[name]}</option>`)}
          </select></label>
          <label class="line">Python starts <select @change=${this.onStart}>
            ${STARTS.map((name) => html`<option value=${name} ?selected=${name === this.start}>${WHEN[name]}</option>`)}
          </select></label>
          <label>Height <input type="text" inputmode="numeric" class="height" .value=${String(this.height)} @change=${this.onHeight} /></label>
          <label class="check"><input type="checkbox" .checked=${this.autoplay} @change=${this.onAutoplay} />Trains by itself</label>
        </fieldset>
      </div>
      <div class="see">
        ${this.shown ? html`<iframe title="Preview of the figure" srcdoc=${this.shown}></iframe>` : nothing}
      </div>
      <div class="take">
        <div class="row" role="radiogroup" aria-label="Form of the text">
          ${SNIPPETS.map(
            ({ name, label }) => html`<label class="check"><input
                type="radio" name="snippet" value=${name} .checked=${name === this.kind} @change=${() => this.pick(name)}
              />${label}</label>`,
          )}
        </div>
        <textarea readonly rows="6" spellcheck="false" aria-label="Text to copy" .value=${this.text}></textarea>
        <div class="row">
          <button type="button" class="main" @click=${this.copy}>Copy</button>
          <p class="about">${SNIPPETS.find(({ name }) => name === this.kind)?.says}</p>
        </div>
        <p class="said" role="status">${this.told}</p>
      </div>
    </div>`;
  }

  /** @param {import("./shown-parts.js").Part} part */
  choices({ name, label, items }) {
    return html`<fieldset>
      <legend>${label}</legend>
      ${items.map((item) => this.choice(`${name}:${item.name}`, item.label))}
    </fieldset>`;
  }

  /** Parts that are one thing. */
  more() {
    const whole = PARTS.filter(({ items }) => items.length === 0);
    return html`<fieldset>
      <legend>More</legend>
      ${whole.map(({ name, label }) => this.choice(name, label))}
    </fieldset>`;
  }

  /** @param {string} word @param {string} says */
  choice(word, says) {
    return html`<label class="check"><input
        type="checkbox" .checked=${this.chosen.has(word)} @change=${() => this.toggle(word)}
      />${says}</label>`;
  }

  /** @param {string} word */
  toggle(word) {
    const chosen = new Set(this.chosen);
    if (!chosen.delete(word)) chosen.add(word);
    this.chosen = chosen;
    this.changed();
  }

  changed() {
    this.told = "";
    this.preview();
  }

  /** @param {string} name */
  pick(name) {
    this.kind = name;
    this.told = "";
  }

  /** @param {Event} event */
  onTheme(event) {
    this.theme = /** @type {any} */ (/** @type {HTMLSelectElement} */ (event.target).value);
    this.changed();
  }

  /** @param {Event} event */
  onStart(event) {
    this.start = /** @type {any} */ (/** @type {HTMLSelectElement} */ (event.target).value);
    this.changed();
  }

  /** @param {Event} event */
  onHeight(event) {
    const wanted = typedNumber(event, {
      now: this.height,
      low: HEIGHTS.least,
      high: HEIGHTS.most,
      whole: true,
    });
    if (wanted === null) return;
    this.height = wanted;
    this.changed();
  }

  /** @param {Event} event */
  onAutoplay(event) {
    this.autoplay = /** @type {HTMLInputElement} */ (event.target).checked;
    this.changed();
  }

  async copy() {
    try {
      await navigator.clipboard.writeText(this.text);
      this.told = "Copied.";
    } catch {
      /** @type {HTMLTextAreaElement} */ (this.querySelector("textarea")).select();
      this.told = "This browser does not let the page copy. The text is selected: copy it from its field.";
    }
  }
}

customElements.define("gp-embed-builder", Builder);
