// A question to try, and a check that recognises when it is done: <gp-task check="layers" for="pad">…</gp-task>.

import { css, html, LitElement } from "lit";
import { tokens } from "../ui/tokens.js";
import { CHECKS, FIGURES } from "./checks.js";

class Task extends LitElement {
  static properties = { check: { type: String }, for: { type: String }, verdict: { state: true } };

  static styles = [
    tokens,
    css`
      :host {
        display: block;
        box-sizing: border-box;
        margin: 32px 0;
        padding: 16px 20px;
        border: 1px solid var(--ink);
        border-left-width: 4px;
        border-radius: var(--radius);
        background: var(--raised);
        color: var(--ink);
      }
      h2 {
        margin: 0 0 4px;
        font-size: 1rem;
      }
      p {
        margin: 8px 0 0;
        font-size: var(--small);
        color: var(--soft);
      }
      p.done {
        color: var(--ink);
        font-weight: 700;
      }
    `,
  ];

  constructor() {
    super();
    this.check = "";
    this.for = "";
    /** @type {import("./checks.js").Facts} */
    this.facts = { figures: {}, snapshot: null, config: null, walk: null };
    /** @type {import("./checks.js").Verdict} */
    this.verdict = { done: false, says: "" };
    /** Once done it stays done. */
    this.done = false;
  }

  connectedCallback() {
    super.connectedCallback();
    document.addEventListener("gp-figure", this.onFigure);
    document.addEventListener("gradpad-snapshot", this.look);
    document.addEventListener("gradpad-change", this.look);
    document.addEventListener("gradpad-walk", this.onWalk);
    this.look();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener("gp-figure", this.onFigure);
    document.removeEventListener("gradpad-snapshot", this.look);
    document.removeEventListener("gradpad-change", this.look);
    document.removeEventListener("gradpad-walk", this.onWalk);
  }

  onFigure = (/** @type {Event} */ event) => {
    const { target, detail } = /** @type {CustomEvent} */ (event);
    this.facts.figures[/** @type {Element} */ (target).localName] = detail;
    this.look();
  };

  onWalk = (/** @type {Event} */ event) => {
    this.facts.walk = /** @type {CustomEvent} */ (event).detail;
    this.look();
  };

  look = () => {
    const pad = /** @type {import("../app/grad-pad.js").GradPad | null} */ (
      this.for ? document.getElementById(this.for) : null
    );
    if (pad && customElements.get("grad-pad")) {
      this.facts.snapshot = pad.snapshot;
      this.facts.config = pad.config;
    }
    const { figures } = this.facts;
    for (const name of FIGURES)
      figures[name] ??= /** @type {import("./figures/figure.js").Figure | null} */ (
        document.querySelector(name)
      )?.facts;
    const verdict = CHECKS[this.check]?.(this.facts) ?? { done: false, says: "" };
    this.done ||= verdict.done;
    if (verdict.done !== this.verdict.done || verdict.says !== this.verdict.says) this.verdict = verdict;
    this.toggleAttribute("done", this.done);
  };

  render() {
    return html`<h2>Try it</h2>
      <slot></slot>
      <p class=${this.done ? "done" : ""} role="status">${this.done ? "✓ Done. Well tried." : "Not yet."}</p>
      <p>${this.verdict.says}</p>`;
  }
}

customElements.define("gp-task", Task);
