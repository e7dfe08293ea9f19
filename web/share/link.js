// A figure as a short text for the end of an address: what was chosen, the drawn points, the weights if wanted.
//
//   gp1-<base64url of: content, check sum of 4 bytes>
//   content: a byte of flags; the differences from a fixed configuration, packed; the points; the weights; code
//
// The same figure gives the same text. A text from outside is looked at byte by byte; nothing in it is ever run.

import { codeTexts } from "../config/code-texts.js";
import { isObject } from "../config/path.js";
import { withKnownChoices } from "../config/unknown-choices.js";
import { validateConfig } from "../config/validate.js";
import { complete, differences } from "./link/base-config.js";
import { crc32, fromLetters, Reader, toLetters, Writer } from "./link/bytes.js";
import { readData, writeData } from "./link/data.js";
import { damaged, LinkError } from "./link/link-error.js";
import { readWeights, writeWeights } from "./link/weights.js";
import { packJson, unpackJson } from "./link/words.js";

export { LinkError };

/** @typedef {import("../engine/types").Config} Config */
/** @typedef {import("../engine/types").LayerWeights} LayerWeights */
/** @typedef {import("../engine/types").Description} Description */

/**
 * What a link holds. `code` is Python that came with it, module name to text: text and no more. Whoever wants to run
 * it has to show it and ask first. `whole`: nothing in the configuration waits for that code; where it names a choice
 * that the code would bring, the usual one stands in its place.
 * @typedef {{ config: Config, weights: LayerWeights[] | null, code: Record<string, string> | null, whole: boolean }} Figure
 */

export const PREFIX = "gp1-";
/** Longer addresses are cut off by some browsers and by many programs that pass them on. */
export const MOST_CHARACTERS = 60_000;
const WITH_WEIGHTS = 1;
const WITH_CODE = 2;

/**
 * From what a link of version n says to what one of version n + 1 would say; called in turn up to the present one.
 * @type {Record<number, (found: Record<string, unknown>) => Record<string, unknown>>}
 */
const MIGRATIONS = {};
const VERSION = 1;

/** Is this text (of an address's end, with or without #) meant to be a link? @param {string} text */
export const isLink = (text) => /^\s*#?gp\d+-/.test(text);

/**
 * @param {Config} config valid
 * @param {{ weights?: LayerWeights[] | null, code?: Record<string, string> | null }} [extras]
 * @returns {string} for the end of an address, after the #
 * @throws {LinkError} it would be too long
 */
export function encode(config, { weights = null, code = null } = {}) {
  const writer = new Writer();
  writer.byte((weights ? WITH_WEIGHTS : 0) | (code ? WITH_CODE : 0));
  const { found, data } = writeData(differences(/** @type {any} */ (config)));
  const packed = packJson(found);
  writer.whole(packed.length);
  writer.bytes = writer.bytes.concat(packed, data);
  if (weights) writeWeights(writer, weights);
  if (code) writer.bytes = writer.bytes.concat(packJson(code));
  const sum = crc32(writer.bytes);
  for (let shift = 24; shift >= 0; shift -= 8) writer.byte((sum >>> shift) & 255);
  const text = PREFIX + toLetters(writer.bytes);
  if (text.length <= MOST_CHARACTERS) return text;
  throw new LinkError(
    "too long",
    `This figure would make a link of ${text.length} characters; ${MOST_CHARACTERS} are the most that browsers pass on. Save it as a session file instead.`,
  );
}

/**
 * @param {string} text the end of an address, with or without #
 * @param {Description} description
 * @returns {Figure}
 * @throws {LinkError} and nothing else
 */
export function decode(text, description) {
  try {
    return read(text, description);
  } catch (error) {
    if (error instanceof LinkError) throw error;
    const { name, message, path } = /** @type {any} */ (error);
    if (name !== "ConfigError") throw damaged();
    throw new LinkError("not valid", `This link asks for something that can't be had: ${message}`, path);
  }
}

/** @param {string} text @param {Description} description @returns {Figure} */
function read(text, description) {
  if (typeof text !== "string" || text.length > MOST_CHARACTERS + 100) {
    throw new LinkError("too long", `This is no link: it has more than ${MOST_CHARACTERS} characters.`);
  }
  const match = /^\s*#?gp(\d{1,4})-/.exec(text);
  if (!match) throw new LinkError("no link", "This is no link to a figure: such a link begins with #gp1-.");
  const version = Number(match[1]);
  if (version > VERSION || version < 1) {
    throw new LinkError("newer", "This link was made by a newer Gradpad than this one. Load the page anew.");
  }
  const bytes = fromLetters(withoutPunctuation(text.slice(match[0].length)));
  const reader = new Reader(bytes.subarray(0, Math.max(0, bytes.length - 4)));
  const sum = bytes.subarray(bytes.length - 4).reduce((kept, byte) => ((kept << 8) | byte) >>> 0, 0);
  if (bytes.length < 5 || crc32(reader.bytes) !== sum) throw damaged();
  const flags = reader.byte();
  if (flags > (WITH_WEIGHTS | WITH_CODE)) throw damaged();
  let found = unpackJson(reader.take(reader.whole()));
  if (!isObject(found)) throw damaged();
  found = readData(reader, found, description.limits.max_points);
  for (let step = version; step < VERSION; step += 1) found = MIGRATIONS[step](/** @type {any} */ (found));
  const known = /** @type {Record<string, unknown>} */ (/** @type {unknown} */ (description.config));
  const asked = complete(/** @type {any} */ (found), known);
  const { config, whole } =
    flags & WITH_CODE
      ? withKnownChoices(asked, description)
      : { config: validateConfig(description, asked), whole: true };
  const weights = flags & WITH_WEIGHTS ? readWeights(reader, config) : null;
  const code = flags & WITH_CODE ? codeTexts(unpackJson(reader.take(reader.left))) : null;
  if (flags & WITH_CODE && !code) throw damaged();
  if (reader.left > 0) throw damaged();
  return { config, weights, code, whole };
}

/** What belongs to the sentence around a link is often copied along with it. @param {string} text */
function withoutPunctuation(text) {
  let { length } = text;
  while (length > 0 && /[\s.,;:!?'")\]}>]/.test(text[length - 1])) length -= 1;
  return text.slice(0, length);
}
