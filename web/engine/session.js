// One configuration and one network inside the shared Python: the engine's methods as plain asynchronous calls.

import { toBase64 } from "../config/base64.js";
import { nestWeights } from "./convert.js";
import { momentsOf, PastSession, toRequest } from "./moments.js";
import { Workshop } from "./workshop.js";

/** @typedef {import("./types").EngineMethods} EngineMethods */

/**
 * What a caller may add to a request: a signal to abandon it, and what is called when its turn comes, after those of
 * all others who share this Python.
 * @typedef {{ signal?: AbortSignal, onSent?: () => void }} Options
 */

/**
 * What a session needs of the Python that it is in: this page's own, another window's, or whichever there is.
 * @typedef {object} Engine
 * @property {(session: string, method: string, params?: any, options?: Options) => Promise<any>} request
 * @property {(by: unknown) => void} announceEdit tells all figures that other code is in force
 */

export class Session {
  #engine;
  #id;

  /** @param {Engine} engine @param {string} id its name in there */
  constructor(engine, id) {
    this.#engine = engine;
    this.#id = id;
    /** For reading and changing the engine itself. */
    this.workshop = new Workshop(this, toSnapshot, () => engine.announceEdit(this));
  }

  /** @param {string} method @param {any} [params] @param {Options} [options] @returns {Promise<any>} */
  request(method, params, options) {
    return this.#engine.request(this.#id, method, params, options);
  }

  /** @returns {ReturnType<EngineMethods["describe"]>} */
  describe() {
    return this.request("describe");
  }

  /** @param {Parameters<EngineMethods["reset"]>[0]} params */
  async reset(params) {
    return toSnapshot(await this.request("reset", params));
  }

  /** @param {Parameters<EngineMethods["adapt"]>[0]} params */
  async adapt(params) {
    return toSnapshot(await this.request("adapt", params));
  }

  /** @param {Parameters<EngineMethods["update"]>[0]} params */
  async update(params) {
    return toSnapshot(await this.request("update", params));
  }

  /**
   * @param {Parameters<EngineMethods["validate"]>[0]} params
   * @returns {ReturnType<EngineMethods["validate"]>}
   */
  validate(params) {
    return this.request("validate", params);
  }

  /** @returns {ReturnType<EngineMethods["data"]>} */
  data() {
    return this.request("data");
  }

  /** @param {Parameters<EngineMethods["train"]>[0]} params @param {Options} [options] */
  async train(params, options) {
    return toSnapshot(await this.request("train", params, options));
  }

  /**
   * @param {Parameters<EngineMethods["predict"]>[0]} params
   * @param {Options} [options]
   * @returns {ReturnType<EngineMethods["predict"]>}
   */
  predict(params, options) {
    return this.request("predict", params, options);
  }

  /**
   * @param {Parameters<EngineMethods["predict_one"]>[0]} params
   * @param {Options} [options]
   * @returns {ReturnType<EngineMethods["predict_one"]>}
   */
  predict_one(params, options) {
    return this.request("predict_one", params, options);
  }

  /**
   * @param {Parameters<EngineMethods["maps"]>[0]} params
   * @param {Options} [options]
   * @returns {ReturnType<EngineMethods["maps"]>}
   */
  maps(params, options) {
    return this.request("maps", params, options);
  }

  /** @param {Parameters<EngineMethods["feature"]>[0]} params @returns {ReturnType<EngineMethods["feature"]>} */
  feature(params) {
    return this.request("feature", params);
  }

  /** @param {Parameters<EngineMethods["landscape"]>[0]} params @returns {ReturnType<EngineMethods["landscape"]>} */
  landscape(params) {
    return this.request("landscape", params);
  }

  /** @returns {ReturnType<EngineMethods["metrics"]>} */
  metrics() {
    return this.request("metrics");
  }

  /** @returns {ReturnType<EngineMethods["diagnosis"]>} */
  diagnosis() {
    return this.request("diagnosis");
  }

  /** @param {Parameters<EngineMethods["set_weights"]>[0]} params */
  async set_weights(params) {
    return toSnapshot(await this.request("set_weights", params));
  }

  /** @param {Parameters<EngineMethods["set_weight"]>[0]} params */
  async set_weight(params) {
    return toSnapshot(await this.request("set_weight", params));
  }

  /** @param {Parameters<EngineMethods["freeze"]>[0]} params */
  async freeze(params) {
    return toSnapshot(await this.request("freeze", params));
  }

  /** The network as it was, for questions. @param {import("./types").Moment} moment */
  at(moment) {
    return new PastSession(this, moment);
  }

  /** @param {import("./types").Moment} moment */
  async go_back(moment) {
    return toSnapshot(await this.request("go_back", { moment: toRequest(moment) }));
  }

  /** @returns {ReturnType<EngineMethods["carry"]>} */
  carry() {
    return this.request("carry");
  }

  /** @param {Parameters<EngineMethods["recall"]>[0]} params */
  async recall({ config, content }) {
    return toSnapshot(await this.request("recall", { config, content: toBase64(content) }));
  }

  /**
   * @param {Parameters<EngineMethods["export"]>[0]} params
   * @returns {ReturnType<EngineMethods["export"]>}
   */
  export(params) {
    return this.request("export", params);
  }

  /** @param {Parameters<EngineMethods["open_weights"]>[0]} params */
  async open_weights({ content }) {
    // What goes to the worker goes as JSON, so bytes are spelt in letters.
    const params = typeof content === "string" ? { content } : { content: toBase64(content), base64: true };
    return toSnapshot(await this.request("open_weights", params));
  }

  /** @param {Parameters<EngineMethods["open_session"]>[0]} params */
  async open_session(params) {
    return toSnapshot(await this.request("open_session", params));
  }

  /** @returns {ReturnType<EngineMethods["close"]>} */
  close() {
    return this.request("close");
  }
}

/**
 * @param {import("./moments").Answer} answer
 * @returns {import("./types").Snapshot}
 */
function toSnapshot(answer) {
  const { weights_flat, shapes, moments, seen, ...rest } = answer;
  const snapshot = { ...rest, weights: nestWeights(weights_flat, shapes) };
  return moments ? { ...snapshot, moments: momentsOf(answer) } : snapshot;
}
