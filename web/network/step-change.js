// What a step by hand did to the weights: each change as a number on its link.

import { minus } from "../ui/format.js";
import { heightAt } from "./diagram.js";

/** @typedef {import("./diagram.js").Edge} Edge */
/** @typedef {import("../engine/types").LayerWeights} LayerWeights */

/** On more links numbers can't be told apart: of these many, that change most, they are shown. */
const MOST = 24;
/** Where on its link a number may stand, from its beginning to its end: the first place that is free. */
const PLACES = [0.5, 0.62, 0.38, 0.74, 0.26];
const HEIGHT = 13;
const FONT = "600 11px system-ui, sans-serif";

/**
 * The links whose weights changed most, with their changes.
 * @param {readonly Edge[]} edges @param {LayerWeights[]} before @param {LayerWeights[]} after
 * @returns {{ edge: Edge, change: number }[]}
 */
export function largestChanges(edges, before, after) {
  const changes = edges.map((edge) => {
    const { layer, from, to } = edge;
    const [old, now] = [before, after].map((weights) => weights[layer]?.W[from]?.[to]);
    return { edge, change: old === undefined || now === undefined ? 0 : now - old };
  });
  const moved = changes.filter(({ change }) => change !== 0);
  return moved.sort((a, b) => Math.abs(b.change) - Math.abs(a.change)).slice(0, MOST);
}

/**
 * Writes each change on its link, the largest first; what finds no free place is left out.
 * @param {CanvasRenderingContext2D} context @param {readonly { edge: Edge, change: number }[]} changes
 * @param {import("../ui/theme.js").Theme} theme
 */
export function paintChanges(context, changes, theme) {
  context.font = FONT;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.lineWidth = 3;
  context.strokeStyle = theme.line.paper;
  /** @type {{ x: number, y: number, half: number }[]} */
  const taken = [];
  for (const { edge, change } of changes) {
    const text = minus(`${change > 0 ? "+" : ""}${Number(change.toPrecision(2))}`);
    const half = context.measureText(text).width / 2 + 2;
    const spot = PLACES.map((share) => {
      const x = edge.x1 + share * (edge.x2 - edge.x1);
      return { x, y: heightAt(edge, x), half };
    }).find((each) =>
      taken.every(
        ({ x, y, half: wide }) => Math.abs(x - each.x) > wide + half || Math.abs(y - each.y) > HEIGHT,
      ),
    );
    if (!spot) continue;
    taken.push(spot);
    context.strokeText(text, spot.x, spot.y);
    context.fillStyle = change < 0 ? theme.signs.negative : theme.signs.positive;
    context.fillText(text, spot.x, spot.y);
  }
}
