// Which parts of the network are in view, so that only their maps are computed: columns of tiles that are scrolled out of
// sight have none while the network learns, nor has a network that is not shown.

import { NOTHING_SEEN } from "../plane/maps.js";
import { SQUARE } from "./network-paint.js";
import { TILE } from "./tile-paint.js";

/** @typedef {import("../plane/maps.js").Look} Look */

/** @param {Look} a @param {Look} b */
const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

/** How far from the view counts as in it. */
const MARGIN = "100px";

/** Follows what a network's picture shows, and tells it to the figure by an event, `gp-look`. */
export class LookedAt {
  #view;
  #look = NOTHING_SEEN;
  /** @type {Set<Element>} */
  #seen = new Set();
  /** @type {Set<Element>} */
  #watched = new Set();
  #observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries)
        if (isIntersecting) this.#seen.add(target);
        else this.#seen.delete(target);
      this.tell();
    },
    { rootMargin: MARGIN },
  );

  /** @param {import("../ui/view.js").View & { layout?: import("./diagram.js").Layout, inspected: import("./inspected.js").Inspected | null }} view */
  constructor(view) {
    this.#view = view;
    view.addController(this);
  }

  hostUpdated() {
    const wanted = new Set(this.#view.querySelectorAll(".stage, .tiles"));
    for (const element of this.#watched)
      if (!wanted.has(element)) {
        this.#observer.unobserve(element);
        this.#watched.delete(element);
        this.#seen.delete(element);
      }
    for (const element of wanted)
      if (!this.#watched.has(element)) {
        this.#observer.observe(element);
        this.#watched.add(element);
      }
    this.tell();
  }

  hostDisconnected() {
    this.#observer.disconnect();
    this.#watched.clear();
    this.#seen.clear();
  }

  tell() {
    const { layout, inspected } = this.#view;
    if (!layout) return;
    const elements = /** @type {HTMLElement[]} */ ([...this.#seen]);
    const shown = elements.some(({ classList }) => classList.contains("stage"));
    const columns = elements.map(({ dataset }) => Number(dataset.column));
    const all = layout.grids
      .map((grid, column) => /** @type {const} */ ([column, grid ? TILE : SQUARE]))
      .slice(0, -1);
    const seen = all.filter(([column]) => (layout.grids[column] ? columns.includes(column) : shown));
    /** @type {Look} */
    const look = { seen, all, unit: inspected?.kind === "unit" ? [inspected.column, inspected.unit] : null };
    if (same(look, this.#look)) return;
    this.#look = look;
    this.#view.dispatchEvent(new CustomEvent("gp-look", { detail: look, bubbles: true, composed: true }));
  }
}
