// The mathematics of one training step, number by number: forward, the loss, backward, the update.

import { html, nothing } from "lit";
import { adopt } from "../../ui/adopt-styles.js";
import { keepInSight, UNIT } from "../../ui/in-sight.js";
import { View } from "../../ui/view.js";
import { digits } from "./digits.js";
import { styles } from "./walk-styles.js";
import "./activation-curve.js";
import "./example-picker.js";
import "./excerpt.js";
import "../../ui/formula.js";

/** @typedef {import("../../engine/workshop-types").WalkStep} WalkStep */

/** Milliseconds for each step when it plays by itself: enough to read a line. */
const PACE_MS = 1800;

/** @type {{ phase: WalkStep["phase"], label: string }[]} */
const PHASES = [
  { phase: "forward", label: "Forward" },
  { phase: "loss", label: "Loss" },
  { phase: "backward", label: "Backward" },
  { phase: "update", label: "Update" },
];

class Mathematics extends View {
  static properties = {
    drawer: { attribute: false },
    snapshot: { attribute: false },
    config: { attribute: false },
    data: { attribute: false },
    description: { attribute: false },
    phase: { attribute: false },
    playing: { state: true },
  };

  static paced = ["snapshot"];

  constructor() {
    super();
    /** @type {import("../drawer-types").Drawer} */
    this.drawer = /** @type {any} */ (undefined);
    /** @type {import("../../engine/types").Snapshot | null} */
    this.snapshot = null;
    /** @type {import("../../engine/types").Config} */
    this.config = /** @type {any} */ (undefined);
    /** @type {import("../../engine/types").DataSet} */
    this.data = /** @type {any} */ (undefined);
    /** @type {import("../../engine/types").Description} */
    this.description = /** @type {any} */ (undefined);
    /** @type {import("../../app/state-types").State["phase"]} */
    this.phase = "booting";
    this.playing = false;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
    /** @type {WalkStep | null} the step that has been announced */
    this.announced = null;
    /** Where it stands, and what kind of step it is. */
    this.place = "";
  }

  get steps() {
    return this.drawer.walk?.steps ?? [];
  }

  render() {
    const step = this.steps[this.drawer.index];
    return html`<div class="mathematics" role="region" aria-label="One training step, number by number" @keydown=${this.onKey}>
      <div class="walk-bar">
        <gp-example .example=${this.drawer.example} .data=${this.data}></gp-example>
        <span class="spring"></span>
        ${step ? this.controls() : nothing}
      </div>
      ${step ? this.rail() : nothing}
      ${step ? this.step(step) : this.waiting()}
    </div>`;
  }

  waiting() {
    if (this.drawer.walk_error) return html`<p class="walk-error" role="alert">${this.drawer.walk_error}</p>`;
    return html`<p class="lead">${this.phase === "booting" ? "As soon as Python is there, it shows its numbers here." : "Asking Python for its numbers."}</p>`;
  }

  controls() {
    const { index } = this.drawer;
    const last = this.steps.length - 1;
    return html`<div class="walk-controls">
      <button type="button" aria-disabled=${index === 0} @click=${() => this.by(-1)}>Back</button>
      <button type="button" class="main" aria-disabled=${index === last} @click=${() => this.by(1)}>Next</button>
      <button type="button" aria-label=${this.playing ? "Stop the walk" : "Play the walk"} @click=${this.toggle}>${this.playing ? "Stop" : "Play"}</button>
      <span class="lead number">step ${index + 1} of ${last + 1}</span>
    </div>`;
  }

  /** The four parts of a training step, as long as they take. */
  rail() {
    const { index } = this.drawer;
    return html`<ol class="walk-rail">
      ${PHASES.map(({ phase, label }) => {
        const first = this.steps.findIndex((each) => each.phase === phase);
        const count = this.steps.filter((each) => each.phase === phase).length;
        if (first < 0) return nothing;
        const share = Math.max(0, Math.min(1, (index - first + 1) / count));
        const here = index >= first && index < first + count;
        return html`<li style="flex-grow: ${Math.max(3, count)}">
          <button type="button" class="bare" aria-current=${here ? "step" : nothing} @click=${() => this.go(first)}>${label}</button>
          <span class="done"><span style="transform: scaleX(${share})"></span></span>
        </li>`;
      })}
    </ol>`;
  }

  /** @param {WalkStep} step */
  step(step) {
    const { walk, walk_snapshot, sources } = this.drawer;
    const curve = step.curve && walk?.curves[step.curve.activation];
    const old =
      this.phase === "training" &&
      walk_snapshot &&
      this.snapshot &&
      walk_snapshot.step !== this.snapshot.step;
    return html`<div class="walk-step" ?data-curve=${Boolean(curve)}>
      <div class="walk-words">
        <div aria-live="polite"><h3>${step.title}</h3><p>${step.says}</p></div>
        <div class="formulas">
          <div class="formula letters" tabindex="0" role="group" aria-label="In letters"><gp-formula .latex=${step.letters}></gp-formula></div>
          <div class="formula numbers" tabindex="0" role="group" aria-label="In numbers"><gp-formula .latex=${step.numbers}></gp-formula></div>
        </div>
        <details><summary>Every digit</summary>${digits(step.values)}</details>
        ${old ? html`<p class="lead">These are the numbers of step ${walk_snapshot.step}; training has gone on since.</p>` : nothing}
      </div>
      ${
        curve
          ? html`<figure class="walk-curve">
            <gp-activation-curve .curve=${curve} .at=${step.curve} .tangent=${step.kind === "error term"}></gp-activation-curve>
            <figcaption>${curve.label}: ${step.kind === "error term" ? "how steep it is here" : "where this unit stands"}</figcaption>
          </figure>`
          : nothing
      }
      <gp-excerpt .places=${step.places} .sources=${sources}></gp-excerpt>
    </div>`;
  }

  /** @param {number} index */
  go(index) {
    this.stop();
    this.send({ type: "walk/go-to", index });
  }

  /** @param {number} count */
  by(count) {
    this.stop();
    this.send({ type: "walk/go-by", count });
  }

  toggle() {
    if (this.playing) return this.stop();
    this.playing = true;
    if (this.drawer.index === this.steps.length - 1) this.send({ type: "walk/go-to", index: 0 });
    this.timer = setInterval(() => {
      if (this.drawer.index >= this.steps.length - 1) return this.stop();
      this.send({ type: "walk/go-by", count: 1 });
    }, PACE_MS);
  }

  stop() {
    this.playing = false;
    clearInterval(this.timer);
  }

  /** The arrow keys step, wherever in this part the focus is, unless they mean something there. @param {KeyboardEvent} event */
  onKey(event) {
    const target = /** @type {HTMLElement} */ (event.target);
    if (event.altKey || event.ctrlKey || event.metaKey || target.closest("input, select, pre, .formula"))
      return;
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const to = { Home: 0, End: this.steps.length - 1 }[event.key];
    if (by === undefined && to === undefined) return;
    event.preventDefault();
    if (by !== undefined) this.by(by);
    else if (to !== undefined) this.go(to);
  }

  updated() {
    adopt(this, styles);
    this.announce();
    // While nothing trains, the numbers are those of the network as it is.
    const { asked, walk_snapshot } = this.drawer;
    if (this.phase !== "idle" || asked > 0 || !this.snapshot || walk_snapshot === this.snapshot) return;
    const count = this.data.is_test.reduce((sum, test) => sum + (test ? 0 : 1), 0);
    const { example } = this.drawer;
    if (typeof example === "number" && example >= count && count > 0)
      this.send({ type: "walk/show", example: 0 });
    else this.send({ type: "walk/renew" });
  }

  /** Says to the page around which step is looked at. */
  announce() {
    const step = this.steps[this.drawer.index];
    if (!step || step === this.announced) return;
    // Another step has been gone to: the page follows. The same step with new numbers leaves it where it is, for one
    // may be drawing just then.
    const place = `${this.drawer.index} ${step.kind} ${step.title}`;
    if (place !== this.place) requestAnimationFrame(() => keepInSight(this, UNIT));
    this.announced = step;
    this.place = place;
    const detail = { index: this.drawer.index, count: this.steps.length, kind: step.kind, title: step.title };
    this.dispatchEvent(new CustomEvent("gradpad-walk", { detail, bubbles: true, composed: true }));
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.stop();
  }
}

customElements.define("gp-mathematics", Mathematics);
