// The drawer's own affairs: what is asked of the engine's workshop, and what of the answers is shown.

import { isEdited, writtenOn } from "../config/code-texts.js";
import { toFailure } from "../engine/engine-error.js";
import { Own } from "./custom/custom-choices.js";

export { emptyDesk, isDeskAction } from "./drawer-start.js";

/** @typedef {import("./drawer-types").Desk} DeskState */
/** @typedef {import("./drawer-types").DeskAction} DeskAction */
/** @typedef {import("../engine/workshop-types").EditAnswer} EditAnswer */

/** Entries that the console keeps. */
const MOST_ENTRIES = 200;

/**
 * @typedef {object} Host
 * @property {() => import("../engine/workshop.js").Workshop} workshop
 * @property {() => DeskState} desk
 * @property {(patch: Partial<DeskState>) => void} patch
 * @property {() => import("../engine/types").Snapshot | null} snapshot
 * @property {(snapshot: import("../engine/types").Snapshot) => void} show the weights may have changed
 * @property {() => Promise<void>} describe the engine may now offer other things
 * @property {<T>(work: () => Promise<T>) => Promise<T>} add to the queue of jobs
 * @property {() => import("../engine/types").Config} config
 * @property {(action: import("../app/state-types").Action) => void} dispatch
 * @property {() => number} others how many other figures share this Python
 * @property {(module: string | null) => void} applied the visitor has put a module in force; null: all as shipped
 */

export class Desk {
  #host;
  #own;
  #entries = 0;
  /** How many things are being asked for. */
  #asked = 0;

  /** @param {Host} host */
  constructor(host) {
    this.#host = host;
    const { workshop, add, config, dispatch } = host;
    const edited = async (
      /** @type {import("../engine/types").Snapshot} */ snapshot,
      /** @type {string} */ module,
    ) => {
      host.show(snapshot);
      await this.#renew(module);
    };
    this.#own = new Own({ workshop, add, config, dispatch, edited });
  }

  /** @param {DeskAction} action @returns {Promise<void>} */
  async dispatch(action) {
    const { patch, desk } = this.#host;
    switch (action.type) {
      case "open-drawer":
        return this.#open(action.tab);
      case "walk":
        patch({ example: action.example, index: 0 });
        return this.#walk();
      case "walk-again":
        return this.#walk();
      case "walk-to":
        return this.#goTo(action.index);
      case "walk-by":
        return this.#goTo(desk().index + action.count);
      case "look-at":
        patch({ tab: "code", module: action.module, line: action.line });
        return this.#fetch(action.module);
      case "fetch-source":
        return this.#fetch(action.module);
      case "draft":
        return this.#draft(action.module, action.text);
      case "apply":
        return this.#edit(action.module, false, (workshop) => workshop.edit(action.module, action.text));
      case "restore":
        return this.#edit(action.module, true, (workshop) => workshop.restore(action.module ?? undefined));
      case "receive-code":
        return patch({ drafts: { ...desk().drafts, ...action.texts } });
      case "console":
        return this.#console(action.text);
      case "clear-console":
        return patch({ console: [] });
      case "own":
        return this.#own.look(action);
      case "own-use":
        return this.#own.use(action);
      case "own-leave":
        return this.#own.leave(action);
      case "search":
        return action.reply(await this.#host.add(() => this.#host.workshop().search(action.text)));
      case "complete":
        return action.reply(await this.#host.add(() => this.#host.workshop().complete(action.text)));
    }
  }

  /** A new Python has taken the old one's place, with the engine as it was shipped: edits become drafts. */
  reborn() {
    const { desk, patch } = this.#host;
    const { sources } = desk();
    if (!isEdited(desk())) return patch({ walk: null, moment: null });
    patch({
      walk: null,
      moment: null,
      drafts: writtenOn(desk()),
      sources: Object.fromEntries(
        Object.entries(sources).map(([name, source]) => [name, { ...source, text: source.original }]),
      ),
      modules: desk().modules.map((module) => ({ ...module, edited: false })),
      verdict: null,
    });
  }

  /** @param {import("./drawer-types").Tab | null} tab */
  async #open(tab) {
    const { desk, patch } = this.#host;
    patch({ tab });
    if (tab === "mathematics" && !desk().walk) await this.#walk();
    if (tab === "code") await this.#fetch(desk().module);
  }

  /** @param {number} index */
  #goTo(index) {
    const last = (this.#host.desk().walk?.steps.length ?? 1) - 1;
    this.#host.patch({ index: Math.max(0, Math.min(last, index)) });
  }

  /** Asks for the walk of the present example; one stays at the step that one has come to by the time it is there. */
  async #walk() {
    const { add, workshop, desk, patch, snapshot } = this.#host;
    await this.#busily(async () => {
      try {
        const { example } = desk();
        const walk = await add(() => workshop().walk(example));
        if (example !== desk().example) return; // another has been asked for since
        patch({
          walk,
          walk_error: null,
          moment: snapshot(),
          index: Math.min(desk().index, walk.steps.length - 1),
        });
      } catch (error) {
        patch({ walk: null, moment: snapshot(), walk_error: toFailure(error).message });
      }
    });
  }

  /** @param {string} module */
  async #fetch(module) {
    const { add, workshop, desk, patch } = this.#host;
    if (desk().modules.length === 0) {
      const modules = await add(() => workshop().modules());
      patch({ modules });
    }
    if (desk().sources[module]) return;
    const source = await add(() => workshop().source(module));
    patch({ sources: { ...desk().sources, [module]: source } });
  }

  /** @param {string} module @param {string} text */
  #draft(module, text) {
    const { desk, patch } = this.#host;
    const { [module]: _, ...others } = desk().drafts;
    const same = text === desk().sources[module]?.text;
    if (same && desk().verdict?.applied === false) patch({ verdict: null });
    patch({ drafts: same ? others : { ...others, [module]: text } });
  }

  /**
   * @param {string | null} module null: all @param {boolean} restored
   * @param {(workshop: import("../engine/workshop.js").Workshop) => Promise<EditAnswer>} ask
   */
  async #edit(module, restored, ask) {
    const { add, workshop, desk, patch, show } = this.#host;
    patch({ verdict: null });
    await this.#busily(async () => {
      const { applied, error, checks, snapshot } = await add(() => ask(workshop()));
      if (applied) {
        show(snapshot); // at once: what is asked for later may be answered before the rest is
        await this.#renew(module, true);
      }
      // Only now, when what is shown is what is in force.
      const others = this.#host.others();
      patch({ verdict: { module: module ?? desk().module, applied, restored, error, checks, others } });
      if (applied) this.#host.applied(restored ? null : module);
    });
  }

  /** The code is another now, by an edit in another figure of the page. */
  async editedElsewhere() {
    await this.#renew(null);
  }

  /** What follows from other code. @param {string | null} module null: any @param {boolean} [mine] what was typed is it */
  async #renew(module, mine = false) {
    await this.#refresh(module, mine);
    await this.#host.describe();
    if (this.#host.desk().walk) await this.#walk();
  }

  /** Fetches again what an edit may have changed. @param {string | null} module @param {boolean} mine */
  async #refresh(module, mine) {
    const { add, workshop, desk, patch } = this.#host;
    const seen = Object.keys(desk().sources);
    const names = module === null ? seen : [module];
    const fresh = await add(() => Promise.all(names.map((name) => workshop().source(name))));
    const drafts = { ...desk().drafts };
    for (const { name, text } of fresh) if (mine || drafts[name] === text) delete drafts[name];
    patch({
      sources: { ...desk().sources, ...Object.fromEntries(fresh.map((source) => [source.name, source])) },
      modules: await add(() => workshop().modules()),
      drafts,
    });
  }

  /** @param {string} text */
  async #console(text) {
    const { add, workshop, desk, patch, show } = this.#host;
    this.#entries += 1;
    const id = this.#entries;
    const put = (/** @type {string} */ output, /** @type {any} */ error) =>
      patch({ console: [...desk().console, { id, input: text, output, error }].slice(-MOST_ENTRIES) });
    await this.#busily(async () => {
      try {
        const answer = await add(() => workshop().console(text));
        const rest = { name: "SyntaxError", message: "The statement is not complete.", line: null };
        put(
          answer.output,
          answer.incomplete
            ? { ...rest, traceback: "SyntaxError: the statement is not complete\n" }
            : answer.error,
        );
        show(answer.snapshot);
      } catch (error) {
        const { name, message, traceback } = toFailure(error);
        put("", { name, message, traceback: traceback ?? message, line: null });
        throw error;
      }
    });
  }

  /** @param {() => Promise<void>} work */
  async #busily(work) {
    const { patch } = this.#host;
    this.#asked += 1;
    patch({ busy: true });
    try {
      await work();
    } finally {
      this.#asked -= 1;
      patch({ busy: this.#asked > 0 });
    }
  }
}
