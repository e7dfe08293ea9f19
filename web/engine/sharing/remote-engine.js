// Python in another window of ours: the same calls as on an engine of one's own, over a port.

import { AbortedError, EngineError, unsendable, WorkerLostError } from "../engine-error.js";
import { Session } from "../session.js";

/** @typedef {import("../client").Listener} Listener */
/** @typedef {import("../types").Failure} Failure */
/** @typedef {import("../types").Progress} Progress */
/** @typedef {import("../types").Versions} Versions */

/**
 * From the server to its client. `gone`: the server's window is being closed.
 * @typedef {{ progress: Progress } | { ready: Versions } | { lost: Failure } | { failed: Failure } | { gone: true }
 *   | { figures: number } | { edited: true } | { sent: number } | { id: number, result: unknown } | { id: number, failure: Failure }} ServerMessage
 */
/**
 * From a client to its server. `tell`: when the request's turn comes, in a message `sent`.
 * @typedef {{ id: number, session: string, method: string, params: unknown, tell: boolean } | { abort: number } | { restart: true } | { stop: true }
 *   | { leave: true } | { edited: true }} ClientMessage
 */

/** Milliseconds between two looks whether the server's window is still there, in case it could not say goodbye. */
const LOOK_MS = 1000;

export class RemoteEngine {
  #port;
  #isThere;
  #onGone;
  /** @type {Set<Listener>} */
  #listeners = new Set();
  /** @type {ServerMessage | null} the last that was said of the Python itself */
  #last = null;
  /** @type {Map<number, { onSent?: () => void, resolve: (result: any) => void, reject: (error: Error) => void }>} */
  #calls = new Map();
  #nextId = 1;
  #looking;
  /** @type {WorkerLostError | null} why it is over */
  #over = null;

  /**
   * @param {MessagePort} port
   * @param {() => boolean} isThere whether the server's window still is what it was
   * @param {(error: WorkerLostError) => void} onGone the server is gone; all calls have been rejected
   */
  constructor(port, isThere, onGone) {
    this.#port = port;
    this.#isThere = isThere;
    this.#onGone = onGone;
    port.onmessage = ({ data }) => this.#receive(data);
    this.#looking = setInterval(() => this.#look(), LOOK_MS);
  }

  /** How many share this Python, as the server counts them. */
  figures = 1;

  restart() {
    this.#post({ restart: true });
  }

  stop() {
    this.#post({ stop: true });
  }

  /** Takes leave: the server closes this client's sessions, and the line. */
  terminate() {
    this.#post({ leave: true });
    this.#end(new WorkerLostError("Python has been put to sleep."));
  }

  /** @param {Listener} listener @returns {() => void} */
  listen(listener) {
    this.#listeners.add(listener);
    if (this.#last) tell(listener, this.#last);
    return () => this.#listeners.delete(listener);
  }

  /** @param {string} id */
  open(id) {
    return new Session(this, id);
  }

  /** Tells everyone that other code is in force. @param {unknown} by whoever put it there, and knows */
  announceEdit(by) {
    for (const listener of this.#listeners) listener.onEdited?.(by);
    this.#post({ edited: true });
  }

  /** @param {string} session @param {string} method @param {unknown} [params] @param {import("../session").Options} [options] @returns {Promise<any>} */
  request(session, method, params, { signal, onSent } = {}) {
    if (signal?.aborted) return Promise.reject(new AbortedError());
    if (this.#over) return Promise.reject(this.#over);
    return new Promise((resolve, reject) => {
      const id = this.#nextId++;
      try {
        this.#post({ id, session, method, params, tell: onSent !== undefined });
      } catch {
        return reject(unsendable(method));
      }
      this.#calls.set(id, { onSent, resolve, reject });
      signal?.addEventListener("abort", () => {
        if (!this.#calls.delete(id)) return;
        this.#post({ abort: id });
        reject(new AbortedError());
      });
    });
  }

  /** @param {ClientMessage} message */
  #post(message) {
    this.#port.postMessage(message);
  }

  /** @param {ServerMessage} message */
  #receive(message) {
    if ("gone" in message) return this.#look(true);
    if ("sent" in message) return this.#calls.get(message.sent)?.onSent?.();
    if ("id" in message) {
      const call = this.#calls.get(message.id);
      this.#calls.delete(message.id);
      if ("result" in message) call?.resolve(message.result);
      else call?.reject(new EngineError(message.failure));
      return;
    }
    if ("figures" in message) {
      this.figures = message.figures;
      return;
    }
    if ("edited" in message) {
      for (const listener of this.#listeners) listener.onEdited?.(null);
      return;
    }
    if (!("lost" in message)) this.#last = message;
    for (const listener of this.#listeners) tell(listener, message);
  }

  #look(gone = false) {
    if (!gone && this.#isThere()) return;
    const error = new WorkerLostError("The figure that Python ran in was closed.");
    this.#port.close();
    this.#end(error);
    this.#onGone(error);
  }

  /** @param {WorkerLostError} error */
  #end(error) {
    this.#over = error;
    clearInterval(this.#looking);
    this.#port.onmessage = null;
    for (const { reject } of this.#calls.values()) reject(error);
    this.#calls.clear();
    this.#listeners.clear();
  }
}

/** @param {Failure} failure */
const lostError = ({ message, traceback }) => new WorkerLostError(message, traceback);

/** @param {Listener} listener @param {ServerMessage} message */
function tell(listener, message) {
  if ("progress" in message) listener.onProgress(message.progress);
  else if ("ready" in message) listener.onReady(message.ready);
  else if ("lost" in message) listener.onLost(lostError(message.lost));
  else if ("failed" in message) listener.onFailed(lostError(message.failed));
}
