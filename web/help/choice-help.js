// What the help shows of a choice beside its sentence: its formula, and its curve with the slope dashed, both from the
// engine's own description.

import { html, nothing, svg } from "lit";

/** @typedef {import("../engine/types").Choice} Choice */

const WIDTH = 240;
const HEIGHT = 96;
const MARGIN = 6;

/** Formulas are set by a library of some weight, which is fetched when the first one is wanted. */
let setting = false;
function loadSetting() {
  if (setting) return;
  setting = true;
  import("../ui/formula.js").catch(() => {
    setting = false; // without the network, say: the sentence and the curve are there all the same
  });
}

/**
 * The sentence, and whatever picture the choice has.
 * @param {string} text @param {Choice | undefined} choice
 */
export function choiceHelp(text, choice) {
  if (choice?.formula) loadSetting();
  return html`<span>${text}</span>${
    choice?.formula ? html`<gp-formula .latex=${choice.formula}></gp-formula>` : nothing
  }${choice?.curve ? curve(choice.label, choice.curve) : nothing}`;
}

/** @param {string} label @param {{ x: number[], y: number[], slope: number[] }} sampled */
function curve(label, { x, y, slope }) {
  const all = [0, ...y, ...slope];
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const span = high - low || 1;
  const [near, far] = [x[0], x[x.length - 1]];
  const px = (/** @type {number} */ value) => MARGIN + ((value - near) / (far - near)) * (WIDTH - 2 * MARGIN);
  const py = (/** @type {number} */ value) =>
    HEIGHT - MARGIN - ((value - low) / span) * (HEIGHT - 2 * MARGIN);
  const points = (/** @type {number[]} */ values) =>
    values.map((value, i) => `${px(x[i]).toFixed(1)},${py(value).toFixed(1)}`).join(" ");
  return html`<svg class="sampled" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="The curve of ${label}, its slope dashed">
    ${svg`<line x1=${px(near)} x2=${px(far)} y1=${py(0)} y2=${py(0)} />
    <line x1=${px(Math.max(0, near))} x2=${px(Math.max(0, near))} y1=${py(low)} y2=${py(high)} />
    <polyline class="slope" points=${points(slope)} />
    <polyline points=${points(y)} />`}
  </svg>`;
}
