// What comes from outside (a link, a session, weights, a table) and what is taken along. What is not valid is refused
// with the reason before anything has changed; what is opened is one step of undo; code is kept as text.

import { editedCode, isEdited } from "../config/code-texts.js";
import { readSession } from "../config/session-file.js";
import { fitToPlane, parseTable } from "../csv/csv.js";
import { WorkerLostError } from "../engine/engine-error.js";
import { withData } from "../plane/learning-task.js";
import { isGuest } from "../state/other-figure.js";
import { changesBetween } from "../state/state.js";
import { readTimeline, withTimeline } from "../training/timeline-file.js";
import { framedByOthers } from "../ui/framing.js";
import { recognise } from "./file-kinds.js";
import { decode, encode } from "./link.js";

/** @typedef {import("../engine/types").Config} Config */
/** @typedef {import("../engine/types").ExportFormat} ExportFormat */
/** @typedef {import("../app/state-types").Notice} Notice */
/** @typedef {import("../app/state-types").OtherFigure} OtherFigure */

/** Strokes of the brush are counted from 1: this one is told apart from all of them. */
const FIT = -1;

/** A whole address that was pasted: its end is what counts. @param {string | Uint8Array} content */
const withoutAddress = (content) =>
  typeof content === "string" ? content.replace(/^\s*(https?|file):\/\/[^\s#]*(?=#gp\d+-)/, "") : content;

/**
 * The end of an address that opens the figure as it stands.
 * @param {import("../app/state-types").State} state @param {{ weights?: boolean, code?: boolean }} options
 * @throws {import("./link.js").LinkError} it would be too long
 */
export function linkOf({ config, snapshot, drawer }, { weights = false, code = false }) {
  return encode(config, {
    weights: weights ? (snapshot?.weights ?? null) : null,
    code: code && isEdited(drawer) ? editedCode(drawer) : null,
  });
}

export class ImportExport {
  #figure;
  #sync;
  #training;
  #code;
  #keeps;
  /** What was opened and waits for the visitor to put its code in force. @type {{ text: string, code: Set<string>, config: Config } | null} */
  #waiting = null;

  /**
   * @param {import("../app/state-types").Context} figure
   * @param {import("../app/engine-sync").EngineSync} sync
   * @param {import("../training/training-loop").TrainingLoop} training
   * @param {import("../drawer/code/code-controller").CodeController} code
   * @param {() => boolean} keeps whether the browser is to keep what is drawn here
   */
  constructor(figure, sync, training, code, keeps) {
    this.#figure = figure;
    this.#sync = sync;
    this.#training = training;
    this.#code = code;
    this.#keeps = keeps;
    code.onApplied = (module) => this.#applied(module).catch(() => {}); // the visitor has been told
  }

  /** @param {import("../app/actions").ShareAction} action @returns {Promise<unknown> | void} */
  dispatch(action) {
    if (action.type === "share/open") return this.open(action.content);
    if (action.type === "share/export") return this.export(action.format).then(action.reply);
  }

  /**
   * Opens whatever it is: a link, a session file, weights, or points as CSV or JSON.
   * @param {string | Uint8Array} content
   * @param {OtherFigure | null} [left] what is left for it, where that is known
   * @throws what was wrong with it; the visitor has been told then
   */
  async open(content, left = null) {
    try {
      const found = recognise(withoutAddress(content));
      if (found.kind === "link") await this.#openLink(found.text, left);
      else if (found.kind === "session") await this.#openSession(found.text);
      else if (found.kind === "weights") await this.#openWeights(found.content);
      else await this.#openTable(found.text);
    } catch (error) {
      if (!(error instanceof WorkerLostError)) this.#figure.store.tell(error);
      throw error;
    }
  }

  /** @param {ExportFormat} format */
  export(format) {
    const { session, jobs, store } = this.#figure;
    return jobs.add(async () => {
      const file = await session.export({ format });
      return format === "session" ? withTimeline(String(file), store.state.timeline) : file;
    });
  }

  /**
   * The visitor has put a module in force: what waited for the last of its code is opened once more, whole.
   * @param {string} module
   */
  async #applied(module) {
    const waiting = this.#waiting;
    if (!waiting?.code.delete(module) || waiting.code.size > 0) return;
    this.#waiting = null;
    // Somebody who has gone on to something else meanwhile is left at it.
    if (this.#figure.store.state.config === waiting.config) await this.open(waiting.text);
  }

  /** @param {string} text @param {OtherFigure | null} left */
  async #openLink(text, left) {
    const { store, session, jobs } = this.#figure;
    const { config, weights, code, whole } = decode(text, store.state.description);
    const before = store.model;
    await this.#sync.begin(config, this.#asGuest(config, text, left));
    // The engine may have refused it, or somebody has gone on meanwhile: then its weights are of no use.
    if (store.state.config !== config) return;
    try {
      if (weights) await jobs.add(async () => store.show(await session.set_weights({ weights })));
    } catch (error) {
      if (!(error instanceof WorkerLostError) && store.state.config === config) this.#sync.takeBack(before);
      throw error;
    }
    await this.#showCode(text, code, whole, "This link");
  }

  /**
   * What a link opens is not kept in place of the visitor's own until that is wanted.
   * @param {Config} config @param {string} link @param {OtherFigure | null} left
   * @returns {Partial<import("../app/state-types").State>}
   */
  #asGuest(config, link, left) {
    const { state } = this.#figure.store;
    const guest = { config, link };
    if (left) return { guest, other: left };
    const own = !isGuest(state) && changesBetween(state.config, state.description.config).length > 0;
    return own && this.#keeps() ? { guest, other: { why: "link", config: state.config } } : { guest };
  }

  /** @param {string} text */
  async #openSession(text) {
    const { store, session } = this.#figure;
    const { config, code, whole, timeline: given } = readSession(text, store.state.description);
    const timeline = readTimeline(given);
    this.#training.pause();
    this.#waitForPython("The session");
    if (whole) {
      await this.#sync.take(config, () => session.open_session({ text }), { timeline });
      this.#say("The session is open. Training goes on where it was saved.");
    } else await this.#sync.begin(config);
    await this.#showCode(text, code, whole, "This file");
  }

  /** @param {string | Uint8Array} content */
  async #openWeights(content) {
    this.#training.pause();
    this.#waitForPython("The file");
    await this.#sync.takeWeights(() => this.#figure.session.open_weights({ content }));
    this.#say("The weights are in place.");
  }

  /** @param {string} text */
  async #openTable(text) {
    const { store } = this.#figure;
    const { config, description } = store.state;
    const { limits } = description;
    const { task, points, labels, outside, must_fit, notes } = parseTable(text, description);
    const fitted = outside > 0 ? fitToPlane(points, limits.domain) : points;
    // Points from a table are all for training, until something else is chosen.
    const data = { kind: "points", task, points: must_fit ? fitted : points, labels, train_share: 1 };
    const taking = this.#sync.begin(
      withData(config, /** @type {import("../engine/types").PointsData} */ (data), description),
    );
    const said = [`${points.length} ${points.length === 1 ? "point" : "points"} opened.`, ...notes];
    /** @type {Notice["remedy"]} */
    let remedy = null;
    if (must_fit) {
      said.push("They were moved and stretched to fill the plane, because some lie very far out.");
    } else if (outside > 0) {
      said.push(
        `${outside} of them ${outside === 1 ? "lies" : "lie"} outside the part of the plane that is shown.`,
      );
      const action = /** @type {const} */ ({ type: "sketchpad/draw", points: fitted, labels, stroke: FIT });
      remedy = { label: "Fit them into it", action };
    }
    this.#say(said.join(" "), remedy);
    await taking;
  }

  /**
   * Python from outside becomes text in the code pane, in force nowhere; what is in force already needs no asking.
   * @param {string} text what was opened @param {Record<string, string> | null} brought
   * @param {boolean} whole whether the configuration could be taken without it @param {string} origin
   */
  async #showCode(text, brought, whole, origin) {
    const { store, session, jobs } = this.#figure;
    this.#waiting = null;
    if (!brought) return;
    if (framedByOthers()) {
      this.#say(
        `${origin} brings Python of its own. In a page of another site it is left out, and has not run: open the figure in a tab of its own to read it.`,
        null,
        "warning",
      );
      return;
    }
    const modules = await jobs.add(() => session.workshop.modules());
    const editable = modules.filter((module) => module.editable).map(({ name }) => name);
    const known = Object.keys(brought).filter((name) => editable.includes(name));
    const rest = Object.keys(brought).length - known.length;
    const left =
      rest > 0 ? ` ${rest} more ${rest === 1 ? "is" : "are"} no part of the engine, and left out.` : "";
    if (known.length === 0) {
      this.#say(`${origin} brings Python that is no part of the engine. It was left out and has not run.`);
      return;
    }
    const inForce = await jobs.add(() => Promise.all(known.map((name) => session.workshop.source(name))));
    const fresh = known.filter((name, i) => inForce[i]?.text !== brought[name]);
    if (fresh.length === 0) return;
    const { config } = store.state;
    if (!whole) this.#waiting = { text, code: new Set(fresh), config };
    this.#code.receive(Object.fromEntries(fresh.map((name) => [name, brought[name]])));
    await this.#code.show(fresh[0], null);
    const until = whole ? "" : " Until then the usual choices stand in for those that it adds.";
    this.#say(
      `${origin} brings Python of its own: ${fresh.join(", ")}. It has not run. Below stands what it changes: read that, then press Apply if you want it to run.${until}${left}`,
      null,
      "warning",
    );
  }

  /** @param {string} what */
  #waitForPython(what) {
    if (this.#figure.store.state.phase === "booting") this.#say(`${what} opens as soon as Python is there.`);
  }

  /** @param {string} message @param {Notice["remedy"]} [remedy] @param {Notice["kind"]} [kind] */
  #say(message, remedy = null, kind = "info") {
    this.#figure.store.patch({ notice: { kind, message, path: null, remedy } });
  }
}
