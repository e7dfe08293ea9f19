// The plane as the hidden units see it: two of their numbers are the axes, and the grid and the points lie where those
// put them. What the last layer has to part with a straight line is seen to come apart.

import { html } from "lit";
import { unitTitle } from "../config/unit-names.js";
import { featureAxes, unitsOf } from "../plane/feature-axes.js";
import { mapOf, outputMaps } from "../plane/maps.js";
import { inkOf, spanOfOutput } from "../plane/painting.js";
import { PlaneView } from "../plane/plane-view.js";
import { paintPoints, pointRadius } from "../plane/points.js";
import { textOf } from "../ui/controls.js";
import { fresh } from "../ui/sharp-canvas.js";
import { axisSpan, CELLS, featureSpaceGrid } from "./feature-space-grid.js";

/** Milliseconds between two paintings while training, and shades of the grid. */
const TURN = 30;
const SHADES = 24;
/** Every so many lines of the grid is drawn. */
const LINES = 4;

class FeatureSpace extends PlaneView {
  static properties = {
    ...PlaneView.properties,
    activations: { attribute: false },
    outputs: { attribute: false },
  };

  static painted = ["maps", "activations"];

  constructor() {
    super();
    /** @type {import("../engine/types").Prediction | null} what the units say of the points */
    this.activations = null;
    this.outputs = 1;
    this.painted = 0;
  }

  /** All units that there are, inputs first. */
  get units() {
    return unitsOf(this.config, this.outputs);
  }

  /** The two that are the axes. */
  get axes() {
    return featureAxes(this.config, this.outputs);
  }

  render() {
    const [x, y] = this.axes;
    return html`
      <div class="plane feature-space" role="img" aria-label="The plane as ${this.nameOf(x)} and ${this.nameOf(y)} see it">
        <canvas></canvas>
      </div>
      <div class="scale axes">
        ${this.menu("across", "bent_x", x)}${this.menu("up", "bent_y", y)}
      </div>
    `;
  }

  /** @param {[number, number]} unit */
  nameOf([column, unit]) {
    const title = unitTitle(this.config, this.description, column, unit, this.outputs);
    return title[0].toLowerCase() + title.slice(1);
  }

  /** @param {string} label @param {string} key @param {[number, number]} chosen */
  menu(label, key, chosen) {
    return html`<label
      >${label}<select
        aria-label="Unit whose number goes ${label}"
        @change=${(/** @type {Event} */ event) => this.set(`view.${key}`, textOf(event))}
      >
        ${this.units.map(
          (unit) =>
            html`<option value=${unit.join(".")} ?selected=${unit.join() === chosen.join()}>${this.nameOf(unit)}</option>`,
        )}
      </select></label
    >`;
  }

  /** Ends of a unit's numbers where its activation has some. @param {number} column */
  ends(column) {
    if (column === 0) return null;
    const name = this.config.network.layers[column - 1]?.activation ?? this.config.network.output;
    const y = this.description.registries.activations.find((each) => each.name === name)?.curve?.y ?? [];
    const [low, high] = [Math.min(...y), Math.max(...y)];
    return low >= -1.001 && high <= 1.001 ? { low: low < -0.1 ? -1 : 0, high: 1 } : null;
  }

  updated() {
    this.painted = 0;
    this.repaint();
  }

  paint() {
    const { theme, maps } = this;
    const { side } = this.frame;
    const now = performance.now();
    if (!theme || this.size.width === 0 || now - this.painted < TURN) return;
    this.painted = now;
    const context = fresh(/** @type {HTMLCanvasElement} */ (this.querySelector("canvas")), side, side);
    const [first, second] = this.axes;
    const across = maps && mapOf(maps, ...first);
    const up = maps && mapOf(maps, ...second);
    if (!maps || !across || !up || across.length !== maps.count || up.length !== maps.count) return;
    const [x, y] = [axisSpan(across, this.ends(first[0])), axisSpan(up, this.ends(second[0]))];
    const grid = featureSpaceGrid(across, up, Math.round(Math.sqrt(maps.count)), x, y);
    for (let i = 0; i < grid.x.length; i += 1) {
      grid.x[i] *= side;
      grid.y[i] = (1 - grid.y[i]) * side;
    }
    this.paintCells(context, grid, outputMaps(maps), theme);
    this.paintLines(context, grid, theme);
    this.paintPoints(context, [first, second], [x, y], side, theme);
  }

  /**
   * The squares of the plane, where they have come to lie, in the colour of the output there: all of one shade at once.
   * @param {CanvasRenderingContext2D} context @param {ReturnType<typeof featureSpaceGrid>} grid
   * @param {Float32Array[]} outputs @param {import("../ui/theme.js").Theme} theme
   */
  paintCells(context, { at, x, y }, outputs, theme) {
    const { low, high } = spanOfOutput(this.config, this.description);
    const groups = new Map();
    for (let row = 0; row < CELLS; row += 1) {
      for (let column = 0; column < CELLS; column += 1) {
        const corner = row * (CELLS + 1) + column;
        const colour = colourOf(outputs, at[corner], low, high, theme);
        const path = groups.get(colour) ?? new Path2D();
        groups.set(colour, path);
        path.moveTo(x[corner], y[corner]);
        for (const next of [corner + 1, corner + CELLS + 2, corner + CELLS + 1])
          path.lineTo(x[next], y[next]);
        path.closePath();
      }
    }
    context.lineWidth = 1;
    for (const [colour, path] of groups) {
      context.fillStyle = context.strokeStyle = colour;
      context.fill(path);
      context.stroke(path); // or the paper shows through between two squares
    }
  }

  /** @param {CanvasRenderingContext2D} context @param {ReturnType<typeof featureSpaceGrid>} grid @param {import("../ui/theme.js").Theme} theme */
  paintLines(context, { x, y }, theme) {
    context.beginPath();
    for (let line = 0; line <= CELLS; line += LINES) {
      for (let i = 0; i <= CELLS; i += 1) {
        const flat = line * (CELLS + 1) + i;
        if (i === 0) context.moveTo(x[flat], y[flat]);
        else context.lineTo(x[flat], y[flat]);
      }
      for (let i = 0; i <= CELLS; i += 1) {
        const tall = i * (CELLS + 1) + line;
        if (i === 0) context.moveTo(x[tall], y[tall]);
        else context.lineTo(x[tall], y[tall]);
      }
    }
    context.strokeStyle = theme.line.ink;
    context.globalAlpha = 0.32;
    context.lineWidth = 1;
    context.stroke();
    context.globalAlpha = 1;
  }

  /**
   * @param {CanvasRenderingContext2D} context @param {[number, number][]} axes
   * @param {import("./feature-space-grid.js").Span[]} spans @param {number} side @param {import("../ui/theme.js").Theme} theme
   */
  paintPoints(context, [first, second], [x, y], side, theme) {
    const { activations, data } = this;
    const across = activations && mapOf(activations, ...first);
    const up = activations && mapOf(activations, ...second);
    if (!across || !up || across.length !== data.labels.length) return;
    const points = new Float64Array(2 * across.length);
    for (let i = 0; i < across.length; i += 1) {
      points[2 * i] = (across[i] - x.low) / (x.high - x.low);
      points[2 * i + 1] = (up[i] - y.low) / (y.high - y.low);
    }
    const frame = { low: 0, high: 1, side };
    const radius = 0.8 * pointRadius(this.frame, data.labels.length);
    const tests = this.config.view.show_test !== false;
    paintPoints(context, frame, { ...data, points }, inkOf(theme), { radius, tests });
  }
}

/**
 * @param {Float32Array[]} outputs @param {number} at @param {number} low @param {number} high
 * @param {import("../ui/theme.js").Theme} theme
 */
function colourOf(outputs, at, low, high, theme) {
  if (outputs.length > 1) {
    let best = 0;
    for (let k = 1; k < outputs.length; k += 1) if (outputs[k][at] > outputs[best][at]) best = k;
    return cssOf(theme.ramps[best % theme.ramps.length][160]);
  }
  const share = Math.min(1, Math.max(0, ((outputs[0]?.[at] ?? 0) - low) / (high - low)));
  return cssOf(theme.output[Math.round((Math.round(share * SHADES) / SHADES) * 255)]);
}

/** A colour of a table, which has its bytes from red to alpha. @param {number} pixel */
const cssOf = (pixel) => `rgb(${pixel & 255} ${(pixel >> 8) & 255} ${(pixel >> 16) & 255})`;

customElements.define("gp-feature-space", FeatureSpace);
