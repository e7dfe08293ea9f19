// From a Python that starts to one that is lost and replaced: what is kept, who is told, and how it goes on.

import { AbortedError, WorkerLostError } from "../engine/engine-error.js";
import { areLive, changesBetween } from "./checkpoints.js";
import { deferred } from "./job-queue.js";
import { ASLEEP, EDITED_ELSEWHERE, failedNotice, lostNotice, replacedNotice, WAITING } from "./notices.js";

/** @typedef {import("./state-types").State} State */
/** @typedef {import("../engine/types").Versions} Versions */
/** @typedef {import("../engine/engine-error").EngineError} EngineError */

/**
 * @typedef {object} Host
 * @property {import("./figure-controller").EngineLike} engine
 * @property {import("../engine/session").Session} session
 * @property {import("./store").Store} store
 * @property {import("../training/training-loop").TrainingLoop} trainer
 * @property {import("./engine-sync").EngineSync} sync
 * @property {import("../drawer/drawer-controller").Desk} desk
 * @property {import("./job-queue").JobQueue} jobs
 * @property {(snapshot: import("../engine/types").Snapshot) => void} show a new run's first snapshot
 * @property {() => void} settle the phase may have changed
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

/** A promise whose failure need not be awaited. */
function awaited() {
  const promise = deferred();
  promise.done.catch(() => {});
  return promise;
}

export class EngineLifecycle {
  #host;
  #unlisten;
  /** @type {ReturnType<typeof learned>} what the next Python is given back */
  #restore;
  /** Whether there has been a Python before. */
  #entered = false;
  #ready = awaited();

  /** @param {Host} host */
  constructor(host) {
    this.#host = host;
    this.#restore = learned(host.store.state);
    this.#unlisten = host.engine.listen({
      onProgress: (boot) => host.store.patch({ boot }),
      onReady: (versions) => this.#enter(versions),
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

  get #state() {
    return this.#host.store.state;
  }

  /** Takes no further part. */
  end() {
    this.#unlisten();
  }

  /** A Python is there, the first or a new one: it is given the configuration and what was learned. @param {Versions} versions */
  async #enter(versions) {
    const again = this.#entered;
    this.#entered = true;
    if (this.#state.versions) this.#host.desk.reborn();
    const before = this.#restore;
    this.#restore = null;
    this.#host.jobs.refuse(null);
    this.#host.sync.forget();
    let restored = false;
    const entered = this.#host.jobs.add(
      async () => {
        await this.#host.sync.apply().catch((error) => {
          if (error instanceof WorkerLostError) throw error;
          return this.#host.sync.apply(); // refused: the configuration is now one that worked before, or the default
        });
        if (before) restored = await this.#putBack(before);
      },
      { first: true },
    );
    this.#host.jobs.start();
    try {
      await entered;
    } catch (error) {
      if (error instanceof WorkerLostError || error instanceof AbortedError) return;
      this.#host.store.tell(error);
    }
    if (again) this.#host.store.patch({ notice: replacedNotice(restored) });
    else if (this.#state.notice === WAITING || this.#state.notice === ASLEEP)
      this.#host.store.patch({ notice: null });
    this.#host.trainer.mapsDue = true;
    const known = { ...versions, engine: this.#state.snapshot?.engine.path ?? versions.engine };
    this.#host.settle();
    this.#ready.resolve(known);
    this.#host.store.welcome(known);
    this.#host.jobs.wake();
  }

  /** Goes on where the last Python was, unless something else has been chosen since. @param {NonNullable<ReturnType<typeof learned>>} before */
  async #putBack(before) {
    const { config, description } = this.#state;
    if (!areLive(changesBetween(before.config, config), description)) return false;
    try {
      const text = JSON.stringify({ ...before, config });
      this.#host.show(await this.#host.session.open_session({ text }));
      return true;
    } catch (error) {
      if (error instanceof WorkerLostError) throw error;
      return false;
    }
  }

  /** Another figure has put other code in force, for all of them. @param {unknown} by */
  #edited(by) {
    const { session, desk, store } = this.#host;
    if (by === session || this.#state.phase === "booting") return;
    desk
      .editedElsewhere()
      .then(() => store.patch({ notice: EDITED_ELSEWHERE }))
      .catch((error) => store.tell(error));
  }

  /** @param {EngineError} error */
  #lost(error) {
    // What broke down while it was being restored is not restored again.
    this.#restore = this.#host.sync.accepted ? learned(this.#state) : null;
    this.#leave(error);
    this.#host.store.tell(error, { phase: "booting", notice: lostNotice(error) });
  }

  /** @param {import("../engine/types").Progress} boot */
  #asleep(boot) {
    if (this.#host.sync.accepted) this.#restore = learned(this.#state);
    this.#leave(new WorkerLostError("Python has been put to sleep."));
    this.#host.store.patch({ phase: "booting", boot, notice: ASLEEP });
  }

  /** @param {EngineError} error */
  #failed(error) {
    this.#leave(error);
    this.#host.jobs.refuse(error);
    this.#host.store.tell(error, { phase: "failed", notice: failedNotice(error) });
    this.#ready.reject(error);
  }

  /** @param {EngineError} error */
  #leave(error) {
    this.#host.sync.forget();
    this.#host.trainer.pause();
    this.#host.jobs.stop();
    this.#host.jobs.drop(error);
  }

  /** Starts Python again, after it could not be started. */
  restart() {
    if (!this.#host.jobs.refusal) return;
    this.#host.jobs.refuse(null);
    this.#ready = awaited();
    this.#host.store.patch({ phase: "booting", notice: null });
    this.#host.engine.restart();
  }
}
