// The code pane: the engine's modules as they run. What is changed here and applied is what trains from then on.

import { html, nothing } from "lit";
import { adopt } from "../../ui/adopt-styles.js";
import { View } from "../../ui/view.js";
import { styles } from "./code-styles.js";
import { differenceOf } from "./difference.js";
import { Editor } from "./editor.js";
import { explained, nameAt, reference, wordAt } from "./names.js";
import "./search.js";

class Code extends View {
  static properties = {
    drawer: { attribute: false },
    phase: { attribute: false },
    word: { state: true },
    around: { state: true },
    searching: { state: true },
  };

  constructor() {
    super();
    /** @type {import("../drawer-types").Drawer} */
    this.drawer = /** @type {any} */ (undefined);
    /** @type {import("../../app/state-types").State["phase"]} */
    this.phase = "booting";
    /** @type {Editor | null} */
    this.editor = null;
    /** What the editor shows: the module, the text in force beneath what is typed, and what was typed when last looked at. */
    this.shown = { module: "", text: "", draft: "" };
    /** The name at the cursor, and the function or class around it. */
    this.word = "";
    this.around = "";
    /** The list of modules makes room for what was found. */
    this.searching = false;
    /** @type {{ original: string, draft: string, blocks: ReturnType<typeof differenceOf> } | null} */
    this.compared = null;
    /** @type {unknown} the verdict, or the line, that has been marked */
    this.marked = null;
  }

  get source() {
    return this.drawer.sources[this.drawer.module];
  }

  render() {
    const { drawer, source } = this;
    if (!source && drawer.modules.length === 0) return this.waiting();
    return html`<div class="code">
      <nav class="modules" aria-label="Modules" ?data-searching=${this.searching}>
        <gp-code-search .modules=${drawer.modules} @gp-found=${(/** @type {CustomEvent<boolean>} */ event) => (this.searching = event.detail)}></gp-code-search>
        ${this.group("To be read in this order", ({ reading }) => reading !== null)}
        ${this.group("Around it", ({ reading, editable }) => reading === null && editable)}
        <details><summary>What carries it</summary>${this.group("", ({ editable }) => !editable)}</details>
      </nav>
      <div class="pane">${source ? this.pane() : this.waiting()}</div>
    </div>`;
  }

  waiting() {
    return html`<p class="lead">${this.phase === "booting" ? "As soon as Python is there, its code is shown here." : "Fetching the code."}</p>`;
  }

  /** What is beside the list of modules, which stays while another module's text is fetched. */
  pane() {
    const { drawer, source } = this;
    return html`<div class="code-bar">
        <span class="what"><b>${source.name}.py</b> <span class="lead">${this.standing()}</span></span>
        <span class="spring"></span>
        ${this.documentation()}
        ${this.exchangeable ? html`<button type="button" @click=${this.exchange} data-help="What came from outside has not replaced what you wrote here.">${this.exchangeable}</button>` : nothing}
        ${drawer.drafts[source.name] === undefined ? nothing : html`<button type="button" @click=${this.discard}>Discard</button>`}
        <button type="button" aria-disabled=${!this.restorable} @click=${this.restore}>Restore</button>
        <button type="button" class="main" aria-disabled=${!this.applicable} @click=${this.apply} data-help="Puts this text in force: training goes on with it. Control-Enter does the same.">Apply</button>
      </div>
      ${this.consent()}
      <div class="editor"></div>
      ${this.verdict()}`;
  }

  /** What code that was not typed here would change, in sight before it is put in force. */
  consent() {
    const { drawer, source } = this;
    const draft = drawer.drafts[source.name];
    if (draft === undefined || !drawer.unread.includes(source.name)) return nothing;
    return html`<section class="consent" aria-label="What it changes">
      <p>You have not typed this just now. It would change the shipped ${source.name}.py like this. Once applied it computes
        in this tab and draws on this figure; it can fetch nothing, send nothing and keep nothing.</p>
      <pre class="difference" tabindex="0">${this.differs(source.original, draft).map((block) =>
        block === null ? html`<span>…</span>` : html`<span class=${block.kind}>${block.text}</span>`,
      )}</pre>
    </section>`;
  }

  /** Worked out once for each text. @param {string} original @param {string} draft */
  differs(original, draft) {
    if (this.compared?.draft !== draft || this.compared.original !== original)
      this.compared = { original, draft, blocks: differenceOf(original, draft) };
    return this.compared.blocks;
  }

  /** The way to the page of the reference that explains the name at the cursor. */
  documentation() {
    const { module, name } = explained(this.drawer.modules, this.source.name, this.word, this.around);
    const of = module === this.source.name ? name : `${module}.${name}`;
    const page = reference(module, name);
    if (!page) return nothing;
    return html`<a href=${page} target="_blank" rel="noopener" data-help="What the reference says of the name at the cursor.">Reference${of ? `: ${of}` : ""}</a>`;
  }

  /** @param {string} label @param {(module: import("../../engine/workshop-types").Module) => boolean} which */
  group(label, which) {
    const { drawer } = this;
    return html`${label ? html`<h3>${label}</h3>` : nothing}
      <ul>${drawer.modules.filter(which).map(
        ({ name, headline, edited }) => html`<li><button
          type="button" class="bare" aria-current=${name === drawer.module ? "true" : nothing} data-help=${headline}
          @click=${() => this.send({ type: "code/show", module: name, line: null })}
        >${name}${drawer.drafts[name] === undefined ? (edited ? html` <span class="lead">edited</span>` : nothing) : html` <span class="lead">not applied</span>`}</button></li>`,
      )}</ul>`;
  }

  /** How this module stands, in words. */
  standing() {
    const { drawer, source } = this;
    if (!source.editable) return "can be read, but not changed: it carries the engine.";
    if (drawer.drafts[source.name] !== undefined) return "is changed here, and not yet in force.";
    return source.text === source.original ? "as it was shipped." : "is edited, and in force.";
  }

  /** What the button says that brings the other of two texts: the visitor's own, or the one that came from outside. */
  get exchangeable() {
    const { drafts, received } = this.drawer;
    const found = received[this.source.name];
    if (!found || found.other === null) return "";
    return found.other === found.theirs
      ? "Show the text that came"
      : drafts[this.source.name] === found.theirs
        ? "Back to your own text"
        : "Show your other text";
  }

  exchange() {
    this.send({ type: "code/exchange", module: this.drawer.module });
  }

  get restorable() {
    const { source, drawer } = this;
    return source.text !== source.original && !drawer.asked;
  }

  get applicable() {
    const { source, drawer } = this;
    return source.editable && drawer.drafts[source.name] !== undefined && !drawer.asked;
  }

  /** What came of the last edit. */
  verdict() {
    const { verdict, module, asked } = this.drawer;
    if (!verdict || verdict.module !== module)
      return html`<div class="verdict" aria-live="polite">${asked ? html`<p>Trying it out.</p>` : nothing}</div>`;
    const { applied, restored, error, checks, others } = verdict;
    const wrong = checks.filter(({ passed }) => !passed);
    return html`<div class="verdict" aria-live="polite">
      ${error ? html`<p class="wrong"><b>Not applied.</b> ${error.name}: ${error.message}${error.line ? ` (line ${error.line})` : ""} The network goes on as before.</p><pre class="traceback" tabindex="0" aria-label="Python's account">${error.traceback}</pre>` : nothing}
      ${applied ? html`<p><b>${restored ? "Restored." : "In force."}</b> ${this.checked(checks.length, wrong.length)}${others > 0 ? ` It holds for all ${others + 1} figures of this page: they share one Python.` : nothing}</p>` : nothing}
      ${wrong.map(({ message }) => html`<pre class="wrong" tabindex="0">${message}</pre>`)}
    </div>`;
  }

  /** @param {number} count @param {number} wrong */
  checked(count, wrong) {
    if (wrong > 0)
      return "It runs, but the gradient check found a derivative that is wrong: training will go astray.";
    return count > 0
      ? `The gradient check has looked at it: every derivative is right.`
      : "Training goes on with it.";
  }

  apply() {
    if (this.applicable && this.editor)
      this.send({ type: "code/apply", module: this.drawer.module, text: this.editor.text });
  }

  restore() {
    if (this.restorable) this.send({ type: "code/restore", module: this.drawer.module });
  }

  discard() {
    const { name, text } = this.source;
    this.send({ type: "code/draft", module: name, text });
    this.shown = { module: "", text: "", draft: "" };
  }

  updated() {
    adopt(this, styles);
    const { drawer, source } = this;
    const parent = /** @type {HTMLElement | null} */ (this.querySelector(".editor"));
    if (!parent || !source) return;
    if (this.editor?.view.dom.parentElement !== parent) {
      this.editor?.destroy();
      this.editor = new Editor(parent, {
        onChange: (text) => this.send({ type: "code/draft", module: this.drawer.module, text }),
        onApply: () => this.apply(),
        onMove: (line, column) => {
          const text = this.editor?.text ?? "";
          this.around = nameAt(text, line);
          this.word = wordAt(text.split("\n")[line - 1] ?? "", column);
        },
      });
      this.shown = { module: "", text: "", draft: "" };
    }
    const text = drawer.drafts[source.name] ?? source.text;
    if (this.shown.module !== source.name || this.shown.text !== source.text || this.shown.draft !== text) {
      if (this.shown.module !== source.name || text !== this.editor.text)
        this.editor.show({ name: source.name, text, editable: source.editable });
      if (this.shown.module !== source.name || this.shown.text !== source.text) this.marked = null;
      this.shown = { module: source.name, text: source.text, draft: text };
    }
    this.mark();
  }

  /** Marks the line at fault, or the one that was asked for. */
  mark() {
    const { verdict, line, module } = this.drawer;
    const fault = verdict?.module === module ? (verdict.error?.line ?? null) : null;
    const wanted = fault ?? line;
    const key = `${module} ${wanted} ${fault}`;
    if (key === this.marked) return;
    this.marked = key;
    this.editor?.mark(wanted, fault ? "bad" : "marked");
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.editor?.destroy();
    this.editor = null;
  }
}

customElements.define("gp-code", Code);
