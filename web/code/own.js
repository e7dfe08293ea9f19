// An activation of one's own: typed as an expression, with its curve and its derivative drawn at once.

import { html, nothing, svg } from "lit";
import { adopt } from "../mathematics/adopt.js";
import { styles as mathematics } from "../mathematics/styles.js";
import { View } from "../views/view.js";
import { styles } from "./styles.js";
import "../mathematics/formula.js";

/** @typedef {import("../engine/workshop-types").OwnActivation} OwnActivation */

/** Milliseconds without typing before the curve is drawn. */
const PAUSE_MS = 250;
const EXAMPLES = ["z * exp(-z**2)", "sin(z) + 0.3 * z", "max(0, z)", "exp(-z**2)", "z / (1 + abs(z))"];
const [WIDTH, HEIGHT] = [420, 200];

class Own extends View {
  static properties = {
    phase: { attribute: false },
    name: { state: true },
    expression: { state: true },
    answer: { state: true },
    problem: { state: true },
    added: { state: true },
  };

  constructor() {
    super();
    /** @type {import("../state/types").State["phase"]} */
    this.phase = "booting";
    this.name = "mine";
    this.expression = EXAMPLES[0];
    /** @type {OwnActivation | null} */
    this.answer = null;
    this.problem = "";
    this.added = "";
    this.asked = "";
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
  }

  render() {
    return html`<div class="own">
      <form @submit=${this.onSubmit}>
        <p class="lead">An activation is any function of one number. Type it in Python, with <code>z</code> for the sum;
          the derivative is found for you, and checked.</p>
        <label><span><i>f</i>(<i>z</i>) =</span><input
          type="text" spellcheck="false" autocapitalize="off" aria-label="Expression in z" .value=${this.expression}
          aria-invalid=${this.problem !== ""} aria-describedby="own-problem" @input=${(/** @type {Event} */ event) => this.put("expression", event)}
        /></label>
        <label><span>name</span><input
          type="text" spellcheck="false" autocapitalize="off" aria-label="Name" .value=${this.name}
          @input=${(/** @type {Event} */ event) => this.put("name", event)}
        /></label>
        <p class="wrong" id="own-problem" aria-live="polite">${this.problem}</p>
        <div class="row">
          <button type="submit" class="main" aria-disabled=${!this.answer || this.problem !== ""}>Add to the activations</button>
          <span class="lead" role="status">${this.added ? `“${this.added}” is in the menus of the layers now.` : nothing}</span>
        </div>
        <p class="lead">For instance ${EXAMPLES.map((text) => html`<button type="button" class="bare" @click=${() => this.take(text)}><code>${text}</code></button> `)}</p>
      </form>
      ${this.answer ? this.shown(this.answer) : nothing}
    </div>`;
  }

  /** @param {OwnActivation} answer */
  shown({ formula, slope_formula, curve }) {
    return html`<figure>
      ${this.drawing(curve)}
      <figcaption>
        <span class="key"><i class="line"></i><gp-formula .latex=${formula} inline></gp-formula></span>
        <span class="key"><i class="slope"></i><gp-formula .latex=${slope_formula} inline></gp-formula></span>
      </figcaption>
    </figure>`;
  }

  /** @param {OwnActivation["curve"]} curve */
  drawing({ x, y, slope }) {
    const all = [...y, ...slope].filter((v) => v !== null).map((v) => Math.max(-6, Math.min(6, v)));
    const [low, high] = [Math.min(0, ...all), Math.max(0.5, ...all)];
    const px = (/** @type {number} */ v) => 8 + ((v + 6) / 12) * (WIDTH - 16);
    const py = (/** @type {number} */ v) => HEIGHT - 12 - ((v - low) / (high - low)) * (HEIGHT - 24);
    const line = (/** @type {(number | null)[]} */ values) =>
      values.map((v, i) => (v === null ? "" : `${px(x[i]).toFixed(1)},${py(v).toFixed(1)}`)).join(" ");
    return html`<svg class="curve" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="The curve and its derivative, from z = −6 to 6">
      ${svg`<line class="axis" x1="8" x2=${WIDTH - 8} y1=${py(0)} y2=${py(0)} /><line class="axis" x1=${px(0)} x2=${px(0)} y1="6" y2=${HEIGHT - 6} />
      <polyline class="slope" points=${line(slope)} /><polyline class="line" points=${line(y)} />
      <text x=${WIDTH - 8} y=${py(0) - 5} text-anchor="end">z = 6</text><text x="8" y=${py(0) - 5}>−6</text>`}
    </svg>`;
  }

  /** @param {"name" | "expression"} field @param {Event} event */
  put(field, event) {
    this[field] = /** @type {HTMLInputElement} */ (event.target).value;
    this.added = "";
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(false), PAUSE_MS);
  }

  /** @param {string} text */
  take(text) {
    this.expression = text;
    this.added = "";
    this.ask(false);
  }

  /** @param {boolean} add */
  ask(add) {
    const { name, expression } = this;
    this.asked = `${name} ${expression}`;
    const mine = this.asked;
    this.send({
      type: "own",
      name,
      expression,
      add,
      reply: (answer, problem) => {
        if (mine !== this.asked) return; // something else has been typed since
        this.problem = problem;
        if (answer) this.answer = answer;
        if (answer && add) this.added = name;
      },
    });
  }

  /** @param {Event} event */
  onSubmit(event) {
    event.preventDefault();
    if (this.answer && this.problem === "") this.ask(true);
  }

  updated() {
    adopt(this, mathematics);
    adopt(this, styles);
    if (this.phase !== "booting" && this.asked === "") this.ask(false);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }
}

customElements.define("gp-own", Own);
