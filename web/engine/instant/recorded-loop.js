// The recorded training loop with its weights, counters and examples: what a step reads and writes.

/** @typedef {import("./recorded-figure").RecordedFigure} RecordedFigure */
/** @typedef {import("./recorded-figure").ToldFunction} ToldFunction */

export class RecordedLoop {
  #program;
  #told;
  /** Names of all parameters, layer by layer. @type {string[]} */
  #parameters;
  count;
  stepsPerEpoch;

  /** At its start. @param {RecordedFigure} figure */
  constructor(figure) {
    const { loop, start } = figure.told;
    this.#told = loop;
    this.#program = figure.open(loop);
    this.#program.bytes.set(loop.filled.bytes.values, loop.filled.offset);
    this.count = loop.count;
    this.stepsPerEpoch = Math.ceil(loop.count / loop.batch_size);
    this.#parameters = start.parameters.flatMap((/** @type {object} */ layer, /** @type {number} */ place) =>
      Object.keys(layer).map((name) => `${place}.${name}`),
    );
    const { offset, columns, ...first } = loop.rows;
    const table = this.#program.numbers(offset, loop.count * columns);
    for (const name of /** @type {const} */ (["x", "targets"])) {
      const { values, width } = figure.examples.train[name];
      values.forEach((value, i) => {
        table[Math.floor(i / width) * columns + first[name] + (i % width)] = value;
      });
    }
  }

  get step() {
    return Number(this.#program.counter(this.#told.counters.step)[0]);
  }

  get epoch() {
    return Number(this.#program.counter(this.#told.counters.epoch)[0]);
  }

  /** Examples seen in the present pass. */
  get position() {
    return this.#program.count(this.#told.counters.position)[0];
  }

  get stepsLeftInEpoch() {
    return Math.ceil((this.count - this.position) / this.#told.batch_size);
  }

  /** @param {[step: number, epoch: number, position: number]} counts */
  setCounts([step, epoch, position]) {
    const { counters } = this.#told;
    this.#program.counter(counters.step)[0] = BigInt(step);
    this.#program.counter(counters.epoch)[0] = BigInt(epoch);
    if (position > 0) this.#program.call("shuffle"); // the order of a begun epoch
    this.#program.count(counters.position)[0] = position;
  }

  /** The numbers that may change at any moment. @param {{ learning_rate: number, regularization_rate: number }} training */
  setRates(training) {
    for (const name of /** @type {const} */ (["learning_rate", "regularization_rate"]))
      this.#program.numbers(this.#told.scalars[name], 1)[0] = training[name];
  }

  get regularizationRate() {
    return this.#program.numbers(this.#told.scalars.regularization_rate, 1)[0];
  }

  /** Makes so many steps. @param {number} steps */
  run(steps) {
    this.#program.call("run", steps);
  }

  /** A parameter, or what the optimizer remembers of it, by its name. @param {string} name */
  state(name) {
    return this.#program.read(this.#told.state[name]);
  }

  /** @param {string} name @param {ArrayLike<number>} values */
  setState(name, values) {
    this.#program.write(this.#told.state[name], values);
  }

  /** Whether all of it is finite. */
  get isFinite() {
    return Object.keys(this.#told.state).every((name) => this.state(name).every(Number.isFinite));
  }

  /** All parameters one after another. */
  weights() {
    return Float64Array.from(this.#parameters.flatMap((name) => [...this.state(name)]));
  }

  /** Puts the present parameters into a program's inputs. @param {import("./program").Program} program @param {ToldFunction} told */
  fill(program, { inputs }) {
    for (const name of this.#parameters) program.write(inputs[name], this.state(name));
  }

  /** @returns {() => void} goes back to this moment */
  save() {
    const bytes = this.#program.bytes.slice();
    return () => this.#program.bytes.set(bytes);
  }
}
