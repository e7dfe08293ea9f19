// Paints the network: edges first, then every unit's map in its square, then the biases.

import { mapOf } from "../plane/maps.js";
import { paintSigned, unitSpan } from "../plane/raster.js";
import { tableOf } from "../ui/theme.js";
import { biasRadius, biasSpot, heightAt } from "./diagram.js";
import { paintEdges } from "./edge-paint.js";

/** Pixels of a unit's picture, each way. */
const TILE = 50;

/**
 * @typedef {object} Scene
 * @property {import("./diagram.js").Layout} layout
 * @property {import("./diagram.js").Shape} shape
 * @property {readonly import("./diagram.js").Edge[]} edges
 * @property {import("../ui/theme.js").Theme} theme
 * @property {HTMLCanvasElement} atlas  where the small pictures are made
 * @property {(column: number) => import("../plane/raster.js").Span | null} spans
 * @property {(column: number, unit: number) => import("../ui/theme.js").Scale} scales
 */

/** @typedef {import("../engine/types").Prediction} Prediction */
/** @typedef {import("../engine/types").LayerWeights} LayerWeights */

/**
 * @param {CanvasRenderingContext2D} context @param {Scene} scene @param {LayerWeights[] | undefined} weights
 * @param {number | null} flow @param {(edge: import("./diagram.js").Edge) => boolean | null} emphasis
 */
export function paintAllEdges(context, { edges, theme }, weights, flow, emphasis) {
  const pens = {
    ...theme.signs,
    none: theme.line.edge,
    paper: theme.line.paper,
  };
  paintEdges(context, edges, ({ layer, from, to }) => weights?.[layer]?.W[from]?.[to], pens, {
    flow,
    emphasis,
  });
}

/**
 * @param {CanvasRenderingContext2D} context @param {Scene} scene
 * @param {Prediction | null} maps @param {LayerWeights[] | undefined} weights
 */
export function paintUnits(context, scene, maps, weights) {
  const { layout, shape, theme } = scene;
  const pictures = maps ? paintTiles(scene, maps) : null;
  layout.spots.forEach((spots, column) => {
    spots.forEach((spot, i) => {
      const unit = column === 0 ? shape.active.indexOf(i) : i;
      if (unit < 0) return;
      paintUnit(context, spot, layout.sizes[column], theme, pictures?.(column, unit) ?? null, scene.atlas);
      const bias = column > 0 ? weights?.[column - 1]?.b?.[unit] : undefined;
      if (bias !== undefined) paintBias(context, spot, layout.sizes[column], bias, theme);
    });
  });
}

/**
 * Makes the small pictures of all units, side by side.
 * @param {Scene} scene @param {import("../engine/types").Prediction} maps
 * @returns {(column: number, unit: number) => number | null} where a unit's picture begins
 */
function paintTiles({ atlas, spans, scales, theme, layout }, maps) {
  const total = maps.layers.reduce((sum, n) => sum + n, 0);
  const context = /** @type {CanvasRenderingContext2D} */ (atlas.getContext("2d"));
  if (atlas.width !== TILE || atlas.height < total * TILE) {
    atlas.width = TILE;
    atlas.height = total * TILE;
  }
  const image = new ImageData(TILE, TILE * total);
  const pixels = new Uint32Array(image.data.buffer);
  const starts = maps.layers.map((_, group) => maps.layers.slice(0, group).reduce((sum, n) => sum + n, 0));
  maps.layers.forEach((count, group) => {
    if (group >= layout.columns.length) return;
    for (let unit = 0; unit < count; unit += 1) {
      const map = mapOf(maps, group, unit);
      if (!map) continue;
      const at = (starts[group] + unit) * TILE * TILE;
      paintSigned(
        pixels.subarray(at, at + TILE * TILE),
        map,
        TILE,
        spans(group) ?? unitSpan(map, false),
        tableOf(theme, scales(group, unit)),
      );
    }
  });
  context.putImageData(image, 0, 0);
  return (column, unit) => (unit < (maps.layers[column] ?? 0) ? (starts[column] + unit) * TILE : null);
}

/**
 * @param {CanvasRenderingContext2D} context @param {{ x: number, y: number }} spot @param {number} side
 * @param {import("../ui/theme.js").Theme} theme @param {number | null} picture @param {HTMLCanvasElement} atlas
 */
function paintUnit(context, { x, y }, side, theme, picture, atlas) {
  const left = x - side / 2;
  const top = y - side / 2;
  context.save();
  context.beginPath();
  context.roundRect(left, top, side, side, Math.min(4, side / 5));
  context.fillStyle = theme.line.paper;
  context.fill();
  context.clip();
  if (picture !== null) context.drawImage(atlas, 0, picture, TILE, TILE, left, top, side, side);
  context.restore();
  context.beginPath();
  context.roundRect(left, top, side, side, Math.min(4, side / 5));
  context.lineWidth = 1;
  context.strokeStyle = theme.line.edge;
  context.stroke();
}

/**
 * A small padlock on every weight and bias that is held fixed.
 * @param {CanvasRenderingContext2D} context @param {Scene} scene @param {readonly string[]} frozen
 */
export function paintLocks(context, { layout, edges, theme }, frozen) {
  for (const key of frozen) {
    const [layer, parameter, first, second] = key
      .split(".")
      .map((part) => (part === "W" ? part : Number(part)));
    if (parameter === "W") {
      const edge = edges.find((each) => each.layer === layer && each.from === first && each.to === second);
      if (!edge) continue;
      const x = edge.x1 + 0.38 * (edge.x2 - edge.x1);
      paintLock(context, x, heightAt(edge, x), theme);
      continue;
    }
    const column = Number(layer) + 1;
    const spot = layout.spots[column]?.[Number(first)];
    if (!spot) continue;
    const { x, y } = biasSpot(spot, layout.sizes[column]);
    paintLock(context, x - 8, y + 4, theme);
  }
}

/** @param {CanvasRenderingContext2D} context @param {number} x @param {number} y @param {import("../ui/theme.js").Theme} theme */
function paintLock(context, x, y, { line }) {
  context.beginPath();
  context.arc(x, y, 8.5, 0, 2 * Math.PI);
  context.fillStyle = line.paper;
  context.fill();
  context.lineWidth = 1.5;
  context.strokeStyle = line.ink;
  context.fillStyle = line.ink;
  context.beginPath();
  context.arc(x, y - 1.5, 2.4, Math.PI, 0);
  context.lineTo(x + 2.4, y);
  context.moveTo(x - 2.4, y - 1.5);
  context.lineTo(x - 2.4, y);
  context.stroke();
  context.fillRect(x - 3.8, y - 0.5, 7.6, 5.5);
}

/**
 * A bias is a dot at the unit's lower left corner, coloured and sized as an edge would be.
 * @param {CanvasRenderingContext2D} context @param {{ x: number, y: number }} spot @param {number} side
 * @param {number} bias @param {import("../ui/theme.js").Theme} theme
 */
function paintBias(context, spot, side, bias, theme) {
  const radius = biasRadius(bias, side);
  const { x, y } = biasSpot(spot, side);
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fillStyle = bias < 0 ? theme.signs.negative : bias > 0 ? theme.signs.positive : theme.line.paper;
  context.fill();
  context.lineWidth = 1;
  context.strokeStyle = bias === 0 ? theme.line.edge : theme.line.paper;
  context.stroke();
}
