// What a step by hand did to the weights: each change as a number on its link.

import { minus } from "../ui/format.js";
import { heightAt } from "./diagram.js";

/** @typedef {import("./diagram.js").Edge} Edge */
/** @typedef {import("../engine/types").LayerWeights} LayerWeights */

/** On more links numbers can't be told apart: of these many, that change most, they are shown. */
const MOST = 24;
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
  for (const { edge, change } of changes) {
    // Links that end in one unit come close there, those that begin in one unit here: each has its own place between.
    const share = 0.34 + 0.16 * ((edge.from + edge.to) % 3);
    const x = edge.x1 + share * (edge.x2 - edge.x1);
    const text = minus(`${change > 0 ? "+" : ""}${Number(change.toPrecision(2))}`);
    const y = heightAt(edge, x);
    context.strokeText(text, x, y);
    context.fillStyle = change < 0 ? theme.signs.negative : theme.signs.positive;
    context.fillText(text, x, y);
  }
}
