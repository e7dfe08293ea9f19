// A compiled program in a memory of its own: where its arrays lie, and how they are filled, run and read.

/** @typedef {import("./carried").Numeric} Numeric */

/**
 * Where an array lies: its first byte, its shape, and how many numbers apart neighbours along each axis are.
 * @typedef {{ offset: number, shape: number[], strides: number[] }} Place
 */

/**
 * A program as a recorded figure tells of it.
 * @typedef {object} Told
 * @property {Numeric} binary
 * @property {number} size bytes of memory
 * @property {[number, Numeric][]} contents what its memory begins with, and where
 * @property {string} kind of its numbers
 */

const PAGE = 65_536;
/** What the largest network of the page takes is far below this. */
const MOST_BYTES = 64_000_000;

/** A program may ask for the memory that it is given, and for nothing else. @param {WebAssembly.Module} module */
function refuseOthers(module) {
  const asked = WebAssembly.Module.imports(module);
  const [{ module: from, name, kind } = { module: "", name: "", kind: "" }] = asked;
  if (asked.length !== 1 || from !== "env" || name !== "memory" || kind !== "memory")
    throw new RangeError("A recorded program asks for more than a memory of its own.");
}

export class Program {
  #memory;
  #exports;
  #Kind;
  /** Its memory as bytes. */
  bytes;

  /** @param {Told} told @param {WebAssembly.Module} module its binary, compiled */
  constructor({ size, contents, kind }, module) {
    refuseOthers(module);
    if (!(size > 0 && size <= MOST_BYTES)) throw new RangeError(`A recorded program asks for ${size} bytes.`);
    const pages = Math.ceil(size / PAGE);
    this.#memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
    this.#exports = new WebAssembly.Instance(module, { env: { memory: this.#memory } }).exports;
    this.#Kind = kind === "<f4" ? Float32Array : Float64Array;
    this.bytes = new Uint8Array(this.#memory.buffer, 0, size);
    for (const [offset, { values }] of contents) this.bytes.set(values, offset);
  }

  /** @param {Told} told @returns {Promise<WebAssembly.Module>} */
  static compile({ binary }) {
    return WebAssembly.compile(/** @type {Uint8Array<ArrayBuffer>} */ (binary.values));
  }

  /** @param {string} name @param {...number} given */
  call(name, ...given) {
    /** @type {(base: number, ...given: number[]) => void} */ (this.#exports[name])(0, ...given);
  }

  /** A number of 64 bits, such as a counter. @param {number} offset */
  counter(offset) {
    return new BigUint64Array(this.#memory.buffer, offset, 1);
  }

  /** A number of 32 bits. @param {number} offset */
  count(offset) {
    return new Uint32Array(this.#memory.buffer, offset, 1);
  }

  /** Numbers that lie one after another. @param {number} offset @param {number} count */
  numbers(offset, count) {
    return new this.#Kind(this.#memory.buffer, offset, count);
  }

  /** @param {Place} place @param {ArrayLike<number>} values row by row */
  write(place, values) {
    const { rows, columns, down, across } = table(place);
    const into = this.numbers(place.offset, reach(place));
    for (let row = 0, i = 0; row < rows; row++)
      for (let column = 0; column < columns; column++, i++) into[row * down + column * across] = values[i];
  }

  /** @param {Place} place @returns {Float64Array} row by row */
  read(place) {
    const { rows, columns, down, across } = table(place);
    const from = this.numbers(place.offset, reach(place));
    const values = new Float64Array(rows * columns);
    for (let row = 0, i = 0; row < rows; row++)
      for (let column = 0; column < columns; column++, i++) values[i] = from[row * down + column * across];
    return values;
  }
}

/** How many numbers an array reaches over. @param {Place} place */
const reach = ({ shape, strides }) => shape.reduce((end, n, axis) => end + (n - 1) * strides[axis], 1);

/** An array of at most two axes as a table. @param {Place} place */
function table({ shape, strides }) {
  const [rows, columns] = [1, 1, ...shape].slice(-2);
  const [down, across] = [0, 0, ...strides].slice(-2);
  return { rows, columns, down, across };
}
