// <grad-pad>: the whole figure as one element, and the only public interface there is. It joins the parts: the engine
// in its worker, the state, and the views that show it.

import { css, html, LitElement } from "lit";
import { validateConfig } from "../config/validate.js";
import { ATTRIBUTE_NAMES, readAttributes } from "../embed/attributes.js";
import { Autoplay } from "../embed/autoplay.js";
import { insideOf, sourceOf } from "../embed/source.js";
import { startOf } from "../embed/start.js";
import { NOT_STARTED } from "../engine/client.js";
import { toFailure } from "../engine/engine-error.js";
import { InstantEngine } from "../engine/instant/instant-engine.js";
import { sharedEngine } from "../engine/sharing/shared-engine.js";
import shipped from "../generated/description.json" with { type: "json" };
import { NOTHING_SEEN } from "../plane/maps.js";
import { linkOf } from "../share/import-export.js";
import { noticeOf } from "../state/notices.js";
import { changeConfig, newModel } from "../state/state.js";
import { isHidden, nextFrame } from "../training/frame-clock.js";
import { appendRows, emptyCurve } from "../training/learning-curve.js";
import { epochsOf } from "../training/timeline.js";
import { watchTouch, watchVisibility } from "../ui/visibility.js";
import { CopiedEvent } from "./copied-event.js";
import { FigureController } from "./figure-controller.js";
import { initialState } from "./initial-state.js";
import { checkCount, checkEpoch, checkPoints } from "./method-arguments.js";
import { Persistence } from "./persistence.js";
import "./workbench.js";

/** @typedef {import("../engine/types").Snapshot} Snapshot */
/** @typedef {import("./state-types").Action} Action */

const description = /** @type {import("../engine/types").Description} */ (/** @type {unknown} */ (shipped));

let count = 0;

/** @param {import("../engine/types").Config} config */
const recorded = (config) =>
  import("../engine/instant/recorded-figures.js").then(({ recordedSessions }) => recordedSessions(config));

export class GradPad extends LitElement {
  /** @override */
  static styles = css`
    :host {
      display: block;
    }
    :host([hidden]) {
      display: none;
    }
  `;

  #model = newModel(
    initialState(description, description.config, { boot: NOT_STARTED, curve: emptyCurve() }),
  );
  /** @type {FigureController | null} */
  #controller = null;
  /** @type {(controller: FigureController) => void} */
  #connected = () => {};
  /** @type {Promise<FigureController>} */
  #whenConnected = new Promise((resolve) => {
    this.#connected = resolve;
  });
  /** Whether there is a configuration already: nothing kept or written inside may replace it. */
  #given = false;
  #persistence = new Persistence({
    name: () => this.getAttribute("keep"),
    state: () => this.#state,
    patch: (patch) => this.#controller?.patch(patch),
  });
  #autoplay = new Autoplay();
  #look = NOTHING_SEEN;
  /** What the attributes say. */
  #asked = readAttributes(description, () => null, null);
  /** @type {(() => void)[]} what ends watching */
  #watches = [];

  constructor() {
    super();
    // A configuration that was set before this class was known lies in the way of the accessor.
    if (Object.hasOwn(this, "config")) {
      const early = /** @type {unknown} */ (this.config);
      Reflect.deleteProperty(this, "config");
      this.config = /** @type {import("../engine/types").Config} */ (early);
    }
  }

  // --- The public interface --------------------------------------------------------------------------------

  /** Resolves once Python is there and the network stands. @returns {Promise<import("../engine/types").Versions>} */
  get ready() {
    return this.#controller
      ? this.#awake(this.#controller).ready
      : this.#whenConnected.then((controller) => this.#awake(controller).ready);
  }

  /**
   * Resolves once numbers can be trained: by a recorded figure ("recorded") or by Python ("compiled" or "numpy").
   * @returns {Promise<{ engine: string }>}
   */
  get alive() {
    return this.#whenConnected.then((controller) => this.#awake(controller).alive);
  }

  /** Everything that was chosen. What is set may leave things out; what is not valid throws and changes nothing. */
  get config() {
    return structuredClone(this.#state.config);
  }

  set config(value) {
    if (this.#controller) this.#controller.setConfig(value);
    else {
      this.#adopt(changeConfig(this.#model, validateConfig(description, value)));
      this.#emit("change", { config: this.config });
    }
    this.#given = true;
  }

  /** The latest numbers, with the whole learning curve; null before there are any. @returns {Snapshot | null} */
  get snapshot() {
    const { snapshot, curve } = this.#state;
    return snapshot && structuredClone({ ...snapshot, curve: appendRows(emptyCurve(), curve) });
  }

  play() {
    if (this.#controller) this.#awake(this.#controller).play();
    else this.#whenConnected.then((controller) => this.#awake(controller).play());
  }

  pause() {
    this.#autoplay.end();
    if (this.#controller) this.#controller.pause();
    else this.#whenConnected.then((controller) => controller.pause());
  }

  /** Makes `n` updates. @param {number} [n] */
  async step(n = 1) {
    const steps = checkCount("step(n)", "n", n);
    await (await this.#connectedController()).train({ steps });
    return this.snapshot;
  }

  /** Trains for so many epochs more. @param {{ epochs: number }} options */
  async train(options) {
    const epochs = checkCount("train({ epochs })", "epochs", Object(options).epochs);
    await (await this.#connectedController()).train({ epochs });
    return this.snapshot;
  }

  /** Back to the start: the same start, as long as the configuration is the same. */
  async reset() {
    await (await this.#connectedController()).reset();
    return this.snapshot;
  }

  /** The network's outputs at these points, one point after another for each output. @param {[number, number][]} points */
  async predict(points) {
    const checked = checkPoints("predict(points)", points);
    const controller = await this.#connectedController();
    return checked.length === 0 ? new Float32Array() : controller.predict(checked);
  }

  /** Replaces every parameter, in the shape of `snapshot.weights`. @param {import("../engine/types").LayerWeights[]} weights */
  async set_weights(weights) {
    const plain = structuredClone(weights);
    await (await this.#connectedController()).setWeights(plain);
    return this.snapshot;
  }

  /** Epochs at which the run can be looked at again, the start's first. @returns {number[]} */
  get timeline() {
    return this.#state.timeline.moments.map(epochsOf);
  }

  /** Shows the network as it was after so many epochs, or as it is. @param {number | null} epoch @returns its snapshot */
  async seek(epoch) {
    const checked = checkEpoch("seek(epoch)", epoch);
    return structuredClone(await (await this.#connectedController()).seek(checked));
  }

  /** Makes the moment that is shown the present one: training goes on from there. */
  async branch() {
    await (await this.#connectedController()).branch();
    return this.snapshot;
  }

  /** Opens a share link, a session file, weights, or points as CSV or JSON. @param {string | Uint8Array} content */
  async open(content) {
    await (await this.#connectedController()).importExport.open(content);
  }

  /** The figure as the end of an address: "#" before it, and `open` reads it. @param {{ weights?: boolean }} [options] */
  link(options = {}) {
    return linkOf(this.#state, { weights: options.weights === true });
  }

  /** A file to take along. @param {import("../engine/types").ExportFormat} format */
  async export(format) {
    return (await this.#connectedController()).importExport.export(format);
  }

  // --- The element's life ----------------------------------------------------------------------------------

  static get observedAttributes() {
    // biome-ignore lint/complexity/noThisInStatic: Lit prepares the class that it is asked through.
    return [...super.observedAttributes, ...ATTRIBUTE_NAMES];
  }

  /** @override @param {string} name @param {string | null} old @param {string | null} value */
  attributeChangedCallback(name, old, value) {
    super.attributeChangedCallback(name, old, value);
    if (!this.#controller || old === value) return;
    const { config, errors } = this.#read(insideOf(this));
    // How it looks has been taken over by now; what is wrong changes nothing.
    if (name === "start" && this.#seen && !this.#waits) this.#awake(this.#controller);
    if (errors.length > 0 || ["show", "hide", "theme", "height", "autoplay", "start"].includes(name)) return;
    if (config) this.#controller.setConfig(config);
    this.#openLater();
    this.#beginAt();
  }

  /** @override */
  connectedCallback() {
    super.connectedCallback();
    if (this.#controller) return;
    const { config } = this.#read(insideOf(this));
    const recalled = !this.#given && this.#recall();
    const given = this.#given || recalled;
    if (!given && config) {
      const { notice } = this.#state;
      this.#model = newModel({ ...initialState(description, config, this.#state), notice });
    }
    this.#given = true;
    count += 1;
    const first = !given && this.hasAttribute("preview") && !config;
    this.#controller = new FigureController({
      engine: first ? new InstantEngine(sharedEngine(), recorded, this.#state.config) : sharedEngine(),
      id: `pad-${count}`,
      model: this.#model,
      clock: { frame: nextFrame, hidden: isHidden },
      onChange: (model) => this.#adopt(model),
      emit: (name, detail) => this.#emit(name, detail),
      keeps: () => this.#persistence.keeps,
      changeRuns: this.#persistence.changeRuns,
    });
    this.#controller.look(this.#look);
    this.#recallRuns(this.#controller);
    this.#connected(this.#controller);
    if (!given) this.#openLater();
    if (!recalled) this.#beginAt();
    if (!given && this.hasAttribute("preview")) this.#preview(this.#controller);
    this.#watch(this.#controller);
    document.addEventListener("visibilitychange", this.#onVisibility);
    window.addEventListener("pagehide", this.#persistence.leave);
    window.addEventListener("storage", this.#persistence.hear);
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    // Moving an element within the page disconnects and connects it at once: that is no end.
    queueMicrotask(() => {
      if (this.isConnected || !this.#controller) return;
      document.removeEventListener("visibilitychange", this.#onVisibility);
      window.removeEventListener("pagehide", this.#persistence.leave);
      window.removeEventListener("storage", this.#persistence.hear);
      this.#persistence.leave();
      for (const end of this.#watches.splice(0)) end();
      this.#controller.close();
      this.#controller = null;
      this.#whenConnected = new Promise((resolve) => {
        this.#connected = resolve;
      });
    });
  }

  /** @override */
  render() {
    return html`<gp-workbench
      .state=${this.#state} .show=${this.#asked.show} .scheme=${this.#asked.theme} .tour=${this.hasAttribute("tour")}
      @gp-action=${this.#onAction} @gp-look=${this.#onLook} @gp-point=${this.#onPoint}
    ></gp-workbench>`;
  }

  get #state() {
    return this.#model.state;
  }

  /** @param {import("../state/state").Model} model */
  #adopt(model) {
    this.#persistence.follow(this.#state, model.state);
    this.#model = model;
    this.requestUpdate();
  }

  /** @param {string} name @param {unknown} detail */
  #emit(name, detail) {
    const Kind = name === "snapshot" ? CopiedEvent : CustomEvent;
    this.dispatchEvent(new Kind(`gradpad-${name}`, { detail, bubbles: true, composed: true }));
  }

  #onAction = (/** @type {CustomEvent<Action>} */ event) => {
    event.stopPropagation();
    if (event.detail.type === "training/pause") this.#autoplay.end();
    if (this.#controller) this.#awake(this.#controller).dispatch(event.detail);
  };

  /** What of the network is in view now: only that is computed. @param {CustomEvent<import("../plane/maps.js").Look>} event */
  #onLook = (/** @type {CustomEvent<import("../plane/maps.js").Look>} */ event) => {
    event.stopPropagation();
    this.#look = event.detail;
    this.#controller?.look(this.#look);
  };

  /** To point is to look, and wakes nobody. @param {CustomEvent<[number, number] | null>} event */
  #onPoint = (/** @type {CustomEvent<[number, number] | null>} */ event) => {
    event.stopPropagation();
    this.#controller?.point(event.detail);
  };

  #onVisibility = () => {
    if (document.hidden) this.#persistence.keepNow(); // a page that nobody looks at may be ended without a word
    this.#controller?.wake();
  };

  // --- From elsewhere: this browser's memory, or the page around -------------------------------------------

  /** Takes up what was kept. Whether there was anything that is still valid. */
  #recall() {
    const recalled = this.#persistence.recall(description);
    if (!recalled) return false;
    const { link, ...kept } = recalled;
    const { notice } = this.#state;
    this.#model = newModel({ ...initialState(description, kept.config, this.#state), notice, ...kept });
    if (link !== undefined) this.#open(link);
    return true;
  }

  /** Takes up the runs that were kept, once they are read. @param {FigureController} controller */
  async #recallRuns(controller) {
    const runs = await this.#persistence.recallRuns(description);
    if (runs.length > 0 && this.#controller === controller) controller.runs.restore(runs);
  }

  /** Reads the attributes; what is wrong with one is told in the figure. @param {string | null} inside */
  #read(inside) {
    const source = this.getAttribute("src-config");
    this.#asked = readAttributes(description, (name) => this.getAttribute(name), inside);
    const { errors, height } = this.#asked;
    this.style.minHeight = height === null ? "" : `${height}px`;
    this.style.setProperty("--gp-height", height === null ? null : `${height}px`);
    for (const error of errors) this.complain(error);
    if (source !== null && inside === null && source !== this.#fetched) this.#fetch(source);
    this.requestUpdate();
    return this.#asked;
  }

  /** The address whose configuration has been asked for. */
  #fetched = "";

  /** @param {string} source */
  async #fetch(source) {
    this.#fetched = source;
    try {
      const text = await sourceOf(source, this.ownerDocument.baseURI);
      const { config } = readAttributes(description, (name) => this.getAttribute(name), text);
      if (!config || this.getAttribute("src-config") !== source) return;
      this.config = config;
      this.#beginAt();
    } catch (error) {
      this.complain(error);
    }
  }

  /** A link that brings more than a configuration is opened once there is a Python. */
  #openLater() {
    const { link } = this.#asked;
    if (link !== null) this.#open(link);
  }

  /** Trains up to the moment at which its author has the figure start. */
  #beginAt() {
    const { at } = this.#asked;
    if (at) this.#whenConnected.then((controller) => controller.beginAt(at));
  }

  /** What an article has the figure start with, before all else that it asks for; it wakes no Python. @param {{ link: string | null, at: number | null }} asked */
  startWith({ link, at }) {
    if (link !== null) this.#open(link);
    const quietly = () => {}; // told in the figure
    if (at) this.#whenConnected.then((controller) => controller.train({ epochs: at }).catch(quietly));
  }

  /** @param {string} link what is wrong with it is told in the figure */
  #open(link) {
    this.#whenConnected.then((controller) => controller.importExport.open(link).catch(() => {}));
  }

  /** Says in the figure what is wrong with something that was asked for around it. @param {unknown} error */
  complain(error) {
    const failure = toFailure(error);
    const told = { ...this.#state, notice: noticeOf(failure) };
    if (this.#controller) this.#controller.tell(error);
    else {
      this.#model = { ...this.#model, state: told };
      queueMicrotask(() => this.#emit("error", failure));
    }
  }

  #seen = false;

  /** Whether Python waits until the figure is used. On the site's own page it does where that is asked for. */
  get #waits() {
    return (this.hasAttribute("lazy") ? startOf(this.#asked) : this.#asked.start) === "touch";
  }

  /** When Python starts, and when training starts by itself. @param {FigureController} controller */
  #watch(controller) {
    if (!this.hasAttribute("lazy") && !this.#waits) this.#awake(controller);
    else this.#watches.push(watchTouch(this, () => this.#awake(controller)));
    this.#watches.push(
      watchVisibility(this, (seen) => {
        this.#seen = seen;
        if (seen && !this.#waits) this.#awake(controller);
        this.#autoplay.follow(controller, seen, this.#asked.autoplay);
      }),
    );
  }

  /** Shows how it begins to learn, until the figure is touched. @param {FigureController} controller */
  async #preview(controller) {
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    let wanted = true;
    const end = () => {
      wanted = false;
      controller.preview.end();
    };
    this.#watches.push(watchTouch(this, end), end);
    await controller.alive.catch(() => {});
    if (wanted) controller.preview.begin();
  }

  /** Wakes Python. @param {FigureController} controller */
  #awake(controller) {
    sharedEngine().wake();
    return controller;
  }

  async #connectedController() {
    return this.#awake(await this.#whenConnected);
  }
}

customElements.define("grad-pad", GradPad);
