// Going back in the run that is shown: a moment is looked at, the run is played again, or gone on from there.

import { AbortedError, WorkerLostError } from "../engine/engine-error.js";
import { placeAfter, placeAt } from "./timeline.js";

/** @typedef {import("../app/actions").TimelineAction} TimelineAction */
/** @typedef {import("../engine/types").Snapshot} Snapshot */

/** How long a run is played again, and how many stills are shown where nothing is to move. */
export const REPLAY_MS = 8000;
const STILLS = 8;

export class TimelineController {
  #figure;
  #parts;
  /** The place of a moment that is still to be shown. @type {number | null} */
  #wanted = null;
  /** The replay that goes on. @type {object | null} */
  #replay = null;
  /** @type {Promise<void> | null} */
  #branching = null;

  /**
   * @param {import("../app/state-types").Context} figure
   * @param {{ sync: import("../app/engine-sync").EngineSync, training: import("./training-loop").TrainingLoop,
   *   maps: import("./maps-poller").MapsPoller, points: import("../output/point-reader").PointReader }} parts
   */
  constructor(figure, parts) {
    this.#figure = figure;
    this.#parts = parts;
  }

  get #state() {
    return this.#figure.store.state;
  }

  /** @param {TimelineAction} action @returns {Promise<unknown> | void} */
  dispatch(action) {
    switch (action.type) {
      case "timeline/seek":
        return this.seek(action.epoch);
      case "timeline/step":
        return this.#go(this.#placeFrom(action.by));
      case "timeline/branch":
        return this.branch();
      case "timeline/replay":
        return this.#state.replaying ? this.seek(null) : this.#play();
      case "timeline/stills":
        return this.#figure.jobs.add(() => this.#stills(action.count)).then(action.reply);
    }
  }

  /**
   * Shows the moment that is nearest to so many epochs, or the present.
   * @param {number | null} epoch
   * @returns {Promise<Snapshot | null>} of the moment that is shown then
   */
  seek(epoch) {
    return this.#go(epoch === null ? null : placeAt(this.#state.timeline, epoch));
  }

  /** @param {number} by moments on, or back */
  #placeFrom(by) {
    const { timeline, past } = this.#state;
    const { moments } = timeline;
    const from = this.#wanted ?? (past ? moments.indexOf(past.moment) : moments.length - 1);
    return Math.max(0, from + by);
  }

  /** @param {number | null} place */
  #go(place) {
    this.#stopReplay();
    this.#parts.training.pause();
    return this.#show(place);
  }

  /** @param {number | null} place @returns {Promise<Snapshot | null>} */
  async #show(place) {
    const { store, jobs } = this.#figure;
    const last = this.#state.timeline.moments.length - 1;
    this.#wanted = place === null || place >= last ? null : place;
    if (this.#wanted === null) {
      store.leavePast();
      jobs.wake();
    } else await jobs.add(() => this.#showWanted(), { key: "seek" });
    return this.#state.past?.snapshot ?? this.#state.snapshot;
  }

  /** Whoever drags is ahead of the engine: what is shown is what was asked for last. */
  async #showWanted() {
    const { store, session } = this.#figure;
    const { moments } = this.#state.timeline;
    const place = this.#wanted;
    const moment = place === null ? undefined : moments[place];
    if (!moment || moment === this.#state.past?.moment) return;
    try {
      const then = session.at(moment);
      const before = store.present;
      const maps = await this.#parts.maps.drawAt(then);
      const said = await this.#parts.points.read(then);
      const { snapshot: now, timeline } = this.#state;
      const still = this.#wanted !== null && timeline.moments === moments;
      if (still && now) store.showPast({ moment, snapshot: then.snapshot(now), before }, maps, said);
    } finally {
      if (this.#wanted === place) this.#wanted = null;
    }
  }

  /** Makes the moment that is shown the present one; undo brings back what was. @returns {Promise<void>} */
  branch() {
    const { store, session } = this.#figure;
    const { past, timeline } = this.#state;
    if (!past) return this.#branching ?? Promise.resolve();
    this.#stopReplay();
    this.#wanted = null;
    this.#branching ??= this.#parts.sync
      .takeWeights(() => session.go_back(past.moment), { fresh: true, timeline })
      .finally(() => {
        this.#branching = null;
        store.leavePast();
      });
    return this.#branching;
  }

  /** @param {number} count @returns {Promise<import("../app/state-types").Still[]>} */
  async #stills(count) {
    const { session } = this.#figure;
    const { timeline, snapshot } = this.#state;
    const shares = Array.from({ length: count }, (_, i) => i / Math.max(1, count - 1));
    const places = new Set(shares.map((share) => placeAfter(timeline, share)));
    const stills = [];
    for (const place of places) {
      const moment = timeline.moments[place];
      if (!moment || !snapshot) continue;
      const then = session.at(moment);
      stills.push({ snapshot: then.snapshot(snapshot), maps: await this.#parts.maps.still(then) });
    }
    return stills;
  }

  #stopReplay() {
    this.#replay = null;
    if (this.#state.replaying) this.#figure.store.patch({ replaying: false });
  }

  /** Plays the run again, each moment as long as much was seen to change. */
  async #play() {
    const { store, clock } = this.#figure;
    const { timeline } = this.#state;
    if (timeline.moments.length < 2) return;
    this.#parts.training.pause();
    const mine = {};
    this.#replay = mine;
    store.patch({ replaying: true });
    const still = globalThis.matchMedia?.("(prefers-reduced-motion: reduce)").matches === true;
    const began = performance.now();
    try {
      for (let share = 0; share < 1; share = (performance.now() - began) / REPLAY_MS) {
        const shown = still ? Math.floor(share * STILLS) / (STILLS - 1) : share;
        await this.#show(placeAfter(this.#state.timeline, Math.min(shown, 1 - 1e-9)));
        await clock.frame();
        if (this.#replay !== mine || !this.#state.replaying) return;
      }
      await this.#show(null);
    } catch (error) {
      if (!(error instanceof AbortedError || error instanceof WorkerLostError)) throw error;
    } finally {
      if (this.#replay === mine) this.#stopReplay();
    }
  }
}
