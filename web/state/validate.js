// Checking a configuration on the page, by the rules that the engine itself publishes in its description.
// There is no second list of limits here: only what `Field` can say is checked, the rest is the engine's to refuse.

import { getPath, isObject } from "./path.js";

/** @typedef {import("../engine/types").Config} Config */
/** @typedef {import("../engine/types").Description} Description */
/** @typedef {import("../engine/types").Field} Field */

/** A configuration that is not valid. `path` is the field, and the message says what is allowed there. */
export class ConfigError extends Error {
  /** @param {string} path @param {string} rule what is allowed @param {unknown} value what was there */
  constructor(path, rule, value) {
    super(`${path} ${rule}; it is ${show(value)}.`);
    this.name = "ConfigError";
    this.path = path;
  }
}

/** @param {unknown} value */
function show(value) {
  if (typeof value === "number" || value === undefined) return String(value);
  if (typeof value === "function" || typeof value === "symbol") return `a ${typeof value}`;
  let text;
  try {
    text = JSON.stringify(value) ?? String(value);
  } catch {
    text = "not plain data";
  }
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

/** Path of the rule for a place: numbers of list items give way to "[]". @param {string} path */
const rulePath = (path) => path.replace(/\.\d+(?=\.|$)/g, "[]");

/**
 * The engine's rule for a place in the configuration.
 * @param {Description} description
 * @param {string} path dotted, "network.layers.0.units"
 * @returns {Field | undefined}
 */
export function fieldAt(description, path) {
  const wanted = rulePath(path);
  return description.fields.find((field) => field.path === wanted);
}

/** @param {Field} field */
function rangeOf({ type, minimum, maximum, exclusive_minimum }) {
  const noun = { integer: "a whole number", number: "a number", list: "a list" }[/** @type {"number"} */ (type)];
  const items = type === "list" ? " items" : "";
  const limits = [];
  if (minimum !== undefined) limits.push(exclusive_minimum ? `greater than ${minimum}` : `at least ${minimum}${items}`);
  if (maximum !== undefined) limits.push(`at most ${maximum}${items}`);
  const joined = limits.join(" and ");
  return `must be ${noun}${joined === "" ? "" : type === "list" ? ` of ${joined}` : `, ${joined}`}`;
}

/** @param {Field} field @param {number} size */
function inRange({ minimum, maximum, exclusive_minimum }, size) {
  if (minimum !== undefined && (exclusive_minimum ? size <= minimum : size < minimum)) return false;
  return maximum === undefined || size <= maximum;
}

/**
 * Throws unless `value` is allowed by `field`; says so of the place `path`.
 * @param {Description} description
 * @param {Field} field
 * @param {string} path
 * @param {unknown} value
 */
function checkField(description, field, path, value) {
  const refuse = (/** @type {string} */ rule) => {
    throw new ConfigError(path, rule, value);
  };
  if (field.nullable && value === null) return;
  switch (field.type) {
    case "integer":
    case "number": {
      const whole = field.type === "number" || Number.isSafeInteger(value);
      if (typeof value !== "number" || !Number.isFinite(value) || !whole || !inRange(field, value)) {
        refuse(rangeOf(field));
      }
      return;
    }
    case "boolean":
      if (typeof value !== "boolean") refuse("must be true or false");
      return;
    case "text":
      if (typeof value !== "string") refuse("must be text");
      return;
    case "choice":
      checkChoice(description, field, path, value);
      return;
    case "object":
      if (!isObject(value)) refuse("must be an object");
      return;
    case "list":
      if (!Array.isArray(value) || !inRange(field, value.length)) return refuse(rangeOf(field));
      if (field.choices) for (const [i, item] of value.entries()) checkChoice(description, field, `${path}.${i}`, item);
  }
}

/**
 * @param {Description} description
 * @param {Field} field
 * @param {string} path
 * @param {unknown} value
 */
function checkChoice({ registries }, field, path, value) {
  const choices = (registries[field.choices ?? ""] ?? []).map((choice) => choice.name);
  if (typeof value === "string" ? choices.includes(value) : isObject(value) && field.formulas) return;
  throw new ConfigError(path, `must be one of ${choices.map((name) => `"${name}"`).join(", ")}`, value);
}

/**
 * Throws a ConfigError unless one place of a configuration may have this value.
 * @param {Description} description
 * @param {string} path
 * @param {unknown} value
 */
export function checkValue(description, path, value) {
  const field = fieldAt(description, path);
  if (field) checkField(description, field, path, value);
}

/** @param {Description} description @param {unknown} data */
function checkDrawing({ limits }, data) {
  const { points, labels, task } = /** @type {Record<string, unknown>} */ (data);
  const most = limits.max_points;
  if (!Array.isArray(points)) throw new ConfigError("data.points", "must be a list of pairs [x1, x2]", points);
  if (points.length > most) {
    throw new ConfigError("data.points", `must hold at most ${most} points`, `${points.length} points`);
  }
  points.forEach((point, i) => {
    if (Array.isArray(point) && point.length === 2 && point.every(Number.isFinite)) return;
    throw new ConfigError(`data.points.${i}`, "must be a pair of finite numbers [x1, x2]", point);
  });
  if (!Array.isArray(labels) || labels.length !== points.length) {
    const found = Array.isArray(labels) ? `${labels.length} labels` : labels;
    throw new ConfigError("data.labels", `must be a list of ${points.length} labels, one for each point`, found);
  }
  labels.forEach((label, i) => {
    const rule = task === "regression" ? "must be a finite number" : "must be a class number: 0, 1, 2 …";
    const valid = task === "regression" ? Number.isFinite(label) : Number.isSafeInteger(label) && label >= 0;
    if (!valid) throw new ConfigError(`data.labels.${i}`, rule, label);
  });
}

/** What a drawing has where nothing is said. */
const DRAWING = { kind: "points", task: "classification", points: [], labels: [], train_share: 1 };

/**
 * The configuration with everything that it leaves out filled in from the defaults.
 * @param {Description} description
 * @param {unknown} given
 * @returns {unknown}
 */
function complete(description, given) {
  const fill = (/** @type {unknown} */ defaults, /** @type {unknown} */ value, /** @type {string} */ path) => {
    if (value === undefined) return structuredClone(defaults);
    if (!isObject(defaults) || !isObject(value)) return value;
    /** @type {Record<string, unknown>} */
    const filled = {};
    for (const key of new Set([...Object.keys(defaults), ...Object.keys(value)])) {
      const next = path === "" ? key : `${path}.${key}`;
      const known = next === "data" && isObject(value.data) && value.data.kind === "points" ? DRAWING : defaults[key];
      filled[key] = fill(known, value[key], next);
    }
    return filled;
  };
  const config = fill(description.config, given, "");
  const layers = getPath(config, "network.layers");
  if (!Array.isArray(layers)) return config;
  const unit = description.fields.filter((field) => field.path.startsWith("network.layers[]."));
  const defaults = Object.fromEntries(unit.map((field) => [field.path.slice(17), field.default]));
  const filled = layers.map((layer) => (isObject(layer) ? { ...defaults, ...layer } : layer));
  return { .../** @type {any} */ (config), network: { .../** @type {any} */ (config).network, layers: filled } };
}

/**
 * The names that an object at `path` may have, or null where anything goes.
 * @param {Description} description
 * @param {string} path
 * @returns {Set<string> | null}
 */
function namesAt({ config, fields }, path) {
  const prefix = path === "" ? "" : `${rulePath(path)}.`;
  const own = fields.filter((field) => field.path.startsWith(prefix)).map((field) => field.path.slice(prefix.length));
  const names = own.map((rest) => rest.split(/\.|\[/)[0] ?? "").filter((name) => name !== "");
  if (names.length === 0) return null;
  const defaults = path === "" ? config : getPath(config, path);
  return new Set([...names, ...(isObject(defaults) ? Object.keys(defaults) : [])]);
}

/**
 * A complete, checked copy of a configuration from outside; the original is left alone.
 * @param {Description} description
 * @param {unknown} given complete or in part
 * @returns {Config}
 * @throws {ConfigError} naming the first field that is wrong
 */
export function validateConfig(description, given) {
  if (!isObject(given)) throw new ConfigError("config", "must be an object", given);
  let plain;
  try {
    plain = structuredClone(given);
  } catch {
    throw new ConfigError("config", "must be plain data", given);
  }
  const config = complete(description, plain);
  const version = getPath(config, "version");
  if (version !== description.config.version) {
    throw new ConfigError("version", `must be ${description.config.version}`, version);
  }
  const walk = (/** @type {unknown} */ value, /** @type {string} */ path) => {
    if (path !== "") checkValue(description, path, value);
    if (path === "view") return;
    if (path === "data" && isObject(value) && value.kind === "points") {
      checkDrawing(description, value);
      const { train_share } = value;
      return walk(train_share, "data.train_share");
    }
    const under = (/** @type {string | number} */ key) => (path === "" ? `${key}` : `${path}.${key}`);
    if (Array.isArray(value)) value.forEach((item, i) => walk(item, under(i)));
    else if (isObject(value)) {
      const names = namesAt(description, path);
      for (const [key, item] of Object.entries(value)) {
        if (names && !names.has(key)) {
          throw new ConfigError(under(key), `is unknown; known here are ${[...names].join(", ")}`, item);
        }
        walk(item, under(key));
      }
    }
  };
  walk(config, "");
  return /** @type {Config} */ (config);
}

