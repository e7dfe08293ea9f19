// A choice of one's own: typed as an expression, drawn with its derivative at once, used and taken back by one click.

import { html, nothing } from "lit";
import { adopt } from "../../ui/adopt-styles.js";
import { View } from "../../ui/view.js";
import { pictures } from "./custom-pictures.js";
import { styles } from "./custom-styles.js";
import { KINDS } from "./kinds.js";
import "../../ui/formula.js";

/** @typedef {import("../../engine/workshop-types").OwnAnswer} OwnAnswer */
/** @typedef {import("../../engine/workshop-types").OwnKind} OwnKind */
/** @typedef {import("../../engine/workshop-types").OwnWish} OwnWish */

/** Milliseconds without typing before it is drawn. */
const PAUSE_MS = 200;

class Custom extends View {
  static properties = {
    phase: { attribute: false },
    theme: { attribute: false },
    custom: { attribute: false },
    answer: { state: true },
    refusal: { state: true },
    busy: { state: true },
  };

  constructor() {
    super();
    /** @type {import("../../app/state-types").State["phase"]} */
    this.phase = "booting";
    /** @type {import("../../ui/theme.js").Theme | null} */
    this.theme = null;
    /** What is typed and in use. @type {import("../drawer-types").Custom} */
    this.custom = /** @type {any} */ (undefined);
    /** @type {OwnAnswer | null} */
    this.answer = null;
    /** What could not be done, where the answer itself does not say it. */
    this.refusal = "";
    this.busy = false;
    this.asked = "";
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
  }

  get kind() {
    return this.custom.kind;
  }

  /** The choice that one can make here. */
  get chosen() {
    return /** @type {typeof KINDS[number]} */ (KINDS.find(({ kind }) => kind === this.kind));
  }

  /** What is typed; before anything is, an example. @returns {OwnWish} */
  get wish() {
    const { kind, named, examples } = this.chosen;
    const example = { kind, name: named ? "mine" : "", expression: examples[0], task: "classification" };
    return this.custom.wishes[kind] ?? /** @type {OwnWish} */ (example);
  }

  render() {
    const { wish, chosen, custom } = this;
    const { problem = null, checked = "" } = this.answer ?? {};
    const now = custom.used[this.kind];
    return html`<div class="custom">
      <form @submit=${this.onSubmit}>
        <div class="custom-kinds" role="radiogroup" aria-label="What to make">
          ${KINDS.map(
            ({ kind, label }) =>
              html`<label class="check"><input type="radio" name="custom-kind" .checked=${kind === this.kind} @change=${() => this.turn(kind)} />${label}</label>`,
          )}
        </div>
        <p class="lead">${chosen.says}</p>
        <label><span>${chosen.left}</span><input
          type="text" spellcheck="false" autocapitalize="off" autocomplete="off" aria-label=${chosen.field} .value=${wish.expression}
          aria-invalid=${problem?.field === "expression"} aria-describedby="custom-problem" @input=${(/** @type {Event} */ event) => this.put("expression", event)}
        /></label>
        ${
          chosen.named
            ? html`<label><span>name</span><input
          type="text" spellcheck="false" autocapitalize="off" autocomplete="off" aria-label="Name" .value=${wish.name}
          aria-invalid=${problem?.field === "name"} aria-describedby="custom-problem" @input=${(/** @type {Event} */ event) => this.put("name", event)}
        /></label>`
            : nothing
        }
        ${
          this.kind === "data"
            ? html`<label><span>is</span><select aria-label="What it is" .value=${wish.task} @change=${(/** @type {Event} */ event) => this.put("task", event)}>
          <option value="classification">a border: above zero is class 1</option>
          <option value="regression">the value itself</option>
        </select></label>`
            : nothing
        }
        <div class="custom-verdict" id="custom-problem" aria-live="polite">
          ${problem ? html`<p class="wrong">${problem.message}</p>${this.place(problem)}` : nothing}
          ${this.refusal ? html`<p class="wrong">${this.refusal}</p>` : nothing}
          ${!problem && !this.refusal && checked ? html`<p>${checked}</p>` : nothing}
        </div>
        <div class="row">
          <button type="submit" class="main" aria-disabled=${!this.usable}>${chosen.use}</button>
          ${now ? html`<button type="button" aria-disabled=${this.busy} @click=${this.onLeave}>Take it back</button>` : nothing}
        </div>
        <p class="lead" role="status">${now ? html`<code>${now.name || now.expression}</code> ${chosen.used}` : nothing}</p>
        <p class="lead">For instance ${chosen.examples.map((text) => html`<button type="button" class="bare" @click=${() => this.take(text)}><code>${text}</code></button> `)}</p>
        ${this.knows()}
      </form>
      ${this.answer ? this.shown(this.answer) : nothing}
    </div>`;
  }

  get usable() {
    const { answer, busy, wish } = this;
    return !!answer && !answer.problem && !busy && this.asked === JSON.stringify(wish);
  }

  /** The expression with the place at fault marked. @param {NonNullable<OwnAnswer["problem"]>} problem */
  place({ field, place }) {
    if (!place || field !== "expression") return nothing;
    const { expression } = this.wish;
    const [start, end] = place;
    return html`<p class="custom-place"><code>${expression.slice(0, start)}<mark>${expression.slice(start, end)}</mark>${expression.slice(end)}</code>
      <span class="hidden">At character ${start + 1}.</span></p>`;
  }

  /** What may stand in it, as the engine says. */
  knows() {
    if (!this.answer) return nothing;
    const { variables, functions, constants } = this.answer.knows;
    return html`<details><summary>What may stand in it</summary>
      <p class="lead">Numbers, <code>${variables.join(" ")}</code>, <code>${constants.join(" ")}</code>, <code>+ - * / **</code>,
        brackets, and <code>${functions.join(" ")}</code>. It is read, not run.</p>
    </details>`;
  }

  /** @param {OwnAnswer} answer */
  shown(answer) {
    const { formula, slopes, curves, code, problem } = answer;
    if (!formula) return nothing;
    const lined = curves.length > 0;
    return html`<figure class=${problem ? "stale" : ""}>
      ${problem ? html`<p class="lead">Still the last one that could be used:</p>` : nothing}
      ${pictures(answer, this.theme)}
      <figcaption>
        <span class="key">${lined ? html`<i class="line"></i>` : nothing}<gp-formula .latex=${formula} inline></gp-formula></span>
        ${slopes.map((slope) => html`<span class="key">${lined ? html`<i class="slope"></i>` : nothing}<gp-formula .latex=${slope} inline></gp-formula></span>`)}
      </figcaption>
      ${code ? html`<details><summary>As code of the engine</summary><pre class="custom-code" tabindex="0" aria-label="The class that it becomes">${code}</pre></details>` : nothing}
    </figure>`;
  }

  /** @param {OwnKind} kind */
  turn(kind) {
    this.type(kind, null);
    this.answer = null;
    this.refusal = "";
    this.look();
  }

  /** Here at once, and in the state, where it outlives this element. @param {OwnKind} kind @param {OwnWish | null} wish */
  type(kind, wish) {
    const { wishes } = this.custom;
    this.custom = { ...this.custom, kind, wishes: wish ? { ...wishes, [kind]: wish } : wishes };
    this.send({ type: "custom/type", kind, wish });
  }

  /** @param {"name" | "expression" | "task"} field @param {Event} event */
  put(field, event) {
    const { value } = /** @type {HTMLInputElement | HTMLSelectElement} */ (event.target);
    this.type(this.kind, { ...this.wish, [field]: value });
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.look(), PAUSE_MS);
  }

  /** @param {string} expression */
  take(expression) {
    this.type(this.kind, { ...this.wish, expression });
    this.look();
  }

  look() {
    const { wish } = this;
    const mine = JSON.stringify(wish);
    this.asked = mine;
    this.send({
      type: "custom/preview",
      wish,
      reply: (answer, refusal) => mine === this.asked && this.hear(answer, refusal),
    });
  }

  /** @param {OwnAnswer | null} answer @param {string} refusal */
  hear(answer, refusal) {
    this.refusal = refusal;
    // While something is wrong, the last picture that was right stays in sight.
    if (answer)
      this.answer = answer.problem && this.answer ? { ...this.answer, problem: answer.problem } : answer;
  }

  /** @param {Event} event */
  onSubmit(event) {
    event.preventDefault();
    if (!this.usable) return;
    const { wish } = this;
    this.busy = true;
    this.send({
      type: "custom/use",
      wish,
      reply: (answer, refusal) => {
        this.busy = false;
        this.refusal = answer?.problem ? "" : refusal;
      },
    });
  }

  onLeave() {
    const wish = this.custom.used[this.kind];
    if (!wish || this.busy) return;
    this.busy = true;
    this.send({
      type: "custom/remove",
      wish,
      reply: (refusal) => {
        this.busy = false;
        this.refusal = refusal;
      },
    });
  }

  updated() {
    adopt(this, styles);
    if (this.phase !== "booting" && this.asked === "") this.look();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }
}

customElements.define("gp-custom", Custom);
