// How the data lie on the sketchpad: points of the plane as they are, a function of x as its graph. The pen knows
// places only; what they mean is said here.

/** @typedef {import("./geometry.js").Pair} Pair */
/** @typedef {import("../sketchpad/pen.js").Drawing} Drawing */
/** @typedef {import("../engine/types").DataSet} DataSet */

/** The graph of a function reaches at least so far up and down. */
const LEAST = 2;

/**
 * A round number that is not less than any of the values.
 * @param {ArrayLike<number>} values @param {number} least
 */
export function reachOf(values, least) {
  let most = least;
  for (let i = 0; i < values.length; i += 1) most = Math.max(most, Math.abs(values[i]));
  const power = 10 ** Math.floor(Math.log10(most));
  return [1, 2, 5, 10].map((step) => step * power).find((round) => round >= most * (1 - 1e-9)) ?? most;
}

export class PlotScale {
  /** @type {Map<Pair, number>} values of points that are there already: exactly as they were */
  #known = new Map();

  /** @param {boolean} graph @param {number} half the value at the upper end @param {number} high the plane's upper end */
  constructor(graph, half, high) {
    this.graph = graph;
    this.half = half;
    this.high = high;
  }

  /** @param {DataSet} data @param {boolean} graph @param {number} high */
  static of(data, graph, high) {
    return new PlotScale(graph, graph ? reachOf(data.labels, LEAST) : high, high);
  }

  /** Where the points are to be shown: x1, x2 one after another. @param {DataSet} data @returns {ArrayLike<number>} */
  positions({ points, labels }) {
    if (!this.graph) return points;
    return points.map((x, i) => (i % 2 === 0 ? x : this.toHeight(labels[(i - 1) / 2])));
  }

  /** @param {number} value */
  toHeight(value) {
    return (value / this.half) * this.high;
  }

  /** @param {number} height */
  toValue(height) {
    return Math.round((height / this.high) * this.half * 1000) / 1000;
  }

  /** The data as the pen sees them. @param {Drawing} drawing @returns {Drawing} */
  toDrawing(drawing) {
    if (!this.graph) return drawing;
    const points = drawing.points.map(
      ([x], i) => /** @type {Pair} */ ([x, this.toHeight(drawing.labels[i])]),
    );
    this.#known = new Map(points.map((point, i) => [point, drawing.labels[i]]));
    return { ...drawing, points };
  }

  /** What the pen has drawn, as data. @param {Drawing} drawing @returns {Drawing} */
  toData(drawing) {
    if (!this.graph) return drawing;
    return {
      points: drawing.points.map(([x]) => [x, 0]),
      labels: drawing.points.map((point) => this.#known.get(point) ?? this.toValue(point[1])),
      selected: drawing.selected,
    };
  }
}
