// Several networks, alike but for one field, that learn side by side: sessions of their own in the one Python, trained in
// turns of a few milliseconds, so that neither the page nor the figure on it has to wait.

import { setPath } from "../../config/path.js";
import { validateConfig } from "../../config/validate.js";
import { AbortedError } from "../../engine/engine-error.js";
import { wordsOf } from "./runs.js";

/** @typedef {import("./runs-types").Trial} Trial */
/** @typedef {import("../../app/actions").SweepAction} SweepAction */
/** @typedef {import("../../engine/session").Session} Session */

export const MOST_TRIALS = 6;
/** Milliseconds of training in one turn, and the side of the small planes. */
const TURN_MS = 12;
export const SIDE = 40;

/** @type {Omit<Trial, "value" | "config">} */
const UNTRAINED = {
  step: 0,
  epoch: 0,
  data_loss: null,
  test_loss: null,
  accuracy: null,
  test_accuracy: null,
  phase: "waiting",
  message: null,
  outputs: [],
};

/** The configuration with another value in one place; "units" and "activation" are those of all hidden layers. @param {import("../../engine/types").Config} config @param {string} path @param {unknown} value */
export function variant(config, path, value) {
  const [, key] = path.match(/^network\.layers\.\*\.(\w+)$/) ?? [];
  if (!key) return setPath(config, path, value);
  const layers = config.network.layers.map((layer) => ({ ...layer, [key]: value }));
  return { ...config, network: { ...config.network, layers } };
}

export class Sweep {
  #figure;
  #open;
  #importExport;
  /** @type {Session[]} */
  #sessions = [];
  /** What each has learned, as bytes, for the case that Python dies. @type {(Uint8Array | null)[]} */
  #copies = [];
  /** Those of which the Python that is there now knows nothing. @type {Set<number>} */
  #gone = new Set();
  /** Number of the present set; the loop of an older one ends. */
  #loop = 0;

  /**
   * @param {import("../../app/state-types").Context} figure
   * @param {(name: string) => Session} open a session of its own
   * @param {import("../../share/import-export").ImportExport} importExport makes one of them the figure on the page
   */
  constructor(figure, open, importExport) {
    this.#figure = figure;
    this.#open = open;
    this.#importExport = importExport;
  }

  get #state() {
    return this.#figure.store.state.sweep;
  }

  /** @param {Partial<import("./runs-types").Sweep>} patch */
  #patch(patch) {
    if (this.#state) this.#figure.store.patch({ sweep: { ...this.#state, ...patch } });
  }

  /** @param {number} index @param {Partial<Trial>} patch */
  #patchOne(index, patch) {
    const trials = this.#state?.trials.map((trial, i) => (i === index ? { ...trial, ...patch } : trial));
    if (trials) this.#patch({ trials });
  }

  /** @param {SweepAction} action @returns {Promise<void>} */
  async dispatch(action) {
    switch (action.type) {
      case "sweep/start":
        return this.#start(action);
      case "sweep/pause":
        return this.#patch({ running: false }); // the turn that is under way is still shown
      case "sweep/resume":
        return this.#state ? this.#run() : undefined;
      case "sweep/end":
        this.end();
        return this.#figure.store.patch({ sweep: null });
      case "sweep/open": {
        const session = this.#sessions[action.index];
        const trial = this.#state?.trials[action.index];
        if (!session || !trial || trial.phase === "waiting") return;
        if (await this.#isThere(action.index, trial))
          await this.#importExport.open(String(await session.export({ format: "session" })));
      }
    }
  }

  /** Python is gone. */
  forget() {
    this.#loop += 1;
    this.#gone = new Set(this.#sessions.keys());
  }

  /**
   * Gives a Python that knows nothing of a trial what was learned so far.
   * @param {number} index @param {Trial} trial @returns {Promise<boolean>} false: there is nothing; it begins anew
   */
  async #isThere(index, trial) {
    if (!this.#gone.has(index)) return true;
    const content = this.#copies[index];
    if (content) await this.#sessions[index]?.recall({ config: trial.config, content });
    this.#gone.delete(index);
    if (!content) this.#patchOne(index, UNTRAINED);
    return Boolean(content);
  }

  /** There is a Python again: those that were being trained go on. */
  async recover() {
    if (this.#state?.running) await this.#run();
  }

  /** Lets go of everything. */
  end() {
    this.#loop += 1;
    for (const session of this.#sessions.splice(0)) session.close().catch(() => {});
  }

  /** @param {Extract<SweepAction, { type: "sweep/start" }>} wish @throws {import("../../config/rules.js").ConfigError} a value is not valid */
  async #start({ path, values, epochs }) {
    const { store } = this.#figure;
    const { config, description } = store.state;
    const configs = values
      .slice(0, MOST_TRIALS)
      .map((value) => validateConfig(description, variant(config, path, value)));
    this.end();
    this.#sessions = configs.map((_, i) => this.#open(`trial-${i}`));
    this.#copies = configs.map(() => null);
    this.#gone.clear();
    const trials = configs.map((each, i) => ({ ...UNTRAINED, value: values[i], config: each }));
    store.patch({ sweep: { path, epochs, running: true, trials } });
    return this.#run();
  }

  async #run() {
    this.#loop += 1;
    const loop = this.#loop;
    this.#patch({ running: true });
    const { clock } = this.#figure;
    for (;;) {
      let left = false;
      for (const [index, session] of this.#sessions.entries()) {
        if (loop !== this.#loop || !this.#state?.running) return;
        const trial = this.#state?.trials[index];
        if (!trial || trial.phase === "done" || trial.phase === "failed") continue;
        left = true;
        const frame = clock.frame();
        try {
          const there = trial.phase === "waiting" || (await this.#isThere(index, trial));
          const patch = await this.#turn(there ? trial : { ...trial, ...UNTRAINED }, session);
          this.#gone.delete(index);
          this.#copies[index] = await session.carry();
          await frame;
          if (loop !== this.#loop) return;
          this.#patchOne(index, patch);
        } catch (error) {
          if (loop !== this.#loop || error instanceof AbortedError) return;
          this.#patchOne(index, { phase: "failed", message: wordsOf(error) });
        }
      }
      if (!left) break;
    }
    this.#patch({ running: false });
  }

  /** A little of one of them. @param {Trial} trial @param {Session} session @returns {Promise<Partial<Trial>>} */
  async #turn(trial, session) {
    if (trial.phase === "waiting") {
      const { problem } = await session.reset({ config: trial.config });
      if (problem) return { phase: "failed", message: problem.message };
    }
    const { epochs } = /** @type {import("./runs-types").Sweep} */ (this.#state);
    const snapshot = await session.train({
      max_epochs: Math.max(0, epochs - trial.epoch),
      budget_ms: TURN_MS,
    });
    const { count, layers, values } = await session.predict({ resolution: SIDE });
    const outputs = Array.from({ length: layers[0] }, (_, k) => values.slice(k * count, (k + 1) * count));
    const { step, epoch, data_loss, test_loss, accuracy, test_accuracy, stopped, message } = snapshot;
    const phase = stopped || epoch >= epochs ? "done" : "training";
    return { step, epoch, data_loss, test_loss, accuracy, test_accuracy, outputs, phase, message };
  }
}
