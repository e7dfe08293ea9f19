// The part of a session that opens the engine: a walk through one step, its sources, edits, and a console.

/** @typedef {import("./workshop-types").WorkshopMethods} WorkshopMethods */
/** @typedef {import("./types").Snapshot} Snapshot */

export class Workshop {
  #request;
  #toSnapshot;

  /**
   * @param {(method: string, params: any) => Promise<any>} request
   * @param {(answer: any) => Snapshot} toSnapshot
   */
  constructor(request, toSnapshot) {
    this.#request = request;
    this.#toSnapshot = toSnapshot;
  }

  /** @param {import("./workshop-types").Example} example @returns {ReturnType<WorkshopMethods["walk"]>} */
  walk(example) {
    return this.#request("walk", { example });
  }

  /** All modules of the engine. @returns {Promise<import("./workshop-types").Module[]>} */
  async modules() {
    return (await this.#request("source", {})).modules;
  }

  /** @param {string} module @returns {Promise<import("./workshop-types").Source>} */
  source(module) {
    return this.#request("source", { module });
  }

  /** @param {string} module @param {string} text @returns {ReturnType<WorkshopMethods["edit"]>} */
  async edit(module, text) {
    return this.#answer(await this.#request("edit", { module, text }));
  }

  /** Puts one module back, or all. @param {string} [module] @returns {ReturnType<WorkshopMethods["restore"]>} */
  async restore(module) {
    return this.#answer(await this.#request("restore", module === undefined ? {} : { module }));
  }

  /** @param {string} text @returns {ReturnType<WorkshopMethods["console"]>} */
  async console(text) {
    return this.#answer(await this.#request("console", { text }));
  }

  /** @param {string} text @returns {Promise<string[]>} */
  async complete(text) {
    return (await this.#request("complete", { text })).options;
  }

  /** @param {any} answer */
  #answer(answer) {
    return { ...answer, snapshot: this.#toSnapshot(answer.snapshot) };
  }
}
