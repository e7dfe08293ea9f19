// What is shown: the one place where the state changes, where events are sent, and where trouble is put into words.

import { AbortedError, toFailure } from "../engine/engine-error.js";
import { NONE } from "../plane/selection.js";
import { noticeOf, stoppedNotice } from "../state/notices.js";
import { appendRows, emptyCurve } from "../training/learning-curve.js";
import { Timelines } from "../training/timelines.js";

/** @typedef {import("./state-types").State} State */
/** @typedef {import("../state/state").Model} Model */
/** @typedef {import("../engine/types").Snapshot} Snapshot */
/** @typedef {import("../plane/maps.js").Maps} Maps */

/** @typedef {(name: "ready" | "change" | "snapshot" | "seek" | "error", detail: unknown) => void} Emit */

export class Store {
  #model;
  #onChange;
  #emit;
  /** Errors of which the visitor knows already. */
  #told = new WeakSet();
  /** Whether the engine has the figure's network. */
  #up = false;
  /** Whether training goes on. */
  #busy = false;
  /** Whether something was asked for that waits for Python, while a recorded figure answers the rest. */
  #waits = false;
  #timelines = new Timelines();
  /** The maps that are shown are older than the weights, or coarser than they might be. */
  mapsDue = false;
  /** Called when a snapshot says that training has stopped by itself. */
  onStopped = () => {};

  /** @param {Model} model @param {(model: Model) => void} onChange @param {Emit} emit */
  constructor(model, onChange, emit) {
    this.#model = model;
    this.#onChange = onChange;
    this.#emit = emit;
  }

  get model() {
    return this.#model;
  }

  get state() {
    return this.#model.state;
  }

  /** @param {Model} model */
  replace(model) {
    const { data, selected } = model.state;
    // Other points have come from the engine, and fewer: what was selected of the old ones is none of them.
    const gone = (selected.at(-1) ?? -1) >= data.labels.length;
    this.#model = gone ? { ...model, state: { ...model.state, selected: NONE } } : model;
    this.#onChange(this.#model);
  }

  /** @param {Partial<State>} patch */
  patch(patch) {
    this.replace({ ...this.#model, state: { ...this.state, ...patch } });
  }

  /** Part of what the drawer shows. @param {Partial<State["drawer"]>} patch */
  patchDrawer(patch) {
    this.patch({ drawer: { ...this.state.drawer, ...patch } });
  }

  /** Notes what goes on; the phase follows from it. @param {{ up?: boolean, busy?: boolean, waits?: boolean }} change */
  settle({ up = this.#up, busy = this.#busy, waits = this.#waits }) {
    this.#up = up;
    this.#busy = busy;
    this.#waits = waits;
    const phase = waits ? "booting" : busy ? "training" : "idle";
    if (up && phase !== this.state.phase) this.patch({ phase });
  }

  /** The configuration is another now. */
  announce() {
    this.#emit("change", { config: structuredClone(this.state.config) });
  }

  /** @param {import("../engine/types").Versions} versions */
  welcome(versions) {
    this.patch({ versions, boot: { ...this.state.boot, phase: "ready", message: "Ready" } });
    this.#emit("ready", versions);
  }

  /**
   * @param {Snapshot} answer
   * @param {{ fresh?: boolean, maps?: Maps | null, said?: import("./state-types").Answer | null, timeline?: import("../training/timeline").Timeline }} [more]
   *   `fresh`: a new run, the curve begins again; `maps` of this very snapshot: without them they are due; `said` of it
   *   where somebody points; `timeline` that this goes on, where it is not the one that is known
   */
  show(answer, { fresh = false, maps = null, said = null, timeline: from } = {}) {
    const { moments, ...snapshot } = answer;
    if (snapshot.stopped) this.onStopped();
    this.mapsDue = !maps?.whole;
    const { config, description } = this.state;
    const curve = appendRows(fresh ? emptyCurve() : this.state.curve, snapshot.curve);
    const timeline = this.#timelines.next(this.#model, answer, fresh, from);
    const stopped = stoppedNotice(snapshot, config, description);
    this.#leavePast({
      snapshot,
      curve,
      timeline,
      preview: null,
      ...(maps ? { maps } : {}),
      ...(said ? { answer: { ...said, about: snapshot } } : {}),
      ...(stopped ? { notice: stopped } : {}),
    });
    this.#emit("snapshot", snapshot);
    if (stopped?.kind !== "warning") return;
    const { message, path } = stopped;
    this.#emit("error", { name: snapshot.reason ?? "stopped", message, path, traceback: null });
  }

  /** What is shown of the present. @returns {import("./state-types").Past["before"]} */
  get present() {
    const { past, maps, bent, bowl, polled } = this.state;
    return past?.before ?? { maps, bent, bowl, polled };
  }

  /**
   * Shows the network as it was.
   * @param {import("./state-types").Past} past
   * @param {Maps} maps of the moment
   * @param {import("./state-types").Answer | null} said of it where somebody points
   */
  showPast(past, maps, said) {
    this.mapsDue = !maps.whole;
    this.patch({ past, maps, answer: said && { ...said, about: past.snapshot } });
    this.#emit("seek", past.snapshot);
  }

  /** The present is shown again. */
  leavePast() {
    this.#leavePast({});
  }

  /** @param {Partial<State>} patch to be shown at the same time */
  #leavePast(patch) {
    const { past } = this.state;
    if (!past) return Object.keys(patch).length > 0 ? this.patch(patch) : undefined;
    this.mapsDue = !patch.maps;
    this.patch({ ...past.before, past: null, replaying: false, ...patch });
    this.#emit("seek", null);
  }

  /**
   * Says what went wrong, once.
   * @param {unknown} error
   * @param {{ kind?: "error" | "warning", phase?: State["phase"], notice?: import("./state-types").Notice }} [how]
   */
  tell(error, { kind = "error", phase = this.state.phase, notice } = {}) {
    if (error instanceof AbortedError || this.#told.has(Object(error))) return;
    this.#told.add(Object(error));
    const failure = toFailure(error);
    this.patch({ phase, notice: notice ?? noticeOf(failure, kind) });
    this.#emit("error", failure);
  }
}
