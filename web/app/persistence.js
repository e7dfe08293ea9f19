// What one figure keeps in this browser from visit to visit, if its author wants it to, and takes up again.

import { changeRuns, loadRuns } from "../drawer/compare/runs-storage.js";
import { writtenBefore } from "../state/notices.js";
import { KEY_PREFIX, keep, recall } from "./browser-storage.js";

/** @typedef {import("./state-types").State} State */
/** @typedef {import("../drawer/compare/runs-types").KeptRun} KeptRun */
/** @typedef {import("../engine/types").Description} Description */

/** Milliseconds after a change before it is kept: a stroke of the brush is kept once. */
const KEEP_MS = 400;

export class Persistence {
  #host;
  /** What has changed in this tab waits to be kept. @type {ReturnType<typeof setTimeout> | undefined} */
  #keeping;

  /** @param {{ name: () => string | null, state: () => State }} host `name` it is kept under; null: nothing is kept */
  constructor(host) {
    this.#host = host;
  }

  get #key() {
    const name = this.#host.name();
    return name === null ? null : KEY_PREFIX + name;
  }

  /** Something may have changed: what is kept of it is kept soon. @param {State} before @param {State} now */
  follow(before, now) {
    const fields = /** @type {const} */ (["config", "tool", "speed", "brush"]);
    const chosen = fields.some((field) => before[field] !== now[field]);
    const written =
      before.drawer.drafts !== now.drawer.drafts || before.drawer.sources !== now.drawer.sources;
    if (!chosen && !written) return;
    clearTimeout(this.#keeping);
    this.#keeping = setTimeout(this.keepNow, KEEP_MS);
  }

  /** Keeps what waits; where nothing does, another tab's may be newer. */
  keepNow = () => {
    if (this.#keeping === undefined) return;
    clearTimeout(this.#keeping);
    this.#keeping = undefined;
    if (this.#key !== null) keep(this.#key, this.#host.state());
  };

  /** @param {Description} description @returns {(import("./browser-storage.js").Kept & Partial<State>) | null} what was kept and is still valid */
  recall(description) {
    const kept = this.#key === null ? null : recall(this.#key, description);
    return kept?.drawer ? { ...kept, notice: writtenBefore(Object.keys(kept.drawer.drafts)) } : kept;
  }

  /** @param {import("../drawer/compare/runs").Change} change @throws what kept it from being kept */
  changeRuns = async (change) => {
    if (this.#key !== null) await changeRuns(this.#key, change, this.#host.state().description);
  };

  /** @param {Description} description @returns {Promise<KeptRun[]>} */
  async recallRuns(description) {
    return this.#key === null ? [] : loadRuns(this.#key, description);
  }
}
