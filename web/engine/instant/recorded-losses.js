// How well a network does on the training and the test examples, by recorded programs.

/** @typedef {import("./recorded-figure").RecordedFigure} RecordedFigure */
/** @typedef {import("./recorded-loop").RecordedLoop} RecordedLoop */

/**
 * `outputs` for the training examples, and how far they have come since those that it was given; the loss of `each`
 * example, those of the test set after the others. What there is none of is NaN.
 * @typedef {{ data_loss: number, test_loss: number, penalty: number, accuracy: number, test_accuracy: number,
 *   outputs: Float64Array, each: Float64Array, change: number }} Losses
 */

export class RecordedLosses {
  #sets;

  /** @param {RecordedFigure} figure */
  constructor(figure) {
    this.#sets = /** @type {const} */ (["train", "test"]).map((name) => {
      const told = figure.told.losses[name];
      if (!told) return null;
      const program = figure.open(told);
      for (const input of /** @type {const} */ (["x", "targets", "labels"]))
        program.write(told.inputs[input], figure.examples[name][input].values);
      return { program, told };
    });
  }

  /** @param {RecordedLoop} loop with its weights as they are @param {Float64Array | null} before the outputs of before @returns {Losses} */
  of(loop, before) {
    const [train, test] = this.#sets.map((set) => {
      if (!set) return () => [NaN];
      const { program, told } = set;
      loop.fill(program, told);
      program.write(told.inputs.rate, [loop.regularizationRate]);
      program.write(told.inputs.before, before ?? []);
      program.call("run");
      return (/** @type {string} */ name) => (told.outputs[name] ? program.read(told.outputs[name]) : [NaN]);
    });
    return {
      data_loss: train("loss")[0],
      test_loss: test("loss")[0],
      penalty: train("penalty")[0],
      accuracy: train("accuracy")[0],
      test_accuracy: test("accuracy")[0],
      outputs: /** @type {Float64Array} */ (train("outputs")),
      each: Float64Array.from([...train("each"), ...test("each")]),
      change: before ? train("change")[0] : 0,
    };
  }
}
