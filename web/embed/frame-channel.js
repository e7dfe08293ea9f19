// The article's end of the line to a figure's frame. Only the frame that was put there, from the site that it was loaded
// from, may open the line; what is said before it is open waits.

import { EngineError, WorkerLostError } from "../engine/engine-error.js";
import { isFromFrame, isHello } from "./protocol.js";

/** @typedef {import("./protocol").ArticleMessage} ArticleMessage */
/** @typedef {import("./protocol").FrameMessage} FrameMessage */

export class FrameChannel {
  #frame;
  #origin;
  #address;
  #hooks;
  /** @type {MessagePort | null} */
  #port = null;
  /** @type {Map<number, { message: ArticleMessage, resolve: (result: any) => void, reject: (error: Error) => void }>} */
  #calls = new Map();
  #nextId = 0;
  #listening = false;

  /**
   * @param {HTMLIFrameElement} frame @param {string} site
   * @param {{ start: () => void, receive: (message: FrameMessage) => void }} hooks `start` is called whenever a frame has
   *   come up, and has to tell it what to show
   */
  constructor(frame, site, hooks) {
    this.#frame = frame;
    this.#address = new URL("embed.html?article", site).href;
    // In a sandboxed article the frame is of no origin either.
    this.#origin = self.origin === "null" ? "null" : new URL(site).origin;
    this.#hooks = hooks;
  }

  /** Whether there is a frame at the other end. */
  get open() {
    return this.#port !== null;
  }

  /** Loads the frame, if that has not been done. */
  load() {
    if (this.#listening) return;
    this.#listening = true;
    window.addEventListener("message", this.#onHello);
    this.#frame.src = this.#address;
  }

  /** @param {Error} error for those who wait for an answer */
  close(error) {
    window.removeEventListener("message", this.#onHello);
    this.#listening = false;
    this.#port?.close();
    this.#port = null;
    this.#frame.removeAttribute("src");
    for (const { reject } of this.#calls.values()) reject(error);
    this.#calls.clear();
  }

  /** Says something, if anybody is there; whoever comes later is told by `start`. @param {ArticleMessage} message */
  post(message) {
    this.#port?.postMessage(message);
  }

  /** @param {string} method @param {unknown[]} args @returns {Promise<any>} */
  call(method, args) {
    return new Promise((resolve, reject) => {
      const id = this.#nextId++;
      /** @type {ArticleMessage} */
      const message = { type: "call", id, method, args };
      this.#calls.set(id, { message, resolve, reject });
      this.post(message);
    });
  }

  #onHello = (/** @type {MessageEvent} */ event) => {
    if (event.source !== this.#frame.contentWindow || event.origin !== this.#origin) return;
    if (!isHello(event.data) || event.ports.length !== 1) return;
    const again = this.#port !== null;
    this.#port?.close();
    if (again) this.#lose();
    const [port] = event.ports;
    this.#port = port;
    port.onmessage = ({ data }) => {
      if (this.#port === port && isFromFrame(data)) this.#receive(data);
    };
    this.#hooks.start();
    for (const { message } of this.#calls.values()) port.postMessage(message);
  };

  /** The frame was loaded anew: whoever waits for the old one waits in vain. */
  #lose() {
    const error = new WorkerLostError("The figure's frame was loaded anew.");
    for (const { reject } of this.#calls.values()) reject(error);
    this.#calls.clear();
  }

  /** @param {FrameMessage} message */
  #receive(message) {
    if (message.type !== "answer") return this.#hooks.receive(message);
    const call = this.#calls.get(message.id);
    this.#calls.delete(message.id);
    if (message.failure) call?.reject(new EngineError(message.failure));
    else call?.resolve(message.result);
  }
}
