// The engine's code in the drawer: fetched, worked on as drafts, put in force, put back.

import { isEdited, writtenOn } from "../../config/code-texts.js";
import { withKnownChoices } from "../../config/unknown-choices.js";
import { FRAMED } from "../../state/notices.js";
import { changesBetween } from "../../state/state.js";
import { framedByOthers } from "../../ui/framing.js";
import { busily } from "../drawer-state.js";

/** @typedef {import("../../app/actions").CodeAction} CodeAction */
/** @typedef {import("../../engine/workshop").Workshop} Workshop */

export class CodeController {
  #figure;
  #engine;
  #walk;
  /** Called when the visitor has put a module in force. @type {(module: string) => void} */
  onApplied = () => {};

  /**
   * @param {import("../../app/state-types").Context} figure
   * @param {{ figures: number }} engine that all figures share @param {import("../walk/walk-controller").WalkController} walk
   */
  constructor(figure, engine, walk) {
    this.#figure = figure;
    this.#engine = engine;
    this.#walk = walk;
  }

  get #drawer() {
    return this.#figure.store.state.drawer;
  }

  /** @template T @param {(workshop: Workshop) => Promise<T>} ask */
  #ask(ask) {
    const { session, jobs } = this.#figure;
    return jobs.add(() => ask(session.workshop));
  }

  /** @param {CodeAction} action @returns {Promise<void> | void} */
  dispatch(action) {
    switch (action.type) {
      case "code/show":
        return this.show(action.module, action.line);
      case "code/fetch":
        return this.#fetch(action.module);
      case "code/draft":
        return this.#draft(action.module, action.text);
      case "code/exchange":
        return this.#exchange(action.module);
      case "code/apply":
        if (this.#isRefused(action.module)) return this.#figure.store.patch({ notice: FRAMED });
        return this.#edit(action.module, false, (workshop) => workshop.edit(action.module, action.text));
      case "code/restore":
        return this.#edit(action.module, true, (workshop) => workshop.restore(action.module ?? undefined));
      case "code/search":
        return this.#ask((workshop) => workshop.search(action.text)).then(action.reply);
    }
  }

  /** Its part of the drawer has been opened. */
  open() {
    return this.#fetch(this.#drawer.module);
  }

  /** @param {string} module @param {number | null} line */
  show(module, line) {
    this.#figure.store.patchDrawer({ tab: "code", module, line });
    return this.#fetch(module);
  }

  /**
   * Code that came from outside: kept as text, until the visitor applies it. What the visitor had written in its place
   * is kept beside it.
   * @param {Record<string, string>} texts by module
   */
  receive(texts) {
    const { drafts, received, sources, unread } = this.#drawer;
    const next = { ...received };
    for (const [name, theirs] of Object.entries(texts)) {
      const before = received[name];
      const source = sources[name];
      const inForce = source && source.text !== source.original ? source.text : null;
      const unchanged = before && drafts[name] === before.theirs;
      next[name] = { theirs, other: unchanged ? before.other : (drafts[name] ?? inForce) };
    }
    this.#figure.store.patchDrawer({
      drafts: { ...drafts, ...texts },
      received: next,
      unread: [...new Set([...unread, ...Object.keys(texts)])],
    });
  }

  /** In a frame of another site nobody can tell what a click was meant for. @param {string} module */
  #isRefused(module) {
    return this.#drawer.unread.includes(module) && framedByOthers();
  }

  /** What came with a link goes with it, and comes back with it. @param {boolean} guest whether the link's figure is shown */
  follow(guest) {
    const { drafts, received } = this.#drawer;
    for (const [name, { theirs, other }] of Object.entries(received))
      if (guest ? other === theirs : drafts[name] === theirs) this.#exchange(name);
  }

  /** @param {string} module */
  #exchange(module) {
    const { drafts, received } = this.#drawer;
    const { [module]: shown, ...others } = drafts;
    const { theirs, other } = received[module] ?? {};
    if (theirs === undefined || other === undefined) return;
    this.#figure.store.patchDrawer({
      drafts: other === null ? others : { ...others, [module]: other },
      received: { ...received, [module]: { theirs, other: shown ?? null } },
    });
  }

  /** A new Python has taken the old one's place, with the engine as it was shipped: edits become drafts. */
  forget() {
    const drawer = this.#drawer;
    if (!isEdited(drawer)) return;
    const sources = Object.values(drawer.sources).map((source) => ({ ...source, text: source.original }));
    this.#figure.store.patchDrawer({
      drafts: writtenOn(drawer),
      sources: byName(sources),
      modules: drawer.modules.map((module) => ({ ...module, edited: false })),
      verdict: null,
    });
  }

  /**
   * Puts code in force again that was so in the last Python; to be called from a job only.
   * @param {import("../../config/code-texts").CodeTexts} texts by module
   * @returns {Promise<string[]>} the modules that this Python refuses, or died of: they stay drafts
   */
  async putBack(texts) {
    const { session, store } = this.#figure;
    let left = Object.keys(texts);
    // One may stand on another.
    for (let before = left.length + 1; left.length > 0 && left.length < before; ) {
      before = left.length;
      for (const module of [...left]) {
        const { applied } = await session.workshop.edit(module, /** @type {string} */ (texts[module]));
        if (applied) left = left.filter((name) => name !== module);
      }
    }
    const done = Object.keys(texts).filter((name) => !left.includes(name));
    if (done.length === 0) return left;
    this.#taken(await answersTo(session.workshop, done), false);
    store.patch({ description: await session.describe() });
    return left;
  }

  /** What follows from other code. @param {string | null} module null: any @param {boolean} [mine] what was typed is it */
  async renew(module, mine = false) {
    const { store, session, jobs } = this.#figure;
    await this.#refresh(module, mine);
    const description = await jobs.add(() => session.describe());
    const { config } = store.state;
    const known = withKnownChoices(config, description).config;
    // The very same where nothing is another: somebody may wait for it to be so.
    store.patch({ description, config: changesBetween(config, known).length === 0 ? config : known });
    await this.#walk.renew();
  }

  /** @param {string} module */
  async #fetch(module) {
    const { store } = this.#figure;
    if (this.#drawer.modules.length === 0)
      store.patchDrawer({ modules: await this.#ask((workshop) => workshop.modules()) });
    if (this.#drawer.sources[module]) return;
    const source = await this.#ask((workshop) => workshop.source(module));
    store.patchDrawer({ sources: { ...this.#drawer.sources, [module]: source } });
  }

  /** @param {string} module @param {string} text */
  #draft(module, text) {
    const { store } = this.#figure;
    const { sources, verdict, drafts } = this.#drawer;
    const { [module]: _, ...others } = drafts;
    const same = text === sources[module]?.text;
    if (same && verdict?.applied === false) store.patchDrawer({ verdict: null });
    const unread = same ? this.#drawer.unread.filter((name) => name !== module) : this.#drawer.unread;
    store.patchDrawer({ drafts: same ? others : { ...others, [module]: text }, unread });
  }

  /**
   * @param {string | null} module null: all @param {boolean} restored
   * @param {(workshop: Workshop) => Promise<import("../../engine/workshop-types").EditAnswer>} ask
   */
  #edit(module, restored, ask) {
    const { store } = this.#figure;
    store.patchDrawer({ verdict: null });
    return busily(store, async () => {
      const { applied, error, checks, snapshot } = await this.#ask(ask);
      if (applied) {
        store.show(snapshot); // at once: what is asked for later may be answered before the rest is
        await this.renew(module, true);
      }
      // Only now, when what is shown is what is in force.
      const verdict = { module: module ?? this.#drawer.module, applied, restored, error, checks };
      store.patchDrawer({ verdict: { ...verdict, others: this.#engine.figures - 1 } });
      if (applied && !restored && module !== null) this.onApplied(module);
    });
  }

  /** Fetches again what an edit may have changed. @param {string | null} module @param {boolean} mine */
  async #refresh(module, mine) {
    const names = module === null ? Object.keys(this.#drawer.sources) : [module];
    this.#taken(await this.#ask((workshop) => answersTo(workshop, names)), mine);
  }

  /** Shows what is in force; a draft that says the same is none. @param {Awaited<ReturnType<typeof answersTo>>} answers @param {boolean} mine what was typed is it */
  #taken({ sources, modules }, mine) {
    const drafts = { ...this.#drawer.drafts };
    for (const { name, text } of sources) if (mine || drafts[name] === text) delete drafts[name];
    this.#figure.store.patchDrawer({
      sources: { ...this.#drawer.sources, ...byName(sources) },
      modules,
      drafts,
      unread: this.#drawer.unread.filter((name) => name in drafts),
    });
  }
}

/** What Python says of its modules, and the texts of some. @param {Workshop} workshop @param {string[]} names */
async function answersTo(workshop, names) {
  const sources = await Promise.all(names.map((name) => workshop.source(name)));
  return { sources, modules: await workshop.modules() };
}

/** @param {import("../../engine/workshop-types").Source[]} sources */
const byName = (sources) => Object.fromEntries(sources.map((source) => [source.name, source]));
