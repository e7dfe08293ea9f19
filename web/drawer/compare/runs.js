// Runs that are kept: the figure as it stood, with a name, to be compared with and to be gone back to.

import { toFailure } from "../../engine/engine-error.js";
import { thinned } from "../../training/learning-curve.js";

/** @typedef {import("./runs-types").KeptRun} KeptRun */
/** @typedef {(runs: readonly KeptRun[]) => KeptRun[]} Change what is done to the runs, wherever they lie */

/** So many are kept, and no more letters than this in all; the oldest make room. */
export const MOST_RUNS = 24;
export const MOST_LETTERS = 8_000_000;
const MOST_NAME = 60;
/** Rows of a kept curve. */
const ROWS = 300;

/** The latest that fit. @param {readonly KeptRun[]} runs */
export function fitting(runs) {
  const kept = [];
  let letters = 0;
  for (const run of [...runs].reverse().slice(0, MOST_RUNS)) {
    letters += run.session.length;
    if (letters > MOST_LETTERS && kept.length > 0) break;
    kept.unshift(run);
  }
  return kept;
}

/** In the order in which they were kept. @param {readonly KeptRun[]} runs */
const inOrder = (runs) => [...runs].sort((a, b) => a.id - b.id);

/** A number that no run has, in this tab or another: when it was kept, and a little chance. */
const newId = () => Date.now() * 1000 + Math.floor(1000 * Math.random());

/** What a run is called before somebody gives it a name. @param {import("../../engine/types").Config} config @param {number} number */
export function usualName({ network, training, data, features }, number) {
  const units = [features.length, ...network.layers.map((layer) => layer.units)].join("-");
  const kind = data.kind === "points" ? "drawing" : data.kind;
  return `${number}: ${kind}, ${units}, ${training.optimizer} ${training.learning_rate}`;
}

/** @param {string[]} names of runs that found no room */
const fullFor = (names) =>
  `This browser has no room left. Until the page is closed, and no longer, there are: ${names.join("; ")}. Let go of other runs, or go back to these and save them as session files.`;
const FORBIDDEN = "This browser does not let the page keep runs: they last until the page is closed.";

export class Runs {
  #store;
  #importExport;
  #save;
  /** Runs that are here, and could not be kept in the browser: tried again with the next change. @type {Set<number>} */
  #unsaved = new Set();
  #refused = false;

  /**
   * @param {import("../../app/state-types").Context} figure
   * @param {import("../../share/import-export").ImportExport} importExport
   * @param {(change: Change) => Promise<void>} save changes what lies in the browser, and throws where it can't
   */
  constructor(figure, importExport, save) {
    this.#store = figure.store;
    this.#importExport = importExport;
    this.#save = save;
  }

  get #all() {
    return this.#store.state.kept;
  }

  /** Here at once, and in the browser as soon as it can be. @param {Change} change @param {Partial<import("../../app/state-types").State>} [more] */
  async #change(change, more = {}) {
    const before = new Set(this.#all.map(({ id }) => id));
    this.#store.patch({ kept: fitting(change(this.#all)), ...more });
    for (const { id } of this.#all) if (!before.has(id)) this.#unsaved.add(id);
    const waiting = this.#all.filter(({ id }) => this.#unsaved.has(id));
    try {
      await this.#save((kept) => {
        const others = change(kept).filter(({ id }) => !this.#unsaved.has(id));
        return fitting(inOrder([...others, ...waiting]));
      });
      for (const { id } of waiting) this.#unsaved.delete(id);
    } catch (error) {
      const full = /** @type {any} */ (error)?.name === "QuotaExceededError";
      if (!full && this.#refused) return; // said once
      this.#refused = true;
      const message = full ? fullFor(waiting.map(({ name }) => name)) : FORBIDDEN;
      this.#store.patch({ notice: { kind: "warning", message, path: null, remedy: null, lasting: true } });
    }
  }

  /** Those of the last visit, before any of this one. @param {readonly KeptRun[]} runs */
  restore(runs) {
    const own = new Set(this.#all.map(({ id }) => id));
    this.#store.patch({ kept: fitting([...runs.filter(({ id }) => !own.has(id)), ...this.#all]) });
  }

  /** @param {import("../../app/actions").RunsAction} action @returns {Promise<void>} */
  async dispatch(action) {
    const change = (/** @type {number} */ id, /** @type {Partial<KeptRun>} */ patch) =>
      this.#change((runs) => runs.map((run) => (run.id === id ? { ...run, ...patch } : run)));
    switch (action.type) {
      case "runs/keep":
        return this.#keep();
      case "runs/rename":
        if (action.name.trim()) await change(action.id, { name: action.name.trim().slice(0, MOST_NAME) });
        return;
      case "runs/show":
        return change(action.id, { shown: action.shown });
      case "runs/open": {
        const run = this.#all.find(({ id }) => id === action.id);
        if (run) await this.#importExport.open(run.session);
        return;
      }
      case "runs/drop":
        return this.#drop(action.id);
      case "runs/put-back":
        return this.#change((runs) => inOrder([...runs, action.run]), { notice: null });
    }
  }

  async #keep() {
    const session = String(await this.#importExport.export("session"));
    const { config, snapshot, curve } = this.#store.state;
    if (!snapshot) return;
    const { step, epoch, data_loss, test_loss, accuracy, test_accuracy } = snapshot;
    const numbers = this.#all.map((run) => Number.parseInt(run.name, 10) || 0);
    const number = 1 + Math.max(this.#all.length, ...numbers);
    const result = { step, epoch, data_loss, test_loss, accuracy, test_accuracy };
    const name = usualName(config, number);
    const run = {
      id: newId(),
      name,
      config,
      session,
      curve: thinned(curve, Math.ceil(curve.epoch.length / ROWS)),
      shown: true,
      ...result,
    };
    await this.#change((runs) => [...runs, run]);
  }

  /** @param {number} id */
  async #drop(id) {
    const run = this.#all.find((each) => each.id === id);
    if (!run) return;
    return this.#change((runs) => runs.filter((each) => each.id !== id), {
      notice: {
        kind: "info",
        message: `“${run.name}” is no longer kept.`,
        path: null,
        remedy: { label: "Keep it after all", action: { type: "runs/put-back", run } },
      },
    });
  }
}

/** For messages. @param {unknown} error */
export const wordsOf = (error) => toFailure(error).message;
