// Paints a layer of tiles: every unit's map in a small picture of the whole grid, which is then drawn at once. A map that
// has not changed is not painted again.

import { mapOf } from "../plane/maps.js";
import { paintSigned, unitSpan } from "../plane/raster.js";
import { Raster } from "../ui/sharp-canvas.js";
import { tableOf } from "../ui/theme.js";
import { gapOf } from "./tile-grid.js";

/** Pixels of a tile's map, each way. */
export const TILE = 25;

/** @typedef {import("./tile-grid.js").Grid} Grid */

export class TilePaint {
  #raster = new Raster(document.createElement("canvas"));
  #pixels = new Uint32Array(TILE * TILE);
  /** What was painted at each place, and how. @type {(ArrayLike<number> | null)[]} */
  #painted = [];
  /** @type {unknown[]} */
  #look = [];

  /**
   * @param {CanvasRenderingContext2D} context @param {Grid} grid
   * @param {{ column: number, maps: import("../plane/maps.js").Maps | null, theme: import("../ui/theme.js").Theme, span: import("../plane/raster.js").Span | null, scale: import("../ui/theme.js").Scale }} what
   */
  paint(context, grid, { column, maps, theme, span, scale }) {
    const { columns, order, cell, left, top, width, height } = grid;
    const down = height / cell;
    const look = [theme, columns, order.length, span?.low, span?.high];
    if (look.some((part, i) => part !== this.#look[i])) {
      this.#look = look;
      this.#painted = order.map(() => null);
      this.#raster.resize(columns * TILE, down * TILE);
    }
    const table = tableOf(theme, scale);
    let changed = false;
    order.forEach((unit, place) => {
      const map = maps && mapOf(maps, column, unit);
      if (!map || map === this.#painted[place]) return;
      this.#painted[place] = map;
      changed = true;
      paintSigned(this.#pixels, map, TILE, span ?? unitSpan(map, false), table);
      const at = (Math.floor(place / columns) * columns * TILE + (place % columns)) * TILE;
      for (let row = 0; row < TILE; row += 1)
        this.#raster.pixels.set(
          this.#pixels.subarray(row * TILE, (row + 1) * TILE),
          at + row * columns * TILE,
        );
    });
    if (changed) this.#raster.show();
    context.drawImage(this.#raster.canvas, left, top, width, height);
    this.#rule(context, grid, theme);
  }

  /** The gaps between the tiles, and a fine line around each. @param {CanvasRenderingContext2D} context @param {Grid} grid @param {import("../ui/theme.js").Theme} theme */
  #rule(context, grid, { line }) {
    const { left, top, width, height, columns, cell, order } = grid;
    const gap = gapOf(grid);
    context.fillStyle = line.paper;
    for (let column = 0; column <= columns; column += 1)
      context.fillRect(left + column * cell - gap / 2, top, gap, height);
    for (let row = 0; row <= height / cell; row += 1)
      context.fillRect(left, top + row * cell - gap / 2, width, gap);
    const rest = order.length % columns;
    if (rest > 0) context.fillRect(left + rest * cell, top + height - cell, width - rest * cell, cell);
    context.beginPath();
    for (let place = 0; place < order.length; place += 1) {
      const [x, y] = [left + (place % columns) * cell, top + Math.floor(place / columns) * cell];
      context.rect(x + gap / 2, y + gap / 2, cell - gap, cell - gap);
    }
    context.lineWidth = 0.5;
    context.strokeStyle = gap > 1 ? line.edge : line.grid;
    context.stroke();
  }
}
