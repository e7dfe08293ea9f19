// From a Python that starts to one that is lost and replaced: what is kept, who is told, and how it goes on.

import { editedCode } from "../config/code-texts.js";
import { awaited } from "../engine/deferred.js";
import { AbortedError, WorkerLostError } from "../engine/engine-error.js";
import {
  ASLEEP,
  EDITED_ELSEWHERE,
  failedNotice,
  lostNotice,
  replacedNotice,
  WAITING,
  withoutNotice,
} from "../state/notices.js";
import { areLive, changesBetween } from "../state/state.js";

/** @typedef {import("./state-types").State} State */
/** @typedef {import("../engine/types").Versions} Versions */
/** @typedef {import("../engine/engine-error").EngineError} EngineError */

/**
 * @typedef {object} Parts
 * @property {import("./figure-controller").EngineLike} engine
 * @property {import("../training/training-loop").TrainingLoop} training
 * @property {import("./engine-sync").EngineSync} sync
 * @property {import("../drawer/walk/walk-controller").WalkController} walk
 * @property {import("../drawer/code/code-controller").CodeController} code
 * @property {import("../drawer/compare/sweep").Sweep} sweep
 */

/**
 * What has been learned, as a session file without the optimizer's memory; null if nothing has.
 * @param {State} state
 */
function learned({ config, snapshot, curve }) {
  if (!snapshot) return null;
  const { step, epoch, weights, frozen } = snapshot;
  const progress = { step, epoch, position: 0, slots_since: step };
  return { gradpad_session: 1, config, altered: true, weights, frozen, progress, curve };
}

export class EngineLifecycle {
  #figure;
  #parts;
  #unlisten;
  /** What the next Python is given back. @type {ReturnType<EngineLifecycle["before"]> | null} */
  #restore;
  /** Whether there has been a Python before. */
  #entered = false;
  #ready = awaited();
  #alive = awaited();
  /** Whether Python could not be started. */
  #down = false;

  /** @param {import("./state-types").Context} figure @param {Parts} parts that are told */
  constructor(figure, parts) {
    this.#figure = figure;
    this.#parts = parts;
    this.#restore = { ...this.before(), code: {}, playing: false };
    this.#unlisten = parts.engine.listen({
      onProgress: (boot) => figure.store.patch({ boot }),
      onReady: (versions) => this.#enter(versions),
      onAlive: () => this.#enter(null),
      onPython: (versions) => this.#welcome(versions),
      onWaiting: () => figure.store.settle({ waits: true }),
      onWithout: (error) => this.#goWithout(error),
      onLost: (error) => this.#lost(error),
      onFailed: (error) => this.#failed(error),
      onEdited: (by) => this.#edited(by),
      onAsleep: (boot) => this.#asleep(boot),
    });
  }

  /** @returns {Promise<Versions>} */
  get ready() {
    return this.#ready.done;
  }

  /** Resolves once numbers can be trained, by whatever it is. @returns {Promise<{ engine: string }>} */
  get alive() {
    return this.#alive.done;
  }

  /** What the Python that is there now has, and the next one should. */
  before() {
    const { snapshot, drawer } = this.#state;
    return {
      learned: learned(this.#state),
      step: snapshot?.step ?? 0,
      code: editedCode(drawer),
      playing: this.#parts.training.playing,
      typed: drawer.console.length > 0,
      /** The least step that a copy of the network may stand at: what trained may lose a moment to a Python that dies. */
      from: 0,
    };
  }

  get #state() {
    return this.#figure.store.state;
  }

  /** @param {import("./actions").EngineAction} action */
  dispatch(action) {
    if (action.type === "engine/restart") this.restart();
    else if (action.type === "engine/stop") this.#parts.engine.stop();
  }

  /** Takes no further part. */
  end() {
    this.#unlisten();
  }

  /**
   * A Python is there, the first or a new one, or something that answers in its place until it is: it is given the
   * configuration and what was learned. @param {Versions | null} versions
   */
  async #enter(versions) {
    const { store, jobs } = this.#figure;
    const { sync, walk, code } = this.#parts;
    const again = this.#entered;
    this.#entered = true;
    if (this.#state.versions) {
      walk.forget();
      code.forget();
    }
    const before = this.#restore;
    this.#restore = null;
    jobs.refuse(null);
    sync.forget();
    const back = {
      step: /** @type {number | null} */ (null),
      weights: false,
      refused: /** @type {string[]} */ ([]),
    };
    const entered = jobs.add(
      async () => {
        back.refused = await code.putBack(before?.code ?? {});
        back.step = await sync.revive(before?.from);
        await sync.apply().catch((error) => {
          if (error instanceof WorkerLostError) throw error;
          return sync.apply(); // refused: the configuration is now one that worked before, or the default
        });
        if (before?.learned && back.step === null) back.weights = await this.#putBack(before.learned);
      },
      { first: true },
    );
    jobs.start();
    try {
      await entered;
    } catch (error) {
      if (error instanceof WorkerLostError || error instanceof AbortedError) return;
      store.tell(error);
    }
    if (again) {
      const playing = before?.playing === true && (back.step !== null || back.weights || before.step === 0);
      if (playing) this.#parts.training.play();
      store.patch({ notice: replacedNotice(before, { ...back, playing }) });
    } else if (this.#state.notice === WAITING || this.#state.notice === ASLEEP) store.patch({ notice: null });
    store.settle({ up: sync.up });
    this.#alive.resolve({ engine: this.#state.snapshot?.engine.path ?? versions?.engine ?? "" });
    if (!versions) return jobs.wake();
    this.#welcome({ ...versions, engine: this.#state.snapshot?.engine.path ?? versions.engine });
  }

  /** Python has what the figure is. @param {Versions} versions */
  #welcome(versions) {
    const { store, jobs } = this.#figure;
    if (this.#state.notice === WAITING) store.patch({ notice: null });
    store.settle({ waits: false });
    this.#ready.resolve(versions);
    store.welcome(versions);
    jobs.wake();
    this.#parts.sweep.recover().catch((error) => store.tell(error));
  }

  /** Python could not be started: what was recorded goes on. @param {EngineError} error */
  #goWithout(error) {
    this.#figure.store.settle({ waits: false });
    this.#figure.store.tell(error, { notice: withoutNotice(error) });
    this.#down = true;
    this.#ready.reject(error);
  }

  /** Goes on where the last Python was, unless something else has been chosen since. @param {NonNullable<ReturnType<typeof learned>>} before */
  async #putBack(before) {
    const { config, description } = this.#state;
    if (!areLive(changesBetween(before.config, config), description)) return false;
    try {
      const text = JSON.stringify({ ...before, config });
      const { store, session } = this.#figure;
      store.show(await session.open_session({ text }), { fresh: true });
      return true;
    } catch (error) {
      if (error instanceof WorkerLostError) throw error;
      return false;
    }
  }

  /** Another figure has put other code in force, for all of them. @param {unknown} by */
  #edited(by) {
    const { session, store } = this.#figure;
    if (by === session || this.#state.phase === "booting") return;
    this.#parts.code
      .renew(null)
      .then(() => store.patch({ notice: EDITED_ELSEWHERE }))
      .catch((error) => store.tell(error));
  }

  /** @param {EngineError} error */
  #lost(error) {
    // What broke down while it was being restored is not restored again.
    this.#restore = this.#parts.sync.up ? this.before() : null;
    if (!this.#restore) this.#parts.sync.letGo();
    this.#leave(error);
    this.#figure.store.tell(error, { phase: "booting", notice: lostNotice(error) });
  }

  /** @param {import("../engine/types").Progress} boot */
  #asleep(boot) {
    const before = this.before();
    // It sleeps by choice, and loses nothing: where the last copy is older, the weights that are shown are put back.
    if (this.#parts.sync.up) this.#restore = { ...before, playing: false, from: before.step };
    this.#leave(new WorkerLostError("Python has been put to sleep."));
    this.#figure.store.patch({ phase: "booting", boot, notice: ASLEEP });
  }

  /** @param {EngineError} error */
  #failed(error) {
    this.#leave(error);
    this.#figure.jobs.refuse(error);
    this.#figure.store.tell(error, { phase: "failed", notice: failedNotice(error) });
    this.#down = true;
    this.#ready.reject(error);
    this.#alive.reject(error);
  }

  /** @param {EngineError} error */
  #leave(error) {
    this.#parts.sync.forget();
    this.#parts.training.pause();
    this.#parts.sweep.forget();
    this.#figure.jobs.stop();
    this.#figure.jobs.drop(error);
  }

  /** Starts Python again, after it could not be started. */
  restart() {
    if (!this.#down) return;
    this.#down = false;
    const { store, jobs } = this.#figure;
    this.#ready = awaited();
    if (jobs.refusal) {
      jobs.refuse(null);
      this.#alive = awaited();
      store.patch({ phase: "booting" });
    }
    store.patch({ notice: null });
    this.#parts.engine.restart();
  }
}
