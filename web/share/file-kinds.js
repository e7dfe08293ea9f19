// Files in and out: what each export is called, and what a file that somebody opens, drops or pastes is.

import { isTooDeep } from "../config/json-depth.js";
import { isObject } from "../config/path.js";
import { ConfigError } from "../config/rules.js";
import { parseJson } from "../config/session-file.js";
import { isLink } from "./link.js";

/** @typedef {import("../engine/types").ExportFormat} ExportFormat */

/**
 * What can be had from the engine's `export({ format })`, in the order in which it is offered.
 * @type {readonly { format: ExportFormat, label: string, help: string, name: string, type: string }[]}
 */
export const EXPORTS = [
  {
    format: "script",
    label: "Python script",
    help: "Trains from the same start to the same numbers. Needs NumPy only.",
    name: "gradpad_script.py",
    type: "text/x-python",
  },
  {
    format: "notebook",
    label: "Notebook",
    help: "The same, step by step, for Jupyter.",
    name: "gradpad.ipynb",
    type: "application/x-ipynb+json",
  },
  {
    format: "page",
    label: "One page",
    help: "Forward, backward and update of this network, to read and to print.",
    name: "gradpad_page.html",
    type: "text/html",
  },
  {
    format: "pytorch",
    label: "PyTorch code",
    help: "The same network, data and start, trained by PyTorch.",
    name: "gradpad_pytorch.py",
    type: "text/x-python",
  },
  {
    format: "session",
    label: "Session",
    help: "Everything as it stands; open it again to go on.",
    name: "gradpad_session.json",
    type: "application/json",
  },
  {
    format: "json",
    label: "Weights (JSON)",
    help: "The present weights and biases, to read.",
    name: "gradpad_weights.json",
    type: "application/json",
  },
  {
    format: "npz",
    label: "Weights (NumPy)",
    help: "The present weights and biases, for numpy.load.",
    name: "gradpad_weights.npz",
    type: "application/octet-stream",
  },
  {
    format: "csv",
    label: "Points (CSV)",
    help: "The points with their labels, for a spreadsheet.",
    name: "gradpad_points.csv",
    type: "text/csv",
  },
];

/** The most that is read of a file, in bytes. */
export const MOST_BYTES = 24_000_000;

/**
 * What a file is, by what stands in it; its name is not asked.
 *   session  for openSession()    weights  for open_weights()    link  for decode()    table  for parseTable()
 * @typedef {{ kind: "session" | "link" | "table", text: string } | { kind: "weights", content: string | Uint8Array }} Found
 */

/**
 * @param {string | Uint8Array} content pasted text, or a file's bytes
 * @returns {Found}
 * @throws {ConfigError} too large, or neither text nor a file of weights
 */
export function recognise(content) {
  if (content.length > MOST_BYTES) {
    throw new ConfigError(
      "file",
      `${Math.ceil(content.length / 1e6)} MB large`,
      `at most ${MOST_BYTES / 1e6} MB`,
    );
  }
  if (typeof content !== "string") {
    // A NumPy file of arrays is a zip, and every zip begins with these letters.
    if (content[0] === 0x50 && content[1] === 0x4b) return { kind: "weights", content };
    try {
      return recognise(new TextDecoder("utf-8", { fatal: true }).decode(content));
    } catch (error) {
      if (error instanceof ConfigError) throw error;
      throw new ConfigError("file", "no text", "a session, weights, or points as CSV or JSON");
    }
  }
  const text = content.replace(/^\uFEFF/, "");
  if (isLink(text)) return { kind: "link", text };
  if (/^\s*[[{]/.test(text) && isTooDeep(text)) {
    throw new ConfigError("file", "nested without end", "a session, weights, or points as CSV or JSON");
  }
  const parsed = /^\s*\{/.test(text) ? parseJson(text) : null;
  if (isObject(parsed) && "gradpad_session" in parsed) return { kind: "session", text };
  if (isObject(parsed) && "gradpad_weights" in parsed) return { kind: "weights", content: text };
  return { kind: "table", text };
}
