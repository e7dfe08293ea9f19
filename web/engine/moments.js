// Moments of a run on their way from Python and back, and questions to the network as it was.

import { toBase64 } from "../config/base64.js";
import { nestWeights } from "./convert.js";
import { Workshop } from "./workshop.js";

/** @typedef {import("./types").EngineMethods} EngineMethods */
/** @typedef {import("./types").Moment} Moment */
/** @typedef {Record<Exclude<keyof Moment, "weights" | "epoch_share">, number[]> & { weights_flat: Float64Array }} Columns */

/**
 * A snapshot as the engine sends it.
 * @typedef {Omit<import("./types").Snapshot, "weights" | "moments"> & { weights_flat: Float64Array,
 *   shapes: import("./convert").Shapes[], moments?: Columns, seen: number }} Answer
 */

/** The moments that an answer brings; the last is the present. @param {Answer} answer @returns {Moment[]} */
export function momentsOf(answer) {
  const { moments, weights_flat: weights } = answer;
  const { step, epoch, epoch_share, data_loss, test_loss, penalty, accuracy, test_accuracy, seen } = answer;
  const numbers = { data_loss, test_loss, penalty, accuracy, test_accuracy };
  const present = { step, epoch, epoch_share, ...numbers, seen, weights };
  const { weights_flat, ...columns } = /** @type {Columns} */ (moments);
  const rows = columns.step.map((_, row) => {
    const values = Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, column[row]]));
    const size = weights.length;
    return { ...values, epoch_share: 0, weights: weights_flat.slice(row * size, (row + 1) * size) };
  });
  const earlier = /** @type {Moment[]} */ (/** @type {unknown} */ (rows));
  return [...earlier.filter((row) => row.step < step), present];
}

/** @param {Moment} moment @returns {import("./network-types").MomentRequest} */
export function toRequest({ step, epoch, epoch_share, weights }) {
  const { buffer, byteOffset, byteLength } = weights;
  return { step, epoch, epoch_share, weights: toBase64(new Uint8Array(buffer, byteOffset, byteLength)) };
}

/** What can be asked of a network as it was: the questions of a session, with the same answers. */
export class PastSession {
  #session;
  #then;
  #moment;

  /** @param {Pick<import("./session").Session, "request">} session @param {Moment} moment */
  constructor(session, moment) {
    this.#session = session;
    this.#then = moment;
    this.#moment = toRequest(moment);
    const request = (/** @type {string} */ question, /** @type {any} */ params) =>
      this.#ask(question, params);
    /** Of which only the walk can be asked of a moment. @type {Pick<Workshop, "walk">} */
    this.workshop = new Workshop(
      { request },
      (answer) => answer,
      () => {},
    );
  }

  /** @param {string} question @param {object} params @param {import("./session").Options} [options] @returns {Promise<any>} */
  #ask(question, params, options) {
    return this.#session.request("at", { moment: this.#moment, question, params }, options);
  }

  /**
   * @param {Parameters<EngineMethods["predict"]>[0]} params
   * @param {import("./session").Options} [options]
   * @returns {ReturnType<EngineMethods["predict"]>}
   */
  predict(params, options) {
    return this.#ask("predict", params, options);
  }

  /**
   * @param {Parameters<EngineMethods["predict_one"]>[0]} params
   * @param {import("./session").Options} [options]
   * @returns {ReturnType<EngineMethods["predict_one"]>}
   */
  predict_one(params, options) {
    return this.#ask("predict_one", params, options);
  }

  /**
   * @param {Parameters<EngineMethods["maps"]>[0]} params
   * @param {import("./session").Options} [options]
   * @returns {ReturnType<EngineMethods["maps"]>}
   */
  maps(params, options) {
    return this.#ask("maps", params, options);
  }

  /** @returns {ReturnType<EngineMethods["metrics"]>} */
  metrics() {
    return this.#ask("metrics", {});
  }

  /** @returns {ReturnType<EngineMethods["diagnosis"]>} */
  diagnosis() {
    return this.#ask("diagnosis", {});
  }

  /** @param {Parameters<EngineMethods["landscape"]>[0]} params @returns {ReturnType<EngineMethods["landscape"]>} */
  landscape(params) {
    return this.#ask("landscape", params);
  }

  /** As it was then. @param {import("./types").Snapshot} now of the same network @returns {import("./types").Snapshot} */
  snapshot(now) {
    const { step, epoch, epoch_share, data_loss, test_loss, penalty, accuracy, test_accuracy } = this.#then;
    const then = { step, epoch, epoch_share, data_loss, test_loss, penalty, accuracy, test_accuracy };
    const shapes = now.weights.map(({ W, b }) => ({
      W: [W.length, W[0]?.length ?? 0],
      b: b.length > 0 ? [b.length] : [],
    }));
    const weights = nestWeights(this.#then.weights, /** @type {import("./convert").Shapes[]} */ (shapes));
    return { ...now, ...then, weights, stopped: false, reason: null, message: null };
  }
}
