// What a recorded figure says over the plane: the maps of its units, and its answers at any point.

/** @typedef {import("./recorded-figure").RecordedFigure} RecordedFigure */
/** @typedef {import("./recorded-run").RecordedRun} RecordedRun */

export class RecordedPlane {
  #figure;
  #program;
  /** The points of the last grid. @type {Float64Array} */
  #grid = new Float64Array();

  /** @param {RecordedFigure} figure */
  constructor(figure) {
    this.#figure = figure;
    this.#program = figure.open(figure.told.plane);
  }

  /** @param {number} side */
  #gridOf(side) {
    if (this.#grid.length !== 2 * side * side) this.#grid = grid(side, this.#figure.told.rules.domain);
    return this.#grid;
  }

  /** Units of each column, inputs first. @returns {number[]} */
  get #columns() {
    const shapes = this.#figure.told.start.parameters.map((/** @type {any} */ { W }) => W.shape);
    return [shapes[0][0], ...shapes.map((/** @type {number[]} */ shape) => shape[1])];
  }

  /**
   * What the network says at points, x1 and x2 of each in turn.
   * @param {RecordedRun} run @param {ArrayLike<number>} points
   * @param {(said: (name: string, unit: number) => ArrayLike<number>, from: number, count: number) => void} tell for each
   *   block the numbers of a unit, for so many points from this one on
   */
  #ask(run, points, tell) {
    const { inputs, outputs } = this.#figure.told.plane;
    const program = this.#program;
    run.loop.fill(program, this.#figure.told.plane);
    const block = inputs.points.shape[0];
    const total = points.length / 2;
    const filled = new Float64Array(2 * block);
    for (let from = 0; from < total; from += block) {
      const count = Math.min(block, total - from);
      for (let i = 0; i < 2 * count; i++) filled[i] = points[2 * from + i];
      program.write(inputs.points, filled);
      program.call("run");
      const said = (/** @type {string} */ name, /** @type {number} */ unit) => {
        const { offset, shape, strides } = outputs[name];
        const [down, across] = shape.length === 1 ? [strides[0], 0] : strides;
        const all = program.numbers(offset, (block - 1) * down + unit * across + 1);
        return down === 1
          ? all.subarray(unit * across, unit * across + count)
          : Float64Array.from({ length: count }, (_, i) => all[i * down + unit * across]);
      };
      tell(said, from, count);
    }
  }

  /** As the engine's own `maps`. @param {RecordedRun} run @param {import("../types").MapsRequest} params */
  maps(run, { resolution, parts = [] }) {
    const sizes = this.#columns;
    const last = sizes.length - 1;
    const wanted = parts
      .map(([column, first, end, side]) => ({
        column,
        first,
        end: Math.min(end, sizes[column] ?? 0),
        side: Math.min(side, resolution),
      }))
      .filter(({ first, end }) => first < end);
    const count = resolution * resolution;
    const outputs = new Float32Array(sizes[last] * count);
    const found = wanted.map(({ first, end, side }) => new Float32Array((end - first) * side * side));
    const chosen = wanted.map(({ side }) => (side === resolution ? null : sampled(side, resolution)));
    this.#ask(run, this.#gridOf(resolution), (said, from, size) => {
      for (let unit = 0; unit < sizes[last]; unit++) outputs.set(said(`a${last}`, unit), unit * count + from);
      wanted.forEach(({ column, first, end, side }, i) => {
        for (let unit = first; unit < end; unit++) {
          const values = said(`a${column}`, unit);
          const at = (unit - first) * side * side;
          const places = chosen[i];
          if (!places) found[i].set(values, at + from);
          else
            for (let k = 0; k < places.length; k++) {
              const place = places[k] - from;
              if (place >= 0 && place < size) found[i][at + k] = values[place];
            }
        }
      });
    });
    return {
      count,
      layers: sizes,
      outputs,
      parts: wanted.map(({ column, first, end, side }) => [column, first, end, side]),
      values: joined(found),
    };
  }

  /** As the engine's own `predict`. @param {RecordedRun} run @param {import("../types").PredictRequest} params */
  predict(run, { resolution, points, data, units }) {
    const { told } = this.#figure;
    const places = data ? told.data.points.values : points ? points.flat() : this.#gridOf(resolution ?? 0);
    const sizes = this.#columns;
    const columns = units ? [...sizes.keys()] : [sizes.length - 1];
    const count = places.length / 2;
    const layers = columns.map((column) => sizes[column]);
    const values = new Float32Array(layers.reduce((sum, size) => sum + size, 0) * count);
    this.#ask(run, places, (said, from) => {
      let at = from;
      for (const column of columns)
        for (let unit = 0; unit < sizes[column]; unit++, at += count)
          values.set(said(`a${column}`, unit), at);
    });
    return { count, layers, values };
  }

  /**
   * What every unit says at points, the outputs, and the class that they mean.
   * @param {RecordedRun} run @param {number[]} points x1 and x2 of each in turn, of one block at most
   */
  at(run, points) {
    const layers = this.#columns;
    const last = layers.length - 1;
    const found = Array.from({ length: points.length / 2 }, () => ({
      layers,
      values: new Float64Array(layers.reduce((sum, size) => sum + size, 0)),
      outputs: /** @type {number[]} */ ([]),
      says: /** @type {number | null} */ (null),
    }));
    this.#ask(run, points, (said) => {
      found.forEach((each, i) => {
        let at = 0;
        for (const [column, size] of layers.entries())
          for (let unit = 0; unit < size; unit++, at++) each.values[at] = said(`a${column}`, unit)[i];
        each.outputs = [...each.values.subarray(-layers[last])];
        each.says = this.#figure.told.codes && said("says", 0)[i];
      });
    });
    return found;
  }
}

/** Points on an even grid over the domain, rows from the top, each from the left. @param {number} side @param {[number, number]} domain */
function grid(side, [low, high]) {
  const at = (/** @type {number} */ i) => (i === side - 1 ? high : low + (i * (high - low)) / (side - 1));
  const points = new Float64Array(2 * side * side);
  for (let row = 0, i = 0; row < side; row++)
    for (let column = 0; column < side; column++) {
      points[i++] = at(column);
      points[i++] = at(side - 1 - row);
    }
  return points;
}

/** The numbers of side × side points of the grid, evenly over it. @param {number} side @param {number} resolution */
function sampled(side, resolution) {
  const steps = Array.from({ length: side }, (_, i) => Math.floor(((i + 0.5) * resolution) / side));
  return steps.flatMap((row) => steps.map((column) => row * resolution + column));
}

/** @param {Float32Array[]} parts */
function joined(parts) {
  const values = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    values.set(part, at);
    at += part.length;
  }
  return values;
}
