// Paints the network: links first, then every unit's map in its square or tile, then the biases, then the links that are
// looked at among tiles.

import { mapOf } from "../plane/maps.js";
import { paintSigned, unitSpan } from "../plane/raster.js";
import { tableOf } from "../ui/theme.js";
import { biasRadius, biasSpot, edgeOf, edgeStyle, heightAt, strength } from "./diagram.js";
import { paintEdges, paintPath, trace } from "./edge-paint.js";
import { ringWeight } from "./image-paint.js";
import { mostPassedOn, passedOn } from "./passed-on.js";
import { showsBiases } from "./tile-grid.js";
import { placeOf } from "./weight-image.js";

/** Pixels of a unit's picture in its square, each way. */
export const SQUARE = 50;

/**
 * @typedef {object} Scene
 * @property {import("./diagram.js").Layout} layout
 * @property {readonly import("./diagram.js").Edge[]} edges
 * @property {import("../ui/theme.js").Theme} theme
 * @property {HTMLCanvasElement} atlas  where the small pictures of squares are made
 * @property {(column: number) => import("./tile-paint.js").TilePaint} tiles
 * @property {(layer: number) => import("./image-paint.js").ImagePaint} images
 * @property {(column: number) => import("../plane/raster.js").Span | null} spans
 * @property {(column: number, unit: number) => import("../ui/theme.js").Scale} scales
 */

/** @typedef {import("../plane/maps.js").Maps} Maps */
/** @typedef {import("../engine/types").LayerWeights} LayerWeights */
/** @typedef {import("./strongest-links.js").Link} Link */

/**
 * @param {CanvasRenderingContext2D} context @param {Scene} scene @param {LayerWeights[] | undefined} weights
 * @param {number | null} flow @param {(link: Link) => boolean | null} emphasis
 * @param {import("./passed-on.js").Said | null} said  where somebody points: then links show what they pass on there
 */
export function paintAllEdges(context, { edges, theme, layout, images }, weights, flow, emphasis, said) {
  for (const image of layout.images)
    if (image) {
      const aside = said !== null || emphasis({ layer: image.layer, from: -1, to: -1 }) !== null;
      images(image.layer).paint(context, image, weights, theme, aside);
    }
  const pens = {
    ...theme.signs,
    none: theme.line.edge,
    paper: theme.line.paper,
  };
  if (said)
    return paintPath(
      context,
      edges,
      (edge) => passedOn(said, weights, edge),
      mostPassedOn(said, weights),
      pens,
    );
  paintEdges(context, edges, ({ layer, from, to }) => weights?.[layer]?.W[from]?.[to], pens, {
    flow,
    emphasis,
  });
}

/**
 * @param {CanvasRenderingContext2D} context @param {Scene} scene
 * @param {Maps | null} maps @param {LayerWeights[] | undefined} weights
 */
export function paintUnits(context, scene, maps, weights) {
  const { layout, theme } = scene;
  const pictures = maps ? paintSquares(scene, maps) : null;
  layout.spots.forEach((spots, column) => {
    const grid = layout.grids[column];
    if (grid) {
      const [span, scale] = [scene.spans(column), scene.scales(column, 0)];
      scene.tiles(column).paint(context, grid, { column, maps, theme, span, scale });
    }
    spots.forEach((spot, unit) => {
      if (!grid)
        paintUnit(context, spot, layout.sizes[column], theme, pictures?.(column, unit) ?? null, scene.atlas);
      const bias = column > 0 && showsBiases(grid) ? weights?.[column - 1]?.b?.[unit] : undefined;
      if (bias !== undefined) paintBias(context, spot, layout.sizes[column], bias, theme);
    });
  });
}

/**
 * Makes the small pictures of all units that are squares, one below the other.
 * @param {Scene} scene @param {Maps} maps
 * @returns {(column: number, unit: number) => number | null} where a unit's picture begins
 */
function paintSquares({ atlas, spans, scales, theme, layout }, maps) {
  const counts = layout.grids.map((grid, column) => (grid ? 0 : (maps.layers[column] ?? 0)));
  const starts = counts.map((_, column) => counts.slice(0, column).reduce((sum, n) => sum + n, 0));
  const total = counts.reduce((sum, n) => sum + n, 0);
  const context = /** @type {CanvasRenderingContext2D} */ (atlas.getContext("2d"));
  if (atlas.width !== SQUARE || atlas.height < total * SQUARE) {
    atlas.width = SQUARE;
    atlas.height = total * SQUARE;
  }
  const image = new ImageData(SQUARE, SQUARE * Math.max(1, total));
  const pixels = new Uint32Array(image.data.buffer);
  counts.forEach((count, column) => {
    for (let unit = 0; unit < count; unit += 1) {
      const map = mapOf(maps, column, unit);
      if (!map) continue;
      const at = (starts[column] + unit) * SQUARE * SQUARE;
      const table = tableOf(theme, scales(column, unit));
      paintSigned(
        pixels.subarray(at, at + SQUARE * SQUARE),
        map,
        SQUARE,
        spans(column) ?? unitSpan(map, false),
        table,
      );
    }
  });
  context.putImageData(image, 0, 0);
  return (column, unit) => (unit < counts[column] ? (starts[column] + unit) * SQUARE : null);
}

/**
 * The links that are looked at where the others are a picture: as curves from unit to unit, each end with a frame in
 * the colour of the weight's sign.
 * @param {CanvasRenderingContext2D} context @param {Scene} scene @param {readonly Link[]} links
 * @param {(link: Link) => number | undefined} weightOf @param {Link | null} one  the one weight that is pointed at
 */
export function paintLinks(context, { layout, theme }, links, weightOf, one) {
  for (const link of links) {
    const { layer, from, to } = link;
    const weight = weightOf(link);
    const known = layout.spots[layer]?.[from] && layout.spots[layer + 1]?.[to]; // the network may be another by now
    if (!known || !layout.images[layer] || weight === undefined) continue;
    const { width } = edgeStyle(Math.max(0.2, strength(weight)));
    const colour = weight < 0 ? theme.signs.negative : theme.signs.positive;
    const edge = edgeOf(layout, link);
    for (const [wide, stroke] of /** @type {const} */ ([
      [width + 2.5, theme.line.paper],
      [width, colour],
    ])) {
      context.beginPath();
      trace(context, edge);
      context.lineWidth = wide;
      context.strokeStyle = stroke;
      context.stroke();
    }
    context.lineWidth = 2;
    for (const [column, unit] of [
      [layer, from],
      [layer + 1, to],
    ]) {
      if (!layout.grids[column]) continue;
      const { x, y } = layout.spots[column][unit];
      const side = layout.sizes[column];
      context.strokeRect(x - side / 2, y - side / 2, side, side);
    }
  }
  const image = one && layout.images[one.layer];
  if (one && image && weightOf(one) !== undefined) ringWeight(context, image, one, theme);
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
  if (picture !== null) context.drawImage(atlas, 0, picture, SQUARE, SQUARE, left, top, side, side);
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
      const image = layout.images[Number(layer)];
      if (image) {
        const { x, y } = placeOf(image, { from: Number(first), to: Number(second) });
        paintLock(context, x, y, theme);
        continue;
      }
      const edge = edges.find((each) => each.layer === layer && each.from === first && each.to === second);
      if (!edge) continue;
      const x = edge.x1 + 0.38 * (edge.x2 - edge.x1);
      paintLock(context, x, heightAt(edge, x), theme);
      continue;
    }
    const column = Number(layer) + 1;
    const spot = layout.spots[column]?.[Number(first)];
    if (!spot || !showsBiases(layout.grids[column])) continue;
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
