// The only caller of the worker: starts it, asks one thing at a time, and replaces it when it dies or hangs.

import { AbortedError, EngineError, unsendable, WorkerLostError } from "./engine-error.js";
import { imageMark } from "./image-mark.js";
import { Pulse } from "./pulse.js";
import { Session } from "./session.js";
import { Watchdog } from "./watchdog.js";

/** @typedef {import("./types").Progress} Progress */
/** @typedef {import("./types").Versions} Versions */
/** @typedef {import("./types").Reply} Reply */

/**
 * What the Engine needs of a Worker.
 * @typedef {object} WorkerLike
 * @property {(message: unknown) => void} postMessage
 * @property {() => void} terminate
 * @property {(type: string, listener: (event: any) => void) => void} addEventListener
 */

/**
 * What a session wants to hear of the Python that it shares with others.
 * @typedef {object} Listener
 * @property {(progress: Progress) => void} onProgress
 * @property {(versions: Versions) => void} onReady also after a replacement: the session is new then, and empty
 * @property {() => void} [onAlive] a recorded figure answers until Python is there
 * @property {(versions: Versions) => void} [onPython] Python has taken over from it
 * @property {() => void} [onWaiting] something was asked for that waits for Python
 * @property {(error: EngineError) => void} [onWithout] Python could not be started, and the recorded figure goes on
 * @property {(error: EngineError) => void} onLost the worker died; a new one is being started
 * @property {(error: EngineError) => void} onFailed it could not be started; `engine.restart()` tries again
 * @property {(by: unknown) => void} [onEdited] other code is in force, for all sessions
 * @property {(progress: Progress) => void} onAsleep it was put to sleep (see shared.js), and may wake again
 */

/**
 * @typedef {object} Call
 * @property {string} session
 * @property {string} method
 * @property {unknown} params
 * @property {number} patience
 * @property {(() => void) | undefined} onSent
 * @property {(result: any) => void} resolve
 * @property {(error: EngineError) => void} reject
 */

/** @type {Progress} */
export const NOT_STARTED = { phase: "download", message: "Fetching Python", loaded: 0, total: 0 };

/** The worker's file is asked for so often more where it did not come. */
const MOST_STILLBORN = 2;

/** @param {number} bytes */
const bloatedBy = (bytes) =>
  `Python had taken ${(bytes / 1e9).toFixed(1)} GB of this computer's memory, which only a new start gives back.`;

export class Engine {
  /** How long an answer may take beyond its own time budget, however alive; and how long a start may say nothing. */
  #patience;
  #bootPatience;
  #startWorker;
  /** @type {WorkerLike | null} */
  #worker = null;
  /** @type {"starting" | "ready" | "failed"} */
  #status = "starting";
  /** @type {Versions | null} */
  #versions = null;
  /** @type {EngineError | null} why it could not be started */
  #failure = null;
  #anew = false;
  #progress = NOT_STARTED;
  /** @type {Set<Listener>} */
  #listeners = new Set();
  /** @type {Call[]} */
  #queue = [];
  /** @type {(Call & { id: number }) | null} */
  #running = null;
  #nextId = 1;
  #watchdog = new Watchdog();
  #pulse;
  /** How often in a row the worker broke down before it said anything: its file did not come. */
  #stillborn = 0;
  /** @type {number[]} times of recent losses */
  #losses = [];

  /**
   * @param {(again: number) => WorkerLike} startWorker `again`: how often its file has not come just before
   * @param {{ patience?: number, bootPatience?: number, silence?: number }} [options] milliseconds
   */
  constructor(startWorker, { patience = 15_000, bootPatience = 120_000, silence = 3000 } = {}) {
    this.#startWorker = startWorker;
    this.#patience = patience;
    this.#bootPatience = bootPatience;
    this.#pulse = new Pulse(
      silence,
      () => this.#worker?.postMessage({ id: 0, session: "", method: "ping", params: null }),
      () => this.#lose("Python gave no sign of life any more."),
    );
    this.#boot();
  }

  /** Starts the worker again after a failure. */
  restart() {
    if (this.#status !== "failed") return;
    this.#losses = [];
    this.#boot();
  }

  /** Ends what is being computed, where anything is: a worker that computes hears nothing, so there is a new one. */
  stop() {
    if (!this.#running || this.#status !== "ready") return;
    this.#lose("Python was stopped, as you asked.");
    this.#losses.pop(); // that was no fault
  }

  /** Ends the worker for good. */
  terminate() {
    this.#watchdog.stop();
    this.#pulse.stop();
    this.#worker?.terminate();
    this.#worker = null;
    this.#status = "failed";
    this.#rejectAll(new WorkerLostError("Python has been shut down."));
  }

  /**
   * Tells the listener what has happened so far, and then all that happens.
   * @param {Listener} listener
   * @returns {() => void} stops listening
   */
  listen(listener) {
    this.#listeners.add(listener);
    if (this.#versions && this.#status === "ready") listener.onReady(this.#versions);
    else if (this.#failure) listener.onFailed(this.#failure);
    else listener.onProgress(this.#progress);
    return () => this.#listeners.delete(listener);
  }

  /** How many share this Python. */
  get figures() {
    return this.#listeners.size;
  }

  /** @param {string} id @returns {Session} */
  open(id) {
    return new Session(this, id);
  }

  /** Tells everyone that other code is in force. @param {unknown} by whoever put it there, and knows */
  announceEdit(by) {
    for (const listener of this.#listeners) listener.onEdited?.(by);
  }

  /** @param {boolean} [anew] with every part fetched past the browser's caches */
  #boot(anew = false) {
    this.#anew = anew;
    this.#pulse.stop();
    this.#status = "starting";
    this.#failure = null;
    this.#progress = NOT_STARTED;
    const worker = this.#startWorker(this.#stillborn);
    this.#worker = worker;
    let said = false;
    worker.addEventListener("message", (event) => {
      if (this.#worker !== worker) return;
      said = true;
      this.#stillborn = 0;
      this.#receive(event.data);
    });
    worker.addEventListener("error", (event) => {
      event.preventDefault?.();
      if (this.#worker !== worker) return;
      if (!said && this.#stillborn < MOST_STILLBORN) {
        this.#stillborn += 1;
        worker.terminate();
        return this.#boot(anew);
      }
      this.#stillborn = 0;
      if (said) this.#lose(`Python's worker broke down${event.message ? `: ${event.message}` : "."}`);
      else this.#lose("A part of Python did not arrive: the script that starts it.");
    });
    worker.postMessage({ id: 0, session: "", method: "boot", params: { anew, image: imageMark() } });
    this.#expectBoot();
  }

  #expectBoot() {
    this.#watchdog.start(this.#bootPatience, () =>
      this.#fail(new WorkerLostError("Python did not start in time.")),
    );
  }

  /**
   * Asks in turn.
   * @param {string} session
   * @param {string} method
   * @param {{ budget_ms?: number }} [params]
   * @param {import("./session").Options} [options]
   * @returns {Promise<any>}
   */
  request(session, method, params, { signal, onSent } = {}) {
    if (signal?.aborted) return Promise.reject(new AbortedError());
    if (this.#status === "failed")
      return Promise.reject(this.#failure ?? new WorkerLostError("Python is not running."));
    return new Promise((resolve, reject) => {
      const patience = this.#patience + (params?.budget_ms ?? 0);
      const call = { session, method, params, patience, onSent, resolve, reject };
      signal?.addEventListener("abort", () => {
        this.#queue = this.#queue.filter((other) => other !== call);
        // When it is already running, its answer will find nobody waiting.
        reject(new AbortedError());
      });
      this.#queue.push(call);
      this.#next();
    });
  }

  #next() {
    if (this.#status !== "ready" || this.#running) return;
    const call = this.#queue.shift();
    if (!call) return;
    const id = this.#nextId++;
    const { session, method, params } = call;
    try {
      this.#worker?.postMessage({ id, session, method, params });
    } catch {
      call.reject(unsendable(method));
      this.#next();
      return;
    }
    this.#running = { ...call, id };
    this.#pulse.announce(/** @type {{ budget_ms?: number } | null} */ (params)?.budget_ms ?? 0);
    call.onSent?.();
    this.#watchdog.start(call.patience, () =>
      this.#lose(`Python did not answer within ${Math.round(call.patience / 1000)} seconds.`),
    );
  }

  /** @param {Reply} reply */
  #receive(reply) {
    if (reply === null || typeof reply !== "object") return;
    this.#pulse.heard();
    const starting = this.#status === "starting";
    if ("alive" in reply) return;
    if ("progress" in reply) {
      if (!starting) return; // what runs in the worker may say anything
      this.#progress = reply.progress;
      this.#expectBoot();
      for (const listener of this.#listeners) listener.onProgress(reply.progress);
      return;
    }
    if (reply.id === 0) {
      if (!starting) return;
      if ("failure" in reply) {
        if (!reply.fetched || this.#anew) return this.#fail(new EngineError(reply.failure));
        // A part may be damaged in the browser's cache: the next start takes all of them from the host.
        this.#worker?.terminate();
        return this.#boot(true);
      }
      this.#watchdog.stop();
      this.#pulse.start();
      this.#status = "ready";
      this.#versions = /** @type {Versions} */ (reply.result);
      for (const listener of this.#listeners) listener.onReady(this.#versions);
      return this.#next();
    }
    const running = this.#running;
    if (!running || running.id !== reply.id) return;
    this.#watchdog.stop();
    this.#pulse.announce(0);
    this.#running = null;
    if ("result" in reply) running.resolve(reply.result);
    else running.reject(new EngineError(reply.failure));
    if ("failure" in reply && reply.fatal) this.#lose(`Python broke down: ${reply.failure.message}`);
    else if ("result" in reply && reply.bloated) this.#lose(bloatedBy(reply.bloated));
    else this.#next();
  }

  /** The worker is gone: a new one takes its place, unless that has happened too often lately. @param {string} why */
  #lose(why) {
    if (this.#status === "starting") return this.#fail(new WorkerLostError(why));
    const now = performance.now();
    this.#losses = [...this.#losses.filter((time) => now - time < 120_000), now];
    if (this.#losses.length > 3) return this.#fail(new WorkerLostError(`${why} It keeps happening.`));
    const error = new WorkerLostError(why);
    this.#worker?.terminate();
    this.#boot();
    this.#rejectAll(error);
    for (const listener of this.#listeners) listener.onLost(error);
  }

  /** @param {EngineError} error */
  #fail(error) {
    this.#watchdog.stop();
    this.#pulse.stop();
    this.#worker?.terminate();
    this.#worker = null;
    this.#status = "failed";
    this.#failure = error;
    this.#rejectAll(error);
    for (const listener of this.#listeners) listener.onFailed(error);
  }

  /** @param {EngineError} error */
  #rejectAll(error) {
    const calls = this.#running ? [this.#running, ...this.#queue] : this.#queue;
    this.#running = null;
    this.#queue = [];
    for (const call of calls) call.reject(error);
  }
}
