// The console in the drawer: what was typed goes to Python, and the answers are kept.

import { toFailure } from "../../engine/engine-error.js";
import { busily } from "../drawer-state.js";

/** Entries that are kept. */
const MOST_ENTRIES = 200;

const INCOMPLETE = {
  name: "SyntaxError",
  message: "The statement is not complete.",
  line: null,
  traceback: "SyntaxError: the statement is not complete\n",
};

export class ConsoleController {
  #figure;
  #entries = 0;

  /** @param {import("../../app/state-types").Context} figure */
  constructor(figure) {
    this.#figure = figure;
  }

  /** @param {import("../../app/actions").ConsoleAction} action @returns {Promise<void> | void} */
  dispatch(action) {
    const { store, session, jobs } = this.#figure;
    switch (action.type) {
      case "console/type":
        return store.patchDrawer({ typed: action.text });
      case "console/run":
        store.patchDrawer({ typed: "" });
        return busily(store, () => this.#run(action.text));
      case "console/clear":
        return store.patchDrawer({ console: [] });
      case "console/complete":
        return jobs.add(() => session.workshop.complete(action.text)).then(action.reply);
    }
  }

  /** @param {string} input */
  async #run(input) {
    const { store, session, jobs } = this.#figure;
    this.#entries += 1;
    const id = this.#entries;
    const put = (/** @type {string} */ output, /** @type {any} */ error, running = false) => {
      const others = store.state.drawer.console.filter((entry) => entry.id !== id);
      const entries = [...others, { id, input, output, error, running }];
      store.patchDrawer({ console: entries.slice(-MOST_ENTRIES) });
    };
    put("", null, true);
    try {
      const answer = await jobs.add(() => session.workshop.console(input));
      put(answer.output, answer.incomplete ? INCOMPLETE : answer.error);
      store.show(answer.snapshot);
    } catch (error) {
      const { name, message, traceback } = toFailure(error);
      put("", { name, message, traceback: traceback ?? message, line: null });
      throw error;
    }
  }
}
