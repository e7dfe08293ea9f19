// Columns of numbers, packed tightly and without loss.
// Numbers of few decimals between two limits are digits of one long number, so that 1201 possible values (-6 to 6 in
// hundredths) take 10.2 bits each instead of 11. Numbers that are not round are kept as they are, 64 bits each.

import { Writer } from "./bytes.js";
import { damaged } from "./link-error.js";

/** @typedef {import("./bytes.js").Reader} Reader */

const MOST_DECIMALS = 6;
const AS_THEY_ARE = 7;
const LARGEST = 2 ** 40;
const GROUP_BITS = 256;

/** @param {number} value @param {number} decimals */
const isRound = (value, decimals) =>
  Math.abs(value) * 10 ** decimals <= LARGEST &&
  Math.round(value * 10 ** decimals) / 10 ** decimals === value;

/** @param {bigint} value */
const bitsFor = (value) => (value === 0n ? 0 : value.toString(2).length);

/** How the digits of a column are put together. @param {number} radix @param {number} count */
function grouping(radix, count) {
  const size = Math.max(1, Math.floor(GROUP_BITS / Math.max(1, bitsFor(BigInt(radix - 1)))));
  const sizes = Array.from({ length: Math.ceil(count / size) }, (_, i) => Math.min(size, count - i * size));
  return { sizes, widths: sizes.map((n) => bitsFor(BigInt(radix) ** BigInt(n) - 1n)) };
}

/** @param {Writer} writer @param {readonly number[]} values finite numbers */
export function writeColumn(writer, values) {
  let decimals = 0;
  while (decimals <= MOST_DECIMALS && !values.every((value) => isRound(value, decimals))) decimals += 1;
  writer.byte(decimals);
  if (decimals === AS_THEY_ARE) {
    for (const value of values) writer.float(value);
    return;
  }
  if (values.length === 0) return;
  const steps = values.map((value) => Math.round(value * 10 ** decimals));
  const low = steps.reduce((least, step) => Math.min(least, step));
  const radix = steps.reduce((most, step) => Math.max(most, step)) - low + 1;
  writer.whole(low < 0 ? -2 * low - 1 : 2 * low);
  writer.whole(radix - 1);
  const { sizes, widths } = grouping(radix, values.length);
  let at = 0;
  writer.bits(
    sizes.map((size, i) => {
      let value = 0n;
      for (let k = size - 1; k >= 0; k -= 1) value = value * BigInt(radix) + BigInt(steps[at + k] - low);
      at += size;
      return { value, width: widths[i] };
    }),
  );
}

/** @param {Reader} reader @param {number} count @returns {number[]} */
export function readColumn(reader, count) {
  const decimals = reader.byte();
  if (decimals > AS_THEY_ARE) throw damaged();
  if (decimals === AS_THEY_ARE) {
    if (count * 8 > reader.left) throw damaged();
    return Array.from({ length: count }, () => finite(reader.float()));
  }
  if (count === 0) return [];
  const folded = reader.whole(4 * LARGEST);
  const low = folded % 2 === 1 ? -(folded + 1) / 2 : folded / 2;
  const radix = reader.whole(4 * LARGEST) + 1;
  const { sizes, widths } = grouping(radix, count);
  /** @type {number[]} */
  const values = [];
  reader.bits(widths).forEach((packed, i) => {
    let rest = packed;
    for (let k = 0; k < sizes[i]; k += 1) {
      values.push((low + Number(rest % BigInt(radix))) / 10 ** decimals);
      rest /= BigInt(radix);
    }
    if (rest !== 0n) throw damaged();
  });
  return values;
}

/** @param {number} value */
function finite(value) {
  if (!Number.isFinite(value)) throw damaged();
  return value;
}

/** Labels come in runs where one class was drawn after the other; the shorter way is taken. @param {Writer} writer @param {readonly number[]} labels */
export function writeLabels(writer, labels) {
  const plain = new Writer();
  writeColumn(plain, labels);
  const starts = labels.flatMap((label, i) => (i === 0 || label !== labels[i - 1] ? [i] : []));
  const runs = new Writer();
  runs.whole(starts.length);
  writeColumn(
    runs,
    starts.map((start) => labels[start]),
  );
  writeColumn(
    runs,
    starts.map((start, i) => (starts[i + 1] ?? labels.length) - start),
  );
  const inRuns = runs.bytes.length < plain.bytes.length;
  writer.byte(inRuns ? 1 : 0);
  writer.bytes = writer.bytes.concat((inRuns ? runs : plain).bytes);
}

/** @param {Reader} reader @param {number} count @returns {number[]} */
export function readLabels(reader, count) {
  const way = reader.byte();
  if (way === 0) return readColumn(reader, count);
  if (way !== 1) throw damaged();
  const runs = reader.whole(count);
  const labels = readColumn(reader, runs);
  const lengths = readColumn(reader, runs);
  let total = 0;
  for (const length of lengths) {
    if (!Number.isInteger(length) || length < 1) throw damaged();
    total += length;
    if (total > count) throw damaged();
  }
  if (total !== count) throw damaged();
  return labels.flatMap((label, i) => new Array(lengths[i]).fill(label));
}
