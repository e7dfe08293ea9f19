// Where the page's state meets the engine: what was chosen goes there, what was computed comes back.

import { withKnownChoices } from "../config/unknown-choices.js";
import { validateConfig } from "../config/validate.js";
import { Runs } from "../drawer/compare/runs.js";
import { Trials } from "../drawer/compare/sweep.js";
import { Desk, isDeskAction } from "../drawer/drawer-controller.js";
import { AbortedError, toFailure, WorkerLostError } from "../engine/engine-error.js";
import { WeightEdits } from "../network/weight-edits.js";
import { ImportExport } from "../share/import-export.js";
import { TrainingLoop } from "../training/training-loop.js";
import { EngineLifecycle } from "./engine-lifecycle.js";
import { EngineSync } from "./engine-sync.js";
import { JobQueue } from "./job-queue.js";
import { failedNotice, WAITING } from "./notices.js";
import { changeConfig, reduce, startAgain, touch } from "./reduce.js";
import { Store } from "./store.js";

/** @typedef {import("./state-types").State} State */
/** @typedef {import("./state-types").Action} Action */
/** @typedef {import("../engine/types").LayerWeights} LayerWeights */
/** @typedef {import("../engine/types").Snapshot} Snapshot */
/** @typedef {import("../engine/types").Versions} Versions */
/** @typedef {Pick<import("../engine/client").Engine, "listen" | "open" | "restart" | "figures">} EngineLike */

/**
 * @typedef {object} FigureOptions
 * @property {EngineLike} engine
 * @property {string} id name of the session in the worker
 * @property {import("./reduce").Model} model
 * @property {{ frame: () => Promise<void>, hidden: () => boolean }} clock
 * @property {(model: import("./reduce").Model) => void} onChange
 * @property {(change: import("../drawer/compare/runs").Change) => Promise<void>} changeRuns
 * @property {import("./store").Emit} emit
 */

/** Actions that are the affair of the kept runs, or of those that are trained side by side. */
const RUNS = /^(keep|name|show|open|drop|put-back)-run$/;
const TRIALS = /-trials?$/;

export class FigureController {
  #store;
  #session;
  #lifecycle;
  #training;
  #sync;
  #desk;
  #importExport;
  #weights;
  #runs;
  #trials;
  #jobs = new JobQueue(() => this.#training.idle());
  /** @param {FigureOptions} options */
  constructor(options) {
    const store = new Store(options.model, options.onChange, options.emit);
    this.#store = store;
    this.#session = options.engine.open(options.id);
    this.#training = new TrainingLoop({
      session: this.#session,
      clock: options.clock,
      state: () => store.state,
      patch: (patch) => store.patch(patch),
      show: (snapshot) => this.#show(snapshot),
      settle: () => this.#settle(),
      tell: (error, kind = "error") => store.tell(error, { kind }),
    });
    this.#sync = new EngineSync({
      session: this.#session,
      trainer: this.#training,
      model: () => store.model,
      replace: (model) => store.replace(model),
      show: (snapshot, fresh) => this.#show(snapshot, fresh),
      changed: () => store.announce(),
      tell: (error) => store.tell(error),
      jobs: this.#jobs,
    });
    this.#desk = new Desk({
      workshop: () => this.#session.workshop,
      desk: () => store.state.desk,
      patch: (patch) => store.patch({ desk: { ...store.state.desk, ...patch } }),
      snapshot: () => store.state.snapshot,
      show: (snapshot) => {
        this.#show(snapshot);
        this.#training.mapsDue = true;
      },
      describe: async () => {
        const description = await this.#jobs.add(() => this.#session.describe());
        store.patch({ description, config: withKnownChoices(store.state.config, description).config });
      },
      add: (work) => this.#jobs.add(work),
      config: () => store.state.config,
      dispatch: (action) => this.dispatch(action),
      others: () => options.engine.figures - 1,
      applied: (module) => this.#quietly(this.#importExport.applied(module)),
    });
    this.#weights = new WeightEdits({
      session: this.#session,
      snapshot: () => this.state.snapshot,
      change: (ask, key) => this.#change(ask, key),
    });
    this.#importExport = new ImportExport({
      store,
      session: this.#session,
      sync: this.#sync,
      pause: () => this.pause(),
      touch: () => this.#adopt(touch(store.model)),
      takeConfig: (config) => this.#takeConfig(config),
      change: (ask) => this.#change(ask),
      desk: (action) => this.#desk.dispatch(action),
      add: (work) => this.#jobs.add(work),
    });
    const open = (/** @type {string} */ text) => this.#importExport.open(text);
    this.#runs = new Runs({
      store,
      exportAs: (format) => this.#importExport.export(format),
      open,
      save: options.changeRuns,
    });
    this.#trials = new Trials({
      store,
      newSession: (name) => options.engine.open(`${options.id}-${name}`),
      clock: options.clock,
      open,
    });
    this.#lifecycle = new EngineLifecycle({
      engine: options.engine,
      session: this.#session,
      store,
      trainer: this.#training,
      sync: this.#sync,
      desk: this.#desk,
      jobs: this.#jobs,
      show: (snapshot) => this.#show(snapshot, true),
      settle: () => this.#settle(),
    });
  }

  get state() {
    return this.#store.state;
  }

  /** What comes in and what is taken along. */
  get importExport() {
    return this.#importExport;
  }

  /** Runs that are kept. */
  get runs() {
    return this.#runs;
  }

  /** @returns {Promise<Versions>} */
  get ready() {
    return this.#lifecycle.ready;
  }

  /** Ends this session; the engine goes on for others. */
  close() {
    this.#training.pause();
    this.#lifecycle.end();
    this.#jobs.stop();
    this.#jobs.drop(new AbortedError());
    this.#trials.end();
    this.#session.close().catch(() => {});
  }

  /** Says what is wrong with something that was asked for elsewhere. @param {unknown} error */
  tell(error) {
    this.#store.tell(error);
  }

  /** Looks again: the page has become visible, say. */
  wake() {
    this.#jobs.wake();
  }

  // --- What can be asked for -------------------------------------------------------------------------------

  /** @param {Action} action */
  dispatch(action) {
    if (isDeskAction(action)) return this.#quietly(this.#desk.dispatch(action));
    if (RUNS.test(action.type)) return this.#quietly(this.#runs.dispatch(/** @type {any} */ (action)));
    if (TRIALS.test(action.type)) return this.#quietly(this.#trials.dispatch(/** @type {any} */ (action)));
    if (action.type === "open") return this.#quietly(this.#importExport.open(action.content));
    if (action.type === "try-formula") return this.#quietly(this.#tryFormula(action));
    if (action.type === "export")
      return this.#quietly(this.#importExport.export(action.format).then(action.reply));
    /** @type {import("./reduce").Model} */
    let next;
    try {
      next = reduce(this.#store.model, action);
    } catch (error) {
      return this.#store.tell(error);
    }
    // What undo brings back is looked at, not trained on at once; but a stroke that is taken back does not stop training.
    const back = action.type === "undo" || action.type === "redo";
    if (back && next.mark !== this.#store.model.mark && next.state.config === this.state.config) {
      this.pause();
      next = reduce(this.#store.model, action);
    }
    this.#adopt(next);
    if (this.#jobs.refusal && ["train", "step", "reset"].includes(action.type)) {
      this.#store.patch({ notice: failedNotice(this.#jobs.refusal) });
    } else if (action.type === "train") this.play();
    else if (action.type === "pause") this.pause();
    else if (action.type === "reset" || action.type === "set-config") this.pause();
    else if (action.type === "restart") this.#lifecycle.restart();
    else if (action.type === "step") {
      this.pause();
      this.#quietly(this.train({ steps: action.count }));
    } else if (action.type === "train-on") {
      this.pause();
      this.#quietly(this.train({ epochs: action.epochs }));
    } else if (action.type === "set-weight") this.#quietly(this.#weights.set(action));
    else if (action.type === "freeze") this.#quietly(this.#weights.freeze(action));
    else if (action.type === "retry") this.play();
  }

  /** Takes over a whole configuration and goes back to the start. @param {unknown} config @throws ConfigError */
  setConfig(config) {
    this.#quietly(this.#takeConfig(validateConfig(this.state.description, config)));
  }

  play() {
    if (this.#jobs.refusal) return;
    this.#store.patch({ notice: this.state.phase === "booting" ? WAITING : null });
    this.#training.play();
    this.#jobs.wake();
  }

  pause() {
    this.#training.pause();
  }

  /** @returns {Promise<Snapshot>} */
  async reset() {
    this.pause();
    this.#store.replace(startAgain(this.#store.model));
    await this.#sync.request();
    return /** @type {Snapshot} */ (this.state.snapshot);
  }

  /** Trains on by so many steps or epochs. @param {{ steps: number } | { epochs: number }} amount @returns {Promise<Snapshot>} */
  train(amount) {
    return this.#jobs.add(() => this.#training.trainOn(amount));
  }

  /** @param {[number, number][]} points @returns {Promise<Float32Array>} */
  predict(points) {
    return this.#jobs.add(async () => (await this.#session.predict({ points })).values);
  }

  /** @param {LayerWeights[]} weights @returns {Promise<Snapshot>} */
  setWeights(weights) {
    this.#adopt(touch(this.#store.model));
    return this.#change(() => this.#session.set_weights({ weights }));
  }

  // --- The configuration -----------------------------------------------------------------------------------

  /** Puts a new model in place and brings the engine up to it. @param {import("./reduce").Model} next */
  #adopt(next) {
    const changed = next.state.config !== this.state.config;
    const moved = next.mark !== this.#store.model.mark;
    const plane = next.state.config.view.plane !== this.state.config.view.plane;
    this.#store.replace(next);
    if (plane) this.#training.mapsDue = true;
    if (changed) this.#store.announce();
    if (changed || moved) this.#quietly(this.#sync.request());
  }

  /** @param {import("../engine/types").Config} config valid */
  #takeConfig(config) {
    this.pause();
    this.#adopt(changeConfig(this.#store.model, config, null, true));
    return this.#sync.request();
  }

  /** @param {Extract<Action, { type: "try-formula" }>} action */
  async #tryFormula({ formula, reply }) {
    try {
      reply(await this.#jobs.add(() => this.#session.feature({ formula })), "");
    } catch (error) {
      reply(null, toFailure(error).message);
    }
  }

  // --- Between the parts -----------------------------------------------------------------------------------

  /** Asks for something that changes the weights. @param {() => Promise<Snapshot>} ask @param {string} [key] @returns {Promise<Snapshot>} */
  #change(ask, key) {
    const work = async () => {
      this.#show(await ask());
      this.#training.mapsDue = true;
      return /** @type {Snapshot} */ (this.state.snapshot);
    };
    return this.#jobs.add(work, { key });
  }

  /** @param {Snapshot} snapshot @param {boolean} [fresh] a new run: the curve begins again */
  #show(snapshot, fresh = false) {
    if (snapshot.stopped) this.#training.pause();
    this.#settle();
    this.#store.show(snapshot, fresh);
  }

  /** The phase that follows from what is going on. */
  #settle() {
    const phase = this.#training.busy ? "training" : "idle";
    const up = this.#sync.accepted !== null && !this.#jobs.refusal;
    if (up && phase !== this.state.phase) this.#store.patch({ phase });
  }

  /** For requests that nobody awaits: what goes wrong becomes a notice. @param {Promise<unknown>} promise */
  #quietly(promise) {
    promise.catch((error) => {
      if (!(error instanceof WorkerLostError)) this.#store.tell(error);
    });
  }
}
