// The run loop: the page asks for a little training and for the maps, shows them, and asks again with the next frame.
// Nothing is asked for while it is paused, and never two things at once.

import { paceOf, SLOW_MS } from "../config/paces.js";
import { AbortedError, EngineError, WorkerLostError } from "../engine/engine-error.js";
import { outputMaps } from "../plane/maps.js";
import { spanOfOutput } from "../plane/painting.js";
import { setField } from "../state/config-reducer.js";
import { failedNotice, WAITING } from "../state/notices.js";
import { begin, newCheckpoint, startAgain } from "../state/state.js";
import { FULL } from "./frame-budget.js";
import { restNotice } from "./rest-notice.js";
import { WatchPace } from "./watch-pace.js";

/** @typedef {import("../engine/types").Snapshot} Snapshot */
/** @typedef {import("../app/actions").TrainingAction} TrainingAction */
/** @typedef {import("../state/state").Model} Model */

/** Milliseconds of training in one request: short enough for Pause to be felt at once. */
const SLICE_MS = 50;
/** Large networks have longer ones, so that looking at the result is a small part of it: so many times its time. */
const LONGEST_SLICE_MS = 150;
const SLICE_SHARE = 8;
/** How often the maps follow a long command, and how many times their own time lies between two. */
const MAPS_MS = 100;
const MAPS_SHARE = 5;

/** What Train, Step and Reset change on the page itself. @param {Model} model @param {TrainingAction} action @returns {Model} */
export function reduceTraining(model, action) {
  switch (action.type) {
    case "training/play":
    case "training/step":
    case "training/train-epochs":
      return begin(model);
    case "training/reset":
      return startAgain(model);
    case "training/retry":
      return { ...setField(model, action), checkpoint: newCheckpoint() };
    case "training/pause":
      return model;
  }
}

export class TrainingLoop {
  #figure;
  #maps;
  #frames;
  #points;
  #playing = false;
  /** Set while a long command runs; `halt` asks it to end early. @type {{ halt: boolean } | null} */
  #command = null;
  /** @type {AbortController | null} */
  #turn = null;
  #nextTurnAt = 0;
  #watch = new WatchPace();
  /** When the last turn began. */
  #turnAt = 0;
  /** Asked between the turns of a long command as well. @type {import("../app/job-queue").Poller | null} */
  keeper = null;

  /**
   * @param {import("../app/state-types").Context} figure
   * @param {import("./maps-poller").MapsPoller} maps @param {import("./frame-budget").FrameBudget} frames
   * @param {Pick<import("../output/point-reader").PointReader, "read">} points where somebody points
   */
  constructor(figure, maps, frames, points) {
    this.#figure = figure;
    this.#maps = maps;
    this.#frames = frames;
    this.#points = points;
    figure.store.onStopped = () => this.pause();
  }

  /** @param {TrainingAction} action @returns {Promise<unknown> | void} */
  dispatch(action) {
    const { refusal } = this.#figure.jobs;
    if (refusal && action.type !== "training/pause")
      return this.#figure.store.patch({ notice: failedNotice(refusal) });
    switch (action.type) {
      case "training/play":
      case "training/retry":
        return this.play();
      case "training/pause":
      case "training/reset":
        return this.pause();
      case "training/step":
        this.pause();
        return this.#figure.jobs.add(() => this.#byHand({ steps: action.count }));
      case "training/train-epochs":
        this.pause();
        return this.#figure.jobs.add(() => this.#byHand({ epochs: action.epochs }));
    }
  }

  play() {
    const { store, jobs } = this.#figure;
    if (jobs.refusal) return;
    store.patch({ notice: store.state.phase === "booting" ? WAITING : null });
    store.leavePast();
    this.#playing = true;
    this.#nextTurnAt = 0;
    this.#turnAt = 0;
    this.#watch.begin(store.state.snapshot?.step ?? 0);
    this.#settle();
    jobs.wake();
  }

  /** Whether it goes on by itself. */
  get playing() {
    return this.#playing;
  }

  pause() {
    this.#playing = false;
    if (this.#command) this.#command.halt = true;
    this.#settle();
  }

  /** The answer that is on its way belongs to a run that is over. */
  abandonTurn() {
    this.#turn?.abort();
    if (this.#command) this.#command.halt = true;
  }

  /** Whether the network may still change by itself: after Pause, until the turn that is on its way has been shown. */
  #settle() {
    const busy = this.#playing || this.#command !== null || this.#turn !== null;
    this.#figure.store.settle({ busy });
  }

  /** Trains on by so many steps or epochs, or until it is paused. @param {{ steps: number } | { epochs: number }} amount @returns {Promise<Snapshot>} */
  trainOn(amount) {
    return this.#figure.jobs.add(() => this.#run(amount));
  }

  /** Trains on, and notes what that did. @param {{ steps: number } | { epochs: number }} amount */
  async #byHand(amount) {
    const before = this.#figure.store.state.snapshot;
    const after = await this.#run(amount);
    this.#note(before, after);
    return after;
  }

  /** @param {Snapshot | null} before @param {Snapshot | null} after */
  #note(before, after) {
    if (before && after && before.step < after.step) this.#figure.store.patch({ by_hand: { before, after } });
  }

  /** @param {{ steps: number } | { epochs: number }} amount */
  async #run(amount) {
    const { session, clock, store } = this.#figure;
    const command = { halt: false };
    this.#command = command;
    store.leavePast();
    this.#settle();
    const now = () => store.state.snapshot ?? { step: 0, epoch: 0 };
    const target = "steps" in amount ? now().step + amount.steps : now().epoch + amount.epochs;
    let slice = SLICE_MS;
    const ask = async (/** @type {number} */ left) => {
      let sent = performance.now();
      const onSent = () => {
        sent = performance.now();
      };
      const limit = "steps" in amount ? { max_steps: left } : { max_epochs: left };
      const snapshot = await session.train({ ...limit, budget_ms: slice }, { onSent });
      const looking = performance.now() - sent - slice;
      slice = Math.min(LONGEST_SLICE_MS, Math.max(SLICE_MS, SLICE_SHARE * looking));
      return snapshot;
    };
    const leftAfter = (/** @type {{ step: number, epoch: number }} */ { step, epoch }) =>
      target - ("steps" in amount ? step : epoch);
    let mapsAt = performance.now() + MAPS_MS;
    try {
      /** @type {Promise<Snapshot> | null} */
      let asked = leftAfter(now()) > 0 ? ask(leftAfter(now())) : null;
      while (asked) {
        const snapshot = await asked;
        const left = leftAfter(snapshot);
        const goesOn = left > 0 && !command.halt && !snapshot.stopped;
        const due = this.keeper !== null && this.keeper.due(performance.now()) <= 0;
        const drawn =
          performance.now() > mapsAt && !clock.hidden() ? this.#maps.draw(this.#frames.resolution) : null;
        const pointed = drawn && this.#points.read(session);
        // Python goes on while this is shown; what is kept for bad times is kept between two turns.
        asked = goesOn && !due ? ask(left) : null;
        asked?.catch(() => {}); // if it is never awaited, because showing fails
        const began = performance.now();
        const maps = await drawn;
        const said = await pointed;
        if (drawn) mapsAt = performance.now() + Math.max(MAPS_MS, MAPS_SHARE * (performance.now() - began));
        store.show(snapshot, { maps, said });
        if (due) await this.keeper?.ask();
        if (goesOn && !asked && !command.halt) asked = ask(left);
      }
      return /** @type {Snapshot} */ (store.state.snapshot);
    } finally {
      this.#command = null;
      this.#settle();
    }
  }

  // --- As one of those that are asked while no job waits ----------------------------------------------------

  /** @param {number} now @returns {number} */
  due(now) {
    if (!this.#playing) return Infinity;
    return this.#figure.store.state.snapshot?.problem ? 0 : Math.max(0, this.#nextTurnAt - now);
  }

  async ask() {
    const { store } = this.#figure;
    const problem = store.state.snapshot?.problem;
    if (!problem) return this.#takeTurn();
    this.pause();
    store.tell(new EngineError({ name: "DataError", traceback: null, ...problem }), { kind: "warning" });
  }

  async #takeTurn() {
    const { session, clock, store } = this.#figure;
    const pace = paceOf(store.state.config.view);
    const seen = !clock.hidden();
    const plan = this.#frames.plan(seen);
    const withMaps = plan.withMaps || (pace !== "full" && seen);
    const turn = new AbortController();
    this.#turn = turn;
    const began = performance.now();
    const steps = pace === "watch" ? this.#watch.steps(this.#turnAt ? began - this.#turnAt : undefined) : 1;
    const request =
      pace === "full" ? { budget_ms: plan.budget_ms } : { max_steps: steps, budget_ms: SLICE_MS };
    this.#turnAt = began;
    let sent = began;
    const onSent = () => {
      sent = performance.now();
    };
    const frame = clock.frame();
    try {
      const snapshot = await session.train(request, { signal: turn.signal, onSent });
      // What others who share this Python have asked for before is none of this turn's time.
      if (pace === "full") this.#frames.trained(performance.now() - sent, plan.budget_ms);
      const resolution = pace === "slow" || pace === "step" ? FULL : this.#frames.resolution;
      const drawn = withMaps ? this.#maps.draw(resolution, turn.signal) : null;
      const pointed = seen ? this.#points.read(session, turn.signal) : null;
      const maps = await drawn;
      const said = await pointed;
      await frame;
      if (turn.signal.aborted) return;
      if (pace === "slow") this.#nextTurnAt = began + SLOW_MS;
      else this.#nextTurnAt = pace === "watch" ? began + this.#watch.wait : 0;
      const before = store.state.snapshot;
      // At another pace than full speed it waits for the eye, which says nothing about how fast it could be.
      store.show(pace === "full" ? snapshot : { ...snapshot, examples_per_second: null }, { maps, said });
      if (pace === "step" || pace === "slow") this.#note(before, store.state.snapshot);
      if (pace === "step") this.pause();
      else if (pace === "watch" && maps) this.#look(maps, snapshot);
    } catch (error) {
      if (error instanceof AbortedError) return;
      this.pause();
      if (!(error instanceof WorkerLostError)) store.tell(error);
    } finally {
      this.#turn = null;
      this.#settle();
    }
  }

  /** Sees how far the answer has come with this picture, and rests when it comes no further. @param {import("../plane/maps.js").Maps} maps @param {Snapshot} snapshot */
  #look(maps, snapshot) {
    const { store } = this.#figure;
    const { config, description } = store.state;
    const outputs = outputMaps(maps);
    const { low, high } = spanOfOutput(config, description);
    const values = outputs.length === 1 ? outputs[0] : Float32Array.from(outputs.flatMap((map) => [...map]));
    this.#watch.saw(values, high - low, performance.now(), snapshot.step);
    store.patch({ steps_a_frame: this.#watch.rate });
    if (!this.#watch.rests || snapshot.stopped) return;
    this.pause();
    store.patch({ notice: restNotice(snapshot) });
  }
}
