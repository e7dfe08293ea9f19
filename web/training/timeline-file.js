// The timeline in a session file, and back. It comes from outside then: every part of it is looked at.

import { fromBase64, toBase64 } from "../config/base64.js";
import { isObject } from "../config/path.js";
import { ConfigError } from "../config/rules.js";
import { emptyTimeline, MOST, thinned } from "./timeline.js";

/** @typedef {import("./timeline").Timeline} Timeline */
/** @typedef {import("./timeline").Kept} Kept */

/** Letters of all weights together; of a larger network fewer moments are saved. */
export const MOST_LETTERS = 400_000;
const NUMBERS = /** @type {const} */ (["data_loss", "test_loss", "accuracy", "test_accuracy"]);

/** A session file with its timeline. @param {string} text the file, as the engine writes it @param {Timeline} timeline */
export function withTimeline(text, { moments }) {
  if (moments.length < 2) return text;
  const letters = 4 * Math.ceil((8 * moments[0].weights.length) / 3);
  const kept = thinned(moments, Math.max(2, Math.floor(MOST_LETTERS / letters)));
  const saved = kept.map(({ seen, weights, ...rest }) => ({ ...rest, weights: toBase64(bytesOf(weights)) }));
  return text.replace(/\}\s*$/, `, "timeline": ${JSON.stringify(saved)}}`);
}

/** @param {Float64Array} weights */
const bytesOf = ({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength);

/**
 * @param {unknown} given what stands in a file; undefined: there is none
 * @returns {Timeline}
 * @throws {ConfigError} and nothing else
 */
export function readTimeline(given) {
  if (given === undefined) return emptyTimeline;
  if (!Array.isArray(given) || given.length > MOST)
    throw new ConfigError("timeline", given, `a list of at most ${MOST} moments`);
  /** @type {Kept[]} */
  const moments = [];
  let letters = 0;
  for (const [place, each] of given.entries()) {
    const moment = readMoment(each, `timeline.${place}`, moments.at(-1));
    letters += each.weights.length;
    if (letters > 2 * MOST_LETTERS && place > 1)
      throw new ConfigError("timeline", `more than ${2 * MOST_LETTERS} letters long`, "shorter");
    moments.push(moment);
  }
  return { ...emptyTimeline, moments };
}

/** @param {unknown} given @param {string} path @param {Kept | undefined} before @returns {Kept} */
function readMoment(given, path, before) {
  if (!isObject(given)) throw new ConfigError(path, given, "a moment: step, epoch, losses and weights");
  const need = (/** @type {string} */ name, /** @type {boolean} */ fits, /** @type {string} */ what) => {
    if (!fits) throw new ConfigError(`${path}.${name}`, given[name], what);
  };
  const { step, epoch, epoch_share, penalty, way, weights } = given;
  const isCount = (/** @type {unknown} */ value) => Number.isSafeInteger(value) && Number(value) >= 0;
  need(
    "step",
    isCount(step) && Number(step) > (before?.step ?? -1),
    "a whole number that rises from moment to moment",
  );
  need("epoch", isCount(epoch) && Number(epoch) >= (before?.epoch ?? 0), "a whole number that rises");
  need("epoch_share", isShare(epoch_share), "a number from 0 up to 1");
  need("penalty", Number.isFinite(penalty), "a finite number");
  need("way", Number.isFinite(way) && Number(way) >= (before?.way ?? 0), "a number from 0 up, that rises");
  // Without test points there is no test loss; Python's None may come as undefined, which a file leaves out.
  const numbers = Object.fromEntries(NUMBERS.map((name) => [name, given[name] ?? null]));
  for (const name of NUMBERS)
    need(name, numbers[name] === null || Number.isFinite(numbers[name]), "a finite number or null");
  const values = typeof weights === "string" ? readWeights(weights) : null;
  const size = before?.weights.length ?? values?.length;
  need(
    "weights",
    values !== null && values.length === size,
    "the weights of one network, as finite numbers in base64",
  );
  return /** @type {any} */ ({
    step,
    epoch,
    epoch_share,
    penalty,
    way,
    ...numbers,
    seen: 0,
    weights: values,
  });
}

/** @param {unknown} value */
const isShare = (value) => typeof value === "number" && value >= 0 && value < 1;

/** @param {string} text @returns {Float64Array | null} */
function readWeights(text) {
  const bytes = fromBase64(text);
  if (!bytes || bytes.length === 0 || bytes.length % 8 > 0) return null;
  const values = new Float64Array(bytes.buffer);
  return values.every(Number.isFinite) ? values : null;
}
