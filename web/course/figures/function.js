// A function of one number, drawn or chosen, and what the network makes of it. The network is a <grad-pad>, named by
// `for`, and learns the points that are shown here.

import { html, svg } from "lit";
import { Figure, number, scale } from "./figure.js";

/** @type {Record<string, { label: string, f: (x: number) => number }>} */
const KNOWN = {
  sine: { label: "a sine", f: Math.sin },
  hill: { label: "a hill", f: (x) => 1.6 * Math.exp((-x * x) / 4) - 0.6 },
  stairs: { label: "stairs", f: (x) => Math.floor((x + 6) / 3) * 0.6 - 0.9 },
  corner: { label: "a corner", f: (x) => Math.abs(x) / 3 - 1 },
};
const XS = Array.from({ length: 41 }, (_, i) => -6 + 0.3 * i);
const FINE = Array.from({ length: 121 }, (_, i) => -6 + 0.1 * i);
const [WIDTH, HEIGHT] = [600, 260];
const px = scale([-6, 6], [12, 588]);
const py = scale([-2, 2], [248, 12]);
/** How far beside the pointer a drawing reaches, in units of x. */
const REACH = 0.2;

class FunctionFigure extends Figure {
  static properties = {
    for: { type: String },
    kind: { state: true },
    ys: { state: true },
    says: { state: true },
    loss: { state: true },
  };

  constructor() {
    super();
    this.for = "";
    this.kind = "sine";
    this.ys = XS.map(Math.sin);
    /** What the network says at FINE. @type {number[]} */
    this.says = [];
    /** @type {number | null} */
    this.loss = null;
    this.drawing = false;
    this.asking = false;
  }

  /** @returns {import("../../app/grad-pad.js").GradPad | null} */
  get pad() {
    return this.for ? /** @type {any} */ (document.getElementById(this.for)) : null;
  }

  get facts() {
    return { kind: this.kind, loss: this.loss };
  }

  async firstUpdated() {
    await customElements.whenDefined("grad-pad");
    const { pad } = this;
    if (!pad) return;
    pad.addEventListener("gradpad-snapshot", () => this.ask());
    this.teach();
    await pad.ready;
    this.ask();
  }

  /** Gives the network the points that are shown. */
  teach() {
    const { pad } = this;
    if (!pad) return;
    const points = XS.map((x, i) => [x, Math.round(this.ys[i] * 1000) / 1000]);
    pad.config = /** @type {any} */ ({ ...pad.config, data: { kind: "curve", points, train_share: 1 } });
    this.tell();
  }

  /** Asks the network what it says now; a question at a time. */
  async ask() {
    const { pad } = this;
    if (!pad || this.asking) return;
    this.asking = true;
    try {
      this.says = [...(await pad.predict(FINE.map((x) => [x, 0])))];
      this.loss = pad.snapshot?.data_loss ?? null;
    } finally {
      this.asking = false;
    }
  }

  /** @param {Event} event */
  choose(event) {
    this.kind = /** @type {HTMLSelectElement} */ (event.target).value;
    this.ys = XS.map(KNOWN[this.kind].f);
    this.teach();
  }

  /** @param {PointerEvent} event */
  draw(event) {
    if (!this.drawing) return;
    const box = /** @type {Element} */ (event.currentTarget).getBoundingClientRect();
    const x = scale([12, 588], [-6, 6])(((event.clientX - box.left) / box.width) * WIDTH);
    const y = scale([248, 12], [-2, 2])(((event.clientY - box.top) / box.height) * HEIGHT);
    this.ys = this.ys.map((old, i) => (Math.abs(XS[i] - x) <= REACH ? Math.max(-2, Math.min(2, y)) : old));
    this.kind = "drawn";
  }

  /** @param {PointerEvent} event */
  begin(event) {
    this.drawing = true;
    /** @type {Element} */ (event.currentTarget).setPointerCapture(event.pointerId);
    this.draw(event);
  }

  end() {
    if (!this.drawing) return;
    this.drawing = false;
    this.teach();
  }

  render() {
    const line = this.says.map(
      (y, i) => `${px(FINE[i]).toFixed(1)},${py(Math.max(-2.2, Math.min(2.2, y))).toFixed(1)}`,
    );
    return html`<figure>
      <svg
        class="drawing paper" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img"
        aria-label=${`Dots: the function to be learned. Line: what the network says. ${this.loss === null ? "" : `The loss is ${number(this.loss, 3)}.`}`}
        @pointerdown=${this.begin} @pointermove=${this.draw} @pointerup=${this.end} @pointercancel=${this.end}
      >
        <line class="axis" x1="12" x2="588" y1=${py(0)} y2=${py(0)} /><line class="axis" x1=${px(0)} x2=${px(0)} y1="12" y2="248" />
        ${this.ys.map((y, i) => svg`<circle class="past" cx=${px(XS[i])} cy=${py(y)} r="3.5" />`)}
        <polyline class="line positive" points=${line.join(" ")} />
      </svg>
      <div class="buttons">
        <label>Learn <select aria-label="The function" @change=${this.choose}>
          ${Object.entries(KNOWN).map(([key, { label }]) => html`<option value=${key} ?selected=${key === this.kind}>${label}</option>`)}
          ${this.kind === "drawn" ? html`<option value="drawn" selected disabled>your drawing</option>` : ""}
        </select></label>
        <span>or draw one over it with the mouse or a finger</span>
        <span>loss <b>${this.loss === null ? "…" : number(this.loss, 3)}</b></span>
      </div>
    </figure>`;
  }
}

customElements.define("gp-figure-function", FunctionFigure);
