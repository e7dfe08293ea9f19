// The canvases of the network's picture: what is painted anew, and when. While it learns, links and units take turns.

import { fresh } from "../ui/sharp-canvas.js";
import { ImagePaint } from "./image-paint.js";
import { isInspected } from "./inspected.js";
import { paintAllEdges, paintLinks, paintLocks, paintUnits } from "./network-paint.js";
import { scaleOfUnit, spanOfUnit } from "./network-shape.js";
import { passedOn } from "./passed-on.js";
import { largestChanges, paintChanges } from "./step-change.js";
import { TilePaint } from "./tile-paint.js";
import { paintValues } from "./value-paint.js";
import { highlightsEdge } from "./walk-highlight.js";

/** Milliseconds from one painting to the next while training. */
const TURN = 24;

/** @typedef {Pick<import("./network-paint.js").Scene, "layout" | "theme" | "edges">} Place */

/**
 * What this needs of the view.
 * @typedef {object} Picture
 * @property {import("../engine/types").Config} config
 * @property {import("../engine/types").Description} description
 * @property {import("../engine/types").Snapshot | null} snapshot
 * @property {import("../app/state-types").State["by_hand"]} byHand
 * @property {import("../plane/maps.js").Maps | null} maps
 * @property {import("../app/state-types").Answer | null} answer
 * @property {boolean} running
 * @property {number} outputs
 * @property {import("./walk-highlight.js").Highlight | null} highlight
 * @property {import("./inspected.js").Inspected | null} hovered
 * @property {import("./inspected.js").Inspected | null} inspected
 * @property {() => { links: readonly import("./strongest-links.js").Link[], one: import("./inspected.js").InspectedWeight | null }} linksNow
 * @property {(selector: string) => Element | null} querySelector
 */

export class NetworkCanvas {
  #picture;
  #atlas = document.createElement("canvas");
  #still = matchMedia("(prefers-reduced-motion: reduce)");
  /** @type {Map<number, TilePaint>} */
  #tiles = new Map();
  /** @type {Map<number, ImagePaint>} */
  #images = new Map();
  /** When it was last painted; 0: it must be painted now. */
  #painted = 0;
  #turn = false;
  /** What the links were last painted of. @type {unknown[]} */
  #shown = [];

  /** @param {Picture} picture */
  constructor(picture) {
    this.#picture = picture;
  }

  /** Everything is to be painted anew. */
  forget() {
    this.#painted = 0;
    this.#shown = [];
  }

  /** Whether it has only just been painted. */
  isTooSoon() {
    return performance.now() - this.#painted < TURN;
  }

  /** @param {Place} place */
  paint(place) {
    const { config, description, outputs, snapshot, byHand, maps, running, hovered, highlight, inspected } =
      this.#picture;
    const said = this.#picture.answer;
    const now = performance.now();
    const both = !running || this.#painted === 0;
    this.#painted = now;
    this.#turn = !this.#turn;
    const scene = {
      ...place,
      atlas: this.#atlas,
      spans: (/** @type {number} */ column) => spanOfUnit(config, description, column),
      scales: (/** @type {number} */ column, /** @type {number} */ unit) =>
        scaleOfUnit(config, column, unit, outputs),
      tiles: (/** @type {number} */ column) => made(this.#tiles, column, () => new TilePaint()),
      images: (/** @type {number} */ layer) => made(this.#images, layer, () => new ImagePaint()),
    };
    const weights = snapshot?.weights;
    const flow = running && !said && !this.#still.matches && place.edges.length > 0 ? now / 16 : null;
    const shown = [weights, flow, said];
    if ((both || this.#turn) && shown.some((part, i) => part !== this.#shown[i])) {
      this.#shown = shown;
      const emphasis = (/** @type {import("./strongest-links.js").Link} */ edge) =>
        hovered
          ? isInspected(hovered, edge)
          : (highlightsEdge(highlight, edge) ?? isInspected(inspected, edge));
      paintAllEdges(this.#surface(".edges", place), scene, weights, flow, emphasis, said);
    }
    if (both || !this.#turn) {
      const surface = this.#surface(".units", place);
      paintUnits(surface, scene, maps, weights);
      if (said) {
        const [low, high] = description.limits.domain;
        const [across, up] = said.at.map((x) => (x - low) / (high - low));
        paintValues(surface, scene, maps, said, { across, up });
      }
      const { links, one } = this.#picture.linksNow();
      const weightOf = (/** @type {import("./strongest-links.js").Link} */ link) =>
        said ? passedOn(said, weights, link) : weights?.[link.layer]?.W[link.from]?.[link.to];
      paintLinks(surface, scene, links, weightOf, one);
      paintLocks(surface, scene, snapshot?.frozen ?? []);
      const { before, after } = byHand ?? {};
      if (!said && before && after && after === snapshot)
        paintChanges(surface, largestChanges(place.edges, before.weights, after.weights), place.theme);
    }
  }

  /** @param {string} name @param {Place} place */
  #surface(name, { layout: { width, height } }) {
    return fresh(/** @type {HTMLCanvasElement} */ (this.#picture.querySelector(name)), width, height);
  }
}

/**
 * What is kept under a key, made when it is first wanted.
 * @template T @param {Map<number, T>} kept @param {number} key @param {() => T} make @returns {T}
 */
function made(kept, key, make) {
  const found = kept.get(key) ?? make();
  kept.set(key, found);
  return found;
}
