// What one figure keeps in this browser from visit to visit, if its author wants it to, and takes up again.
//
// What was drawn last is kept, whichever tab drew it: a tab writes only what was changed in it, and nothing over what
// was drawn later elsewhere. A tab that is loaded again shows its own figure (docs/decisions/0052).

import { keptTexts } from "../config/code-texts.js";
import { changedPaths } from "../config/path.js";
import { changeRuns, loadRuns } from "../drawer/compare/runs-storage.js";
import { ERASED, UNKEPT, writtenBefore } from "../state/notices.js";
import { isGuest } from "../state/other-figure.js";
import { KEY_PREFIX, parsed, restore, validConfig } from "./browser-storage.js";
import { OpeningMark } from "./opening-mark.js";

/** @typedef {import("./state-types").State} State */
/** @typedef {import("./browser-storage.js").Kept} Kept */
/** @typedef {import("../drawer/compare/runs-types").KeptRun} KeptRun */
/** @typedef {import("../engine/types").Description} Description */
/** @typedef {Kept & Partial<State> & { link?: string }} Recalled `link`: to be opened once there is a Python */

/**
 * @typedef {object} Host
 * @property {() => string | null} name it is kept under; null: nothing is kept
 * @property {() => State} state
 * @property {(patch: Partial<State>) => void} patch
 */

/** Milliseconds after a change before it is kept: a stroke of the brush is kept once. */
const KEEP_MS = 400;
const CHOSEN = /** @type {const} */ (["tool", "brush", "other"]);

export class Persistence {
  #host;
  /** What has changed in this tab waits to be kept. @type {ReturnType<typeof setTimeout> | undefined} */
  #keeping;
  /** What of the figure has changed in this tab since it was kept. @type {Set<"config" | "code" | typeof CHOSEN[number]>} */
  #changed = new Set();
  /** Texts of code as they were last kept or taken up. @type {Record<string, string>} */
  #texts = {};
  /** When the figure was last changed in this tab; 0: it was not. */
  #drawn = 0;
  /** When what is kept was drawn, as far as this tab knows. */
  #seen = 0;
  /** This tab knows that something is kept: where it is gone, it was erased. */
  #known = false;
  /** Nothing is kept any more, because it was erased elsewhere. */
  #over = false;
  /** The visitor knows that nothing can be kept. */
  #told = false;
  #opening = new OpeningMark(() => this.#key);

  /** @param {Host} host */
  constructor(host) {
    this.#host = host;
  }

  get #key() {
    const name = this.#over ? null : this.#host.name();
    return name === null ? null : KEY_PREFIX + name;
  }

  /** Whether what is drawn here is meant to be there at the next visit. */
  get keeps() {
    return this.#key !== null;
  }

  /** Something may have changed: what is kept of it is kept soon. @param {State} before @param {State} now */
  follow(before, now) {
    if (this.#key === null) return;
    const other = before.config !== now.config && this.#opening.stands;
    if (other || before.config.network !== now.config.network || (!before.snapshot && now.snapshot))
      this.#opening.watch(other);
    const came = !isGuest(before) && isGuest(now);
    if (came && this.#changed.has("config")) this.keepNow(before); // before a link takes its place
    const drawn = before.config !== now.config || (isGuest(before) && !isGuest(now));
    if (drawn && !isGuest(now)) {
      this.#changed.add("config");
      this.#drawn = Date.now();
    }
    const fields = CHOSEN.filter((field) => before[field] !== now[field]);
    for (const field of fields) this.#changed.add(field);
    const written =
      before.drawer.drafts !== now.drawer.drafts || before.drawer.sources !== now.drawer.sources;
    if (written) this.#changed.add("code");
    if (!drawn && fields.length === 0 && !written) return;
    clearTimeout(this.#keeping);
    this.#keeping = setTimeout(() => this.keepNow(), KEEP_MS);
  }

  /** Keeps what waits; where nothing does, another tab's may be newer. */
  keepNow = (state = this.#host.state()) => {
    if (this.#keeping === undefined) return;
    clearTimeout(this.#keeping);
    this.#keeping = undefined;
    if (this.#key !== null) this.#keep(this.#key, state);
  };

  /** The page is left, and was not kept from answering. */
  leave = () => {
    this.keepNow();
    this.#opening.leave();
  };

  /** Another tab has changed what is kept. @param {StorageEvent} event */
  hear = ({ key, newValue, storageArea }) => {
    const mine = key === this.#key || key === null;
    if (this.#known && mine && newValue === null && storageArea === localStorage) this.#end();
  };

  /** @param {string} key @param {State} state */
  #keep(key, state) {
    try {
      const text = localStorage.getItem(key);
      if (text === null && this.#known) return this.#end();
      const found = parsed(text) ?? {};
      if (this.#changed.size > 0) localStorage.setItem(key, JSON.stringify(this.#merged(found, state)));
      this.#known ||= this.#changed.size > 0;
      this.#changed.clear();
      this.#keepInTab(key, state, false);
    } catch (error) {
      this.#keepInTab(key, state, true);
      if (this.#told) return;
      this.#told = true;
      this.#host.patch({ notice: UNKEPT[/** @type {any} */ (error)?.name] ?? UNKEPT.SecurityError });
    }
  }

  /** What is kept, with what was changed in this tab. @param {Record<string, unknown>} found @param {State} state */
  #merged(found, state) {
    const next = { ...found };
    for (const field of CHOSEN) if (this.#changed.has(field)) next[field] = state[field];
    if (isGuest(state)) next.other = found.other ?? null; // what is not shown now is what is kept
    if (this.#changed.has("code")) {
      const texts = keptTexts(state.drawer, isGuest(state));
      const code = { .../** @type {Record<string, string>} */ (found.code) };
      for (const name of new Set([...Object.keys(texts), ...Object.keys(this.#texts)])) {
        if (texts[name] === undefined) delete code[name];
        else if (texts[name] !== this.#texts[name]) code[name] = texts[name];
      }
      next.code = code;
      this.#texts = texts;
    }
    if (!this.#changed.has("config")) return isGuest(state) ? next : { config: state.config, ...next };
    const there = Number(found.drawn) || 0;
    if (there > this.#drawn && there <= Date.now()) return next; // drawn later, in another tab
    const { other } = state;
    const theirs = there > this.#seen ? validConfig(found.config, state.description) : null;
    this.#seen = this.#drawn;
    next.other = other;
    if (theirs && !other && changedPaths(theirs, state.config).length > 0) {
      next.other = { why: "tab", config: theirs };
      queueMicrotask(() => this.#host.patch({ other: { why: "tab", config: theirs } }));
    }
    return { ...next, config: state.config, drawn: this.#drawn };
  }

  /** What this tab shows, for when it is loaded again. @param {string} key @param {State} state @param {boolean} alone it could not be kept otherwise */
  #keepInTab(key, state, alone) {
    const { config, guest } = state;
    try {
      if (guest && isGuest(state)) sessionStorage.setItem(key, JSON.stringify({ link: guest.link }));
      else if (this.#drawn > 0)
        sessionStorage.setItem(key, JSON.stringify({ config, drawn: this.#drawn, alone }));
    } catch {
      // As full as the other, or forbidden: the visitor is told of that.
    }
  }

  /** What was kept has been erased elsewhere: this tab does not write it back. */
  #end() {
    const key = this.#key;
    this.#over = true;
    clearTimeout(this.#keeping);
    try {
      if (key !== null) sessionStorage.removeItem(key);
    } catch {
      // Then nothing lies there.
    }
    this.#host.patch({ notice: ERASED });
  }

  /**
   * What was kept and is still valid; of a tab that is loaded again, its own figure. What kept the page from answering
   * is not taken up unasked.
   * @param {Description} description
   * @returns {Recalled | null}
   */
  recall(description) {
    const key = this.#key;
    if (key === null) return null;
    const stuck = this.#opening.stuck;
    const here = read("sessionStorage", key);
    const there = read("localStorage", key);
    this.#known = there !== null;
    this.#seen = Number(there?.drawn) || 0;
    const kept = restore(there, description);
    this.#texts = kept?.drawer?.drafts ?? {};
    const own = here && (kept || here.alone) ? validConfig(here.config, description) : null;
    const link = typeof here?.link === "string" ? here.link : undefined;
    /** @type {Recalled | null} */
    let found = kept ?? (own && { config: own });
    if (found && own) {
      found = { ...found, config: own };
      this.#drawn = Number(here?.drawn) || 0;
      if (kept && this.#seen > this.#drawn && changedPaths(own, kept.config).length > 0)
        found.other = { why: "tab", config: kept.config };
    }
    if (found?.drawer) found.notice = writtenBefore(Object.keys(found.drawer.drafts));
    if (!stuck) {
      if (found || link) this.#opening.watch();
      return found || link
        ? { ...(found ?? { config: description.config }), ...(link ? { link } : {}) }
        : null;
    }
    const other = link ? { link } : found && { config: found.config };
    if (!other) return found;
    const config = link && found ? found.config : description.config;
    return { ...found, config, other: { why: "froze", ...other } };
  }

  /** @param {import("../drawer/compare/runs").Change} change @throws what kept it from being kept */
  changeRuns = async (change) => {
    if (this.#key === null) return;
    let more = false;
    const counted = (/** @type {readonly KeptRun[]} */ runs) => {
      const next = change(runs);
      more = next.length > runs.length;
      return next;
    };
    await changeRuns(this.#key, counted, this.#host.state().description);
    if (more) askToStay();
  };

  /** @param {Description} description @returns {Promise<KeptRun[]>} */
  async recallRuns(description) {
    return this.#key === null ? [] : loadRuns(this.#key, description);
  }
}

/** A browser that runs out of room is asked to begin with others: this visitor has something here that was meant to stay. */
function askToStay() {
  globalThis.navigator?.storage?.persist?.().catch(() => {}); // it may say no
}

/** Storage throws in a sandboxed frame. @param {"localStorage" | "sessionStorage"} where @param {string} key */
function read(where, key) {
  try {
    return parsed(globalThis[where].getItem(key));
  } catch {
    return null;
  }
}
