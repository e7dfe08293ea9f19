// An optional tour of the page in six steps: offered once, never forced, and there to be taken again.

import { html, nothing } from "lit";
import { View } from "../ui/view.js";

/** Where it is kept that the tour was taken, or left. */
const KEY = "gradpad:tour";
const GAP = 12;

/** @type {readonly { part: string, title: string, says: string }[]} what is pointed at, and what is said of it */
const STEPS = [
  {
    part: "gp-sketchpad",
    title: "Draw",
    says: "These points are what the network should learn: each has a class, told by colour and shape. Draw some, or choose an example below.",
  },
  {
    part: "gp-network .net",
    title: "The network",
    says: "Numbers go from left to right. Each square is a unit, and shows what it says at every point of the plane. Green links add, purple ones subtract.",
  },
  {
    part: "gp-run-bar .run",
    title: "Train",
    says: "Train starts, Step makes a single small change of every weight, and Reset goes back to the very same start.",
  },
  {
    part: ".part-output",
    title: "What it says",
    says: "The colour at each place is the network’s answer there. When it has learned, every point lies on ground of its own colour.",
  },
  {
    part: ".part-loss",
    title: "How wrong it is",
    says: "The loss is one number for all mistakes together. Training makes it smaller, step by step.",
  },
  {
    part: ".drawer-tabs",
    title: "Open it up",
    says: "Follow one point through every formula, read and change the Python that computes it, or ask the network in a console.",
  },
];

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
    at: { state: true },
    known: { state: true },
  };

  constructor() {
    super();
    /** Which step is shown; -1: the tour is not on. */
    this.at = -1;
    this.known = isKnown();
    this.place = () => this.placeAll();
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
        <h3 id="tour-title" tabindex="-1">${step.title}</h3>
        <p id="tour-says">${step.says}</p>
        <div class="row">
          <button type="button" aria-disabled=${this.at === 0} @click=${() => this.go(Math.max(0, this.at - 1))}>Back</button>
          <button type="button" class="main" @click=${() => this.go(this.at + 1)}>${this.at < STEPS.length - 1 ? "Next" : "Done"}</button>
          <span class="spring"></span>
          ${this.at < STEPS.length - 1 ? html`<button type="button" class="bare" @click=${() => this.end()}>End the tour</button>` : nothing}
        </div>
      </div>`
          : nothing
      }
    `;
  }

  /** @param {number} step */
  async go(step) {
    if (step >= STEPS.length) return this.end();
    const begins = this.at < 0;
    this.at = step;
    await this.updateComplete;
    if (begins) {
      this.remember();
      addEventListener("resize", this.place);
      addEventListener("scroll", this.place, { capture: true, passive: true });
    }
    // No motion: what is spoken of stands there at once. The bars are in sight wherever one is.
    if (!this.subject?.closest("gp-run-bar, gp-drawer"))
      this.subject?.scrollIntoView({ block: "center", behavior: "instant" });
    this.placeAll();
    /** @type {HTMLElement | null} */ (this.querySelector("#tour-title"))?.focus({ preventScroll: true });
  }

  end() {
    if (this.at < 0) return;
    this.forget();
    this.at = -1;
    this.remember();
    /** @type {HTMLElement | null} */ (this.querySelector("button.opener"))?.focus({ preventScroll: true });
  }

  forget() {
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
