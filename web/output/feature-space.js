// The plane as the hidden units see it: two of their numbers are the axes, and the grid and the points lie where those
// put them. What the last layer has to part with a straight line is seen to come apart.

import { html } from "lit";
import { unitTitle } from "../config/unit-names.js";
import { addContour, leadOf } from "../plane/contours.js";
import { featureAxes, unitsOf } from "../plane/feature-axes.js";
import { mapOf, outputMaps } from "../plane/maps.js";
import { inkOf, spanOfOutput } from "../plane/painting.js";
import { PlaneView } from "../plane/plane-view.js";
import { paintPoints, pointRadius } from "../plane/points.js";
import { numberOf, textOf } from "../ui/controls.js";
import { brief } from "../ui/format.js";
import { fresh } from "../ui/sharp-canvas.js";
import { axisSpan, CELLS, featureSpaceGrid, foldedPath, foldedPoints, ROOM } from "./feature-space-grid.js";

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
    fold: { state: true },
  };

  static painted = ["maps", "activations"];

  constructor() {
    super();
    /** @type {import("../engine/types").Prediction | null} what the units say of the points */
    this.activations = null;
    this.outputs = 1;
    /** How far the plane is bent: 0 as it is, 1 as the units see it. */
    this.fold = 1;
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
    const flat = this.fold < 0.5;
    return html`
      <div class="plane feature-space" role="img" aria-label="The plane as ${this.nameOf(x)} and ${this.nameOf(y)} see it">
        <canvas></canvas>
        <p class="ends-of head"><span class="up">↑ ${flat ? html`<i>x</i><sub>2</sub>` : this.nameOf(y)}</span><span class="top"></span></p>
        <p class="ends-of foot">
          <span class="low"></span><span class="across">${flat ? html`<i>x</i><sub>1</sub>` : this.nameOf(x)} →</span><span class="right"></span>
        </p>
      </div>
      <div class="told-of">
        ${this.slider()}
        <div class="scale axes">
          ${this.menu("across", "bent_x", x)}${this.menu("up", "bent_y", y)}
        </div>
        <p class="legend">${this.legend()}</p>
      </div>
    `;
  }

  /** From the plane to the bent plane, by hand, so that one sees it fold. */
  slider() {
    const percent = Math.round(100 * this.fold);
    const says =
      percent === 0
        ? "The plane as it is"
        : percent === 100
          ? "Bent, as the two units see it"
          : `${percent}% of the way from the plane to the bent plane`;
    return html`<label
      class="fold" data-help="Folds the plane. Only its two ends are computed: on the way each place is drawn on a straight line from the one to the other."
      ><span aria-hidden="true">plane</span
      ><input
        type="range" min="0" max="1" step="0.01" aria-label="How far the plane is bent" aria-valuetext=${says} .value=${String(this.fold)}
        @input=${(/** @type {Event} */ event) => {
          this.fold = numberOf(event);
        }}
      /><span aria-hidden="true">bent</span></label
    >`;
  }

  /** What is to be seen, in words. */
  legend() {
    const { data, config } = this;
    const last = config.network.layers.length;
    const both =
      config.network.layers[last - 1]?.units === 2 && this.axes.every(([column]) => column === last);
    if (data.task !== "classification")
      return "Each place of the plane lies where the two units put it, in the colour of the output there.";
    if (both && this.fold < 1)
      return "Each place is on its way to where the two units put it. At the strong line the network changes its mind: bent, it is straight.";
    return both
      ? "Each place lies where the two units put it. At the strong line the network changes its mind: here it is straight."
      : "Each place lies where the two units put it. At the strong line the network changes its mind.";
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
    const grid = featureSpaceGrid(across, up, Math.round(Math.sqrt(maps.count)), x, y, this.fold);
    for (let i = 0; i < grid.x.length; i += 1) {
      grid.x[i] *= side;
      grid.y[i] = (1 - grid.y[i]) * side;
    }
    const outputs = outputMaps(maps);
    this.paintCells(context, grid, outputs, theme);
    this.paintLines(context, grid, theme);
    this.writeEnds(x, y);
    this.paintPoints(context, [first, second], [x, y], side, theme);
    this.paintBorder(context, grid, outputs, theme);
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
        // All the same way round: where the plane lies on its own back, two that go opposite ways would leave a hole.
        const turn = isTurned(x, y, corner) ? [CELLS + 1, CELLS + 2, 1] : [1, CELLS + 2, CELLS + 1];
        path.moveTo(x[corner], y[corner]);
        for (const next of turn) path.lineTo(x[corner + next], y[corner + next]);
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
   * Where the network changes its mind: the border on the plane, gone along with the grid.
   * @param {CanvasRenderingContext2D} context @param {ReturnType<typeof featureSpaceGrid>} grid
   * @param {Float32Array[]} outputs @param {import("../ui/theme.js").Theme} theme
   */
  paintBorder(context, grid, outputs, theme) {
    if (this.data.task !== "classification") return;
    const { low, high } = spanOfOutput(this.config, this.description);
    const corners = outputs.map((map) => Float32Array.from(grid.at, (i) => map[i]));
    context.beginPath();
    const path = foldedPath(context, grid);
    if (corners.length === 1) addContour(path, corners[0], (low + high) / 2, CELLS);
    else
      for (let label = 0; label < corners.length; label += 1)
        addContour(path, leadOf(corners, label), 0, CELLS);
    context.lineCap = "round";
    for (const [colour, width] of /** @type {[string, number][]} */ ([
      [theme.line.paper, 4.5],
      [theme.line.ink, 2],
    ])) {
      context.strokeStyle = colour;
      context.lineWidth = width;
      context.stroke();
    }
  }

  /** The numbers at the ends of the axes. @param {import("./feature-space-grid.js").Span} x @param {import("./feature-space-grid.js").Span} y */
  writeEnds(x, y) {
    const [across, up] = this.fold < 0.5 ? [this.bounds, this.bounds] : [x, y].map(withoutRoom);
    const texts = {
      low: `${brief(across.low)}, ${brief(up.low)}`,
      right: brief(across.high),
      top: brief(up.high),
    };
    for (const [name, text] of Object.entries(texts)) {
      const place = this.querySelector(`.ends-of .${name}`);
      if (place && place.textContent !== text) place.textContent = text;
    }
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
    const points = foldedPoints(data.points, this.bounds, across, up, x, y, this.fold);
    const frame = { low: 0, high: 1, side };
    const radius = 0.8 * pointRadius(this.frame, data.labels.length);
    const tests = this.config.view.show_test !== false;
    paintPoints(context, frame, { ...data, points }, inkOf(theme), { radius, tests });
  }
}

/** Whether a square of the grid lies on its back, by its diagonals. @param {Float32Array} x @param {Float32Array} y @param {number} corner its first */
function isTurned(x, y, corner) {
  const [across, down, far] = [corner + 1, corner + CELLS + 1, corner + CELLS + 2];
  return (x[far] - x[corner]) * (y[down] - y[across]) < (y[far] - y[corner]) * (x[down] - x[across]);
}

/** An axis as far as the numbers reach, without the room around them. @param {import("./feature-space-grid.js").Span} span */
function withoutRoom({ low, high }) {
  const room = (ROOM / (1 + 2 * ROOM)) * (high - low);
  return { low: low + room, high: high - room };
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
