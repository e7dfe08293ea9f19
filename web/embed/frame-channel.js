// The article's end of the line to a figure's frame. Only the frame that was put there, from the site that it was loaded
// from, may open the line; what is said before it is open waits.

import { EngineError, WorkerLostError } from "../engine/engine-error.js";
import { isFromFrame, isHello } from "./protocol.js";

/** @typedef {import("./protocol").ArticleMessage} ArticleMessage */
/** @typedef {import("./protocol").FrameMessage} FrameMessage */

/** Milliseconds in which a frame that has been loaded speaks up, and in which one is loaded at all. */
const SPEAKS = 3000;
const LOADS = 20_000;

/** There is no frame at the other end: it can't be reached, or may not be shown. */
export class FrameError extends Error {
  name = "FrameError";
}

export class FrameChannel {
  #frame;
  #origins;
  #address;
  #hooks;
  /** @type {MessagePort | null} */
  #port = null;
  /** @type {Map<number, { message: ArticleMessage, resolve: (result: any) => void, reject: (error: Error) => void }>} */
  #calls = new Map();
  #nextId = 0;
  #listening = false;
  /** Why nobody is there; somebody may come yet. @type {FrameError | null} */
  #failure = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /**
   * @param {HTMLIFrameElement} frame @param {string} site
   * @param {{ start: () => void, receive: (message: FrameMessage) => void, fail: (error: FrameError) => void }} hooks
   *   `start` is called whenever a frame has come up, and has to tell it what to show; `fail` where none does
   */
  constructor(frame, site, hooks) {
    this.#frame = frame;
    this.#address = new URL("embed.html?article", site).href;
    this.#origins = [new URL(site).origin];
    // An article of no origin may be sandboxed, and the frame with it; or it lies on a disk, and the frame is the site's.
    if (self.origin === "null") this.#origins.push("null");
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
    this.#frame.addEventListener("load", this.#onLoad);
    this.#frame.src = this.#address;
    this.#timer = setTimeout(this.#fail, LOADS);
  }

  /** @param {Error} error for those who wait for an answer */
  close(error) {
    window.removeEventListener("message", this.#onHello);
    this.#frame.removeEventListener("load", this.#onLoad);
    clearTimeout(this.#timer);
    this.#failure = null;
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
    if (this.#failure) return Promise.reject(this.#failure);
    return new Promise((resolve, reject) => {
      const id = this.#nextId++;
      /** @type {ArticleMessage} */
      const message = { type: "call", id, method, args };
      this.#calls.set(id, { message, resolve, reject });
      this.post(message);
    });
  }

  /** Also called for what the browser shows in place of a page that it did not get. */
  #onLoad = () => {
    if (this.#port) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#fail, SPEAKS);
  };

  #fail = () => {
    this.#failure = new FrameError(
      `The figure did not come up: ${this.#address} can't be reached, or this page's policy forbids its frame (it wants frame-src ${new URL(this.#address).origin}).`,
    );
    for (const { reject } of this.#calls.values()) reject(this.#failure);
    this.#calls.clear();
    this.#hooks.fail(this.#failure);
  };

  #onHello = (/** @type {MessageEvent} */ event) => {
    if (event.source !== this.#frame.contentWindow || !this.#origins.includes(event.origin)) return;
    if (!isHello(event.data) || event.ports.length !== 1) return;
    const again = this.#port !== null;
    this.#port?.close();
    if (again) this.#lose();
    const [port] = event.ports;
    this.#port = port;
    this.#failure = null;
    clearTimeout(this.#timer);
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
