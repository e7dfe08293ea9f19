// The biological neuron and the artificial one, side by side in one drawing: the same parts, by two names.

import { html, svg } from "lit";
import { Figure } from "./figure.js";

/** The parts, as they are called in each. */
const PARTS = [
  { x: 16, y: 20, biological: "dendrites: signals come in", artificial: "inputs, each with its weight" },
  { x: 250, y: 20, biological: "cell body: gathers them", artificial: "sum of weight × input, plus bias" },
  { x: 250, y: 208, biological: "fires, or stays silent", artificial: "activation: bends the sum" },
  { x: 544, y: 90, biological: "axon: passes it on", artificial: "output" },
];

class NeuronFigure extends Figure {
  static properties = { kind: { type: String } };

  constructor() {
    super();
    this.kind = "biological";
  }

  get facts() {
    return { kind: this.kind };
  }

  render() {
    const kind = /** @type {"biological" | "artificial"} */ (this.kind);
    const title = kind === "biological" ? "A nerve cell" : "An artificial neuron";
    const words = PARTS.map((part) => part[kind]).join("; ");
    return html`<figure>
      <svg class="drawing" viewBox="0 0 600 220" role="img" aria-label=${`${title}: ${words}.`}>
        ${kind === "biological" ? this.cell() : this.unit()}
        ${PARTS.map((part) => svg`<text x=${part.x} y=${part.y} class=${part.x > 500 ? "end" : part.x > 200 ? "middle" : ""} transform=${part.x > 500 ? "translate(50 0)" : ""}>${part[kind]}</text>`)}
      </svg>
      <div class="buttons" role="group" aria-label="Which neuron">
        ${["biological", "artificial"].map(
          (each) =>
            html`<button type="button" aria-pressed=${kind === each} @click=${() => this.put("kind", each)}>${each === "biological" ? "Biological" : "Artificial"}</button>`,
        )}
      </div>
      <figcaption>The artificial neuron keeps of the nerve cell only what can be reckoned: it weighs what comes in, adds it up, and answers.</figcaption>
    </figure>`;
  }

  cell() {
    return svg`
      <path class="dendrite" d="M30 60c60 10 90 30 150 42M24 112c50-2 90 2 150 0M34 172c50-14 90-26 146-50M60 40c10 20 24 28 44 34M50 196c14-18 30-24 52-32M20 88c20 4 40 12 62 18" />
      <path class="body" d="M206 68c22-18 68-22 88 2 22 26 18 70-8 86-26 14-66 12-84-8-20-24-18-62 4-80z" />
      <circle class="thin" cx="250" cy="112" r="16" />
      <path class="line axon" d="M304 110c50 4 90-10 150-4 40 4 60 4 88 6" />
      <path class="dendrite" d="M542 112c14-2 24-18 40-20M542 112c16 0 26 2 42 0M542 112c14 4 24 16 40 22" />`;
  }

  unit() {
    const inputs = [60, 112, 164];
    return svg`
      ${inputs.map(
        (y, i) => svg`<line class="line positive" x1="56" y1=${y} x2="206" y2=${100 + 12 * i} />
        <circle class="body" cx="40" cy=${y} r="16" /><text class="middle" x="40" y=${y + 4}>x${i + 1}</text>
        <text class="middle soft" x="118" y=${y - 2 + (112 - y) * 0.42}>w${i + 1}</text>`,
      )}
      <circle class="body" cx="250" cy="112" r="44" />
      <text class="middle" x="250" y="108">Σ + b</text>
      <path class="line" d="M228 134c12 0 16-2 22-8s10-8 22-8" />
      <line class="line" x1="294" y1="112" x2="510" y2="112" />
      <circle class="body" cx="530" cy="112" r="16" /><text class="middle" x="530" y="116">a</text>`;
  }
}

customElements.define("gp-figure-neuron", NeuronFigure);
