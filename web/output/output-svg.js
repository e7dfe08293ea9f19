// The output plane as an SVG picture: what the network says everywhere, and the points it was taught.

import { isGraph } from "../plane/drawing.js";
import { learnt, SLIM } from "../plane/function-graph.js";
import { toPixels } from "../plane/geometry.js";
import { outputMaps } from "../plane/maps.js";
import { spanOfOutput } from "../plane/painting.js";
import { PlotScale } from "../plane/plot-scale.js";
import { pointRadius } from "../plane/points.js";
import { paintClasses, paintSigned } from "../plane/raster.js";
import { shapeOf, valueShape } from "../plane/shapes.js";
import { coarse, document, element, PathText, raster } from "../ui/svg.js";

/** @typedef {import("../app/state-types").State} State */
/** @typedef {import("../ui/theme.js").Theme} Theme */
/** @typedef {import("../plane/geometry.js").Frame} Frame */

const LEVELS = 32;

/**
 * @param {Pick<State, "config" | "description" | "data" | "maps">} state
 * @param {Theme} theme
 * @param {{ side?: number, halves?: boolean, tests?: boolean }} [options] as the plane is shown on the page
 * @returns {string} a whole SVG file
 */
export function outputSvg(state, theme, options = {}) {
  const { side = 600 } = options;
  const what = isGraph(state.config.data)
    ? "The function that a network has learned"
    : "The output of a network over the plane";
  const title = `${what}, and ${state.data.labels.length} points`;
  const size = { width: side, height: side, title, paper: theme.line.paper };
  return document(size, outputPicture(state, theme, { ...options, side }));
}

/**
 * The same as a part of a picture, with its corner at 0, 0.
 * @param {Pick<State, "config" | "description" | "data" | "maps">} state
 * @param {Theme} theme
 * @param {{ side: number, halves?: boolean, tests?: boolean }} options
 */
export function outputPicture(state, theme, { side, halves = false, tests = true }) {
  const [low, high] = state.description.limits.domain;
  const frame = { low, high, side };
  const plotScale = PlotScale.of(state.data, isGraph(state.config.data), high);
  return [
    ...(plotScale.graph ? [] : output(state, theme, side, halves)),
    axes(frame, theme),
    ...points(state, theme, frame, plotScale, tests),
    ...(plotScale.graph ? curve(state, theme, frame, plotScale) : []),
  ];
}

/** @param {Pick<State, "config" | "description" | "maps">} state @param {Theme} theme @param {number} size @param {boolean} halves */
function output({ config, description, maps }, theme, size, halves) {
  const outputs = maps ? outputMaps(maps) : [];
  const side = Math.round(Math.sqrt(maps?.count ?? 0));
  if (outputs.length === 0 || side === 0) return [];
  const pixels = new Uint32Array(side * side);
  if (outputs.length > 1) {
    const ramps = theme.ramps.map((ramp) => coarse(ramp, LEVELS));
    paintClasses(pixels, outputs, ramps, halves);
  } else {
    const table = halves ? theme.halves : coarse(theme.output, LEVELS);
    paintSigned(pixels, outputs[0], side, spanOfOutput(config, description), table);
  }
  return [raster(pixels, side, { x: 0, y: 0, size })];
}

/** @param {Frame} frame @param {Theme} theme */
function axes(frame, theme) {
  const path = new PathText();
  const [x, y] = toPixels(frame, 0, 0);
  path.moveTo(x, 0);
  path.lineTo(x, frame.side);
  path.moveTo(0, y);
  path.lineTo(frame.side, y);
  for (let n = Math.ceil(frame.low) + 1; n < frame.high; n += 1) {
    const [px, py] = toPixels(frame, n, n);
    path.moveTo(px, y - 2.5);
    path.lineTo(px, y + 2.5);
    path.moveTo(x - 2.5, py);
    path.lineTo(x + 2.5, py);
  }
  return element("path", { d: path.d, fill: "none", stroke: theme.line.ink, "stroke-opacity": 0.28 });
}

/** What the network makes of a function of x. @param {Pick<State, "maps">} state @param {Theme} theme @param {Frame} frame @param {PlotScale} plotScale */
function curve({ maps }, theme, frame, plotScale) {
  const [map] = maps ? outputMaps(maps) : [];
  if (!map) return [];
  const path = new PathText();
  const values = learnt(map);
  values.forEach((value, i) => {
    const x1 = frame.low + ((i + 0.5) * (frame.high - frame.low)) / values.length;
    const [x, y] = toPixels(frame, x1, plotScale.toHeight(value));
    if (i === 0) path.moveTo(x, y);
    else path.lineTo(x, y);
  });
  const look = { fill: "none", stroke: theme.line.ink, "stroke-width": 3, "stroke-linejoin": "round" };
  return [element("path", { d: path.d, ...look })];
}

/** @param {Pick<State, "data">} state @param {Theme} theme @param {Frame} frame @param {PlotScale} plotScale @param {boolean} tests */
function points({ data }, theme, frame, plotScale, tests) {
  const radius = pointRadius(frame, data.labels.length) * (plotScale.graph ? SLIM : 1);
  const positions = plotScale.positions(data);
  /** @type {Map<string, PathText>} one path for all that look alike */
  const groups = new Map();
  for (let i = 0; i < data.labels.length; i += 1) {
    const hollow = data.is_test[i] === 1;
    if (hollow && !tests) continue;
    const label = data.labels[i];
    const regression = data.task === "regression";
    const kind = `${hollow ? "hollow" : "full"} ${regression ? Math.round(label * 20) / 20 : label}`;
    const path = groups.get(kind) ?? new PathText();
    groups.set(kind, path);
    const [x, y] = toPixels(frame, positions[2 * i], positions[2 * i + 1]);
    const value = plotScale.graph ? shapeOf(0) : valueShape(Math.round(label * 20));
    const shape = regression ? value : shapeOf(label);
    shape.draw(/** @type {any} */ (path), x, y, hollow ? radius * 0.86 : radius);
  }
  return [...groups].map(([kind, { d }]) => {
    const [filling, label] = kind.split(" ");
    const number = Number(label);
    const colour =
      data.task === "regression" ? theme.value(number) : theme.classes[number % theme.classes.length];
    const full = filling === "full";
    const fill = full ? colour : theme.line.paper;
    const stroke = full ? theme.line.paper : colour;
    const look = { fill, stroke, "stroke-width": radius * (full ? 0.25 : 0.42) };
    return element("path", { d, ...look, "stroke-linejoin": "round" });
  });
}
