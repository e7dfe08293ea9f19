// The run loop: the page asks for a little training and for the maps, shows them, and asks again with the next frame.
// Nothing is asked for while it is paused, and never two things at once.

import { AbortedError, EngineError, WorkerLostError } from "../engine/engine-error.js";
import { Survey } from "../output/loss-landscape-sampler.js";
import { FrameBudget, FULL } from "./frame-budget.js";
import { Probe } from "./metrics-poller.js";
import { FASTEST, SPEEDS } from "./speeds.js";

/** @typedef {import("../app/state-types").State} State */
/** @typedef {import("../engine/types").Snapshot} Snapshot */

/**
 * @typedef {object} Host
 * @property {import("../engine/session").Session} session
 * @property {{ frame: () => Promise<void>, hidden: () => boolean }} clock
 * @property {() => State} state
 * @property {(patch: Partial<State>) => void} patch
 * @property {(snapshot: Snapshot) => void} show
 * @property {() => void} settle the phase may have changed
 * @property {(error: unknown, kind?: "error" | "warning") => void} tell
 */

/** Milliseconds of training in one request of a long command: short enough for Pause to be felt at once. */
const SLICE_MS = 30;
/** How often the maps follow a long command. */
const MAPS_MS = 100;

export class TrainingLoop {
  #host;
  #probe;
  #survey;
  #frames = new FrameBudget();
  #playing = false;
  /** Set while a long command runs; `halt` asks it to end early. @type {{ halt: boolean } | null} */
  #command = null;
  /** @type {AbortController | null} */
  #turn = null;
  #nextTurnAt = 0;
  /** The maps that are shown are older than the weights, or coarser than they might be. */
  mapsDue = false;

  /** @param {Host} host */
  constructor(host) {
    this.#host = host;
    this.#probe = new Probe(host);
    this.#survey = new Survey(host);
  }

  /** Whether the network may still change by itself: after Pause, until the turn that is on its way has been shown. */
  get busy() {
    return this.#playing || this.#command !== null || this.#turn !== null;
  }

  play() {
    this.#playing = true;
    this.#nextTurnAt = 0;
    this.#host.settle();
  }

  pause() {
    this.#playing = false;
    if (this.#command) this.#command.halt = true;
    this.#host.settle();
  }

  /** The answer that is on its way belongs to a run that is over. */
  abandonTurn() {
    this.#turn?.abort();
    if (this.#command) this.#command.halt = true;
  }

  /** What to do while no job waits: a promise of something done, or how long there is nothing to do. */
  idle() {
    const probe = this.#host.clock.hidden() ? Infinity : this.#probe.due(performance.now());
    if (probe <= 0) return this.#probe.ask();
    const survey = this.#host.clock.hidden() ? Infinity : this.#survey.due(performance.now());
    if (survey <= 0) return this.#survey.ask();
    if (this.#playing) {
      const problem = this.#host.state().snapshot?.problem;
      if (problem) {
        this.pause();
        this.#host.tell(new EngineError({ name: "DataError", traceback: null, ...problem }), "warning");
        return 0;
      }
      const wait = this.#nextTurnAt - performance.now();
      return wait > 0 ? Math.min(wait, probe, survey) : this.#takeTurn();
    }
    if (this.mapsDue && !this.#host.clock.hidden()) return this.#refreshMaps();
    return Math.min(probe, survey);
  }

  /** Full maps of the network as it is; null, and noted for later, while nobody looks. */
  async fullMaps() {
    this.mapsDue = this.#host.clock.hidden();
    return this.mapsDue ? null : this.#maps(FULL);
  }

  /** Trains on by so many steps or epochs, or until it is paused. @param {{ steps: number } | { epochs: number }} amount */
  async trainOn(amount) {
    const { session, clock, state, show, patch, settle } = this.#host;
    const command = { halt: false };
    this.#command = command;
    settle();
    const now = () => state().snapshot ?? { step: 0, epoch: 0 };
    const target = "steps" in amount ? now().step + amount.steps : now().epoch + amount.epochs;
    let mapsAt = performance.now() + MAPS_MS;
    try {
      for (;;) {
        const left = target - ("steps" in amount ? now().step : now().epoch);
        if (left <= 0 || command.halt) break;
        const request = "steps" in amount ? { max_steps: left } : { max_epochs: left };
        const snapshot = await session.train({ ...request, budget_ms: SLICE_MS });
        if (performance.now() > mapsAt && !clock.hidden()) {
          patch({ maps: await this.#maps(this.#frames.resolution) });
          mapsAt = performance.now() + MAPS_MS;
        }
        show(snapshot);
        if (snapshot.stopped) break;
      }
      return /** @type {Snapshot} */ (state().snapshot);
    } finally {
      this.#command = null;
      this.mapsDue = true;
      settle();
    }
  }

  async #takeTurn() {
    const { session, clock, state, show, patch, settle, tell } = this.#host;
    const speed = SPEEDS[state().speed] ?? /** @type {import("./speeds").Speed} */ (SPEEDS[FASTEST]);
    const slow = speed.interval_ms > 0;
    const plan = this.#frames.plan(!clock.hidden());
    const withMaps = plan.withMaps || (slow && !clock.hidden());
    const limited = speed.request.max_steps !== undefined || speed.request.max_epochs !== undefined;
    const budget_ms = limited ? speed.request.budget_ms : plan.budget_ms;
    const turn = new AbortController();
    this.#turn = turn;
    const began = performance.now();
    const frame = clock.frame();
    try {
      const snapshot = await session.train({ ...speed.request, budget_ms }, turn.signal);
      if (!limited) this.#frames.trained(performance.now() - began, budget_ms);
      const maps = withMaps ? await this.#maps(slow ? FULL : this.#frames.resolution, turn.signal) : null;
      await frame;
      if (turn.signal.aborted) return;
      this.mapsDue = maps === null || maps.count < FULL * FULL;
      this.#nextTurnAt = began + speed.interval_ms;
      if (maps) patch({ maps });
      show(snapshot);
    } catch (error) {
      if (error instanceof AbortedError) return;
      this.pause();
      if (!(error instanceof WorkerLostError)) tell(error);
    } finally {
      this.#turn = null;
      settle();
    }
  }

  /** @param {number} resolution @param {AbortSignal} [signal] */
  async #maps(resolution, signal) {
    const began = performance.now();
    const { session, state, patch } = this.#host;
    const maps = await session.predict({ resolution, units: true }, signal);
    if (state().config.view.plane === "bent") {
      patch({ bent: await session.predict({ data: true, units: true }, signal) });
    }
    this.#frames.drew(performance.now() - began, resolution);
    return maps;
  }

  async #refreshMaps() {
    this.mapsDue = false;
    try {
      this.#host.patch({ maps: await this.#maps(FULL) });
    } catch (error) {
      if (!(error instanceof WorkerLostError)) this.#host.tell(error);
    }
  }
}
