// What the colours and the curves of the output mean, and where on the scale the answer stands.

import { html, nothing } from "lit";
import { spanOfOutput } from "../plane/painting.js";
import { summandColumn } from "../plane/summands.js";
import { swatch } from "../plane/swatch.js";
import { plain } from "../ui/format.js";

/**
 * @typedef {object} Shown
 * @property {import("../engine/types").Config} config
 * @property {import("../engine/types").Description} description
 * @property {import("../engine/types").DataSet} data
 * @property {import("../network/inspected.js").InspectedUnit | null} inspected
 * @property {import("../ui/theme.js").Theme | null} theme
 * @property {import("../plane/plot-scale.js").PlotScale} plotScale
 * @property {{ summands: boolean }} view
 */

/** @param {Shown} plane @param {number | null} said  what is said where somebody points */
export function scaleOf(plane, said) {
  const { data, config, description, inspected } = plane;
  if (plane.plotScale.graph) return html`<div class="scale curves">${aboutCurves(plane)}</div>`;
  if (data.task === "classification" && data.classes > 2 && !inspected) {
    const all = Array.from(
      { length: data.classes },
      (_, label) => html`<span class="end">${swatch(label)}</span>`,
    );
    return html`<div class="scale">
      <div class="ends">${all}</div>
      <span>The deeper the colour, the surer the network is.</span>
    </div>`;
  }
  const span = inspected ? inspected.span : spanOfOutput(config, description);
  const [low, middle, high] = span
    ? [span.low, (span.low + span.high) / 2, span.high].map(plain)
    : ["negative", "0", "positive"];
  const classes = data.task === "classification" && !inspected;
  return html`<div class="scale" aria-hidden="true">
    ${ramp(plane, span && said !== null ? tick(span, said) : nothing)}
    <div class="ends">
      <span class="end">${classes ? swatch(0) : nothing}${low}</span><span>${middle}</span>
      <span class="end">${high}${classes ? swatch(1) : nothing}</span>
    </div>
  </div>`;
}

/** What the lines are; of a unit that is looked at, what it adds. @param {Shown} plane */
function aboutCurves({ inspected, config, view }) {
  const column = summandColumn(config);
  if (column === null || !view.summands)
    return html`<span>Dots: the function to be learned. Line: what the network says.</span>`;
  const one = inspected?.column === column ? inspected.title : null;
  return html`
    <span class=${one ? "aside" : ""}>Dots: the function to learn. Thin: what each unit of layer ${column} adds, number
      times weight (<span class="key"><span class="swatch positive"></span>positive,</span>
      <span class="key"><span class="swatch negative"></span>negative</span>); dashed: the bias. Their sum is the strong line:
      what the network says.</span>
    ${one ? html`<span>${one}: the wide line is what it adds, its number times its weight.</span>` : nothing}
  `;
}

/** The colours of the scale: the output's, or those of the unit that is looked at. @param {Shown} plane @param {unknown} mark */
function ramp({ inspected, theme }, mark) {
  const scale = inspected?.scale ?? "output";
  if (typeof scale === "number" && theme)
    return html`<div class="ramp of-class" style="--of-class: var(--class-${scale % theme.classes.length})">${mark}</div>`;
  return html`<div class=${scale === "sign" ? "ramp signs" : "ramp"}>${mark}</div>`;
}

/** Where the answer stands. @param {import("../plane/raster.js").Span} span @param {number} said */
function tick({ low, high }, said) {
  const share = Math.min(1, Math.max(0, (said - low) / (high - low)));
  return html`<span class="tick" style="left: ${100 * share}%"></span>`;
}
