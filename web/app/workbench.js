// The workbench: all parts of the figure, given one state, from data over network to output.

import { html, LitElement, nothing } from "lit";
import { paceOf } from "../config/paces.js";
import { drawer } from "../drawer/drawer-styles.js";
import { exampleAt, followedPoint } from "../drawer/walk/followed-example.js";
import { embed } from "../embed/embed-styles.js";
import { fieldsShown } from "../embed/shown-parts.js";
import { show } from "../embed/shown-parts-styles.js";
import { experiments } from "../experiments/experiments-styles.js";
import { Help } from "../help/help.js";
import { tour } from "../help/tour-styles.js";
import { layerCount } from "../network/column-head.js";
import { inputList } from "../network/input-list-styles.js";
import { diagram } from "../network/network-styles.js";
import { highlightOf } from "../network/walk-highlight.js";
import { numbers } from "../output/numbers-styles.js";
import { output } from "../output/output-styles.js";
import { planeOf, planeSwitch } from "../output/output-switch.js";
import { smallOutput } from "../output/small-output-styles.js";
import { activeClass, classesToDraw } from "../plane/classes.js";
import { holdsPoints, pointsToCome } from "../plane/drawing.js";
import { taskOf } from "../plane/learning-task.js";
import { figures } from "../plane/plane-styles.js";
import { takeIn } from "../share/drop-and-paste.js";
import { share } from "../share/share-styles.js";
import { sketching } from "../sketchpad/sketchpad-styles.js";
import { keyList } from "../sketchpad/tool-list.js";
import { otherNotice } from "../state/other-figure.js";
import { answerShown, asShown } from "../state/shown.js";
import { chart } from "../training/chart-styles.js";
import { enginePath } from "../training/engine-path-styles.js";
import { changedSettings } from "../training/settings.js";
import { epochWords } from "../training/timeline-row.js";
import { controls } from "../ui/control-styles.js";
import { isField } from "../ui/is-field.js";
import { panels } from "../ui/panel-styles.js";
import { readTheme } from "../ui/theme.js";
import { tokens } from "../ui/tokens.js";
import { layout } from "./layout-styles.js";
import { PAINTERS } from "./painters.js";
import { print } from "./print-styles.js";
import "../training/field-list.js";
import "../output/feature-space.js";
import "../output/loss-landscape.js";
import "../drawer/drawer.js";
import "../embed/embed-button.js";
import "../share/share.js";
import "../help/tour.js";
import "../training/engine-path.js";
import "../experiments/experiments.js";
import "../sketchpad/task-select.js";
import "../help/keys.js";
import "../training/loss-chart.js";
import "../network/network.js";
import "./notice-view.js";
import "../output/numbers.js";
import "../output/output-plane.js";
import "../output/small-output.js";
import "../sketchpad/data-presets.js";
import "../training/run-bar.js";
import "../sketchpad/sketchpad.js";
import "../sketchpad/tools.js";

/** @typedef {import("./state-types").State} State */
/** @typedef {import("./state-types").Action} Action */

/** In a frame it is the page around that scrolls. */
const FRAMED = window !== window.parent;

class Workbench extends LitElement {
  static styles = [
    tokens,
    layout,
    controls,
    figures,
    output,
    smallOutput,
    sketching,
    diagram,
    inputList,
    chart,
    panels,
    drawer,
    experiments,
    numbers,
    enginePath,
    show,
    share,
    tour,
    embed,
    print,
  ];

  static properties = {
    state: { attribute: false },
    show: { attribute: false },
    tour: { type: Boolean },
    scheme: { attribute: false },
    theme: { state: true },
    inspected: { state: true },
  };

  constructor() {
    super();
    /** @type {State | undefined} */
    this.state = undefined;
    /** @type {string | null} the words of what is shown (see embed/shown-parts.js), where not all is wanted */
    this.show = null;
    /** Whether the tour of the page is to be had. */
    this.tour = false;
    /** @type {"auto" | "light" | "dark"} */
    this.scheme = "auto";
    /** @type {import("../ui/theme.js").Theme | null} */
    this.theme = null;
    /** @type {import("../network/inspected.js").InspectedUnit | null} */
    this.inspected = null;
    /** @type {Help | null} */
    this.help = null;
    /** @type {readonly import("./state-types").KeptRun[] | null} */
    this.keptOf = null;
    /** @type {readonly import("./state-types").KeptRun[]} */
    this.keptShown = [];
    this.addEventListener("keydown", (event) => this.onKey(event));
    takeIn(this, (content) => this.send({ type: "share/open", content }));
  }

  render() {
    if (!this.state) return html`<span class="probe"></span>`;
    const state = asShown(this.state);
    const { past } = state;
    const { config, description, data, maps, snapshot, phase } = state;
    const { theme } = this;
    const answer = answerShown(this.state);
    const plane = planeOf(config.view);
    const [classes, active] = [classesToDraw(state), activeClass(state)];
    const task = taskOf(config, description);
    const problem = snapshot?.problem?.message ?? pointsToCome(state);
    const outputs = maps ? maps.layers[maps.layers.length - 1] : (snapshot?.weights.at(-1)?.b?.length ?? 1);
    return html`
      <div class="bench" data-show=${this.show ?? nothing} ?data-preview=${state.preview} @gp-inspect=${this.onInspect}>
        <span class="probe" @transitionend=${this.refreshTheme}></span>
        <div class="above">
          <gp-run-bar .phase=${phase} .boot=${state.boot} .snapshot=${snapshot} .byHand=${state.by_hand} .pace=${paceOf(config.view)} .rate=${state.steps_a_frame} .preview=${state.preview !== null}></gp-run-bar>
          ${
            this.show === null && !FRAMED && state.drawer.tab === null
              ? html`<gp-small-output .data=${data} .config=${config} .description=${description} .maps=${maps} .theme=${theme} .snapshot=${snapshot}></gp-small-output>`
              : nothing
          }
        </div>
        ${this.chosen(state)}
        <div class="parts">
          <section class="part-data" @gp-show-keys=${this.onKeys}>
            <div class="draw">
              <div class="head"><h2>Data</h2><gp-task-select .task=${task}></gp-task-select></div>
              <gp-sketchpad
                .data=${data} .config=${config} .description=${description} .maps=${maps} .theme=${theme}
                .task=${task} .tool=${state.tool} .selected=${state.selected}
                .brush=${state.brush} .active=${active} .classes=${classes} .problem=${problem}
              ></gp-sketchpad>
              <gp-tools
                .task=${task} .tool=${state.tool} .active=${active} .classes=${classes} .brush=${state.brush}
                .most=${description.limits.max_classes ?? 2} .data=${data} .selected=${state.selected}
                .undoable=${state.can_undo} .redoable=${state.can_redo}
                .empty=${holdsPoints(config.data) && data.labels.length === 0}
              ></gp-tools>
              <gp-keys .list=${keyList(task)}></gp-keys>
            </div>
            <div class="data-choices">
              <gp-presets .kind=${config.data.kind} .description=${description} .theme=${theme}></gp-presets>
              <gp-experiments .config=${config} .description=${description}></gp-experiments>
              <gp-settings .share=${"data"} .config=${config} .description=${description}></gp-settings>
            </div>
          </section>
          <section class="part-network">
            <div class="head">
              <h2>Network</h2><p class="lead">What it computes.</p><span class="spring"></span>${layerCount(this.changer)}
            </div>
            <gp-network
              .config=${config} .description=${description} .snapshot=${snapshot} .byHand=${state.by_hand} .maps=${maps} .theme=${theme}
              .running=${phase === "training"} .outputs=${outputs} .highlight=${highlightOf(state.drawer)} .answer=${answer}
            ></gp-network>
            <gp-settings .share=${"first"} .config=${config} .description=${description}></gp-settings>
          </section>
          <section class="part-output">
            <div class="head">
              <h2>Output</h2><p class="lead">${this.aboutOutput(plane, past)}</p><span class="spring"></span>
              ${planeSwitch(plane, (name) => this.send({ type: "config/set", path: "view.plane", value: name }))}
            </div>
            ${
              plane === "bent"
                ? html`<gp-feature-space
                    .data=${data} .config=${config} .description=${description} .maps=${maps} .activations=${state.bent} .theme=${theme} .outputs=${outputs}
                  ></gp-feature-space>`
                : nothing
            }
            ${plane === "bowl" ? html`<gp-loss-landscape .landscape=${state.bowl} .theme=${theme} .problem=${problem}></gp-loss-landscape>` : nothing}
            <gp-plane ?hidden=${plane !== "output"}
              .data=${data} .config=${config} .description=${description} .maps=${maps} .theme=${theme} .inspected=${this.inspected} .polled=${state.polled}
              .picked=${followedPoint(state)} .answer=${answer} .weights=${snapshot?.weights} .running=${phase === "training"} .followable=${this.followable} @gp-follow=${this.onFollow}
            ></gp-plane>
            <gp-accuracy .snapshot=${snapshot} .data=${data}></gp-accuracy>
          </section>
          <section class="part-loss">
            <gp-loss
              .curve=${state.curve} .snapshot=${past ? this.state.snapshot : snapshot} .timeline=${state.timeline} .past=${past} .replaying=${state.replaying}
              .config=${config} .data=${data} .theme=${theme} .kept=${this.shownRuns(state.kept)}
            ></gp-loss>
            <gp-engine-path .config=${config} .description=${description} .snapshot=${snapshot} .python=${this.state.versions !== null}></gp-engine-path>
            <gp-numbers
              .config=${config} .data=${data} .snapshot=${snapshot} .maps=${maps} .polled=${state.polled}
            ></gp-numbers>
          </section>
          <section class="part-settings">
            <details ?open=${this.show !== null}>
              <summary data-help="Settings that few need. Those that are not at their defaults are named here."><h2>More settings</h2><span class="lead">${changedSettings(config, description)}</span></summary>
              <gp-settings .share=${"more"} .config=${config} .description=${description}></gp-settings>
            </details>
          </section>
        </div>
        <gp-drawer .drawer=${state.drawer} .state=${state} .theme=${theme} .tour=${this.tour} .painters=${PAINTERS}></gp-drawer>
        <gp-notice .notice=${state.notice} .other=${otherNotice(state)}></gp-notice>
        <gp-announcer .phase=${phase} .snapshot=${state.preview ? this.state.snapshot : snapshot}></gp-announcer>
        <div role="tooltip" popover="manual"></div>
      </div>
    `;
  }

  /** What the output is of, where it is not the network's own, now; else what one can do there. @param {string} plane @param {State["past"]} past */
  aboutOutput(plane, past) {
    const inspected = plane === "output" ? this.inspected?.title : undefined;
    if (inspected || past) return inspected || (past && `at epoch ${epochWords(past.moment)}`);
    return plane === "output" ? "Point to ask." : "\u00a0";
  }

  /** Fields that stand by themselves, where an author wants just these. @param {State} state */
  chosen({ config, description }) {
    const fields = this.show === null ? [] : fieldsShown(description, this.show);
    if (fields.length === 0) return nothing;
    return html`<gp-field-list .fields=${fields} .config=${config} .description=${description}></gp-field-list>`;
  }

  /** Kept runs whose curves are in the chart: the same list, as long as they are the same. @param {readonly import("./state-types").KeptRun[]} kept */
  shownRuns(kept) {
    if (kept !== this.keptOf) {
      this.keptOf = kept;
      this.keptShown = kept.filter(({ shown }) => shown);
    }
    return this.keptShown;
  }

  /** What the layer buttons need of a view. */
  get changer() {
    const { config, description } = /** @type {State} */ (this.state);
    const set = (/** @type {string} */ path, /** @type {unknown} */ value) =>
      this.send({ type: "config/set", path, value });
    return { config, description, set };
  }

  /** @param {Action} action */
  send(action) {
    this.dispatchEvent(new CustomEvent("gp-action", { detail: action, bubbles: true, composed: true }));
  }

  /** @param {Map<PropertyKey, unknown>} changed */
  updated(changed) {
    if (changed.has("scheme")) this.useScheme(this.scheme);
    const probe = this.renderRoot.querySelector(".probe");
    if (!this.theme && probe) this.theme = readTheme(probe);
    const tip = /** @type {HTMLElement | null} */ (this.renderRoot.querySelector('[role="tooltip"]'));
    if (tip && this.isConnected) this.help ??= new Help(tip, /** @type {ShadowRoot} */ (this.renderRoot));
  }

  connectedCallback() {
    super.connectedCallback();
    if (this.hasUpdated) this.requestUpdate();
    addEventListener("beforeprint", this.print);
    addEventListener("afterprint", this.print);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener("beforeprint", this.print);
    removeEventListener("afterprint", this.print);
    this.help?.close();
    this.help = null;
  }

  /** Light or dark has changed, wherever that was decided: the probe's colour is in transition. */
  refreshTheme() {
    const probe = this.renderRoot.querySelector(".probe");
    if (probe) this.theme = readTheme(probe);
  }

  /** Words are dark on paper, whatever the screen is; pictures stay as they are. @param {Event} event before or after it */
  print = ({ type }) => {
    this.useScheme(type === "beforeprint" ? "light" : this.scheme);
  };

  /** @param {"auto" | "light" | "dark"} scheme */
  useScheme(scheme) {
    this.style.colorScheme = scheme === "auto" ? "" : scheme;
  }

  onKeys() {
    /** @type {import("../help/keys.js").Keys} */ (this.renderRoot.querySelector("gp-keys")).open();
  }

  /** Whether the figure has the drawer in which a point is followed. */
  get followable() {
    return this.show === null || this.show.split(" ").includes("drawer");
  }

  /** A point of the output is wanted in the mathematics. @param {CustomEvent<[number, number]>} event */
  onFollow(event) {
    event.stopPropagation();
    if (!this.state?.snapshot || !this.followable) return;
    this.send({ type: "walk/show", example: exampleAt(event.detail, this.state) });
    if (this.state.drawer.tab !== "mathematics") this.send({ type: "drawer/open", tab: "mathematics" });
  }

  /** @param {CustomEvent<import("../network/inspected.js").InspectedUnit | null>} event */
  onInspect(event) {
    event.stopPropagation();
    this.inspected = event.detail;
  }

  /** Undo and redo by the usual keys; Train, Pause and Step by theirs. @param {KeyboardEvent} event */
  onKey(event) {
    const place = event.composedPath()[0];
    if (event.defaultPrevented || event.altKey || isField(place)) return;
    const key = event.key.toLowerCase();
    if (!(event.ctrlKey || event.metaKey)) {
      // A menu goes to the choice that begins with a letter; a dialog is not the figure.
      if (event.repeat || (place instanceof Element && place.closest("select, dialog, [popover]"))) return;
      const bar = /** @type {import("../training/run-bar.js").RunBar} */ (
        this.renderRoot.querySelector("gp-run-bar")
      );
      if (bar.press(key)) event.preventDefault();
      return;
    }
    if (key !== "z" && key !== "y") return;
    event.preventDefault();
    this.send({ type: key === "y" || event.shiftKey ? "history/redo" : "history/undo" });
  }
}

customElements.define("gp-workbench", Workbench);
