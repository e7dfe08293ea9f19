// Lends this window's Python to other windows of ours, each over a port of its own.

import { buffersOf } from "../convert.js";
import { toFailure } from "../engine-error.js";

/** @typedef {import("./remote-engine").GuestMessage} GuestMessage */
/** @typedef {import("./remote-engine").HostMessage} HostMessage */
/** @typedef {import("../session").Session} Session */

export class Host {
  #engine;
  /** @type {Set<{ port: MessagePort, leave: () => void }>} */
  #guests = new Set();
  #names = 0;

  /** @param {import("../client").Engine} engine */
  constructor(engine) {
    this.#engine = engine;
  }

  /** @param {MessagePort} given of the guest's window */
  connect(given) {
    const port = structuredClone(given, { transfer: [given] }); // ours from now on
    this.#names += 1;
    const name = `guest-${this.#names}`;
    /** @type {Map<string, Session>} */
    const sessions = new Map();
    /** @type {Map<number, AbortController>} */
    const calls = new Map();
    const post = (/** @type {HostMessage} */ message, /** @type {ArrayBuffer[]} */ transfer = []) =>
      port.postMessage(message, transfer);

    /** @param {{ id: number, session: string, method: string, params: any }} call */
    const answer = async ({ id, session, method, params }) => {
      const own = sessions.get(session) ?? this.#engine.open(`${name}/${session}`);
      sessions.set(session, own);
      const controller = new AbortController();
      calls.set(id, controller);
      try {
        const result = await own.request(method, params, controller.signal);
        post({ id, result }, [...buffersOf(result)]);
      } catch (error) {
        post({ id, failure: toFailure(error) });
      } finally {
        calls.delete(id);
      }
    };

    const unlisten = this.#engine.listen({
      onProgress: (progress) => post({ progress }),
      onReady: (ready) => post({ ready }),
      onLost: (error) => post({ lost: toFailure(error) }),
      onFailed: (error) => post({ failed: toFailure(error) }),
      onAsleep: () => {}, // then this host ends, and says so
      onEdited: (by) => {
        if (by !== guest) post({ edited: true });
      },
    });
    const guest = {
      port,
      leave: () => {
        unlisten();
        port.close();
        this.#guests.delete(guest);
        this.#count();
        for (const controller of calls.values()) controller.abort();
        for (const session of sessions.values()) session.close().catch(() => {});
      },
    };
    this.#guests.add(guest);
    this.#count();
    port.addEventListener("close", guest.leave); // where the browser tells that the other window is gone
    port.onmessage = (/** @type {MessageEvent<GuestMessage>} */ { data }) => {
      if ("abort" in data) calls.get(data.abort)?.abort();
      else if ("restart" in data) this.#engine.restart();
      else if ("edited" in data) this.#engine.announceEdit(guest);
      else if ("leave" in data) guest.leave();
      else answer(data);
    };
  }

  /** Tells the guests how many they are. */
  #count() {
    const message = /** @type {HostMessage} */ ({ figures: this.#engine.figures });
    for (const { port } of this.#guests) port.postMessage(message);
  }

  /** The window is being closed, or its Python put to sleep: the guests have to look for another. */
  end() {
    for (const { port } of this.#guests) port.postMessage(/** @type {HostMessage} */ ({ gone: true }));
    this.#guests.clear();
  }
}
