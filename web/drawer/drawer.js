// The drawer below the figures: the mathematics, the code and a console. What is in it is loaded when it is opened.

import { html, nothing } from "lit";
import { activeClass } from "../plane/classes.js";
import { icons } from "../ui/icons.js";
import { keepInSight, UNIT } from "../ui/in-sight.js";
import { View } from "../ui/view.js";

/** @typedef {import("./drawer-types").Tab} Tab */

/** @type {{ tab: Tab, label: string, says: string, about: readonly string[], load: () => Promise<unknown> }[]} `about`: see in-sight.js */
const TABS = [
  {
    tab: "points",
    label: "Points",
    says: "Every point as a row of a table.",
    about: ["gp-sketchpad .plane"],
    load: () => import("./table/points-table.js"),
  },
  {
    tab: "compare",
    label: "Compare",
    says: "Keep a run and come back to it; train several side by side.",
    about: [".part-loss .chart"],
    load: () => import("./compare/compare.js"),
  },
  {
    tab: "mathematics",
    label: "Mathematics",
    says: "Follow one example through the network, number by number.",
    about: UNIT,
    load: () => import("./walk/walk.js"),
  },
  {
    tab: "code",
    label: "Code",
    says: "The Python that trains. Change it, and training goes on with yours.",
    about: UNIT,
    load: () => import("./code/code.js"),
  },
  {
    tab: "own",
    label: "Your own",
    says: "An activation, a loss, an input or a data set of your own.",
    about: UNIT,
    load: () => import("./custom/custom.js"),
  },
  {
    tab: "console",
    label: "Console",
    says: "Ask the network in Python.",
    about: UNIT,
    load: () => import("./console/console.js"),
  },
];

class Drawer extends View {
  static properties = {
    drawer: { attribute: false },
    state: { attribute: false },
    theme: { attribute: false },
    tour: { type: Boolean },
    painters: { attribute: false },
    failed: { state: true },
  };

  static paced = ["state"];

  constructor() {
    super();
    /** @type {import("../app/state-types").State} */
    this.state = /** @type {any} */ (undefined);
    /** @type {import("../app/state-types").State["drawer"]} */
    this.drawer = /** @type {any} */ (undefined);
    /** @type {import("../ui/theme.js").Theme | null} */
    this.theme = null;
    /** Whether the tour of the page is to be had. */
    this.tour = false;
    /** @type {import("../share/pictures.js").Painters | null} handed on to what saves pictures */
    this.painters = null;
    /** @type {Tab | null} what could not be loaded */
    this.failed = null;
  }

  /**
   * What is drawn is shown at once: a cell that is typed into changes the points as they are.
   * @param {Map<PropertyKey, any>} changed
   */
  shouldUpdate(changed) {
    const before = changed.get("state");
    const { data, config, selected } = this.state;
    const moved =
      before && (before.data !== data || before.config !== config || before.selected !== selected);
    return super.shouldUpdate(changed) || (this.drawer.tab === "points" && Boolean(moved));
  }

  render() {
    const { drawer } = this;
    return html`
      <nav class="drawer-tabs" aria-label="The drawer" ?data-open=${drawer.tab} @gp-open-embed=${this.embed}>
        <div class="strip">
          ${TABS.map(
            ({ tab, label, says }) => html`<button
              type="button" class="bare" aria-expanded=${drawer.tab === tab} aria-controls="drawer" data-help=${says}
              @click=${() => this.open(drawer.tab === tab ? null : tab)}
            >${label}</button>`,
          )}
          <span class="lead">${TABS.find(({ tab }) => tab === drawer.tab)?.says ?? "Open it up: how it computes, in formulas and in Python."}</span>
        </div>
        ${drawer.tab ? html`<button type="button" class="bare icon" aria-label="Close the drawer" @click=${() => this.open(null)}>${icons.close}</button>` : nothing}
        ${__SINGLE_FILE__ ? nothing : html`<gp-embed .state=${this.state}></gp-embed>`}
        <gp-share .state=${this.state} .theme=${this.theme} .painters=${this.painters}></gp-share>
        ${this.tour ? html`<gp-tour .state=${this.state}></gp-tour>` : nothing}
      </nav>
      <div id="drawer" class="drawer-body" data-tab=${drawer.tab ?? ""} ?hidden=${!drawer.tab}>
        ${drawer.tab === this.failed && drawer.tab ? html`<p class="lead">This part could not be loaded. Close the drawer and open it again.</p>` : this.content(drawer.tab)}
      </div>
    `;
  }

  /** @param {Tab | null} tab */
  content(tab) {
    const { drawer } = this;
    const { snapshot, config, data, description, phase } = this.state;
    if (tab === "points") {
      const { selected, brush } = this.state;
      return html`<gp-points-table
        .config=${config} .data=${data} .description=${description} .selected=${selected} .active=${activeClass(this.state)}
        .value=${brush.value}
      ></gp-points-table>`;
    }
    if (tab === "compare")
      return html`<gp-compare .kept=${this.state.kept} .snapshot=${snapshot} .phase=${phase} .theme=${this.theme}></gp-compare
        ><gp-sweep .sweep=${this.state.sweep} .config=${config} .data=${data} .description=${description} .theme=${this.theme}></gp-sweep>`;
    if (tab === "mathematics")
      return html`<gp-mathematics
        .drawer=${drawer} .snapshot=${snapshot} .config=${config} .data=${data} .description=${description} .phase=${phase}
      ></gp-mathematics>`;
    if (tab === "code") return html`<gp-code .drawer=${drawer} .phase=${phase}></gp-code>`;
    if (tab === "own")
      return html`<gp-custom .custom=${drawer.custom} .phase=${phase} .theme=${this.theme}></gp-custom>`;
    if (tab === "console") return html`<gp-console .drawer=${drawer} .phase=${phase}></gp-console>`;
    return nothing;
  }

  embed() {
    /** @type {import("../embed/embed-button.js").Embed} */ (this.querySelector("gp-embed")).open();
  }

  /** @param {Tab | null} tab */
  open(tab) {
    this.failed = null;
    this.send({ type: "drawer/open", tab });
  }

  /** @param {Map<PropertyKey, any>} changed */
  updated(changed) {
    const { tab } = this.drawer;
    // On a narrow screen the row of tabs scrolls: the open one is in sight.
    const entry = TABS.find((each) => each.tab === tab);
    if (entry && changed.has("drawer") && changed.get("drawer")?.tab !== tab) {
      this.querySelector('[aria-expanded="true"]')?.scrollIntoView({ block: "nearest", inline: "nearest" });
      requestAnimationFrame(() => keepInSight(this, entry.about));
    }
    if (!entry || tab === this.failed) return;
    entry.load().catch(() => {
      this.failed = tab;
    });
  }
}

customElements.define("gp-drawer", Drawer);
