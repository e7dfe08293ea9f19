// Until Python is there, a recorded figure answers. Then Python takes over what was learned, to the last bit, and whoever
// asks notices nothing.

import { fromBase64, toBase64 } from "../../config/base64.js";
import { awaited } from "../deferred.js";
import { AbortedError, WorkerLostError } from "../engine-error.js";
import { Session } from "../session.js";

/** @typedef {import("./recorded-session").RecordedSession} RecordedSession */
/** @typedef {import("../types").Config} Config */
/** @typedef {import("../client").Listener} Listener */
/** @typedef {import("../engine-error").EngineError} EngineError */
/** @typedef {import("../sharing/shared-engine").SharedEngine} SharedEngine */

/** What a recorded figure answers. */
const ANSWERED = new Set([
  "reset",
  "update",
  "data",
  "train",
  "maps",
  "predict",
  "predict_one",
  "carry",
  "recall",
]);

/** What may lead to another configuration than the session has. */
const BEGINS = new Set(["reset", "recall"]);

/** The name of a session that nobody sees. */
const REHEARSAL = "rehearsal";

/** What brings Python to where a session stands. @param {RecordedSession} session @returns {[method: string, params: any]} */
const handing = (session) => ["recall", { config: session.config, content: toBase64(session.carry()) }];

export class InstantEngine {
  #python;
  #find;
  /** Who answers: nobody yet, the recorded figure, nobody while Python takes over, or Python. @type {"none" | "recorded" | "moving" | "python"} */
  #who = "none";
  /** @type {Map<string, RecordedSession>} */
  #sessions = new Map();
  #there = awaited();
  /** Why Python could not be started. @type {EngineError | null} */
  #failure = null;
  /** @type {Listener | null} the one figure */
  #listener = null;

  /**
   * @param {SharedEngine} python
   * @param {(config: Config) => Promise<(() => RecordedSession) | null>} find what makes sessions of a configuration, where
   *   one was recorded
   * @param {Config} first that the figure begins with
   */
  constructor(python, find, first) {
    this.#python = python;
    this.#find = find;
    find(first).then(
      (newSession) => newSession && this.#begin(),
      () => {}, // Python answers, as where nothing was recorded
    );
  }

  get figures() {
    return this.#python.figures;
  }

  /** @param {Listener} listener */
  listen(listener) {
    this.#listener = listener;
    const unlisten = this.#python.listen({
      ...listener,
      onReady: (versions) => this.#takeOver(versions),
      onLost: (error) => {
        if (this.#who === "python") listener.onLost(error);
      },
      onFailed: (error) => this.#goWithout(error),
      onAsleep: (progress) => {
        if (this.#who === "python") listener.onAsleep(progress);
      },
    });
    return () => {
      this.#listener = null;
      unlisten();
    };
  }

  #begin() {
    if (this.#who !== "none" || !this.#listener) return;
    this.#who = "recorded";
    this.#listener.onAlive?.();
  }

  /** A Python is there: it is given what the recorded figure has learned, if that answers. @param {import("../types").Versions} versions */
  async #takeOver(versions) {
    if (this.#who !== "recorded") {
      this.#who = "python";
      return this.#listener?.onReady(versions);
    }
    let { engine } = versions;
    /** @type {EngineError | null} */
    let refusal = null;
    try {
      await this.#rehearse();
      this.#who = "moving";
      for (const [id, session] of this.#sessions) {
        const snapshot = await this.#python.request(id, ...handing(session));
        engine = snapshot.engine.path;
      }
    } catch (error) {
      if (error instanceof WorkerLostError) {
        this.#who = "recorded"; // that Python is lost already; the next takes over
        return;
      }
      refusal = /** @type {EngineError} */ (error);
    }
    this.#who = "python";
    this.#sessions.clear();
    this.#there.resolve(null);
    if (!refusal) return this.#listener?.onPython?.({ ...versions, engine });
    // What the page keeps of the network is put back, as after a loss.
    this.#listener?.onLost(refusal);
    this.#listener?.onReady(versions);
  }

  /** What takes Python long the first time, compiling above all, it does while the recorded figure still answers. */
  async #rehearse() {
    const [session] = this.#sessions.values();
    if (!session) return;
    const ask = (/** @type {string} */ method, /** @type {any} */ params) =>
      this.#python.request(REHEARSAL, method, params);
    await ask(...handing(session));
    await ask("train", { max_steps: 1 });
    await ask("maps", { resolution: 2, parts: [] });
    await ask("close", {});
  }

  /** @param {EngineError} error */
  #goWithout(error) {
    if (this.#who === "none" || this.#who === "python") {
      this.#who = "python";
      return this.#listener?.onFailed(error);
    }
    this.#who = "recorded";
    this.#failure = error;
    this.#there.reject(error);
    this.#there = awaited();
    this.#listener?.onWithout?.(error);
  }

  /** @param {string} id */
  open(id) {
    return new Session(this, id);
  }

  /**
   * @param {string} session @param {string} method @param {any} [params] @param {import("../session").Options} [options]
   * @returns {Promise<any>}
   */
  async request(session, method, params, options = {}) {
    if (options.signal?.aborted) throw new AbortedError();
    if (this.#who === "recorded") {
      try {
        const answering = await this.#sessionOf(session, method, params);
        if (this.#who === "recorded") {
          options.onSent?.();
          return this.#answer(session, answering, method, params);
        }
      } catch {
        if (!this.#failure) this.#listener?.onWaiting?.(); // whatever it can't answer, Python can, or says why not
      }
    }
    if (this.#failure) throw this.#failure;
    if (this.#who !== "python") await this.#there.done;
    return this.#python.request(session, method, params, options);
  }

  /**
   * Who answers a request: for another configuration, another recorded figure.
   * @param {string} id @param {string} method @param {any} params @returns {Promise<RecordedSession | null>}
   */
  async #sessionOf(id, method, params) {
    const present = this.#sessions.get(id) ?? null;
    if (!BEGINS.has(method) || present?.fits(params.config)) return present;
    const found = (await this.#find(params.config))?.() ?? null;
    if (found && present) found.follow(present);
    return found;
  }

  /** @param {string} id @param {RecordedSession | null} session @param {string} method @param {any} params @throws {Error} it can't */
  #answer(id, session, method, params) {
    if (method === "close") return this.#sessions.delete(id);
    if (!session || !ANSWERED.has(method)) throw new RangeError(method);
    this.#sessions.set(id, session);
    if (method === "recall")
      return session.recall({ ...params, content: /** @type {Uint8Array} */ (fromBase64(params.content)) });
    return /** @type {any} */ (session)[method](params);
  }

  /** @param {unknown} by */
  announceEdit(by) {
    this.#python.announceEdit(by);
  }

  restart() {
    this.#failure = null;
    this.#python.restart();
  }

  stop() {
    this.#python.stop();
  }
}
