// An optional tour of the page in six steps: offered once, never forced, and there to be taken again. Each step asks for
// something to be done, sees that it was done, and goes on by itself.

import { html, nothing } from "lit";
import { View } from "../ui/view.js";
import { STEPS } from "./tour-steps.js";

/** Where it is kept that the tour was taken, or left. */
const KEY = "gradpad:tour";
const GAP = 12;
/** Milliseconds in which one sees that a step is done, before the next one comes. */
const PAUSE_MS = 1200;

/** A page on which nothing has room beside it. */
const isNarrow = () => innerWidth < 720;

/** Whether the tour has been taken or left before. Storage throws in a sandboxed frame: nothing is offered there. */
function isKnown() {
  try {
    return localStorage.getItem(KEY) !== null;
  } catch {
    return true;
  }
}

class Tour extends View {
  static properties = {
    state: { attribute: false },
    at: { state: true },
    done: { state: true },
    known: { state: true },
  };

  static paced = ["state"];

  constructor() {
    super();
    /** @type {import("../app/state-types").State} */
    this.state = /** @type {any} */ (undefined);
    /** Which step is shown; -1: the tour is not on. */
    this.at = -1;
    /** Whether what it asks for has been done. */
    this.done = false;
    /** What was seen when the step began. @type {import("./tour-steps.js").Sight | null} */
    this.begun = null;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.soon = undefined;
    this.known = isKnown();
    this.place = () => this.placeAll();
    // Once it is drawn which unit is chosen.
    this.inspected = () => requestAnimationFrame(() => this.check());
  }

  render() {
    const step = STEPS[this.at];
    return html`
      <button type="button" class="bare opener" data-help="What is where, in six steps." @click=${() => this.go(0)}>
        ${this.known ? "Tour" : html`<span class="long"><span class="wide">New here? </span>A tour in six steps</span><span class="short">Tour</span>`}
      </button>
      ${
        step
          ? html`<div class="tour-ring" popover="manual" aria-hidden="true"></div>
      <div class="tour-card" popover="manual" role="dialog" aria-labelledby="tour-title" aria-describedby="tour-says" @keydown=${this.onKey}>
        <p class="lead">${this.at + 1} of ${STEPS.length}</p>
        <div aria-live="polite">
          <h3 id="tour-title" tabindex="-1">${step.title}</h3>
          <p id="tour-says">${step.says}</p>
          <p class="asks" ?data-done=${this.done}>${this.done ? step.well : step.asks}</p>
        </div>
        <div class="row">
          <button type="button" aria-disabled=${this.at === 0} @click=${() => this.go(Math.max(0, this.at - 1))}>Back</button>
          <button type="button" class=${this.done ? "main" : ""} @click=${() => this.go(this.at + 1)}>${this.done ? "Next" : "Skip"}</button>
          <span class="spring"></span>
          <button type="button" class="bare" @click=${() => this.end()}>End the tour</button>
        </div>
      </div>`
          : nothing
      }
    `;
  }

  updated() {
    this.check();
  }

  /** What of the figure the steps look at. @returns {import("./tour-steps.js").Sight} */
  get sight() {
    const root = /** @type {ShadowRoot} */ (this.getRootNode());
    const unit = root.querySelector('.net .unit[aria-pressed="true"]')?.getAttribute("aria-label") ?? null;
    return { ...this.state, unit };
  }

  /** Whether what was asked for has been done; if so, the next step comes in a moment. */
  check() {
    const step = STEPS[this.at];
    if (!step || !this.begun || this.done || !step.isDone(this.sight, this.begun)) return;
    this.done = true;
    const last = this.at === STEPS.length - 1;
    this.soon = setTimeout(() => (last ? this.end(false) : this.go(this.at + 1, false)), PAUSE_MS);
  }

  /** @param {number} step @param {boolean} [pressed] by a button of the card; else whoever does something goes on doing it */
  async go(step, pressed = true) {
    clearTimeout(this.soon);
    if (step >= STEPS.length) return this.end();
    const begins = this.at < 0;
    this.at = step;
    this.done = false;
    this.begun = this.sight;
    await this.updateComplete;
    if (begins) {
      this.remember();
      this.getRootNode().addEventListener("gp-inspect", this.inspected, true);
      addEventListener("resize", this.place);
      addEventListener("scroll", this.place, { capture: true, passive: true });
    }
    this.bring();
    this.placeAll();
    if (pressed)
      /** @type {HTMLElement | null} */ (this.querySelector("#tour-title"))?.focus({ preventScroll: true });
  }

  /** @param {boolean} [pressed] */
  end(pressed = true) {
    if (this.at < 0) return;
    this.forget();
    this.at = -1;
    this.remember();
    if (pressed)
      /** @type {HTMLElement | null} */ (this.querySelector("button.opener"))?.focus({ preventScroll: true });
  }

  forget() {
    clearTimeout(this.soon);
    this.getRootNode().removeEventListener("gp-inspect", this.inspected, true);
    removeEventListener("resize", this.place);
    removeEventListener("scroll", this.place, { capture: true });
  }

  /** It is offered once; the button says so from the next visit on, for a label that changes would move its neighbours. */
  remember() {
    try {
      localStorage.setItem(KEY, "seen");
    } catch {
      // Full, or forbidden: it is offered again.
    }
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    if (event.key === "Escape") this.end();
    else if (event.key === "ArrowRight" && this.at < STEPS.length - 1) this.go(this.at + 1);
    else if (event.key === "ArrowLeft" && this.at > 0) this.go(this.at - 1);
    else return;
    event.stopPropagation();
    event.preventDefault();
  }

  /** No motion: what is spoken of stands there at once. The bars are in sight wherever one is. */
  bring() {
    const { subject } = this;
    if (!subject || subject.closest("gp-run-bar, gp-drawer")) return;
    if (!isNarrow()) return subject.scrollIntoView({ block: "center", behavior: "instant" });
    const root = /** @type {ShadowRoot} */ (this.getRootNode());
    const top = root.querySelector(".above")?.getBoundingClientRect().bottom ?? 0;
    scrollBy({ top: subject.getBoundingClientRect().top - Math.max(0, top) - GAP, behavior: "instant" });
  }

  /** What is spoken of. */
  get subject() {
    const root = /** @type {ShadowRoot} */ (this.getRootNode());
    const step = STEPS[this.at];
    return step ? root.querySelector(step.part) : null;
  }

  /** The ring around what is spoken of, and the card beside it, wherever there is room. */
  placeAll() {
    const ring = /** @type {HTMLElement | null} */ (this.querySelector(".tour-ring"));
    const card = /** @type {HTMLElement | null} */ (this.querySelector(".tour-card"));
    const { subject: part } = this;
    if (!ring || !card || !part) return;
    for (const each of [ring, card]) if (!each.matches(":popover-open")) each.showPopover();
    const box = part.getBoundingClientRect();
    ring.style.left = `${box.left - 6}px`;
    ring.style.top = `${box.top - 6}px`;
    ring.style.width = `${box.width + 12}px`;
    ring.style.height = `${box.height + 12}px`;
    const own = card.getBoundingClientRect();
    if (isNarrow()) {
      // At the lower edge, above the drawer's bar: one presses what is above it.
      const bar = this.closest(".drawer-tabs")?.getBoundingClientRect().top ?? innerHeight;
      card.style.left = `${GAP}px`;
      card.style.top = `${Math.min(bar, innerHeight) - own.height - GAP / 2}px`;
      return;
    }
    const within = (/** @type {number} */ x, /** @type {number} */ most) =>
      Math.max(GAP, Math.min(x, most - GAP));
    const [far, low] = [innerWidth - own.width, innerHeight - own.height];
    const beside = box.right + 2 * GAP < far ? box.right + 2 * GAP : box.left - own.width - 2 * GAP;
    const below = box.bottom + 2 * GAP < low ? box.bottom + 2 * GAP : box.top - own.height - 2 * GAP;
    const fits = beside > 0 && beside < far;
    card.style.left = `${within(fits ? beside : box.left, far)}px`;
    card.style.top = `${within(fits ? box.top : below, low)}px`;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.forget();
    this.at = -1;
  }
}

customElements.define("gp-tour", Tour);
