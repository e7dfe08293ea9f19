// Gradient descent where one can see all of it: over one weight, where the loss is a parabola, and over two, a bowl.

import { html, svg } from "lit";
import { curve, Figure, number, scale } from "./figure.js";

/** Beyond this the path has left the drawing for good. */
const FAR = 1e3;

class DescentFigure extends Figure {
  static properties = { rate: { type: Number }, path: { state: true } };

  /** Where it starts. @type {number[]} */
  start = [];

  constructor() {
    super();
    this.rate = 0.1;
    /** @type {number[][]} */
    this.path = [];
  }

  /** @param {number[]} w @returns {number} */
  loss(w) {
    return w.length * 0;
  }

  /** @param {number[]} w @returns {number[]} */
  gradient(w) {
    return w;
  }

  get at() {
    return this.path[this.path.length - 1] ?? this.start;
  }

  get facts() {
    return {
      w: this.at,
      loss: this.loss(this.at),
      steps: Math.max(0, this.path.length - 1),
      rate: this.rate,
    };
  }

  /** @param {number} count */
  go(count) {
    const path = this.path.length > 0 ? [...this.path] : [this.start];
    for (let i = 0; i < count; i += 1) {
      const w = path[path.length - 1];
      if (w.some((each) => Math.abs(each) > FAR)) break;
      const g = this.gradient(w);
      path.push(w.map((each, k) => each - this.rate * g[k]));
    }
    this.put("path", path);
  }

  buttons() {
    return html`<div class="buttons">
      <button type="button" class="main" @click=${() => this.go(1)}>Step</button>
      <button type="button" @click=${() => this.go(10)}>Ten steps</button>
      <button type="button" @click=${() => this.put("path", [])}>Start again</button>
      <span>step ${this.facts.steps}, loss <b>${this.loss(this.at) > 1e4 ? "gone" : number(this.loss(this.at), 3)}</b></span>
    </div>`;
  }

  says() {
    const losses = this.path.map((w) => this.loss(w));
    const last = losses.length - 1;
    if (last < 1) return "Press Step: the weight moves against the slope, by the rate times the slope.";
    if (losses[last] > losses[0] * 1.01)
      return "Too far: every step lands higher on the other side. The rate is too large.";
    if (losses[last] < 0.002) return "At the bottom the slope is zero, and so is the step.";
    if (losses[last] > losses[0] * 0.9 && last > 5) return "It creeps. The rate is very small.";
    return "Downhill. Where the slope is steep the steps are long.";
  }
}

class ParabolaFigure extends DescentFigure {
  start = [-3.2];

  loss(/** @type {number[]} */ [w]) {
    return 0.4 * (w - 1) ** 2;
  }

  gradient(/** @type {number[]} */ [w]) {
    return [0.8 * (w - 1)];
  }

  render() {
    const px = scale([-5, 7], [20, 580]);
    const py = scale([0, 11], [190, 16]);
    const [w] = this.at;
    const [g] = this.gradient(this.at);
    const dots = this.path.length > 0 ? this.path : [this.start];
    return html`<figure>
      <svg class="drawing" viewBox="0 0 600 214" role="img" aria-label=${`The loss over one weight is a parabola. The weight is ${number(w)}, the loss ${number(this.loss(this.at), 3)}, the slope ${number(g)}.`}>
        <line class="axis" x1="20" x2="580" y1="190" y2="190" /><line class="axis" x1=${px(0)} x2=${px(0)} y1="10" y2="196" />
        <text x="580" y="208" class="soft end">weight w</text><text x=${px(0) + 6} y="20" class="soft">loss</text>
        <polyline class="line" points=${curve((v) => this.loss([v]), [-4.2, 6.2], px, py)} />
        <polyline class="path" points=${dots.map((v) => `${px(v[0])},${py(this.loss(v))}`).join(" ")} stroke-opacity="0.6" />
        ${dots.slice(0, -1).map((v) => svg`<circle class="past" cx=${px(v[0])} cy=${py(this.loss(v))} r="3" />`)}
        <line class="path" x1=${px(w - 1)} x2=${px(w + 1)} y1=${py(this.loss([w]) - g)} y2=${py(this.loss([w]) + g)} />
        <circle class="here" cx=${px(w)} cy=${py(this.loss(this.at))} r="7" />
      </svg>
      <div class="sliders">${this.slider("learning rate", "rate", 0.01, 3)}</div>
      ${this.buttons()}
      <p class="says" aria-live="polite">${this.says()}</p>
    </figure>`;
  }
}

class BowlFigure extends DescentFigure {
  start = [-3.4, 2.2];

  loss(/** @type {number[]} */ [u, v]) {
    return 0.12 * u * u + 0.9 * v * v;
  }

  gradient(/** @type {number[]} */ [u, v]) {
    return [0.24 * u, 1.8 * v];
  }

  render() {
    const px = scale([-4.5, 4.5], [20, 580]);
    const py = scale([-3, 3], [290, 10]);
    const dots = this.path.length > 0 ? this.path : [this.start];
    const rings = [0.1, 0.5, 1.2, 2.2, 3.5, 5.1, 7, 9.2];
    const unit = px(1) - px(0);
    const rise = py(0) - py(1);
    return html`<figure>
      <svg class="drawing" viewBox="0 0 600 300" role="img" aria-label=${`The loss over two weights is a bowl, seen from above. The weights are ${this.at.map((each) => number(each)).join(" and ")}, the loss is ${number(this.loss(this.at), 3)}.`}>
        <defs><clipPath id="frame"><rect x="20" y="10" width="560" height="280" /></clipPath></defs>
        <g clip-path="url(#frame)">
          ${rings.map((loss, i) => svg`<ellipse class="thin" cx=${px(0)} cy=${py(0)} rx=${Math.sqrt(loss / 0.12) * unit} ry=${Math.sqrt(loss / 0.9) * rise} stroke-opacity=${0.9 - 0.08 * i} />`)}
          <polyline class="path" points=${dots.map(([u, v]) => `${px(u)},${py(v)}`).join(" ")} />
          ${dots.slice(0, -1).map(([u, v]) => svg`<circle class="past" cx=${px(u)} cy=${py(v)} r="3" />`)}
          <circle class="here" cx=${px(this.at[0])} cy=${py(this.at[1])} r="7" />
        </g>
        <text x="580" y="284" class="soft end">weight 1</text><text x="26" y="24" class="soft">weight 2</text>
      </svg>
      <div class="sliders">${this.slider("learning rate", "rate", 0.01, 1.3)}</div>
      ${this.buttons()}
      <p class="says" aria-live="polite">${this.says()}</p>
    </figure>`;
  }
}

customElements.define("gp-figure-parabola", ParabolaFigure);
customElements.define("gp-figure-bowl", BowlFigure);
