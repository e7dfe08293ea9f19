// Bringing the engine up to the configuration: an update where the mathematics allows it, a reset where not, and back
// to what worked before when the engine refuses.

import { changedPaths } from "../config/path.js";
import { toFailure, WorkerLostError } from "../engine/engine-error.js";
import { isOwn } from "../plane/drawing.js";
import { withData } from "../plane/task.js";
import { areLive, changesBetween, follows } from "./checkpoints.js";
import { forget } from "./history.js";
import { changeConfig, replaceConfig } from "./reduce.js";

/** @typedef {import("./state-types").State} State */
/** @typedef {import("./reduce").Model} Model */
/** @typedef {import("../engine/types").Config} Config */
/** @typedef {import("../engine/types").DataSet} DataSet */
/** @typedef {import("./checkpoints.js").Mark} Mark */

/**
 * @typedef {object} Host
 * @property {import("../engine/session").Session} session
 * @property {import("../training/training-loop").TrainingLoop} trainer
 * @property {() => Model} model
 * @property {(model: Model) => void} replace
 * @property {(snapshot: import("../engine/types").Snapshot, fresh: boolean) => void} show
 * @property {() => void} changed the configuration has been put back
 * @property {(error: unknown) => void} tell
 * @property {import("./job-queue").JobQueue} jobs
 */

export class EngineSync {
  #host;
  /** @type {Config | null} what the session in the worker has; null: nothing yet */
  #accepted = null;
  /** @type {Mark | null} the state that its network is in */
  #at = null;
  /** States that the engine keeps. @type {Set<Mark>} */
  #kept = new Set();
  /** @type {{ config: Config, data: DataSet } | null} the last that worked */
  #good = null;

  /** @param {Host} host */
  constructor(host) {
    this.#host = host;
  }

  get accepted() {
    return this.#accepted;
  }

  /** The session is gone: whatever comes next begins with a reset. */
  forget() {
    this.#accepted = this.#at = null;
    this.#kept.clear();
  }

  /**
   * Asks for the engine to be brought up to the model, in turn; requests that follow each other are one.
   * @returns {Promise<void>}
   */
  request() {
    if (this.#at && !this.#goesOn(this.#host.model().mark, this.#at)) this.#host.trainer.abandonTurn();
    return this.#host.jobs.add(() => this.apply(), { key: "sync" });
  }

  /** Whether the network may stay as it is. @param {Mark} mark that is wanted @param {Mark} from */
  #goesOn(mark, from) {
    return mark === from || (!this.#kept.has(mark) && follows(mark, from));
  }

  /** Does it now; to be called from a job only. */
  async apply() {
    const { session, trainer, model, replace, show } = this.#host;
    const { state, mark } = model();
    const { config: wanted, description } = state;
    const from = this.#accepted ? this.#at : null;
    const changes = changesBetween(this.#accepted ?? this.#good?.config ?? wanted, wanted);
    const goesOn = from !== null && this.#goesOn(mark, from);
    if (from && mark !== from) await this.#leave(from);
    if (goesOn && changes.length === 0) {
      this.#accepted = wanted;
      this.#at = mark;
      this.#showKnown(wanted);
      return;
    }
    const live = goesOn && areLive(changes, description);
    const moved = changes.some((path) => /^(seed|data)\b/.test(path));
    try {
      const snapshot =
        !goesOn && this.#kept.has(mark)
          ? await session.recall({ key: mark.id, config: wanted })
          : await session[live ? "update" : "reset"]({ config: wanted });
      this.#accepted = wanted;
      this.#at = mark;
      this.#kept.delete(mark); // it is the present one now, and changes
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
   * The network is about to become another: what undo may want of the present one is kept. States that were named but
   * never reached, because one thing came so soon after the other, are the same as this one.
   * @param {Mark} from @param {boolean} [always] though the history does not have it yet
   */
  async #leave(from, always = false) {
    const { history, mark: wanted } = this.#host.model();
    const marks = new Set([...history.past, ...history.future].map(({ mark }) => mark));
    if (always) marks.add(from);
    const named = [...marks].filter(
      (mark) => mark === from || (!this.#kept.has(mark) && follows(mark, from)),
    );
    if (named.length === 0) return;
    await this.#host.session.remember({ keys: named.map(({ id }) => id) });
    for (const mark of named) this.#kept.add(mark);
    for (const mark of this.#kept) if (mark !== wanted && !marks.has(mark)) this.#kept.delete(mark);
  }

  /**
   * The engine itself is asked to take over a configuration, with more than that; the page follows once it has.
   * @param {Config} config @param {() => Promise<import("../engine/types").Snapshot>} ask
   */
  take(config, ask) {
    const { session, trainer, model, replace, changed, show, jobs } = this.#host;
    return jobs.add(async () => {
      if (this.#at) await this.#leave(this.#at, true);
      const snapshot = await ask();
      this.#accepted = config;
      const data = await session.data();
      this.#good = { config, data };
      const maps = await trainer.fullMaps();
      const next = changeConfig(model(), config, null, true);
      this.#at = next.mark;
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
      const before = forget(history, (moment) => moment.config === config);
      const back = replaceConfig(model(), config, before, this.#at ?? undefined);
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
    this.request().catch(() => {}); // what is refused once more is told by itself
  }
}
