// A small copy of the output, with accuracy and loss in one line: on a narrow page it stays in sight while the output
// itself is scrolled away and something else is being changed. Pressing it leads back.

import { html } from "lit";
import { isGraph } from "../plane/drawing.js";
import { paintData, paintLearnt } from "../plane/paint-data.js";
import { paintOutput } from "../plane/painting.js";
import { PlaneView } from "../plane/plane-view.js";
import { PlotScale } from "../plane/plot-scale.js";
import { loss, percent } from "../ui/format.js";
import { Raster } from "../ui/sharp-canvas.js";

/** So many pixels of a plane are enough to see by. */
const ENOUGH = 120;
/** What the bars above and below cover of the window. */
const BARS = "-64px 0px -48px";
const STEPS = Array.from({ length: 21 }, (_, i) => i / 20);

class SmallOutput extends PlaneView {
  static properties = {
    ...PlaneView.properties,
    snapshot: { attribute: false },
    away: { state: true },
  };

  static paced = ["snapshot"];

  constructor() {
    super();
    /** @type {import("../engine/types").Snapshot | null} */
    this.snapshot = null;
    /** Whether neither the output nor the plane that is drawn on, which shows it as well, is in sight. */
    this.away = false;
    /** @type {Raster | null} */
    this.raster = null;
    /** How much is seen of what is watched. @type {Map<Element, number>} */
    this.seen = new Map();
    /** What the points were last painted of. @type {unknown[]} */
    this.shown = [];
    /** @type {IntersectionObserver | null} */
    this.observer = null;
  }

  firstUpdated() {
    this.watch();
  }

  connectedCallback() {
    super.connectedCallback();
    if (this.hasUpdated) this.watch();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.observer?.disconnect();
    this.seen.clear();
  }

  watch() {
    const root = /** @type {ShadowRoot} */ (this.getRootNode());
    const options = { threshold: STEPS, rootMargin: BARS };
    this.observer = new IntersectionObserver((entries) => this.onSight(entries), options);
    for (const each of root.querySelectorAll("gp-sketchpad, .part-output")) this.observer.observe(each);
  }

  /** @param {IntersectionObserverEntry[]} entries */
  onSight(entries) {
    for (const { target, intersectionRect } of entries) this.seen.set(target, intersectionRect.height);
    this.away = Math.max(...this.seen.values()) < ENOUGH;
  }

  render() {
    const { accuracy, data_loss } = this.snapshot ?? {};
    const classes = this.data.task === "classification";
    return html`<button type="button" class="small-output" ?hidden=${!this.away} @click=${this.back}>
      <span class="plane"><canvas class="map"></canvas><canvas class="lines"></canvas><canvas class="over"></canvas></span>
      <span class="words">
        <b>Output</b>
        <span>${classes ? html`accuracy <b class="number">${percent(accuracy)}</b>, ` : ""}loss <b class="number">${loss(data_loss)}</b></span>
      </span>
    </button>`;
  }

  /** To the output itself. */
  back() {
    const part = /** @type {ShadowRoot} */ (this.getRootNode()).querySelector(".part-output");
    part?.scrollIntoView({ block: "start", behavior: "instant" });
  }

  updated() {
    this.repaint();
  }

  paint() {
    const { theme, config, description, data, maps } = this;
    if (!theme || !this.away || this.size.width === 0) return; // what is not seen costs nothing
    const frame = { ...this.frame, side: this.size.width };
    const plotScale = PlotScale.of(data, isGraph(config.data), frame.high);
    const { graph } = plotScale;
    const map = this.canvas("map");
    map.hidden = graph || !maps;
    if (!map.hidden && maps) {
      this.raster ??= new Raster(map);
      paintOutput(this.raster, maps, { config, description, theme, halves: config.view.discretize === true });
    }
    const tests = config.view.show_test !== false;
    const key = [data, theme, frame.side, globalThis.devicePixelRatio, graph, tests];
    if (key.some((part, i) => part !== this.shown[i])) {
      this.shown = key;
      paintData(this.canvas("lines"), { plotScale, frame, data, theme, tests });
    }
    paintLearnt(this.canvas("over"), { plotScale, frame, maps, theme });
  }
}

customElements.define("gp-small-output", SmallOutput);
