// A worker that answers as it is told to, so that the client can be tried without Python.

/** @typedef {{ id: number, session: string, method: string, params: any }} Request */

export class FakeWorker {
  /** @type {Request[]} */
  received = [];
  terminated = false;
  /** Whether it gives no sign of life. */
  silent = false;
  /** @type {((event: any) => void)[]} */
  #onMessage = [];
  /** @type {((event: any) => void)[]} */
  #onError = [];

  /** @param {(request: Request, worker: FakeWorker) => unknown} answer a result, a Failure thrown, or undefined: none */
  constructor(answer) {
    this.answer = answer;
  }

  /** @param {string} type @param {(event: any) => void} listener */
  addEventListener(type, listener) {
    if (type === "message") this.#onMessage.push(listener);
    if (type === "error") this.#onError.push(listener);
  }

  /** @param {any} request */
  postMessage(request) {
    const sent = /** @type {Request} */ (structuredClone(request));
    if (sent.method === "ping") {
      if (!this.silent) queueMicrotask(() => this.say({ alive: true }));
      return;
    }
    this.received.push(sent);
    queueMicrotask(() => {
      let reply;
      try {
        const result = this.answer(sent, this);
        if (result === undefined) return;
        reply = { id: sent.id, result };
      } catch (failure) {
        reply = { id: sent.id, failure };
      }
      this.say(reply);
    });
  }

  /** @param {unknown} data */
  say(data) {
    if (!this.terminated) for (const listener of this.#onMessage) listener({ data: structuredClone(data) });
  }

  /** @param {string} message */
  crash(message) {
    for (const listener of this.#onError) listener({ message });
  }

  terminate() {
    this.terminated = true;
  }
}

export const versions = { gradpad: "0", python: "3", numpy: "2", pyodide: "314", engine: "numpy" };

/** @param {string} message @param {string | null} path */
export const failure = (message, path = null) => ({
  name: "ConfigError",
  message,
  path,
  traceback: "Traceback …",
});
