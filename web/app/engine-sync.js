// Bringing the engine up to the configuration: an update where the mathematics allows it, a reset where not, and back
// to what worked before when the engine refuses.

import { changedPaths } from "../config/path.js";
import { toFailure, WorkerLostError } from "../engine/engine-error.js";
import { holdsPoints } from "../plane/drawing.js";
import { withData } from "../plane/learning-task.js";
import { forget } from "../state/history.js";
import {
  areLive,
  areOfData,
  changeConfig,
  changesBetween,
  follows,
  patch,
  replaceConfig,
  touch,
} from "../state/state.js";
import { KeptNetworks } from "./kept-networks.js";

/** @typedef {import("../state/state").Model} Model */
/** @typedef {import("../state/state").Checkpoint} Checkpoint */
/** @typedef {import("../engine/types").Config} Config */
/** @typedef {import("../engine/types").DataSet} DataSet */
/** @typedef {import("../engine/types").Snapshot} Snapshot */

export class EngineSync {
  #figure;
  #training;
  #maps;
  /** @type {Config | null} what the session in the worker has; null: nothing yet */
  #accepted = null;
  /** @type {Checkpoint | null} the state that its network is in */
  #at = null;
  #kept = new KeptNetworks();
  /** @type {{ config: Config, data: DataSet } | null} the last that worked */
  #good = null;
  /**
   * A whole configuration was put in place, and the engine has not taken it yet.
   * @type {{ before: Model, refusal: unknown, done: Promise<void> } | null}
   */
  #began = null;

  /**
   * @param {import("./state-types").Context} figure
   * @param {import("../training/training-loop").TrainingLoop} training
   * @param {import("../training/maps-poller").MapsPoller} maps
   */
  constructor(figure, training, maps) {
    this.#figure = figure;
    this.#training = training;
    this.#maps = maps;
  }

  /** Whether the engine has the figure's network. */
  get up() {
    return this.#accepted !== null;
  }

  /** The session is gone: whatever comes next begins with `revive`, or a reset. */
  forget() {
    this.#accepted = this.#at = null;
    this.#figure.store.settle({ up: false });
  }

  /** Puts a new model in place and brings the engine up to it. @param {Model} next @returns {Promise<void>} */
  async adopt(next) {
    const { store } = this.#figure;
    const { state, checkpoint } = store.model;
    const changed = next.state.config !== state.config;
    store.replace(next);
    const other =
      next.checkpoint !== checkpoint || changesBetween(state.config, next.state.config).length > 0;
    if (other) store.leavePast();
    if (next.state.config.view.plane !== state.config.view.plane) store.mapsDue = true;
    if (changed) store.announce();
    if (changed || next.checkpoint !== checkpoint) await this.request();
  }

  /**
   * Takes over a whole configuration and goes back to the start.
   * @param {Config} config valid @param {Partial<import("./state-types").State>} [more] of the state, at the same time
   * @returns {Promise<void>}
   */
  begin(config, more = {}) {
    this.#training.pause();
    const before = this.#began?.before ?? this.#figure.store.model;
    const began = { before, refusal: /** @type {unknown} */ (null), done: Promise.resolve() };
    this.#began = began;
    const adopted = this.adopt(patch(changeConfig(this.#figure.store.model, config, null, true), more));
    began.done = adopted.then(() => {
      if (began.refusal) throw began.refusal; // to a Python that had just come
    });
    return began.done;
  }

  /**
   * What is asked for after a whole configuration was put in place waits until the engine has taken that.
   * @template T @param {() => Promise<T>} ask
   * @returns {Promise<T>} rejects with the engine's reason where it has refused it: all is as it was before then
   */
  whenBegun(ask) {
    if (!this.#began) return ask();
    const lost = (/** @type {unknown} */ error) => {
      if (!(error instanceof WorkerLostError)) throw error; // else the next Python is asked
    };
    return this.#began.done.catch(lost).then(ask);
  }

  /**
   * Asks for the engine to be brought up to the model, in turn; requests that follow each other are one.
   * @returns {Promise<void>}
   */
  request() {
    const { store, jobs } = this.#figure;
    if (this.#at && !this.#goesOn(store.model.checkpoint, this.#at)) this.#training.abandonTurn();
    return jobs.add(() => this.apply(), { key: "sync" });
  }

  /** Whether the network may stay as it is. @param {Checkpoint} wanted @param {Checkpoint} from */
  #goesOn(wanted, from) {
    return wanted === from || (!this.#kept.has(wanted) && follows(wanted, from));
  }

  /** Does it now; to be called from a job only. */
  async apply() {
    const { session, store } = this.#figure;
    const { state, checkpoint } = store.model;
    const { config: wanted, description } = state;
    const from = this.#accepted ? this.#at : null;
    const changes = changesBetween(this.#accepted ?? this.#good?.config ?? wanted, wanted);
    const goesOn = from !== null && this.#goesOn(checkpoint, from);
    if (from && checkpoint !== from) await this.#leave(from);
    if (goesOn && changes.length === 0) {
      this.#have(wanted, checkpoint);
      this.#showKnown(wanted);
      return;
    }
    const live = goesOn && areLive(changes, description);
    const moved = areOfData(changes);
    try {
      const content = goesOn ? undefined : this.#kept.get(checkpoint);
      const snapshot = content
        ? await session.recall({ config: wanted, content })
        : await session[live ? "update" : goesOn ? "adapt" : "reset"]({ config: wanted });
      this.#have(wanted, checkpoint);
      this.#kept.delete(checkpoint); // it is the present one now, and changes
      const data = moved || !this.#good ? await session.data() : this.#good.data;
      this.#good = { config: wanted, data };
      const maps = await this.#maps.full();
      // A stroke of the brush may have gone on meanwhile: what is drawn is ahead of what the engine knows.
      if (store.state.config.data === wanted.data) store.patch({ data });
      store.settle({ up: true });
      store.show(snapshot, { fresh: !goesOn, maps });
    } catch (error) {
      if (!(error instanceof WorkerLostError)) this.#refuse(error, wanted);
      throw error;
    }
  }

  /** The engine has this configuration now, with a network in this state. @param {Config} config @param {Checkpoint} checkpoint */
  #have(config, checkpoint) {
    this.#accepted = config;
    this.#at = checkpoint;
    this.#began = null;
  }

  /**
   * What was drawn has been taken back before the engine heard of it: its points are those that it had.
   * @param {Config} wanted
   */
  #showKnown(wanted) {
    const { store } = this.#figure;
    if (!this.#good || store.state.config !== wanted || store.state.data === this.#good.data) return;
    store.patch({ data: this.#good.data });
  }

  /**
   * The network is about to become another: what undo may want of the present one is kept. States that were named but
   * never reached, because one thing came so soon after the other, are the same as this one.
   * @param {Checkpoint} from @param {boolean} [always] though the history does not have it yet
   */
  async #leave(from, always = false) {
    const { session, store } = this.#figure;
    const { history, checkpoint: wanted } = store.model;
    const past = new Set([...history.past, ...history.future].map(({ checkpoint }) => checkpoint));
    if (always) past.add(from);
    const named = [...past].filter(
      (checkpoint) => checkpoint === from || (!this.#kept.has(checkpoint) && follows(checkpoint, from)),
    );
    if (named.length === 0) return;
    this.#kept.add(named, await session.carry());
    this.#kept.keepOnly((checkpoint) => checkpoint === wanted || past.has(checkpoint));
  }

  /** Asks for a copy of the network as it stands; to be called while nothing else is being asked. */
  async keepPresent() {
    const { session, store } = this.#figure;
    const [checkpoint, config, step] = [this.#at, this.#accepted, store.state.snapshot?.step ?? 0];
    if (!checkpoint || !config) return;
    const content = await session.carry();
    this.#kept.present = { checkpoint, config, step, content };
  }

  /** What was learned is not put back: the Python that it was given to died of it. */
  letGo() {
    this.#kept.present = null;
  }

  /**
   * Gives the last copy of the network to a new Python, under the configuration of then; `apply` brings it up to the
   * present one. To be called from a job only.
   * @param {number} [from] the least step that it may stand at
   * @returns {Promise<number | null>} the step that it stands at; null: there is no such copy, or it does not fit
   */
  async revive(from = 0) {
    const { session, store } = this.#figure;
    const { present } = this.#kept;
    if (!present || present.step < from) return null;
    const { checkpoint, config, content } = present;
    try {
      const snapshot = await session.recall({ config, content });
      const data = await session.data();
      this.#have(config, checkpoint);
      this.#good = { config, data };
      if (store.state.config.data === config.data) store.patch({ data });
      store.settle({ up: true });
      store.show(snapshot, { fresh: true });
      return snapshot.step;
    } catch (error) {
      if (error instanceof WorkerLostError) throw error;
      return null;
    }
  }

  /**
   * The engine itself is asked to take over a configuration, with more than that; the page follows once it has.
   * @param {Config} config @param {() => Promise<Snapshot>} ask
   * @param {{ timeline?: import("../training/timeline").Timeline }} [more] what comes with it
   */
  take(config, ask, more) {
    const { session, store, jobs } = this.#figure;
    return jobs.add(async () => {
      if (this.#at) await this.#leave(this.#at, true);
      const snapshot = await ask();
      const data = await session.data();
      this.#good = { config, data };
      const maps = await this.#maps.full();
      const next = changeConfig(store.model, config, null, true);
      this.#have(config, next.checkpoint);
      store.replace({ ...next, state: { ...next.state, data } });
      store.announce();
      store.settle({ up: true });
      store.show(snapshot, { fresh: true, maps, ...more });
      await this.keepPresent();
    });
  }

  /**
   * The engine is asked for other weights. Once it has taken them, that is one step of undo.
   * @param {() => Promise<Snapshot>} ask @param {Parameters<import("./store").Store["show"]>[1]} [how] it is shown
   */
  takeWeights(ask, how) {
    const { store, jobs } = this.#figure;
    return jobs.add(async () => {
      const from = this.#at;
      if (from) await this.#leave(from, true);
      try {
        const snapshot = await ask();
        if (store.model.checkpoint === from) {
          const next = touch(store.model);
          this.#at = next.checkpoint;
          store.replace(next);
        }
        store.show(snapshot, how);
        await this.keepPresent(); // another network now: no older copy may stand for it
      } finally {
        if (from && from === this.#at) this.#kept.delete(from); // it goes on, and changes
      }
    });
  }

  /**
   * A whole configuration was refused, or what came with it: all is as it was before, whether the engine knew of that
   * already or not.
   * @param {Model} before
   */
  takeBack({ state, checkpoint, history }) {
    const { store } = this.#figure;
    const { config, data, selected, can_undo, can_redo, guest, other } = state;
    const was = { config, data, selected, can_undo, can_redo, guest, other };
    store.replace({ state: { ...store.state, ...was }, checkpoint, history });
    store.announce();
    if (config !== this.#accepted) this.request().catch(() => {}); // what is refused is told by itself
  }

  /** The engine will not have a configuration. @param {unknown} error @param {Config} wanted */
  #refuse(error, wanted) {
    const { store } = this.#figure;
    const { state, history } = store.model;
    const began = this.#began;
    if (state.config === wanted && began) {
      this.#began = null;
      began.refusal = error;
      this.takeBack(began.before);
    } else if (state.config === wanted) {
      const config = this.#good?.config ?? state.description.config;
      const before = forget(history, (entry) => entry.config === config);
      const back = replaceConfig(store.model, config, before, this.#at ?? undefined);
      const data = this.#good?.data ?? back.state.data;
      store.replace({ ...back, state: { ...back.state, data } });
      this.#keepDrawing(error, wanted, config);
      store.announce();
    }
    store.tell(error);
  }

  /**
   * What was drawn just before, and the engine had not heard of yet, is not at fault and not lost.
   * @param {unknown} error
   * @param {Config} wanted that was refused @param {Config} config that is gone back to
   */
  #keepDrawing(error, wanted, config) {
    const { store } = this.#figure;
    const fresh = holdsPoints(wanted.data) && changedPaths(wanted.data, config.data).length > 0;
    const others = changedPaths({ ...wanted, data: null }, { ...config, data: null }).length > 0;
    if (!fresh || !others || toFailure(error).path?.startsWith("data")) return;
    store.replace(changeConfig(store.model, withData(config, wanted.data, store.state.description)));
    this.request().catch(() => {}); // what is refused once more is told by itself
  }
}
