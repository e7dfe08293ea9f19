// Lends this window's Python to other windows of ours, each over a port of its own.

import { buffersOf } from "../convert.js";
import { toFailure } from "../engine-error.js";

/** @typedef {import("./remote-engine").ClientMessage} ClientMessage */
/** @typedef {import("./remote-engine").ServerMessage} ServerMessage */

export class EngineServer {
  #engine;
  /** @type {Set<{ port: MessagePort, leave: () => void }>} */
  #clients = new Set();
  #names = 0;

  /** @param {import("../client").Engine} engine */
  constructor(engine) {
    this.#engine = engine;
  }

  /** @param {MessagePort} given of the client's window */
  connect(given) {
    const port = structuredClone(given, { transfer: [given] }); // ours from now on
    this.#names += 1;
    const name = `client-${this.#names}`;
    /** @type {Set<string>} */
    const sessions = new Set();
    /** @type {Map<number, AbortController>} */
    const calls = new Map();
    const post = (/** @type {ServerMessage} */ message, /** @type {ArrayBuffer[]} */ transfer = []) =>
      port.postMessage(message, transfer);

    /** @param {{ id: number, session: string, method: string, params: any, tell: boolean }} call */
    const answer = async ({ id, session, method, params, tell }) => {
      const own = `${name}/${session}`;
      sessions.add(own);
      const controller = new AbortController();
      calls.set(id, controller);
      try {
        const result = await this.#engine.request(own, method, params, {
          signal: controller.signal,
          onSent: () => tell && post({ sent: id }),
        });
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
      onAsleep: () => {}, // then this server ends, and says so
      onEdited: (by) => {
        if (by !== client) post({ edited: true });
      },
    });
    const client = {
      port,
      leave: () => {
        unlisten();
        port.close();
        this.#clients.delete(client);
        this.#count();
        for (const controller of calls.values()) controller.abort();
        for (const own of sessions) this.#engine.request(own, "close").catch(() => {});
      },
    };
    this.#clients.add(client);
    this.#count();
    port.addEventListener("close", client.leave); // where the browser tells that the other window is gone
    port.onmessage = (/** @type {MessageEvent<ClientMessage>} */ { data }) => {
      if ("abort" in data) calls.get(data.abort)?.abort();
      else if ("restart" in data) this.#engine.restart();
      else if ("stop" in data) this.#engine.stop();
      else if ("edited" in data) this.#engine.announceEdit(client);
      else if ("leave" in data) client.leave();
      else answer(data);
    };
  }

  /** Tells the clients how many they are. */
  #count() {
    const message = /** @type {ServerMessage} */ ({ figures: this.#engine.figures });
    for (const { port } of this.#clients) port.postMessage(message);
  }

  /** The window is being closed, or its Python put to sleep: the clients have to look for another. */
  end() {
    for (const { port } of this.#clients) port.postMessage(/** @type {ServerMessage} */ ({ gone: true }));
    this.#clients.clear();
  }
}
