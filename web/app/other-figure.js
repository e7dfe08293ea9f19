// Going to the other figure, and back again (see state/other-figure.js).

import { asOther } from "../state/other-figure.js";
import { patch } from "../state/state.js";

export class OtherFigureController {
  #store;
  #parts;
  #dispatch;

  /**
   * @param {import("./state-types").Context} figure
   * @param {{ sync: import("./engine-sync").EngineSync, importExport: import("../share/import-export").ImportExport,
   *   code: import("../drawer/code/code-controller").CodeController }} parts
   * @param {(action: import("./actions").Action) => void} dispatch
   */
  constructor({ store }, parts, dispatch) {
    this.#store = store;
    this.#parts = parts;
    this.#dispatch = dispatch;
  }

  /** @param {import("./actions").OtherAction} action @returns {Promise<void> | void} */
  dispatch({ type }) {
    if (type === "other/show") return this.#show();
  }

  async #show() {
    const store = this.#store;
    const { sync, code, importExport } = this.#parts;
    const { other } = store.state;
    if (!other) return;
    const left = asOther(store.state);
    const { past, future } = store.model.history;
    if ("link" in other) await importExport.open(other.link, left);
    else if (past.at(-1)?.config === other.config) this.#step("history/undo", left);
    else if (future.at(-1)?.config === other.config) this.#step("history/redo", left);
    else {
      const taken = sync.begin(other.config, { other: left });
      code.follow(false);
      await taken;
    }
  }

  /** Where undo leads there, it brings the network back too. @param {"history/undo" | "history/redo"} type @param {import("./state-types").OtherFigure} left */
  #step(type, left) {
    this.#store.replace(patch(this.#store.model, { other: left }));
    this.#dispatch({ type });
  }
}
