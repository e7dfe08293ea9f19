// A recorded figure, read from its file: programs, data and start of one configuration. `docs/recorded.md` has the format.

import { fromBytes } from "./carried.js";
import { Program } from "./program.js";

/** @typedef {import("./carried").Numeric} Numeric */
/** @typedef {import("./program").Told} Told */
/** @typedef {import("./program").Place} Place */

/**
 * @typedef {Told & { inputs: Record<string, Place>, outputs: Record<string, Place> }} ToldFunction
 * @typedef {Told & { filled: { offset: number, bytes: Numeric }, count: number, batch_size: number,
 *   rows: { offset: number, columns: number, x: number, targets: number }, state: Record<string, Place>,
 *   scalars: Record<string, number>, counters: Record<"key" | "epoch" | "step" | "position", number> }} ToldLoop
 */

/** Unpacked, no figure of the page is larger. */
const MOST_BYTES = 8_000_000;
const VERSION = 1;

export class RecordedFigure {
  /** @type {Map<Told, WebAssembly.Module>} */
  #modules = new Map();
  /** What the file tells, as `gradpad.recorded.figure` has written it. */
  told;
  /** @type {import("../types").Config} */
  config;

  /** The examples of each set, row by row, and how many numbers a row has. */
  examples;

  /** @param {any} told */
  constructor(told) {
    this.told = told;
    this.config = JSON.parse(told.config);
    this.examples = examplesOf(told);
  }

  /** @param {Uint8Array} file @returns {Promise<RecordedFigure>} @throws {Error} it is no figure, or a damaged one */
  static async read(file) {
    const told = fromBytes(await unpacked(file));
    if (told?.gradpad_figure !== VERSION)
      throw new RangeError(`This is no recorded figure of version ${VERSION}.`);
    const counts = [
      told.loop.count,
      told.loop.batch_size,
      told.start.next_row,
      told.plane.inputs.points.shape[0],
    ];
    if (!counts.every((count) => Number.isSafeInteger(count) && count > 0))
      throw new RangeError("This recorded figure counts what can't be counted.");
    const figure = new RecordedFigure(told);
    for (const each of [told.loop, told.plane, ...Object.values(told.losses)])
      figure.#modules.set(each, await Program.compile(each));
    return figure;
  }

  /** A program of this figure, at its start, in a memory of its own. @param {Told} told */
  open(told) {
    return new Program(told, /** @type {WebAssembly.Module} */ (this.#modules.get(told)));
  }
}

/** @param {{ data: Record<"points" | "labels" | "is_test", Numeric>, x: Numeric | null, targets: Numeric }} told */
function examplesOf({ data, x, targets }) {
  const tests = /** @type {Uint8Array} */ (data.is_test.values);
  const of = (/** @type {number} */ test) => {
    const chosen = [...tests.keys()].filter((i) => tests[i] === test);
    const part = (/** @type {Numeric} */ { values }) => {
      const width = values.length / tests.length;
      return { width, values: chosen.flatMap((i) => [...values.subarray(i * width, (i + 1) * width)]) };
    };
    return { x: part(x ?? data.points), targets: part(targets), labels: part(data.labels) };
  };
  return { train: of(0), test: of(1) };
}

/** @param {Uint8Array} file gzip */
async function unpacked(file) {
  const stream = new Blob([/** @type {Uint8Array<ArrayBuffer>} */ (file)])
    .stream()
    .pipeThrough(new DecompressionStream("gzip"));
  const parts = [];
  let size = 0;
  for (let reader = stream.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > MOST_BYTES) throw new RangeError("This recorded figure is too large.");
    parts.push(value);
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}
