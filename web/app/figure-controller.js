// A figure: its state, its session in the engine, and all who work on it. An action is first looked at by the reducer
// of its slice, and then handed to the slice's controller.

import { changedPaths } from "../config/path.js";
import { validateConfig } from "../config/validate.js";
import { CodeController } from "../drawer/code/code-controller.js";
import { Runs } from "../drawer/compare/runs.js";
import { Sweep } from "../drawer/compare/sweep.js";
import { ConsoleController } from "../drawer/console/console-controller.js";
import { CustomController } from "../drawer/custom/custom-controller.js";
import { WalkController } from "../drawer/walk/walk-controller.js";
import { AbortedError, WorkerLostError } from "../engine/engine-error.js";
import { reduceNetwork, WeightEdits } from "../network/weight-edits.js";
import { LossLandscapeSampler } from "../output/loss-landscape-sampler.js";
import { PointReader } from "../output/point-reader.js";
import { ImportExport } from "../share/import-export.js";
import { reduceSketchpad } from "../sketchpad/sketchpad-reducer.js";
import { reduceConfig, reduceHistory } from "../state/config-reducer.js";
import { isGuest, reduceOther } from "../state/other-figure.js";
import { patch, startAgain } from "../state/state.js";
import { FrameBudget } from "../training/frame-budget.js";
import { MapsPoller } from "../training/maps-poller.js";
import { MetricsPoller } from "../training/metrics-poller.js";
import { Preview } from "../training/preview.js";
import { TimelineController } from "../training/timeline-controller.js";
import { reduceTraining, TrainingLoop } from "../training/training-loop.js";
import { EngineLifecycle } from "./engine-lifecycle.js";
import { EngineSync } from "./engine-sync.js";
import { JobQueue } from "./job-queue.js";
import { NetworkKeeper } from "./network-keeper.js";
import { OtherFigureController } from "./other-figure.js";
import { Store } from "./store.js";

/** @typedef {import("./actions").Action} Action */
/** @typedef {import("./state-types").Context} Context */
/** @typedef {import("../state/state").Model} Model */
/** @typedef {import("../engine/types").LayerWeights} LayerWeights */
/** @typedef {import("../engine/types").Snapshot} Snapshot */
/** @typedef {import("../engine/types").Versions} Versions */
/** @typedef {Pick<import("../engine/client").Engine, "listen" | "open" | "restart" | "stop" | "figures">} EngineLike */

/**
 * @typedef {object} FigureOptions
 * @property {EngineLike} engine
 * @property {string} id name of the session in the worker
 * @property {Model} model
 * @property {Context["clock"]} clock
 * @property {(model: Model) => void} onChange
 * @property {() => boolean} keeps whether the browser is to keep what is drawn here
 * @property {(change: import("../drawer/compare/runs").Change) => Promise<void>} changeRuns
 * @property {import("./store").Emit} emit
 */

/**
 * What an action asks for beyond the state.
 * @typedef {{ dispatch: (action: any, before: Model) => Promise<unknown> | void }} Controller
 */

/** @typedef {import("./actions").Slice} Slice */

/**
 * What an action changes on the page itself, by its slice: pure functions. The others ask something of the engine alone.
 * @type {Partial<Record<Slice, (model: Model, action: any) => Model>>}
 */
const REDUCERS = {
  sketchpad: reduceSketchpad,
  config: reduceConfig,
  history: reduceHistory,
  training: reduceTraining,
  network: reduceNetwork,
  notice: (model) => patch(model, { notice: null }),
  other: reduceOther,
};

/** Who answers an action. @param {Action} action */
export const sliceOf = ({ type }) => /** @type {Slice} */ (type.split("/", 1)[0]);

/**
 * What an action makes of the page's own state.
 * @param {Model} model
 * @param {Action} action
 * @returns {Model} the same model where nothing changes
 * @throws {import("../config/rules.js").ConfigError}
 */
export const reduce = (model, action) => REDUCERS[sliceOf(action)]?.(model, action) ?? model;

export class FigureController {
  #figure;
  #training;
  #maps;
  #points;
  #timeline;
  #sync;
  #sweep;
  #lifecycle;
  /** By slice; those that are not here change the state alone. @type {Partial<Record<Slice, Controller>>} */
  #controllers;
  /** What comes in and what is taken along. */
  importExport;
  /** Runs that are kept. */
  runs;
  /** What a first visitor sees. */
  preview;

  /** @param {FigureOptions} options */
  constructor({ engine, id, model, clock, onChange, keeps, changeRuns, emit }) {
    /** @type {Context} */
    const figure = {
      store: new Store(model, onChange, emit),
      session: engine.open(id),
      jobs: new JobQueue(),
      clock,
    };
    this.#figure = figure;
    const frames = new FrameBudget();
    const maps = new MapsPoller(figure, frames);
    const points = new PointReader(figure);
    const training = new TrainingLoop(figure, maps, frames, points);
    const sync = new EngineSync(figure, training, maps);
    const looks = [new MetricsPoller(figure), new LossLandscapeSampler(figure)];
    training.keeper = new NetworkKeeper(figure, sync);
    figure.jobs.pollers = [training.keeper, points, ...looks, training, maps];
    const timeline = new TimelineController(figure, { sync, training, maps, points });
    const walk = new WalkController(figure);
    const code = new CodeController(figure, engine, walk);
    const dispatch = (/** @type {Action} */ action) => this.dispatch(action);
    const custom = new CustomController(figure, code, dispatch);
    this.#training = training;
    this.#maps = maps;
    this.#points = points;
    this.#timeline = timeline;
    this.#sync = sync;
    this.importExport = new ImportExport(figure, sync, training, code, keeps);
    this.runs = new Runs(figure, this.importExport, changeRuns);
    const open = (/** @type {string} */ name) => engine.open(`${id}-${name}`);
    this.preview = new Preview(figure, open, maps);
    this.#sweep = new Sweep(figure, open, this.importExport);
    this.#lifecycle = new EngineLifecycle(figure, { engine, training, sync, walk, code, sweep: this.#sweep });
    this.#controllers = {
      training,
      timeline,
      network: new WeightEdits(figure),
      share: this.importExport,
      engine: this.#lifecycle,
      walk,
      code,
      console: new ConsoleController(figure),
      custom,
      runs: this.runs,
      other: new OtherFigureController(figure, { sync, code, importExport: this.importExport }, dispatch),
      sweep: this.#sweep,
      config: { dispatch: ({ type }) => (type === "config/replace" ? training.pause() : undefined) },
      // What undo brings back is looked at, not trained on at once; but a stroke that is taken back does not stop training.
      history: {
        dispatch: (_, before) => {
          const { state, checkpoint } = figure.store.model;
          if (isGuest(state) !== isGuest(before.state)) code.follow(isGuest(state));
          if (checkpoint !== before.checkpoint && state.config === before.state.config) training.pause();
        },
      },
      drawer: {
        dispatch: ({ tab }) => {
          figure.store.patchDrawer({ tab });
          if (tab === "mathematics") return walk.open();
          if (tab === "code") return code.open();
        },
      },
    };
  }

  get state() {
    return this.#figure.store.state;
  }

  /** @returns {Promise<Versions>} */
  get ready() {
    return this.#lifecycle.ready;
  }

  /** @returns {Promise<{ engine: string }>} */
  get alive() {
    return this.#lifecycle.alive;
  }

  /** Ends this session; the engine goes on for others. */
  close() {
    const { jobs, session } = this.#figure;
    this.#training.pause();
    this.#lifecycle.end();
    jobs.stop();
    jobs.drop(new AbortedError());
    this.#sweep.end();
    this.preview.end();
    session.close().catch(() => {});
  }

  /** Says what is wrong with something that was asked for elsewhere. @param {unknown} error */
  tell(error) {
    this.#figure.store.tell(error);
  }

  /** What is known of the figure from elsewhere. @param {Partial<import("./state-types").State>} patch */
  patch(patch) {
    this.#figure.store.patch(patch);
  }

  /** What of the network is in view now. @param {import("../plane/maps.js").Look} look */
  look(look) {
    this.#maps.look = look;
    this.#figure.jobs.wake();
  }

  /** Where somebody points on the output; null: nowhere. @param {[number, number] | null} at */
  point(at) {
    if (at) this.preview.end(); // whoever points asks the network that is the visitor's own
    this.#points.point(at);
  }

  /** Looks again: the page has become visible, say. */
  wake() {
    this.#figure.jobs.wake();
  }

  // --- What can be asked for -------------------------------------------------------------------------------

  /** @param {Action} action @returns {void} */
  dispatch(action) {
    const { store } = this.#figure;
    this.preview.end();
    const before = store.model;
    // Weights that are changed by hand are those that are shown: of the past, one goes on from there.
    if (sliceOf(action) === "network" && before.state.past)
      return this.#quietly(this.#timeline.branch().then(() => this.dispatch(action)));
    /** @type {Model} */
    let next;
    try {
      next = reduce(before, action);
    } catch (error) {
      return store.tell(error);
    }
    if (next !== before) this.#quietly(this.#sync.adopt(next));
    this.#quietly(this.#controllers[sliceOf(action)]?.dispatch(action, before));
  }

  /** Takes over a whole configuration and goes back to the start. @param {unknown} config @throws ConfigError */
  setConfig(config) {
    const valid = validateConfig(this.state.description, config);
    this.preview.end();
    if (changedPaths(valid, this.state.config).length > 0) this.#quietly(this.#sync.begin(valid));
  }

  play() {
    this.#training.play();
  }

  pause() {
    this.#training.pause();
  }

  /** @returns {Promise<Snapshot>} */
  reset() {
    this.pause();
    return this.#sync.whenBegun(async () => {
      await this.#sync.adopt(startAgain(this.#figure.store.model));
      return /** @type {Snapshot} */ (this.state.snapshot);
    });
  }

  /** Trains on by so many steps or epochs. @param {{ steps: number } | { epochs: number }} amount @returns {Promise<Snapshot>} */
  train(amount) {
    return this.#sync.whenBegun(() => this.#training.trainOn(amount));
  }

  /** Trains a figure from its start to this epoch. @param {number} epoch */
  beginAt(epoch) {
    const { store, jobs } = this.#figure;
    this.#quietly(
      this.#sync.whenBegun(async () => {
        await jobs.add(async () => {}); // until the engine has the figure
        const left = epoch - (store.state.snapshot?.epoch ?? 0);
        if (left > 0) await this.train({ epochs: left });
      }),
    );
  }

  /** Shows the network as it was after so many epochs; null: as it is. @param {number | null} epoch */
  seek(epoch) {
    return this.#sync.whenBegun(() => this.#timeline.seek(epoch));
  }

  /** Makes the moment that is shown the present one. */
  branch() {
    return this.#timeline.branch();
  }

  /** @param {[number, number][]} points @returns {Promise<Float32Array>} */
  async predict(points) {
    const { session, jobs } = this.#figure;
    return (await this.#sync.whenBegun(() => jobs.add(() => session.predict({ points })))).values;
  }

  /** @param {LayerWeights[]} weights @returns {Promise<void>} */
  setWeights(weights) {
    const { session } = this.#figure;
    return this.#sync.whenBegun(() => this.#sync.takeWeights(() => session.set_weights({ weights })));
  }

  /** For requests that nobody awaits: what goes wrong becomes a notice. @param {Promise<unknown> | unknown} promise */
  #quietly(promise) {
    if (!(promise instanceof Promise)) return;
    promise.catch((error) => {
      if (!(error instanceof WorkerLostError)) this.#figure.store.tell(error);
    });
  }
}
