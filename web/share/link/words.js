// JSON in few bytes: a byte from 128 on stands for a word that configurations are full of.
// The list belongs to version 1 of links. It may never change: a new list is a new version.

import { isTooDeep } from "../../config/json-depth.js";
import { damaged, LinkError } from "./link-error.js";

const WORDS = [
  '"network":{"layers":[{"units":',
  ',"activation":"',
  '"},{"units":',
  '"training":{',
  '"network":{',
  '"layers":[',
  '{"units":',
  '"output":"',
  '"initializer":"',
  '"initial_scale":',
  '"biases":false',
  '"initial_bias":',
  '"loss":"',
  '"optimizer":"',
  '"learning_rate":',
  '"batch_size":',
  '"schedule":"',
  '"schedule_epochs":',
  '"schedule_decay":',
  '"momentum":',
  '"rho":',
  '"beta1":',
  '"beta2":',
  '"epsilon":',
  '"weight_decay":',
  '"regularizer":"',
  '"regularization_rate":',
  '"dropout":',
  '"stop_epochs":',
  '"stop_loss":',
  '"patience":',
  '"engine":"numpy"',
  '"precision":"float32"',
  '"data":{"kind":"points","task":"classification"',
  '"data":{"kind":"points","task":"regression"',
  '"data":{"kind":"',
  '"count":',
  '"noise":',
  '"train_share":',
  '"formula":"',
  '"features":["x1","x2"',
  '"features":["x1"',
  '"features":["',
  '"standardize":true',
  '"seed":',
  '"view":{',
  "identity",
  "sigmoid",
  "tanh",
  "leaky_relu",
  "relu",
  "softplus",
  "gelu",
  "swish",
  "sine",
  "softmax_cross_entropy",
  "softmax",
  "binary_cross_entropy",
  "mean_squared_error",
  "half_squared_error",
  "hinge",
  "huber",
  "nesterov",
  "rmsprop",
  "adamw",
  "adam",
  "glorot_uniform",
  "glorot_normal",
  "he_normal",
  "he_uniform",
  "orthogonal",
  "uniform",
  "constant",
  "zeros",
  "exponential",
  "cosine",
  "warm_up",
  "spiral",
  "gauss",
  "circle",
  "moons",
  "blobs",
  "rings",
  "checkerboard",
  "plane",
  "bumps",
  "_squared",
  '"x1_x2"',
  '"sin_x',
  '"cos_x',
  "radius",
  '"step"',
  '"]}',
  '"},"',
  '"}]}',
  '"}],"',
  '","',
  '},"',
  '":"',
  '":{"',
  '":[',
  '":',
  "true",
  "false",
  "null",
];

const BY_LENGTH = WORDS.map((word, i) => ({ word, byte: 128 + i })).sort(
  (a, b) => b.word.length - a.word.length || a.byte - b.byte,
);
/** @type {Map<string, typeof BY_LENGTH>} those that begin with a letter, the longest first */
const BY_START = new Map();
for (const entry of BY_LENGTH) {
  const [start] = entry.word;
  BY_START.set(start, [...(BY_START.get(start) ?? []), entry]);
}

export const MOST_TEXT = 100_000;

/** @param {unknown} value plain JSON @returns {number[]} */
export function packJson(value) {
  const text = JSON.stringify(value).replace(
    /[\u007f-\uffff]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  if (text.length > MOST_TEXT) {
    throw new LinkError(
      "too long",
      "This figure is too large for a link. Save it as a session file instead.",
    );
  }
  return shortest(text);
}

/** The fewest bytes for a text: from its end, the best way on from each letter. @param {string} text @returns {number[]} */
function shortest(text) {
  const cost = new Uint32Array(text.length + 1);
  const length = new Uint8Array(text.length);
  const choice = new Uint8Array(text.length);
  for (let at = text.length - 1; at >= 0; at -= 1) {
    [cost[at], length[at], choice[at]] = [cost[at + 1] + 1, 1, text.charCodeAt(at)];
    for (const { word, byte } of BY_START.get(text[at]) ?? []) {
      if (cost[at + word.length] + 1 >= cost[at] || !text.startsWith(word, at)) continue;
      [cost[at], length[at], choice[at]] = [cost[at + word.length] + 1, word.length, byte];
    }
  }
  const bytes = [];
  for (let at = 0; at < text.length; at += length[at]) bytes.push(choice[at]);
  return bytes;
}

/** @param {Uint8Array} bytes @returns {unknown} */
export function unpackJson(bytes) {
  const pieces = [];
  let length = 0;
  for (const byte of bytes) {
    const piece = byte < 128 ? String.fromCharCode(byte) : WORDS[byte - 128];
    if (piece === undefined) throw damaged();
    length += piece.length;
    if (length > MOST_TEXT) throw damaged();
    pieces.push(piece);
  }
  const text = pieces.join("");
  if (isTooDeep(text)) throw damaged();
  try {
    return JSON.parse(text, refuseProto);
  } catch {
    throw damaged();
  }
}

/** @param {string} key @param {unknown} value */
function refuseProto(key, value) {
  if (key === "__proto__") throw damaged();
  return value;
}
