// Share and save: the figure as a link, as files to take along, and files to open. A quiet button, and what it opens.

import { html, nothing } from "lit";
import { isEdited } from "../config/code-texts.js";
import { toCsv } from "../csv/csv.js";
import { icons } from "../ui/icons.js";
import { isField } from "../ui/is-field.js";
import { save } from "../ui/save-file.js";
import { View } from "../ui/view.js";
import { bytesOf } from "./drop-and-paste.js";
import { EXPORTS } from "./file-kinds.js";
import { linkOf } from "./import-export.js";
import { PICTURES } from "./pictures.js";
import { siteAddress } from "./site-address.js";

/** @typedef {import("../app/state-types").State} State */

/** A file has no address that others could open. */
const ABOUT_LINK = __SINGLE_FILE__
  ? "This page is a file on this computer, and so is where the link leads. Pasted into any other Gradpad, it opens there too."
  : "The link holds everything that was chosen and drawn. Nothing is sent anywhere.";

class Share extends View {
  static properties = {
    state: { attribute: false },
    theme: { attribute: false },
    painters: { attribute: false },
    shown: { state: true },
    weights: { state: true },
    code: { state: true },
    told: { state: true },
  };

  static paced = ["state"];

  constructor() {
    super();
    /** @type {State} */
    this.state = /** @type {any} */ (undefined);
    /** @type {import("../ui/theme.js").Theme | null} */
    this.theme = null;
    /** @type {import("./pictures.js").Painters | null} */
    this.painters = null;
    this.shown = false;
    this.weights = false;
    this.code = true;
    /** What has just been done, or why not. */
    this.told = "";
    /** @type {import("../app/state-types").Notice | null} what the page said already */
    this.known = null;
  }

  /** What the page says lies behind the dialog: of what goes wrong meanwhile, it has to speak itself. */
  get said() {
    const { notice } = this.state;
    return notice?.kind === "error" && notice !== this.known ? notice.message : this.told;
  }

  /** While it is closed, the state of the figure changes nothing here. @param {Map<PropertyKey, unknown>} changed */
  shouldUpdate(changed) {
    const idle = this.hasUpdated && !this.shown && !changed.has("shown");
    return !idle && super.shouldUpdate(changed);
  }

  render() {
    return html`
      <button
        type="button" class="bare opener" aria-haspopup="dialog" data-help="A link to this figure, files to take along, and files to open."
        @click=${this.open}
      >${icons.share}<span>Share and save</span></button>
      <dialog class="share" aria-labelledby="share-title" @close=${this.closed} @click=${this.onBackdrop}
        @paste=${this.onIncoming} @drop=${this.onIncoming}
      >
        ${this.shown ? this.content() : nothing}
      </dialog>
    `;
  }

  content() {
    return html`<div class="sheet">
      <div class="head">
        <h2 id="share-title">Share and save</h2><span class="spring"></span>
        <button type="button" class="bare icon" aria-label="Close" @click=${this.close}>${icons.close}</button>
      </div>
      ${this.linkPart()}
      ${this.embedPart()}
      <section aria-labelledby="save-title">
        <h3 id="save-title">Take it along</h3>
        <ul class="files">
          ${EXPORTS.map((entry) => this.entry(entry.label, entry.help, () => this.take(entry)))}
          ${PICTURES.map((picture) => this.entry(picture.label, picture.help, () => this.draw(picture)))}
        </ul>
      </section>
      <section aria-labelledby="open-title">
        <h3 id="open-title">Open</h3>
        <div class="row">
          <button type="button" @click=${() => this.chooser.click()}>Open a file…</button>
          <p class="about">
            A session, weights, or points as CSV or JSON. A file can also be dropped on the page, and a table pasted.
          </p>
        </div>
        <input type="file" hidden aria-label="File to open" accept=".json,.csv,.tsv,.txt,.npz" @change=${this.choose} />
      </section>
      <p class="said" role="status">${this.said}</p>
    </div>`;
  }

  linkPart() {
    const { address, error } = this.link;
    const chosen = (/** @type {Event} */ event) => /** @type {HTMLInputElement} */ (event.target).checked;
    return html`<section aria-labelledby="link-title">
      <h3 id="link-title">Link</h3>
      <div class="row">
        <input
          type="text" readonly aria-label="Share link" .value=${address} aria-invalid=${error ? "true" : "false"}
          @focus=${(/** @type {Event} */ event) => /** @type {HTMLInputElement} */ (event.target).select()}
        />
        <button type="button" class="main" aria-disabled=${error !== null} @click=${this.copy}>Copy link</button>
      </div>
      <div class="row">
        <label class="check"
          ><input
            type="checkbox" .checked=${this.weights} @change=${(/** @type {Event} */ e) => (this.weights = chosen(e))}
          />With the present weights</label>
        ${
          isEdited(this.state.drawer)
            ? html`<label class="check"
              ><input
                type="checkbox" .checked=${this.code} @change=${(/** @type {Event} */ e) => (this.code = chosen(e))}
              />With the changed Python</label>`
            : nothing
        }
      </div>
      <p class="about">${error ?? ABOUT_LINK}</p>
    </section>`;
  }

  embedPart() {
    if (__SINGLE_FILE__) return nothing;
    return html`<section aria-labelledby="embed-part-title">
      <h3 id="embed-part-title">Embed</h3>
      <div class="row">
        <button type="button" @click=${this.embed}>Embed in an article…</button>
        <p class="about">The figure, or some of its parts, alive in a page of your own.</p>
      </div>
    </section>`;
  }

  embed() {
    this.close();
    this.dispatchEvent(new CustomEvent("gp-open-embed", { bubbles: true }));
  }

  /** @param {string} label @param {string} help @param {() => void} press */
  entry(label, help, press) {
    return html`<li><button type="button" @click=${press}>${label}</button><span class="about">${help}</span></li>`;
  }

  get dialog() {
    return /** @type {HTMLDialogElement} */ (this.querySelector("dialog"));
  }

  get chooser() {
    return /** @type {HTMLInputElement} */ (this.querySelector('input[type="file"]'));
  }

  /** @returns {{ address: string, error: string | null }} */
  get link() {
    try {
      return { address: `${siteAddress()}#${linkOf(this.state, this)}`, error: null };
    } catch (error) {
      return { address: "", error: /** @type {Error} */ (error).message };
    }
  }

  async open() {
    this.told = "";
    this.known = this.state.notice;
    this.shown = true;
    await this.updateComplete;
    this.dialog.showModal();
  }

  close() {
    this.dialog.close();
  }

  closed() {
    this.shown = false;
  }

  /** What is dropped or pasted is opened by the figure, and spoken of there. @param {Event} event */
  onIncoming(event) {
    if (!isField(event.composedPath()[0])) this.close();
  }

  /** @param {Event} event */
  onBackdrop(event) {
    if (event.target === this.dialog) this.close();
  }

  async copy() {
    const { address, error } = this.link;
    if (error) return;
    try {
      await navigator.clipboard.writeText(address);
      this.told = `Copied: a link of ${address.length} characters.`;
    } catch {
      // Forbidden in a frame, say: then it is at least ready to be copied by hand.
      /** @type {HTMLInputElement} */ (this.querySelector('[aria-label="Share link"]')).select();
      this.told = "This browser does not let the page copy. The link is selected: copy it from its field.";
    }
  }

  /** @param {(typeof EXPORTS)[number]} entry */
  take({ format, name, type }) {
    const give = (/** @type {string | Uint8Array} */ content) => {
      save(new Blob([/** @type {BlobPart} */ (content)], { type }), name);
      this.told = `Saved: ${name}`;
    };
    // The points are here: nothing needs to be asked of Python.
    if (format === "csv") return give(toCsv(this.state.data));
    const { phase, notice } = this.state;
    this.known = notice;
    if (phase === "failed")
      this.told = "Python could not be started, and it is Python that writes this file.";
    else {
      this.told = phase === "booting" ? "It is saved as soon as Python is there." : "Being written.";
      this.send({ type: "share/export", format, reply: give });
    }
  }

  /** @param {import("./pictures.js").Picture} picture */
  draw(picture) {
    const { stills: count } = picture;
    if (count === undefined) return this.give(picture, []);
    if (this.state.timeline.moments.length < 2) {
      this.told = "There is no run yet: train first.";
      return;
    }
    this.told = picture.meanwhile ?? "";
    const reply = (/** @type {import("./pictures.js").Still[]} */ stills) => this.give(picture, stills);
    this.send({ type: "timeline/stills", count, reply });
  }

  /** @param {import("./pictures.js").Picture} picture @param {import("./pictures.js").Still[]} stills */
  async give(picture, stills) {
    if (!this.theme || !this.painters) return;
    try {
      const { blob, name } = await picture.draw(this.painters, this.state, this.theme, stills);
      save(blob, name);
      this.told = `Saved: ${name}`;
    } catch {
      this.told = "This picture could not be drawn here.";
    }
  }

  async choose() {
    const file = this.chooser.files?.[0];
    if (!file) return;
    const content = await bytesOf(file);
    this.close(); // what there is to say about it is said on the page
    this.send({ type: "share/open", content });
  }
}

customElements.define("gp-share", Share);
