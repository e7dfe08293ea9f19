// One Python for all figures that can reach each other: those of a page, and those in frames of our origin in one
// article. It sleeps until somebody needs it. Who wakes first has it; when that window goes, another takes over.

import { Engine, NOT_STARTED } from "../client.js";
import { WorkerLostError } from "../engine-error.js";
import { Session } from "../session.js";
import { takeEarly } from "../start-early.js";
import { startWorker } from "../start-worker.js";
import { findOffer, offerOf, publish } from "./engine-discovery.js";
import { EngineServer } from "./engine-server.js";
import { RemoteEngine } from "./remote-engine.js";

/** @typedef {import("../client").Listener} Listener */
/** @typedef {import("../types").Progress} Progress */

/** @type {Progress} */
const ASLEEP = { ...NOT_STARTED, message: "Python starts when it is needed" };

/**
 * What a sleeping engine asks before it starts a worker of its own: whoever counts them may let it wait.
 * @typedef {(start: () => void) => void} Permit
 */

export class SharedEngine {
  #build;
  #startWorker;
  /** @type {Permit} */
  permit = (start) => start();
  /** @type {Engine | RemoteEngine | null} null: asleep */
  #inner = null;
  /** @type {EngineServer | null} */
  #server = null;
  #asked = false;
  /** Called whenever `whose` may have changed. */
  onChange = () => {};
  /** @type {Map<Listener, () => void>} each with what ends its listening to the present Python */
  #listeners = new Map();

  /** @param {string} build name of the worker's bundle @param {(again: number) => Worker} startWorker */
  constructor(build, startWorker) {
    this.#build = build;
    this.#startWorker = startWorker;
  }

  get awake() {
    return this.#inner !== null;
  }

  /** Whose Python it is: none yet, this window's own, or another window's. */
  get whose() {
    if (this.#inner === null) return "none";
    return this.#inner instanceof RemoteEngine ? "shared" : "own";
  }

  /** How many share this Python. */
  get figures() {
    return this.#inner?.figures ?? this.#listeners.size;
  }

  /** Sees to it that there is a Python, or that one is on its way. */
  wake() {
    if (this.#inner) return;
    const found = findOffer(this.#build);
    if (found) return this.#visit(found);
    if (this.#asked) return;
    this.#asked = true;
    this.permit(() => {
      if (!this.#asked) return;
      this.#asked = false;
      // Somebody else may have started one meanwhile.
      const other = findOffer(this.#build);
      if (this.#inner === null) other ? this.#visit(other) : this.#startOwn();
    });
  }

  /** Gives the Python up. What was learned is kept by whoever listens, and put back when it wakes. */
  sleep() {
    this.#asked = false;
    if (!this.#inner) return;
    const inner = this.#inner;
    this.#leave();
    inner.terminate();
    for (const listener of this.#listeners.keys()) listener.onAsleep(ASLEEP);
  }

  /** @param {Listener} listener @returns {() => void} stops listening */
  listen(listener) {
    this.#listeners.set(listener, () => {});
    if (this.#inner) this.#listeners.set(listener, this.#inner.listen(listener));
    else listener.onProgress(ASLEEP);
    return () => {
      this.#listeners.get(listener)?.();
      this.#listeners.delete(listener);
    };
  }

  /** @param {string} id */
  open(id) {
    return new Session(this, id);
  }

  /** Asks whichever Python there is. @param {string} session @param {string} method @param {any} [params] @param {import("../session").Options} [options] @returns {Promise<any>} */
  request(session, method, params, options) {
    const asleep = () => Promise.reject(new WorkerLostError("Python is asleep."));
    return this.#inner?.request(session, method, params, options) ?? asleep();
  }

  /** Tells everyone that other code is in force. @param {unknown} by whoever put it there, and knows */
  announceEdit(by) {
    this.#inner?.announceEdit(by);
  }

  restart() {
    this.#inner?.restart();
  }

  stop() {
    this.#inner?.stop();
  }

  #startOwn() {
    const engine = new Engine(this.#startWorker);
    const server = new EngineServer(engine);
    this.#server = server;
    publish({ build: this.#build, connect: (port) => server.connect(port) });
    window.addEventListener("pagehide", this.#goodbye);
    this.#join(engine);
  }

  /** @param {{ window: Window, offer: import("./engine-discovery").Offer }} found */
  #visit({ window: other, offer }) {
    const { port1, port2 } = new MessageChannel();
    const isThere = () => offerOf(other) === offer;
    const remote = new RemoteEngine(port1, isThere, (error) => this.#moveOn(error));
    offer.connect(port2);
    window.addEventListener("pagehide", this.#goodbye);
    this.#join(remote);
  }

  /** @param {Engine | RemoteEngine} inner */
  #join(inner) {
    this.#inner = inner;
    this.onChange();
    for (const listener of this.#listeners.keys()) this.#listeners.set(listener, inner.listen(listener));
  }

  #leave() {
    window.removeEventListener("pagehide", this.#goodbye);
    for (const [listener, unlisten] of this.#listeners) {
      unlisten();
      this.#listeners.set(listener, () => {});
    }
    this.#inner = null;
    this.onChange();
    if (!this.#server) return;
    publish(null);
    this.#server.end();
    this.#server = null;
  }

  /** The window that had the Python is gone. @param {WorkerLostError} error */
  #moveOn(error) {
    this.#leave();
    for (const listener of this.#listeners.keys()) listener.onLost(error);
    this.wake();
  }

  #goodbye = (/** @type {PageTransitionEvent} */ event) => {
    if (event.persisted) return; // it may come back as it was
    if (this.#server) {
      publish(null);
      this.#server.end();
    } else if (this.#inner instanceof RemoteEngine) this.#inner.terminate();
  };
}

/** @type {SharedEngine | undefined} */
let engine;

/** The one that all figures of this page have. */
export function sharedEngine() {
  engine ??= new SharedEngine(__WORKER_URL__, (again) => takeEarly() ?? startWorker(again));
  return engine;
}
