// <grad-pad> in an article of any origin: a frame of ours, and around it the very interface of the site's own element.

import { checkCount, checkEpoch, checkPoints } from "../app/method-arguments.js";
import { validateConfig } from "../config/validate.js";
import { WorkerLostError } from "../engine/engine-error.js";
import rules from "../generated/rules.json" with { type: "json" };
import { encode } from "../share/link.js";
import { watchVisibility } from "../ui/visibility.js";
import { ATTRIBUTE_NAMES, readAttributes } from "./attributes.js";
import { FrameChannel } from "./frame-channel.js";
import { estimateHeight } from "./height-estimate.js";
import { Leases } from "./leases.js";
import { Mirror } from "./mirror.js";
import { picture } from "./picture.js";
import { toTravel } from "./protocol.js";
import { schemeAround, watchScheme } from "./scheme.js";
import { insideOf, sourceOf } from "./source.js";
import { startOf } from "./start.js";

/** @typedef {import("../engine/types").Description} Description */
/** @typedef {import("./protocol").FrameMessage} FrameMessage */

const SITE = new URL(__TO_SITE__, __HERE__).href;
const description = /** @type {Description} */ (/** @type {unknown} */ (rules));
const leases = new Leases();

/** How far from the view a frame is loaded, and how far from it Python is started. */
const LOAD = "100% 0px";
const WAKE = "25% 0px";
/** Attributes that change how a figure looks; the others say what is in it. */
const LOOKS = ["show", "hide", "theme", "autoplay", "start", "height"];

class GradPad extends HTMLElement {
  static observedAttributes = [...ATTRIBUTE_NAMES, "title", "aria-label"];

  #asked = readAttributes(description, () => null, null);
  #mirror = new Mirror(structuredClone(description.config));
  #given = false;
  #sets = 0;
  #height = 0;
  /** @type {unknown[]} wrong attributes of which the figure has still to tell */
  #problems = [];
  #fetched = "";
  /** @type {(() => void)[]} */
  #watches = [];
  #frame = document.createElement("iframe");
  /** @type {SVGSVGElement | null} */
  #picture = null;
  /** What a reader is told where the frame does not come up. @type {HTMLElement | null} */
  #notice = null;
  #probe = document.createElement("span");
  #channel = new FrameChannel(this.#frame, SITE, {
    start: () => this.#start(),
    receive: (message) => this.#receive(message),
    fail: (error) => this.#fail(error),
  });
  #holder = {
    grant: () => this.#channel.post({ type: "lease", granted: true }),
    revoke: () => this.#channel.post({ type: "lease", granted: false }),
  };

  constructor() {
    super();
    const root = this.attachShadow({ mode: "open" });
    this.#frame.allow = "clipboard-write";
    this.#frame.style.cssText = "display: block; width: 100%; border: 0; margin: 0; color-scheme: normal;";
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      `:host { display: block; position: relative; isolation: isolate } :host([hidden]) { display: none }
      span { position: absolute; color: CanvasText }
      p { position: absolute; inset: auto 12px 12px; margin: 0; padding: 0.5em 0.75em; background: Canvas; color: CanvasText; border: 1px solid }
      p a { color: LinkText }
      svg { position: absolute; z-index: -1; inset: 12px; width: calc(100% - 24px); height: calc(100% - 24px); pointer-events: none }`,
    );
    root.adoptedStyleSheets = [sheet];
    // The frame is a child of the element: frames in a shadow tree can't find each other, and would share no Python.
    const slot = document.createElement("slot");
    slot.name = "frame";
    this.#frame.slot = "frame";
    root.append(slot, this.#probe);
    // A configuration that was set before this class was known lies in the way of the accessor.
    if (Object.hasOwn(this, "config")) {
      const early = /** @type {any} */ (this).config;
      Reflect.deleteProperty(this, "config");
      this.config = early;
    }
  }

  // --- The public interface: as grad-pad.js has it ------------------------------------------------------------

  get ready() {
    return this.#ask("ready");
  }

  get alive() {
    return this.#ask("alive");
  }

  get config() {
    return structuredClone(this.#mirror.config);
  }

  set config(value) {
    const config = validateConfig(description, value);
    this.#given = true;
    this.#mirror.config = config;
    this.#sets += 1;
    this.#channel.post({ type: "set", set: this.#sets, config });
    this.#emit("change", { config: this.config });
  }

  get snapshot() {
    return this.#mirror.snapshot && structuredClone(this.#mirror.snapshot);
  }

  play() {
    this.#ask("play").catch(() => {});
  }

  pause() {
    // A figure whose frame is not there yet has nothing to pause.
    if (this.#channel.open) this.#ask("pause").catch(() => {});
  }

  async step(n = 1) {
    return this.#ask("step", checkCount("step(n)", "n", n));
  }

  /** @param {{ epochs: number }} options */
  async train(options) {
    return this.#ask("train", { epochs: checkCount("train({ epochs })", "epochs", Object(options).epochs) });
  }

  async reset() {
    return this.#ask("reset");
  }

  /** @param {[number, number][]} points */
  async predict(points) {
    return this.#ask("predict", checkPoints("predict(points)", points));
  }

  /** @param {import("../engine/types").LayerWeights[]} weights */
  async set_weights(weights) {
    return this.#ask("set_weights", structuredClone(weights));
  }

  get timeline() {
    return [...this.#mirror.timeline];
  }

  /** @param {number | null} epoch */
  async seek(epoch) {
    return this.#ask("seek", checkEpoch("seek(epoch)", epoch));
  }

  async branch() {
    return this.#ask("branch");
  }

  /** @param {string | Uint8Array} content */
  async open(content) {
    await this.#ask("open", content);
  }

  /** @param {{ weights?: boolean }} [options] */
  link(options = {}) {
    const { config, snapshot } = this.#mirror;
    return encode(config, { weights: options.weights === true ? (snapshot?.weights ?? null) : null });
  }

  /** @param {import("../engine/types").ExportFormat} format */
  async export(format) {
    return this.#ask("export", format);
  }

  // --- The element's life -------------------------------------------------------------------------------------

  connectedCallback() {
    const { config, height } = this.#read(insideOf(this));
    if (config && !this.#given) this.#mirror.config = config;
    this.#given = true;
    this.#frame.style.height = `${this.#height || height || estimateHeight(this.#asked.show, this.clientWidth)}px`;
    this.#name();
    this.#picture?.remove();
    this.#picture = picture(this.#mirror.config, description);
    this.shadowRoot?.append(this.#picture);
    if (this.#frame.parentNode !== this) this.append(this.#frame);
    this.#watches = [
      watchVisibility(this, (near) => near && this.#channel.load(), LOAD),
      watchVisibility(this, (near) => near && this.#wake(), WAKE),
      watchScheme(() => this.#look()),
    ];
  }

  disconnectedCallback() {
    for (const end of this.#watches.splice(0)) end();
    leases.drop(this.#holder);
    this.#channel.close(new WorkerLostError("The figure was taken out of the page."));
  }

  /** @param {string} name @param {string | null} old @param {string | null} value */
  attributeChangedCallback(name, old, value) {
    if (!this.isConnected || this.#watches.length === 0 || old === value) return;
    if (name === "title" || name === "aria-label") return this.#name();
    const { config, link, errors } = this.#read(insideOf(this));
    if (LOOKS.includes(name)) return this.#look();
    if (errors.length > 0) return; // what is wrong changes nothing
    if (config) this.config = config;
    if (link) this.open(link).catch(() => {});
  }

  #name() {
    this.#frame.title =
      this.getAttribute("aria-label") ?? (this.title || "Gradpad: draw data and watch a network learn it");
  }

  /** @param {string | null} inside */
  #read(inside) {
    const source = this.getAttribute("src-config");
    this.#asked = readAttributes(description, (name) => this.getAttribute(name), inside);
    for (const error of this.#asked.errors) this.#complain(error);
    if (source !== null && inside === null && source !== this.#fetched) this.#fetch(source);
    if (this.#height > 0) this.#fit(this.#height);
    return this.#asked;
  }

  /** @param {string} source */
  async #fetch(source) {
    this.#fetched = source;
    try {
      const text = await sourceOf(source, this.baseURI);
      const { config } = readAttributes(description, (name) => this.getAttribute(name), text);
      if (config && this.getAttribute("src-config") === source) this.config = config;
    } catch (error) {
      this.#complain(error);
    }
  }

  /** What is wrong with the attributes is told in the figure, and to whoever listens. @param {unknown} error */
  #complain(error) {
    queueMicrotask(() => this.#emit("error", toTravel(error)));
    if (this.#channel.open) this.#start([error]);
    else this.#problems.push(error);
  }

  // --- The frame ----------------------------------------------------------------------------------------------

  get #appearance() {
    const { autoplay, height } = this.#asked;
    const theme = this.#asked.theme === "auto" ? schemeAround(this, this.#probe) : this.#asked.theme;
    return { ...this.#said, theme, autoplay, start: startOf(this.#asked), height };
  }

  /** The parts in the author's own words, where they are right. */
  get #said() {
    const wrong = this.#asked.errors.some(({ path }) => path === "show" || path === "hide");
    return wrong
      ? { show: null, hide: null }
      : { show: this.getAttribute("show"), hide: this.getAttribute("hide") };
  }

  /** Python will be needed soon, where it does not wait for a touch. */
  #wake() {
    if (startOf(this.#asked) === "seen") this.#channel.post({ type: "wake" });
  }

  #look() {
    this.#channel.post({ type: "look", look: this.#appearance });
  }

  /** The picture stays, with a sentence and the way to the figure's own page. @param {Error} error */
  #fail(error) {
    this.#frame.style.visibility = "hidden"; // the browser's own page of errors
    if (!this.#picture?.isConnected) {
      this.#picture = picture(this.#mirror.config, description);
      this.shadowRoot?.append(this.#picture);
    }
    const link = document.createElement("a");
    link.href = this.#ownPage();
    link.target = "_blank";
    link.rel = "noopener";
    link.textContent = "Open it in a tab of its own.";
    this.#notice?.remove();
    this.#notice = document.createElement("p");
    this.#notice.setAttribute("role", "status");
    this.#notice.append("This figure could not be loaded. ", link);
    this.shadowRoot?.append(this.#notice);
    this.#emit("error", toTravel(error));
  }

  /** The address of the site's own page with this figure. */
  #ownPage() {
    try {
      return new URL(`#${this.link()}`, SITE).href;
    } catch {
      return SITE; // too much is drawn for an address
    }
  }

  /** Tells a frame that has just been loaded what it shows. */
  #start(problems = this.#problems.splice(0)) {
    this.#notice?.remove();
    this.#notice = null;
    this.#frame.style.visibility = "";
    const { config, snapshot } = this.#mirror;
    this.#echoed = this.#sets; // what comes with the start does not come back
    this.#channel.post({
      type: "start",
      set: this.#sets,
      config,
      link: snapshot ? null : this.#asked.link,
      at: snapshot ? null : this.#asked.at,
      weights: snapshot && snapshot.step > 0 ? snapshot.weights : null,
      look: this.#appearance,
      problems: problems.map(toTravel),
    });
  }

  /** @param {FrameMessage} message */
  #receive(message) {
    if (message.type === "height") this.#fit(message.height);
    else if (message.type === "wants") leases.want(this.#holder);
    else if (message.type === "touched") leases.touch(this.#holder);
    else if (message.type === "python") leases.tell(this.#holder, message.whose === "own");
    else if (message.type === "event") {
      const stale = message.set < this.#sets;
      const detail = this.#mirror.take(message, stale);
      // The change that the article made has been told already; what was before it no longer holds.
      if (!(message.name === "change" && (stale || this.#isEcho(message)))) this.#emit(message.name, detail);
    }
  }

  #echoed = 0;

  /** The first change after a set is the set itself, coming back. @param {{ set: number }} message */
  #isEcho({ set }) {
    if (set === this.#echoed) return false;
    this.#echoed = set;
    return true;
  }

  /** @param {number} height */
  #fit(height) {
    this.#height = height;
    this.#picture?.remove(); // the frame has painted itself over it
    this.#frame.style.height = `${Math.max(height, this.#asked.height ?? 0)}px`;
  }

  /** @param {string} method @param {unknown[]} args @returns {Promise<any>} */
  async #ask(method, ...args) {
    this.#channel.load();
    return this.#channel.call(method, args);
  }

  /** @param {string} name @param {unknown} detail */
  #emit(name, detail) {
    this.dispatchEvent(new CustomEvent(`gradpad-${name}`, { detail, bubbles: true, composed: true }));
  }
}

if (!customElements.get("grad-pad")) customElements.define("grad-pad", GradPad);
