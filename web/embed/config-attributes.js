// A configuration written as attributes, where they can say all of it: what attributes.js reads, the other way round.

import { changedPaths, getPath } from "../config/path.js";
import { NUMBERS, readAttributes } from "./attributes.js";

/** @typedef {import("../engine/types").Config} Config */
/** @typedef {import("../engine/types").Description} Description */
/** @typedef {[name: string, value: string]} Attribute */

/** Signs that mean nothing in any of the languages that a figure is written in. */
const PLAIN = /^[\w:,.+ -]+$/;

/**
 * @param {Config} config valid @param {Description} description
 * @returns {Attribute[] | null} null where attributes can't say it
 */
export function asAttributes(config, description) {
  const { experiment } = config.view;
  if (typeof experiment === "string") {
    const found = on([["preset", experiment]], config, description);
    if (found) return found;
  }
  return on([], config, description);
}

/** @param {Attribute[]} start what it starts from @param {Config} config @param {Description} description */
function on(start, config, description) {
  const base = read(start, description);
  if (!base) return null;
  const found = [...start];
  /** @param {string} name @param {string} path @param {(value: any) => unknown} [text] */
  const say = (name, path, text = String) => {
    const [value, before] = [getPath(config, path), getPath(base, path)];
    if (value !== undefined && (before === undefined || text(value) !== text(before)))
      found.push([name, `${text(value)}`]);
  };
  say("data", "data.kind");
  say(
    "layers",
    "network.layers",
    (layers) => layers.map((/** @type {any} */ { units }) => units).join(" ") || "none",
  );
  say("activation", "network.layers.0.activation");
  say("features", "features", (names) => names.join(" "));
  for (const [name, path] of NUMBERS) say(name, path);
  say("pace", "view.pace");
  if (!found.every(([, value]) => PLAIN.test(value))) return null;
  const said = read(found, description);
  return said && changedPaths(said, config).length === 0 ? found : null;
}

/** @param {Attribute[]} attributes @param {Description} description @returns {Config | null} null where one is wrong */
function read(attributes, description) {
  const given = new Map(attributes);
  const { config, errors } = readAttributes(description, (name) => given.get(name) ?? null, null);
  return errors.length > 0 ? null : (config ?? description.config);
}
