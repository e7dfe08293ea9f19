// Runs that are kept: the figure as it stood, with a name, to be compared with and to be gone back to.

import { toFailure } from "../../engine/engine-error.js";

/** @typedef {import("./runs-types").KeptRun} KeptRun */
/** @typedef {import("./runs-types").RunsAction} RunsAction */

/** So many are kept, and no more letters than this in all; the oldest make room. */
export const MOST_RUNS = 24;
export const MOST_LETTERS = 8_000_000;
const MOST_NAME = 60;
/** Rows of a kept curve. */
const ROWS = 300;

/** @param {import("../../engine/types").CurveRows} curve @returns {import("../../engine/types").CurveRows} */
export function thinned(curve) {
  const stride = Math.ceil(curve.epoch.length / ROWS);
  const pick = (/** @type {any[]} */ column) =>
    column.filter((_, i) => i % stride === 0 || i === column.length - 1);
  return {
    epoch: pick(curve.epoch),
    data_loss: pick(curve.data_loss),
    test_loss: pick(curve.test_loss),
    penalty: pick(curve.penalty),
    accuracy: pick(curve.accuracy),
    test_accuracy: pick(curve.test_accuracy),
  };
}

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

/** What a run is called before somebody gives it a name. @param {import("../../engine/types").Config} config @param {number} id */
export function usualName({ network, training, data, features }, id) {
  const units = [features.length, ...network.layers.map((layer) => layer.units)].join("-");
  const kind = data.kind === "points" ? "drawing" : data.kind;
  return `${id}: ${kind}, ${units}, ${training.optimizer} ${training.learning_rate}`;
}

/**
 * @typedef {object} Host
 * @property {import("../../app/store").Store} store
 * @property {(format: "session") => Promise<string | Uint8Array>} exportAs
 * @property {(text: string) => Promise<void>} open
 * @property {(runs: readonly KeptRun[]) => void} save
 */

export class Runs {
  #host;

  /** @param {Host} host */
  constructor(host) {
    this.#host = host;
  }

  get #all() {
    return this.#host.store.state.kept;
  }

  /** @param {readonly KeptRun[]} runs @param {Partial<import("../../app/state-types").State>} [more] */
  #put(runs, more = {}) {
    const kept = fitting(runs);
    this.#host.store.patch({ kept, ...more });
    this.#host.save(kept);
  }

  /** Those of the last visit, before any of this one. @param {readonly KeptRun[]} runs */
  restore(runs) {
    const own = new Set(this.#all.map(({ id }) => id));
    this.#host.store.patch({ kept: fitting([...runs.filter(({ id }) => !own.has(id)), ...this.#all]) });
  }

  /** @param {RunsAction} action @returns {Promise<void>} */
  async dispatch(action) {
    const change = (/** @type {number} */ id, /** @type {Partial<KeptRun>} */ patch) =>
      this.#put(this.#all.map((run) => (run.id === id ? { ...run, ...patch } : run)));
    switch (action.type) {
      case "keep-run":
        return this.#keep();
      case "name-run":
        if (action.name.trim()) change(action.id, { name: action.name.trim().slice(0, MOST_NAME) });
        return;
      case "show-run":
        return change(action.id, { shown: action.shown });
      case "open-run": {
        const run = this.#all.find(({ id }) => id === action.id);
        if (run) await this.#host.open(run.session);
        return;
      }
      case "drop-run":
        return this.#drop(action.id);
      case "put-back-run":
        return this.#put(
          [...this.#all, action.run].sort((a, b) => a.id - b.id),
          { notice: null },
        );
    }
  }

  async #keep() {
    const { store, exportAs } = this.#host;
    const session = String(await exportAs("session"));
    const { config, snapshot, curve } = store.state;
    if (!snapshot) return;
    const { step, epoch, data_loss, test_loss, accuracy, test_accuracy } = snapshot;
    const id = 1 + Math.max(0, ...this.#all.map((run) => run.id));
    const result = { step, epoch, data_loss, test_loss, accuracy, test_accuracy };
    const name = usualName(config, id);
    this.#put([...this.#all, { id, name, config, session, curve: thinned(curve), shown: true, ...result }]);
  }

  /** @param {number} id */
  #drop(id) {
    const run = this.#all.find((each) => each.id === id);
    if (!run) return;
    this.#put(
      this.#all.filter((each) => each !== run),
      {
        notice: {
          kind: "info",
          message: `“${run.name}” is no longer kept.`,
          path: null,
          remedy: { label: "Keep it after all", action: { type: "put-back-run", run } },
        },
      },
    );
  }
}

/** For messages. @param {unknown} error */
export const wordsOf = (error) => toFailure(error).message;
