// The part of a session that opens the engine: a walk through one step, its sources, edits, and a console.

/** @typedef {import("./workshop-types").WorkshopMethods} WorkshopMethods */
/** @typedef {import("./types").Snapshot} Snapshot */

export class Workshop {
  #session;
  #toSnapshot;
  #edited;

  /**
   * @param {{ request: (method: string, params: any) => Promise<any> }} session
   * @param {(answer: any) => Snapshot} toSnapshot
   * @param {() => void} edited told when other code is in force, for all figures that share this Python
   */
  constructor(session, toSnapshot, edited) {
    this.#session = session;
    this.#toSnapshot = toSnapshot;
    this.#edited = edited;
  }

  /** @param {import("./workshop-types").Example} example @returns {ReturnType<WorkshopMethods["walk"]>} */
  async walk(example) {
    return withNulls(await this.#session.request("walk", { example }));
  }

  /** All modules of the engine. @returns {Promise<import("./workshop-types").Module[]>} */
  async modules() {
    return withNulls(await this.#session.request("source", {})).modules;
  }

  /** @param {string} module @returns {Promise<import("./workshop-types").Source>} */
  source(module) {
    return this.#session.request("source", { module });
  }

  /** The lines of all modules that hold a text. @param {string} text @returns {Promise<import("./workshop-types").Found[]>} */
  async search(text) {
    return (await this.#session.request("search", { text })).found;
  }

  /** @param {string} module @param {string} text @returns {ReturnType<WorkshopMethods["edit"]>} */
  async edit(module, text) {
    return this.#answer(await this.#session.request("edit", { module, text }));
  }

  /** Puts one module back, or all. @param {string} [module] @returns {ReturnType<WorkshopMethods["restore"]>} */
  async restore(module) {
    return this.#answer(await this.#session.request("restore", module === undefined ? {} : { module }));
  }

  /** @param {string} text @returns {ReturnType<WorkshopMethods["console"]>} */
  async console(text) {
    return this.#answer(await this.#session.request("console", { text }));
  }

  /** @param {import("./workshop-types").OwnWish & { add: boolean }} params @returns {ReturnType<WorkshopMethods["own"]>} */
  async own(params) {
    const { edit, ...rest } = await this.#session.request("own", params);
    return { ...withNulls(rest), edit: edit ? this.#answer(edit) : null };
  }

  /** @param {Parameters<WorkshopMethods["disown"]>[0]} params @returns {ReturnType<WorkshopMethods["disown"]>} */
  async disown(params) {
    return this.#answer(await this.#session.request("disown", params));
  }

  /** @param {string} text @returns {Promise<string[]>} */
  async complete(text) {
    return (await this.#session.request("complete", { text })).options;
  }

  /** @param {any} answer */
  #answer(answer) {
    const { snapshot, ...rest } = answer;
    if (rest.applied) this.#edited();
    return { ...withNulls(rest), snapshot: this.#toSnapshot(snapshot) };
  }
}

/**
 * Python's None arrives as undefined; in these answers it is null, as the types say.
 * @param {any} value @returns {any}
 */
function withNulls(value) {
  if (value === undefined) return null;
  if (Array.isArray(value)) return value.map(withNulls);
  if (value === null || typeof value !== "object" || ArrayBuffer.isView(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withNulls(inner)]));
}
