// The maps of inputs, units and outputs: with turns of training those of the units that are in view, a few at a time where
// there are many; and all once more when it has come to rest, so that the last are right.

import { WorkerLostError } from "../engine/engine-error.js";
import { featureAxes } from "../plane/feature-axes.js";
import { NOTHING_SEEN, withMaps } from "../plane/maps.js";
import { summandColumn } from "../plane/summands.js";
import { asked } from "../state/shown.js";
import { FULL, HALF } from "./frame-budget.js";
import { ALL_UNITS, partsInTurn } from "./maps-in-turn.js";

/** @typedef {import("../engine/types").MapsPart} Part */
/** @typedef {import("../plane/maps.js").Look} Look */
/** @typedef {ReturnType<typeof asked>} Asked */

/** Where the histograms of more numbers are looked at, the maps of layers that are not in view are this fine. */
const COARSE = 25;
/** Networks with more weights are first shown more coarsely: full maps would be waited for. */
const MANY_WEIGHTS = 4000;

/** Milliseconds after which whoever goes back in the run is taken to stay at a moment. */
const CALM_MS = 120;

/** A unit's map as fine as the outputs'. @param {readonly [column: number, unit: number]} unit @returns {Part} */
const closely = ([column, unit]) => [column, unit, unit + 1, FULL];

export class MapsPoller {
  #figure;
  #frames;
  #look = NOTHING_SEEN;
  /** A unit is looked at of which there is no fine map yet. */
  #looksCloser = false;
  /** Where among all units in view the next few begin. */
  #next = 0;
  /** When a moment of the past was last asked for. */
  #soughtAt = Number.NEGATIVE_INFINITY;

  /** @param {import("../app/state-types").Context} figure @param {import("./frame-budget").FrameBudget} frames is told how long maps take */
  constructor(figure, frames) {
    this.#figure = figure;
    this.#frames = frames;
  }

  /** What is in view. @param {Look} look */
  set look(look) {
    this.#looksCloser = look.unit !== null && String(look.unit) !== String(this.#look.unit);
    if (String(look.all) !== String(this.#look.all)) this.#figure.store.mapsDue = true;
    this.#look = look;
  }

  /** @param {number} now @returns {number} */
  due(now) {
    const { store, clock } = this.#figure;
    const { phase, snapshot } = store.state;
    const rests = snapshot !== null && phase === "idle";
    if (!rests || !(store.mapsDue || this.#looksCloser) || clock.hidden()) return Infinity;
    return Math.max(0, this.#soughtAt + CALM_MS - now);
  }

  async ask() {
    const { store } = this.#figure;
    const closer = !store.mapsDue && this.#look.unit;
    store.mapsDue = this.#looksCloser = false;
    try {
      store.patch({ maps: closer ? await this.#request(FULL, [closely(closer)], true) : await this.#all() });
    } catch (error) {
      if (!(error instanceof WorkerLostError)) store.tell(error);
    }
  }

  /**
   * Maps of a network that is new, all of them where that does not take long; null while nobody looks, or while there is
   * more to be done with it: then they come afterwards.
   */
  async full() {
    return this.#figure.clock.hidden() || this.#figure.jobs.waits ? null : this.#atOnce();
  }

  /** Maps of the network as it was. @param {Asked} then */
  drawAt(then) {
    this.#soughtAt = performance.now();
    const { resolution } = this.#frames;
    return resolution === FULL ? this.#atOnce(then) : this.draw(resolution, undefined, then);
  }

  /** The outputs alone, to be drawn elsewhere. @param {Asked} then */
  async still(then) {
    return withMaps(null, await then.maps({ resolution: FULL, parts: [] }), true);
  }

  /** @param {Asked} [session] */
  #atOnce(session) {
    const { features, network } = this.#figure.store.state.config;
    const units = [features.length, ...network.layers.map((layer) => layer.units), 1];
    const weights = units.slice(1).reduce((sum, count, i) => sum + count * units[i], 0);
    return weights > MANY_WEIGHTS ? this.draw(HALF, undefined, session) : this.#all(session);
  }

  /** As fine as they can be, and of all units. @param {Asked} [session] */
  #all(session) {
    const { all } = this.#look;
    return this.#request(
      FULL,
      [...all.map(([column, side]) => whole(column, side)), ...this.#close()],
      true,
      undefined,
      session,
    );
  }

  /** What is in view. @param {number} resolution side of the grid @param {AbortSignal} [signal] @param {Asked} [session] */
  draw(resolution, signal, session) {
    const { config, maps } = this.#figure.store.state;
    const { seen } = this.#look;
    const counted = config.view.more_numbers === true ? config.network.layers.map((_, i) => i + 1) : [];
    const unseen = counted.filter((column) => !seen.some(([each]) => each === column));
    const columns = [...seen, ...unseen.map((column) => /** @type {const} */ ([column, COARSE]))];
    const { parts, next } = partsInTurn(columns, maps?.layers ?? [], this.#next);
    this.#next = next;
    return this.#request(resolution, [...parts, ...this.#close()], false, signal, session);
  }

  /** Units whose maps are shown large, or as curves. @returns {Part[]} */
  #close() {
    const { config, maps } = this.#figure.store.state;
    const curves = config.view.summands === false ? null : summandColumn(config);
    const axes = config.view.plane === "bent" ? featureAxes(config, maps?.layers.at(-1) ?? 1) : [];
    const units = [...axes, ...(this.#look.unit ? [this.#look.unit] : [])].map(closely);
    return curves === null ? units : [[curves, 0, ALL_UNITS, FULL], ...units];
  }

  /**
   * @param {number} resolution @param {Part[]} parts @param {boolean} complete @param {AbortSignal} [signal]
   * @param {Asked} [session] whom to ask
   */
  async #request(resolution, parts, complete, signal, session = asked(this.#figure)) {
    const { store } = this.#figure;
    let sent = performance.now();
    const onSent = () => {
      sent = performance.now();
    };
    const answer = await session.maps({ resolution, parts }, { signal, onSent });
    let took = performance.now() - sent;
    if (store.state.config.view.plane === "bent") {
      store.patch({ bent: await session.predict({ data: true, units: true }, { signal, onSent }) });
      took += performance.now() - sent;
    }
    this.#frames.drew(took, resolution);
    return withMaps(store.state.maps, answer, complete);
  }
}

/** All units of a column. @param {number} column @param {number} side @returns {Part} */
const whole = (column, side) => [column, 0, ALL_UNITS, side];
