// The weighted sum: what comes in, times what it weighs, added up with the bias.

import { html, svg } from "lit";
import { Figure, number, scale } from "./figure.js";

class SumFigure extends Figure {
  static properties = {
    x1: { type: Number },
    x2: { type: Number },
    w1: { type: Number },
    w2: { type: Number },
    b: { type: Number },
  };

  constructor() {
    super();
    this.x1 = 1;
    this.x2 = 0.5;
    this.w1 = 0.8;
    this.w2 = -1.2;
    this.b = 0.3;
  }

  get terms() {
    return [this.w1 * this.x1, this.w2 * this.x2, this.b];
  }

  get sum() {
    return this.terms.reduce((total, term) => total + term, 0);
  }

  get facts() {
    return { sum: this.sum, terms: this.terms };
  }

  render() {
    const px = scale([-6, 6], [20, 580]);
    const names = ["w₁ · x₁", "w₂ · x₂", "b"];
    let at = 0;
    const bars = this.terms.map((term, i) => {
      const from = at;
      at += term;
      const y = 26 + 34 * i;
      return svg`<line class="line thick ${term < 0 ? "negative" : "positive"}" x1=${px(from)} x2=${px(at)} y1=${y} y2=${y} stroke-linecap="butt" />
        <line class="thin" x1=${px(at)} x2=${px(at)} y1=${y} y2=${y + 34} stroke-dasharray="3 3" />
        <text x="20" y=${y - 8} class="soft">${names[i]} = ${number(term)}</text>`;
    });
    return html`<figure>
      <svg class="drawing" viewBox="0 0 600 160" role="img" aria-label=${`Three parts, end to end: ${this.terms.map((t) => number(t)).join(", ")}. Their sum is ${number(this.sum)}.`}>
        <line class="axis" x1=${px(0)} x2=${px(0)} y1="8" y2="130" />
        ${bars}
        <line class="axis" x1="20" x2="580" y1="130" y2="130" />
        <circle class="here" cx=${px(this.sum)} cy="130" r="6" />
        <text x=${px(this.sum)} y="152" class="middle">z = ${number(this.sum)}</text>
      </svg>
      <div class="sliders">
        ${this.slider("x1", "x1", -2, 2, html`<i>x</i><sub>1</sub>`)}${this.slider("w1", "w1", -2, 2, html`<i>w</i><sub>1</sub>`)}
        ${this.slider("x2", "x2", -2, 2, html`<i>x</i><sub>2</sub>`)}${this.slider("w2", "w2", -2, 2, html`<i>w</i><sub>2</sub>`)}
        ${this.slider("bias", "b", -2, 2, html`<i>b</i>`)}
      </div>
      <figcaption>Each input pulls as hard as its weight says, to the right or to the left; the bias pulls always.</figcaption>
    </figure>`;
  }
}

customElements.define("gp-figure-sum", SumFigure);
