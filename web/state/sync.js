// Bringing the engine up to the configuration: an update where the mathematics allows it, a reset where not, and back
// to what worked before when the engine refuses.

import { toFailure, WorkerLostError } from "../engine/failure.js";
import { isOwn } from "./drawing.js";
import { forget } from "./history.js";
import { changedPaths } from "./path.js";
import { changeConfig, replaceConfig } from "./reduce.js";
import { fieldAt } from "./rules.js";
import { withData } from "./task.js";

/** @typedef {import("./types").State} State */
/** @typedef {import("./reduce").Model} Model */
/** @typedef {import("../engine/types").Config} Config */
/** @typedef {import("../engine/types").DataSet} DataSet */

/**
 * @typedef {object} Host
 * @property {import("../engine/session").Session} session
 * @property {import("./trainer").Trainer} trainer
 * @property {() => Model} model
 * @property {(model: Model) => void} replace
 * @property {(snapshot: import("../engine/types").Snapshot, fresh: boolean) => void} show
 * @property {() => void} changed the configuration has been put back
 * @property {(error: unknown) => void} tell
 * @property {<T>(work: () => Promise<T>) => Promise<T>} add to the queue of jobs
 */

/** What the engine looks at in a configuration. @param {Config} config */
const withoutView = ({ view, ...rest }) => rest;

export class Sync {
  #host;
  /** @type {Config | null} what the session in the worker has; null: nothing yet */
  #accepted = null;
  /** @type {{ config: Config, data: DataSet } | null} the last that worked */
  #good = null;
  /** @type {Promise<void> | null} the job that waits at the end of the queue */
  #pending = null;
  #force = false;

  /** @param {Host} host */
  constructor(host) {
    this.#host = host;
  }

  get accepted() {
    return this.#accepted;
  }

  /** The session is gone: whatever comes next begins with a reset. */
  forget() {
    this.#accepted = null;
    this.#pending = null;
  }

  /** Another job has been put into the queue: a later request gets a job of its own, behind it. */
  close() {
    this.#pending = null;
  }

  /**
   * Asks for the engine to be brought up to the configuration, in turn; requests that follow each other are one.
   * @param {boolean} force back to the start, even if nothing has changed
   * @returns {Promise<void>}
   */
  request(force) {
    if (force) {
      this.#force = true;
      this.#host.trainer.abandonTurn();
    }
    if (this.#pending) return this.#pending;
    const pending = this.#host.add(() => this.apply());
    this.#pending = pending;
    return pending;
  }

  /** Does it now; to be called from a job only. */
  async apply() {
    this.#pending = null;
    const { session, trainer, model, replace, show } = this.#host;
    const { config: wanted, description } = model().state;
    const before = this.#accepted;
    const force = this.#force || !before;
    this.#force = false;
    const changes = changedPaths(withoutView(before ?? this.#good?.config ?? wanted), withoutView(wanted));
    if (!force && changes.length === 0) {
      this.#accepted = wanted;
      this.#showKnown(wanted);
      return;
    }
    const live = !force && changes.every((path) => fieldAt(description, path)?.live);
    const moved = changes.some((path) => /^(seed|data)\b/.test(path));
    try {
      const snapshot = await session[live ? "update" : "reset"]({ config: wanted });
      this.#accepted = wanted;
      const data = moved || !this.#good ? await session.data() : this.#good.data;
      this.#good = { config: wanted, data };
      const maps = await trainer.fullMaps();
      const now = model();
      // A stroke of the brush may have gone on meanwhile: what is drawn is ahead of what the engine knows.
      const drawn = now.state.config.data === wanted.data ? { data } : {};
      replace({ ...now, state: { ...now.state, ...drawn, ...(maps ? { maps } : {}) } });
      show(snapshot, !live);
    } catch (error) {
      if (!(error instanceof WorkerLostError)) this.#refuse(error, wanted);
      throw error;
    }
  }

  /**
   * What was drawn has been taken back before the engine heard of it: its points are those that it had.
   * @param {Config} wanted
   */
  #showKnown(wanted) {
    const { model, replace } = this.#host;
    const now = model();
    if (!this.#good || now.state.config !== wanted || now.state.data === this.#good.data) return;
    replace({ ...now, state: { ...now.state, data: this.#good.data } });
  }

  /**
   * The engine itself is asked to take over a configuration, with more than that; the page follows once it has.
   * @param {Config} config @param {() => Promise<import("../engine/types").Snapshot>} ask
   */
  take(config, ask) {
    const { session, trainer, model, replace, changed, show, add } = this.#host;
    return add(async () => {
      const snapshot = await ask();
      this.#accepted = config;
      const data = await session.data();
      this.#good = { config, data };
      const maps = await trainer.fullMaps();
      const next = changeConfig(model(), config);
      replace({ ...next, state: { ...next.state, data, ...(maps ? { maps } : {}) } });
      changed();
      show(snapshot, true);
    });
  }

  /** The engine will not have a configuration. @param {unknown} error @param {Config} wanted */
  #refuse(error, wanted) {
    const { model, replace, changed, tell } = this.#host;
    const { state, history } = model();
    if (state.config === wanted) {
      const config = this.#good?.config ?? state.description.config;
      const back = replaceConfig(model(), config, forget(history, config));
      const data = this.#good?.data ?? back.state.data;
      replace({ ...back, state: { ...back.state, data } });
      this.#keepDrawing(error, wanted, config);
      changed();
    }
    tell(error);
  }

  /**
   * What was drawn just before, and the engine had not heard of yet, is not at fault and not lost.
   * @param {unknown} error @param {Config} wanted that was refused @param {Config} config that is gone back to
   */
  #keepDrawing(error, wanted, config) {
    const { model, replace } = this.#host;
    const fresh = isOwn(wanted.data) && changedPaths(wanted.data, config.data).length > 0;
    const others = changedPaths({ ...wanted, data: null }, { ...config, data: null }).length > 0;
    if (!fresh || !others || toFailure(error).path?.startsWith("data")) return;
    replace(changeConfig(model(), withData(config, wanted.data, model().state.description)));
    this.request(false).catch(() => {}); // what is refused once more is told by itself
  }
}
