// Where the page's state meets the engine: what was chosen goes there, what was computed comes back.

import { validateConfig } from "../config/validate.js";
import { Runs } from "../drawer/compare/runs.js";
import { Trials } from "../drawer/compare/sweep.js";
import { Desk, isDeskAction } from "../drawer/drawer-controller.js";
import { AbortedError, toFailure, WorkerLostError } from "../engine/engine-error.js";
import { Hands } from "../network/weight-edits.js";
import { Exchange } from "../share/import-export.js";
import { Trainer } from "../training/training-loop.js";
import { Life } from "./engine-lifecycle.js";
import { Sync } from "./engine-sync.js";
import { Jobs } from "./job-queue.js";
import { failedNotice, WAITING } from "./notices.js";
import { changeConfig, reduce, startAgain, touch } from "./reduce.js";
import { Stage } from "./store.js";

/** @typedef {import("./state-types").State} State */
/** @typedef {import("./state-types").Action} Action */
/** @typedef {import("../engine/types").LayerWeights} LayerWeights */
/** @typedef {import("../engine/types").Snapshot} Snapshot */
/** @typedef {import("../engine/types").Versions} Versions */
/** @typedef {Pick<import("../engine/client").Engine, "listen" | "open" | "restart" | "figures">} EngineLike */

/**
 * @typedef {object} LabOptions
 * @property {EngineLike} engine
 * @property {string} id name of the session in the worker
 * @property {import("./reduce").Model} model
 * @property {{ frame: () => Promise<void>, hidden: () => boolean }} clock
 * @property {(model: import("./reduce").Model) => void} onChange
 * @property {(runs: readonly import("./state-types").KeptRun[]) => void} saveRuns
 * @property {import("./store").Emit} emit
 */

/** Actions that are the affair of the kept runs, or of those that are trained side by side. */
const RUNS = /^(keep|name|show|open|drop|put-back)-run$/;
const TRIALS = /-trials?$/;

export class Lab {
  #stage;
  #session;
  #life;
  #trainer;
  #sync;
  #desk;
  #exchange;
  #hands;
  #runs;
  #trials;
  #jobs = new Jobs(() => this.#trainer.idle());
  /** @param {LabOptions} options */
  constructor(options) {
    const stage = new Stage(options.model, options.onChange, options.emit);
    this.#stage = stage;
    this.#session = options.engine.open(options.id);
    this.#trainer = new Trainer({
      session: this.#session,
      clock: options.clock,
      state: () => stage.state,
      patch: (patch) => stage.patch(patch),
      show: (snapshot) => this.#show(snapshot),
      settle: () => this.#settle(),
      tell: (error, kind = "error") => stage.tell(error, { kind }),
    });
    this.#sync = new Sync({
      session: this.#session,
      trainer: this.#trainer,
      model: () => stage.model,
      replace: (model) => stage.replace(model),
      show: (snapshot, fresh) => this.#show(snapshot, fresh),
      changed: () => stage.announce(),
      tell: (error) => stage.tell(error),
      add: (work) => this.#add(work),
    });
    this.#desk = new Desk({
      workshop: () => this.#session.workshop,
      desk: () => stage.state.desk,
      patch: (patch) => stage.patch({ desk: { ...stage.state.desk, ...patch } }),
      snapshot: () => stage.state.snapshot,
      show: (snapshot) => {
        this.#show(snapshot);
        this.#trainer.mapsDue = true;
      },
      describe: async () => stage.patch({ description: await this.#add(() => this.#session.describe()) }),
      add: (work) => this.#add(work),
      config: () => stage.state.config,
      dispatch: (action) => this.dispatch(action),
      others: () => options.engine.figures - 1,
      applied: (module) => this.#quietly(this.#exchange.applied(module)),
    });
    this.#hands = new Hands({
      session: this.#session,
      snapshot: () => this.state.snapshot,
      change: (ask) => this.#change(ask),
    });
    this.#exchange = new Exchange({
      stage,
      session: this.#session,
      sync: this.#sync,
      pause: () => this.pause(),
      touch: () => this.#adopt(touch(stage.model)),
      takeConfig: (config) => this.#takeConfig(config),
      change: (ask) => this.#change(ask),
      desk: (action) => this.#desk.dispatch(action),
      add: (work) => this.#add(work),
    });
    const open = (/** @type {string} */ text) => this.#exchange.open(text);
    this.#runs = new Runs({
      stage,
      exportAs: (format) => this.#exchange.export(format),
      open,
      save: options.saveRuns,
    });
    this.#trials = new Trials({
      stage,
      newSession: (name) => options.engine.open(`${options.id}-${name}`),
      clock: options.clock,
      open,
    });
    this.#life = new Life({
      engine: options.engine,
      session: this.#session,
      stage,
      trainer: this.#trainer,
      sync: this.#sync,
      desk: this.#desk,
      jobs: this.#jobs,
      show: (snapshot) => this.#show(snapshot, true),
      settle: () => this.#settle(),
    });
  }

  get state() {
    return this.#stage.state;
  }

  /** What comes in and what is taken along. */
  get exchange() {
    return this.#exchange;
  }

  /** Runs that are kept. */
  get runs() {
    return this.#runs;
  }

  /** @returns {Promise<Versions>} */
  get ready() {
    return this.#life.ready;
  }

  /** Ends this session; the engine goes on for others. */
  close() {
    this.#trainer.pause();
    this.#life.end();
    this.#jobs.stop();
    this.#jobs.drop(new AbortedError());
    this.#trials.end();
    this.#session.close().catch(() => {});
  }

  /** Says what is wrong with something that was asked for elsewhere. @param {unknown} error */
  tell(error) {
    this.#stage.tell(error);
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
    if (action.type === "open") return this.#quietly(this.#exchange.open(action.content));
    if (action.type === "try-formula") return this.#quietly(this.#tryFormula(action));
    if (action.type === "export")
      return this.#quietly(this.#exchange.export(action.format).then(action.reply));
    /** @type {import("./reduce").Model} */
    let next;
    try {
      next = reduce(this.#stage.model, action);
    } catch (error) {
      return this.#stage.tell(error);
    }
    // What undo brings back is looked at, not trained on at once; but a stroke that is taken back does not stop training.
    const back = action.type === "undo" || action.type === "redo";
    if (back && next.mark !== this.#stage.model.mark && next.state.config === this.state.config) {
      this.pause();
      next = reduce(this.#stage.model, action);
    }
    this.#adopt(next);
    if (this.#life.failure && ["train", "step", "reset"].includes(action.type)) {
      this.#stage.patch({ notice: failedNotice(this.#life.failure) });
    } else if (action.type === "train") this.play();
    else if (action.type === "pause") this.pause();
    else if (action.type === "reset" || action.type === "set-config") this.pause();
    else if (action.type === "restart") this.#life.restart();
    else if (action.type === "step") {
      this.pause();
      this.#quietly(this.train({ steps: action.count }));
    } else if (action.type === "train-on") {
      this.pause();
      this.#quietly(this.train({ epochs: action.epochs }));
    } else if (action.type === "set-weight") this.#quietly(this.#hands.set(action));
    else if (action.type === "freeze") this.#quietly(this.#hands.freeze(action));
    else if (action.type === "retry") this.play();
  }

  /** Takes over a whole configuration and goes back to the start. @param {unknown} config @throws ConfigError */
  setConfig(config) {
    this.#quietly(this.#takeConfig(validateConfig(this.state.description, config)));
  }

  play() {
    if (this.#life.failure) return;
    this.#stage.patch({ notice: this.state.phase === "booting" ? WAITING : null });
    this.#trainer.play();
    this.#jobs.wake();
  }

  pause() {
    this.#trainer.pause();
  }

  /** @returns {Promise<Snapshot>} */
  async reset() {
    this.pause();
    this.#stage.replace(startAgain(this.#stage.model));
    await this.#sync.request();
    return /** @type {Snapshot} */ (this.state.snapshot);
  }

  /** Trains on by so many steps or epochs. @param {{ steps: number } | { epochs: number }} amount @returns {Promise<Snapshot>} */
  train(amount) {
    return this.#add(() => this.#trainer.trainOn(amount));
  }

  /** @param {[number, number][]} points @returns {Promise<Float32Array>} */
  predict(points) {
    return this.#add(async () => (await this.#session.predict({ points })).values);
  }

  /** @param {LayerWeights[]} weights @returns {Promise<Snapshot>} */
  setWeights(weights) {
    this.#adopt(touch(this.#stage.model));
    return this.#change(() => this.#session.set_weights({ weights }));
  }

  // --- The configuration -----------------------------------------------------------------------------------

  /** Puts a new model in place and brings the engine up to it. @param {import("./reduce").Model} next */
  #adopt(next) {
    const changed = next.state.config !== this.state.config;
    const moved = next.mark !== this.#stage.model.mark;
    const plane = next.state.config.view.plane !== this.state.config.view.plane;
    this.#stage.replace(next);
    if (plane) this.#trainer.mapsDue = true;
    if (changed) this.#stage.announce();
    if (changed || moved) this.#quietly(this.#sync.request());
  }

  /** @param {import("../engine/types").Config} config valid */
  #takeConfig(config) {
    this.pause();
    this.#adopt(changeConfig(this.#stage.model, config, null, true));
    return this.#sync.request();
  }

  /** @param {Extract<Action, { type: "try-formula" }>} action */
  async #tryFormula({ formula, reply }) {
    try {
      reply(await this.#add(() => this.#session.feature({ formula })), "");
    } catch (error) {
      reply(null, toFailure(error).message);
    }
  }

  // --- Between the parts -----------------------------------------------------------------------------------

  /** Asks for something that changes the weights. @param {() => Promise<Snapshot>} ask @returns {Promise<Snapshot>} */
  #change(ask) {
    return this.#add(async () => {
      this.#show(await ask());
      this.#trainer.mapsDue = true;
      return /** @type {Snapshot} */ (this.state.snapshot);
    });
  }

  /** @param {Snapshot} snapshot @param {boolean} [fresh] a new run: the curve begins again */
  #show(snapshot, fresh = false) {
    if (snapshot.stopped) this.#trainer.pause();
    this.#settle();
    this.#stage.show(snapshot, fresh);
  }

  /** The phase that follows from what is going on. */
  #settle() {
    const phase = this.#trainer.busy ? "training" : "idle";
    const up = this.#sync.accepted !== null && !this.#life.failure;
    if (up && phase !== this.state.phase) this.#stage.patch({ phase });
  }

  /** For requests that nobody awaits: what goes wrong becomes a notice. @param {Promise<unknown>} promise */
  #quietly(promise) {
    promise.catch((error) => {
      if (!(error instanceof WorkerLostError)) this.#stage.tell(error);
    });
  }

  /** @template T @param {() => Promise<T>} work @returns {Promise<T>} */
  #add(work) {
    if (this.#life.failure) return Promise.reject(this.#life.failure);
    this.#sync.close(); // what is asked for later must not overtake this
    return this.#jobs.add(work);
  }
}
