// Paints the weights between two layers as one picture, a quiet band that says which units they join, and over it the
// links that are looked at.

import { Raster } from "../ui/sharp-canvas.js";
import { paintWeights, pixelsOf, placeOf } from "./weight-image.js";

/** @typedef {import("./weight-image.js").WeightImage} WeightImage */
/** @typedef {import("../ui/theme.js").Theme} Theme */

export class ImagePaint {
  #raster = new Raster(document.createElement("canvas"));
  /** @type {unknown[]} */
  #painted = [];

  /**
   * @param {CanvasRenderingContext2D} context @param {WeightImage} image
   * @param {import("../engine/types").LayerWeights[] | undefined} weights @param {Theme} theme
   * @param {boolean} aside  whether something else is looked at
   */
  paint(context, image, weights, theme, aside) {
    band(context, image, theme);
    const { across, down } = pixelsOf(image);
    const W = weights?.[image.layer]?.W;
    const wanted = [W, theme, across, down, image.rowUnits, image.columnUnits];
    if (wanted.some((part, i) => part !== this.#painted[i])) {
      this.#painted = wanted;
      this.#raster.resize(across, down);
      paintWeights(this.#raster.pixels, W, image, theme.weights);
      this.#raster.show();
    }
    const { left, top, width, height } = image;
    context.globalAlpha = aside ? 0.35 : 1;
    context.imageSmoothingEnabled = false;
    context.drawImage(this.#raster.canvas, left, top, width, height);
    context.imageSmoothingEnabled = true;
    context.globalAlpha = 1;
    context.lineWidth = 1;
    context.strokeStyle = theme.line.grid;
    context.strokeRect(left - 0.5, top - 0.5, width + 1, height + 1);
  }
}

/** From what stands on the left through the picture to what stands on the right. @param {CanvasRenderingContext2D} context @param {WeightImage} image @param {Theme} theme */
function band(context, { left, top, width, height, x1, x2, from, to }, { line }) {
  context.fillStyle = line.rule;
  context.globalAlpha = 0.45;
  for (const [x, [high, low], edge] of /** @type {const} */ ([
    [x1, from, left],
    [x2, to, left + width],
  ])) {
    const middle = (x + edge) / 2;
    context.beginPath();
    context.moveTo(x, high);
    context.bezierCurveTo(middle, high, middle, top, edge, top);
    context.lineTo(edge, top + height);
    context.bezierCurveTo(middle, top + height, middle, low, x, low);
    context.closePath();
    context.fill();
  }
  context.globalAlpha = 1;
}

/** A ring around one weight. @param {CanvasRenderingContext2D} context @param {WeightImage} image @param {{ from: number, to: number }} link @param {Theme} theme */
export function ringWeight(context, image, link, { line }) {
  const { x, y } = placeOf(image, link);
  for (const [width, colour] of /** @type {const} */ ([
    [4, line.paper],
    [1.5, line.ink],
  ])) {
    context.beginPath();
    context.arc(x, y, 6, 0, 2 * Math.PI);
    context.lineWidth = width;
    context.strokeStyle = colour;
    context.stroke();
  }
}
