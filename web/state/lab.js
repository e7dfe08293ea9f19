// Where the page's state meets the engine: what was chosen goes there, what was computed comes back.

import { AbortedError, EngineError, toFailure, WorkerLostError } from "../engine/failure.js";
import { appendRows, emptyCurve } from "./curve.js";
import { Desk, isDeskAction } from "./desk.js";
import { Jobs } from "./jobs.js";
import { failedNotice, lostNotice, noticeOf, replacedNotice, stoppedNotice, WAITING } from "./notices.js";
import { setPath } from "./path.js";
import { changeConfig, reduce } from "./reduce.js";
import { Sync } from "./sync.js";
import { Trainer } from "./trainer.js";
import { validateConfig } from "./validate.js";

/** @typedef {import("./types").State} State */
/** @typedef {import("./types").Action} Action */
/** @typedef {import("../engine/types").Config} Config */
/** @typedef {import("../engine/types").DataSet} DataSet */
/** @typedef {import("../engine/types").LayerWeights} LayerWeights */
/** @typedef {import("../engine/types").Snapshot} Snapshot */
/** @typedef {import("../engine/types").Versions} Versions */
/** @typedef {import("../engine/client").Engine} Engine */

/**
 * @typedef {object} LabOptions
 * @property {Engine} engine
 * @property {string} id name of the session in the worker
 * @property {import("./reduce").Model} model
 * @property {{ frame: () => Promise<void>, hidden: () => boolean }} clock
 * @property {(model: import("./reduce").Model) => void} onChange
 * @property {(name: "ready" | "change" | "snapshot" | "error", detail: unknown) => void} emit
 */

/** What has been learned, if anything has. @param {State} state */
const weightsOf = ({ snapshot }) => (snapshot && snapshot.step > 0 ? snapshot.weights : null);

/** A promise that is settled from outside, and whose failure need not be awaited. */
function deferred() {
  /** @type {(value: any) => void} */
  let resolve = () => {};
  /** @type {(error: Error) => void} */
  let reject = () => {};
  const promise = new Promise((yes, no) => {
    resolve = yes;
    reject = no;
  });
  promise.catch(() => {});
  return { promise, resolve, reject };
}

export class Lab {
  #options;
  #model;
  #session;
  #unlisten;
  #trainer;
  #sync;
  #desk;
  #jobs = new Jobs(() => this.#trainer.idle());
  /** @type {LayerWeights[] | null} */
  #restore = null;
  /** @type {EngineError | null} */
  #failure = null;
  #told = new WeakSet();
  #ready = deferred();

  /** @param {LabOptions} options */
  constructor(options) {
    this.#options = options;
    this.#model = options.model;
    this.#restore = weightsOf(options.model.state);
    this.#session = options.engine.open(options.id);
    this.#trainer = new Trainer({
      session: this.#session,
      clock: options.clock,
      state: () => this.state,
      patch: (patch) => this.#patch(patch),
      show: (snapshot) => this.#show(snapshot),
      settle: () => this.#settle(),
      tell: (error, kind) => this.#tell(error, kind),
    });
    this.#sync = new Sync({
      session: this.#session,
      trainer: this.#trainer,
      model: () => this.#model,
      replace: (model) => this.#replace(model),
      show: (snapshot, fresh) => this.#show(snapshot, fresh),
      changed: () => this.#announce(),
      tell: (error) => this.#tell(error),
      add: (work) => this.#add(work),
    });
    this.#desk = new Desk({
      workshop: () => this.#session.workshop,
      desk: () => this.state.desk,
      patch: (patch) => this.#patch({ desk: { ...this.state.desk, ...patch } }),
      snapshot: () => this.state.snapshot,
      show: (snapshot) => {
        this.#show(snapshot);
        this.#trainer.mapsDue = true;
      },
      describe: async () => this.#patch({ description: await this.#add(() => this.#session.describe()) }),
      add: (work) => this.#add(work),
    });
    this.#unlisten = options.engine.listen({
      onProgress: (boot) => this.#patch({ boot }),
      onReady: (versions) => this.#enter(versions),
      onLost: (error) => this.#lost(error),
      onFailed: (error) => this.#failed(error),
    });
  }

  get state() {
    return this.#model.state;
  }

  /** @returns {Promise<Versions>} */
  get ready() {
    return this.#ready.promise;
  }

  /** Ends this session; the engine goes on for others. */
  close() {
    this.#trainer.pause();
    this.#unlisten();
    this.#jobs.stop();
    this.#jobs.drop(new AbortedError());
    this.#session.close().catch(() => {});
  }

  /** Looks again: the page has become visible, say. */
  wake() {
    this.#jobs.wake();
  }

  // --- What can be asked for -------------------------------------------------------------------------------

  /** @param {Action} action */
  dispatch(action) {
    if (isDeskAction(action)) return this.#quietly(this.#desk.dispatch(action));
    /** @type {import("./reduce").Model} */
    let next;
    try {
      next = reduce(this.#model, action);
    } catch (error) {
      return this.#tell(error);
    }
    this.#adopt(next, false);
    if (this.#failure && ["train", "step", "reset"].includes(action.type)) {
      this.#patch({ notice: failedNotice(this.#failure) });
    } else if (action.type === "train") this.play();
    else if (action.type === "pause") this.pause();
    else if (action.type === "reset") this.#quietly(this.reset());
    else if (action.type === "restart") this.#restart();
    else if (action.type === "step") {
      this.pause();
      this.#quietly(this.train({ steps: action.count }));
    } else if (action.type === "set-weight") {
      const { layer, parameter, index, value } = action;
      const weights = this.state.snapshot?.weights;
      const path = [layer, parameter, ...index].join(".");
      if (weights) this.#quietly(this.setWeights(setPath(weights, path, value)));
    } else if (action.type === "retry") {
      this.#quietly(this.#sync.request(true));
      this.play();
    }
  }

  /** Takes over a whole configuration and goes back to the start. @param {unknown} config @throws ConfigError */
  setConfig(config) {
    const valid = validateConfig(this.state.description, config);
    this.pause();
    this.#adopt(changeConfig(this.#model, valid), true);
  }

  play() {
    if (this.#failure) return;
    this.#patch({ notice: this.state.phase === "booting" ? WAITING : null });
    this.#trainer.play();
    this.#jobs.wake();
  }

  pause() {
    this.#trainer.pause();
  }

  /** @returns {Promise<Snapshot>} */
  async reset() {
    this.pause();
    await this.#sync.request(true);
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
    return this.#add(async () => {
      this.#show(await this.#session.set_weights({ weights }));
      this.#trainer.mapsDue = true;
      return /** @type {Snapshot} */ (this.state.snapshot);
    });
  }

  // --- The life of the worker ------------------------------------------------------------------------------

  /** A Python is there, the first or a new one: it is given the configuration and what was learned. @param {Versions} versions */
  async #enter(versions) {
    const again = this.state.versions !== null;
    if (again) this.#desk.reborn();
    const weights = this.#restore;
    this.#restore = null;
    this.#failure = null;
    this.#sync.forget();
    let restored = false;
    const entered = this.#jobs.add(
      async () => {
        await this.#sync.apply().catch((error) => {
          if (error instanceof WorkerLostError) throw error;
          return this.#sync.apply(); // refused: the configuration is now one that worked before, or the default
        });
        if (weights) restored = await this.#putBack(weights);
      },
      { first: true },
    );
    this.#jobs.start();
    try {
      await entered;
    } catch (error) {
      if (error instanceof WorkerLostError || error instanceof AbortedError) return;
      this.#tell(error);
    }
    if (again) this.#patch({ notice: replacedNotice(restored) });
    else if (this.state.notice === WAITING) this.#patch({ notice: null });
    this.#trainer.mapsDue = true;
    const known = { ...versions, engine: this.state.snapshot?.engine.path ?? versions.engine };
    this.#patch({ versions: known, boot: { ...this.state.boot, phase: "ready", message: "Ready" } });
    this.#settle();
    this.#ready.resolve(known);
    this.#options.emit("ready", known);
    this.#jobs.wake();
  }

  /** The weights of before, if they still fit. @param {LayerWeights[]} weights */
  async #putBack(weights) {
    try {
      this.#show(await this.#session.set_weights({ weights }), true);
      return true;
    } catch (error) {
      if (error instanceof WorkerLostError) throw error;
      return false;
    }
  }

  /** @param {EngineError} error */
  #lost(error) {
    // What broke down while it was being restored is not restored again.
    this.#restore = this.#sync.accepted ? weightsOf(this.state) : null;
    this.#leave(error);
    this.#patch({ phase: "booting", notice: lostNotice(error) });
    this.#options.emit("error", toFailure(error));
  }

  /** @param {EngineError} error */
  #failed(error) {
    this.#failure = error;
    this.#leave(error);
    this.#patch({ phase: "failed", notice: failedNotice(error) });
    this.#options.emit("error", toFailure(error));
    this.#ready.reject(error);
  }

  /** @param {EngineError} error */
  #leave(error) {
    this.#told.add(error); // with words and a way out of its own
    this.#sync.forget();
    this.#trainer.pause();
    this.#jobs.stop();
    this.#jobs.drop(error);
  }

  #restart() {
    if (!this.#failure) return;
    this.#failure = null;
    this.#ready = deferred();
    this.#patch({ phase: "booting", notice: null });
    this.#options.engine.restart();
  }

  // --- The configuration -----------------------------------------------------------------------------------

  /** Puts a new model in place and brings the engine up to it. @param {import("./reduce").Model} next @param {boolean} force */
  #adopt(next, force) {
    const changed = next.state.config !== this.state.config;
    this.#replace(next);
    if (!changed && !force) return;
    this.#announce();
    this.#quietly(this.#sync.request(force));
  }

  // --- What is shown ---------------------------------------------------------------------------------------

  /** @param {Snapshot} snapshot @param {boolean} [fresh] a new run: the curve begins again */
  #show(snapshot, fresh = false) {
    const curve = appendRows(fresh ? emptyCurve() : this.state.curve, snapshot.curve);
    const { config, description } = this.state;
    const stopped = stoppedNotice(snapshot, config, description);
    if (snapshot.stopped) this.#trainer.pause();
    this.#patch({ snapshot, curve, ...(stopped ? { notice: stopped } : {}) });
    this.#settle();
    this.#options.emit("snapshot", structuredClone(snapshot));
    if (stopped?.kind === "warning") {
      const { message, path } = stopped;
      this.#options.emit("error", { name: snapshot.reason ?? "stopped", message, path, traceback: null });
    }
  }

  /** The phase that follows from what is going on. */
  #settle() {
    const phase = this.#trainer.busy ? "training" : "idle";
    const up = this.#sync.accepted !== null && !this.#failure;
    if (up && phase !== this.state.phase) this.#patch({ phase });
  }

  /** @param {Partial<State>} patch */
  #patch(patch) {
    this.#replace({ ...this.#model, state: { ...this.state, ...patch } });
  }

  /** @param {import("./reduce").Model} model */
  #replace(model) {
    this.#model = model;
    this.#options.onChange(model);
  }

  #announce() {
    this.#options.emit("change", { config: structuredClone(this.state.config) });
  }

  /** Says what went wrong, once. @param {unknown} error @param {import("./types").Notice["kind"]} [kind] */
  #tell(error, kind = "error") {
    const failure = toFailure(error);
    if (error instanceof AbortedError || this.#told.has(Object(error))) return;
    this.#told.add(Object(error));
    this.#patch({ notice: noticeOf(failure, kind) });
    this.#options.emit("error", failure);
  }

  /** For requests that nobody awaits: what goes wrong becomes a notice. @param {Promise<unknown>} promise */
  #quietly(promise) {
    promise.catch((error) => {
      if (!(error instanceof WorkerLostError)) this.#tell(error);
    });
  }

  /** @template T @param {() => Promise<T>} work @returns {Promise<T>} */
  #add(work) {
    if (this.#failure) return Promise.reject(this.#failure);
    this.#sync.close(); // what is asked for later must not overtake this
    return this.#jobs.add(work);
  }
}
