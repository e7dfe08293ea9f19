// The network as an SVG picture: its units with what they respond to, its edges with their weights, its words.

import { featureLabel } from "../config/unit-names.js";
import { mapOf } from "../plane/maps.js";
import { paintSigned, unitSpan } from "../plane/raster.js";
import { coarse, document, element, PathText, raster, words } from "../ui/svg.js";
import { tableOf } from "../ui/theme.js";
import { biasRadius, edgeStyle, edges, layoutOf, strength, UNKNOWN_EDGE } from "./diagram.js";
import { scaleOfUnit, spanOfUnit } from "./network-shape.js";
import { showsBiases } from "./tile-grid.js";
import { orderIn, orderOf } from "./tile-order.js";
import { paintWeights, pixelsOf } from "./weight-image.js";

/** @typedef {import("../app/state-types").State} State */
/** @typedef {import("../ui/theme.js").Theme} Theme */
/** @typedef {Pick<State, "config" | "description" | "data" | "maps" | "snapshot">} Shown */

const SQUARE = 24; // squares of a unit's picture, each way
const TILE = 12; // and where it is a tile
const LEVELS = 12;
const STEPS = 12; // widths of an edge

/**
 * @param {Shown} state
 * @param {Theme} theme
 * @param {{ width?: number }} [options]
 * @returns {string} a whole SVG file
 */
export function networkSvg(state, theme, { width = 900 } = {}) {
  const { config } = state;
  const outputs = outputsOf(state);
  const hidden = config.network.layers.map(({ units }) => units);
  const inputs = config.features.length;
  const shape = { inputs, layers: hidden, outputs };
  const how = orderIn(config.view);
  const orders = hidden.map((units, i) => orderOf(how, i + 1, units, state.snapshot?.weights, state.maps));
  const layout = layoutOf(shape, { width, top: 40, body: 320, label: 112 }, orders);
  const title = `A network of ${[inputs, ...hidden, outputs].join("-")} units`;
  const children = [
    ...paintImages(state, theme, layout),
    ...paintEdges(state, theme, edges(layout)),
    ...paintUnits(state, theme, layout),
    ...paintWords(state, theme, layout),
  ];
  return document(
    { width: layout.width, height: layout.height + 8, title, paper: theme.line.paper },
    children,
  );
}

/** @param {Shown} state */
function outputsOf({ snapshot, data, config, description }) {
  const last = snapshot?.weights.at(-1)?.W[0]?.length;
  const output = description.registries.activations?.find(({ name }) => name === config.network.output);
  return last ?? (data.classes > 2 || output?.elementwise === false ? Math.max(2, data.classes) : 1);
}

/** Weights that are too many for lines. @param {Shown} state @param {Theme} theme @param {import("./diagram.js").Layout} layout */
function paintImages({ snapshot }, theme, { images }) {
  return images.flatMap((image) => {
    if (!image) return [];
    const { across, down } = pixelsOf(image);
    const pixels = new Uint32Array(across * down);
    paintWeights(pixels, snapshot?.weights[image.layer]?.W, image, coarse(theme.weights, LEVELS));
    const { left: x, top: y, width, height } = image;
    const frame = { x, y, width, height, fill: "none", stroke: theme.line.grid };
    return [raster(pixels, across, { x, y, size: width, height }), element("rect", frame)];
  });
}

/** @param {Shown} state @param {Theme} theme @param {import("./diagram.js").Edge[]} all */
function paintEdges({ snapshot }, theme, all) {
  /** @type {Map<string, PathText>} one path for all that look alike */
  const groups = new Map();
  for (const edge of all) {
    const weight = snapshot?.weights[edge.layer]?.W[edge.from]?.[edge.to];
    if (weight === 0) continue;
    const sign = weight === undefined ? "unknown" : weight < 0 ? "negative" : "positive";
    const key = `${sign} ${Math.ceil(STEPS * strength(weight ?? 0))}`;
    const path = groups.get(key) ?? new PathText();
    groups.set(key, path);
    const middle = (edge.x1 + edge.x2) / 2;
    path.moveTo(edge.x1, edge.y1);
    path.bezierCurveTo(middle, edge.y1, middle, edge.y2, edge.x2, edge.y2);
  }
  return [...groups].map(([key, { d }]) => {
    const [sign, step] = key.split(" ");
    const share = Number(step) / STEPS;
    const stroke = { unknown: theme.line.edge, ...theme.signs }[sign] ?? "";
    const { width, opacity } = sign === "unknown" ? UNKNOWN_EDGE : edgeStyle(share);
    const look = { "stroke-width": width, "stroke-opacity": opacity };
    return element("path", { d, fill: "none", stroke, ...look });
  });
}

/** @param {Shown} state @param {Theme} theme @param {import("./diagram.js").Layout} layout */
function paintUnits({ maps, snapshot, config, description }, theme, layout) {
  const outputs = maps?.layers.at(-1) ?? 1;
  return layout.spots.flatMap((spots, column) =>
    spots.flatMap(({ x, y }, unit) => {
      const size = layout.sizes[column];
      const box = { x: x - size / 2, y: y - size / 2, width: size, height: size };
      const parts = [element("rect", { ...box, fill: theme.line.paper })];
      const map = maps && mapOf(maps, column, unit);
      if (map) {
        const side = layout.grids[column] ? TILE : SQUARE;
        const pixels = new Uint32Array(side * side);
        const span = spanOfUnit(config, description, column) ?? unitSpan(map, false);
        const table = tableOf(theme, scaleOfUnit(config, column, unit, outputs));
        paintSigned(pixels, map, side, span, coarse(table, LEVELS));
        parts.push(raster(pixels, side, { ...box, size }));
      }
      parts.push(element("rect", { ...box, fill: "none", stroke: theme.line.edge }));
      const bias =
        column > 0 && showsBiases(layout.grids[column]) ? snapshot?.weights[column - 1]?.b[unit] : undefined;
      if (bias !== undefined) {
        const r = biasRadius(bias, size);
        const fill = bias < 0 ? theme.signs.negative : bias > 0 ? theme.signs.positive : theme.line.paper;
        const stroke = bias === 0 ? theme.line.edge : theme.line.paper;
        parts.push(element("circle", { cx: box.x, cy: box.y + size, r, fill, stroke }));
      }
      return parts;
    }),
  );
}

/** @param {Shown} state @param {Theme} theme @param {import("./diagram.js").Layout} layout */
function paintWords({ config, description }, theme, layout) {
  const font = { "font-family": "Georgia, serif", "font-size": 14, fill: theme.line.ink };
  const activation = (/** @type {string} */ name) =>
    description.registries.activations?.find((choice) => choice.name === name)?.label ?? name;
  const names = ["Inputs", ...config.network.layers.map((layer) => activation(layer.activation))];
  const headings = [...names, activation(config.network.output)].map((name, column) =>
    words("text", { ...font, x: layout.columns[column], y: 20, "text-anchor": "middle" }, name),
  );
  const labels = layout.spots[0].map(({ x, y }, i) => {
    const feature = /** @type {string | { formula: string }} */ (config.features[i]);
    const text = typeof feature === "string" ? featureLabel(description, feature) : feature.formula;
    const label = text.length > 14 ? `${text.slice(0, 13)}…` : text;
    return words("text", { ...font, x: x - layout.sizes[0] / 2 - 8, y: y + 5, "text-anchor": "end" }, label);
  });
  return [...headings, ...labels];
}
