// A configuration from outside: filled in, looked at field by field, and taken over only when all of it is valid.

import { nestsTooDeep } from "./json-depth.js";
import { PACES } from "./paces.js";
import { isObject } from "./path.js";
import { ConfigError, checkValue, namesIn, oneOf, show } from "./rules.js";

/** @typedef {import("../engine/types").Config} Config */
/** @typedef {import("../engine/types").Description} Description */
/** @typedef {Record<string, unknown>} Plain */

/** Kinds of data that no generator makes. */
const DRAWN_KINDS = ["points", "curve", "formula"];

/** Letters of a name that nobody knows which are repeated to whoever wrote it: a file may name a thing at any length. */
const LONGEST_NAME = 60;

/** @param {unknown} value @param {string} path @returns {Plain} */
function asObject(value, path) {
  if (!isObject(value)) throw new ConfigError(path, value, "an object");
  return value;
}

/** @param {unknown} value @param {string} path @param {string} of @param {number} low @param {number} high */
function asList(value, path, of, low, high) {
  if (!Array.isArray(value)) throw new ConfigError(path, value, `a list of ${of}`);
  if (value.length < low || value.length > high) {
    const range = low === 0 ? `at most ${high}` : `${low} to ${high}`;
    throw new ConfigError(path, `${value.length} long`, `a list of ${range} ${of}`);
  }
  return value;
}

/**
 * An object with the defaults filled in, each field checked by its rule; names that are not known are refused.
 * @param {Description} description
 * @param {unknown} value
 * @param {Plain} defaults
 * @param {string} path
 * @returns {Plain}
 */
function fillObject(description, value, defaults, path) {
  const given = asObject(value, path);
  const names = Object.keys(defaults);
  for (const name of Object.keys(given)) {
    if (names.includes(name)) continue;
    const short = name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME)}…` : name;
    const place = path === "" ? short : `${path}.${short}`;
    const error = new ConfigError(place, given[name], oneOf(names));
    error.message = `${place} is not known; there are ${names.join(", ")}.`;
    throw error;
  }
  /** @type {Plain} */
  const filled = {};
  for (const name of names) {
    filled[name] = given[name] === undefined ? structuredClone(defaults[name]) : given[name];
    checkValue(description, path === "" ? name : `${path}.${name}`, filled[name]);
  }
  return filled;
}

/**
 * @param {Description} description
 * @param {unknown} value
 * @returns {Plain}
 */
function fillData(description, value) {
  const given = asObject(value, "data");
  const { kind = description.config.data.kind } = given;
  if (kind === "points") return fillDrawing(description, given);
  const generators = namesIn(description, "datasets");
  if (DRAWN_KINDS.includes(/** @type {string} */ (kind))) return given; // the engine's to judge
  if (!generators.includes(/** @type {string} */ (kind))) {
    throw new ConfigError("data.kind", kind, oneOf([...generators, ...DRAWN_KINDS]));
  }
  const generator = (description.registries.datasets ?? []).find((choice) => choice.name === kind);
  const { default_count: count, default_train_share: train_share } = Object(generator);
  return fillObject(description, given, { ...description.config.data, kind, count, train_share }, "data");
}

/** What the page alone reads; what it does not know is carried along. @param {unknown} value */
function fillView(value) {
  const view = asObject(value, "view");
  const names = PACES.map((pace) => pace.name);
  if (view.pace !== undefined && !names.some((name) => name === view.pace))
    throw new ConfigError("view.pace", view.pace, oneOf(names));
  return view;
}

/**
 * @param {Description} description
 * @param {Plain} given
 * @returns {Plain}
 */
function fillDrawing(description, given) {
  const { limits } = description;
  const defaults = { task: "classification", points: [], labels: [], train_share: 1 };
  const { kind, ...rest } = given;
  const data = fillObject(description, rest, defaults, "data");
  const regression = data.task === "regression";
  if (!regression && data.task !== "classification") {
    throw new ConfigError("data.task", data.task, "classification or regression");
  }
  const most = limits.max_coordinate ?? Number.MAX_VALUE;
  const isNumber = (/** @type {unknown} */ x) => typeof x === "number" && Math.abs(x) <= most;
  const points = asList(data.points, "data.points", "points", 0, limits.max_points);
  points.forEach((point, i) => {
    if (Array.isArray(point) && point.length === 2 && isNumber(point[0]) && isNumber(point[1])) return;
    throw new ConfigError(`data.points.${i}`, point, `a pair of numbers from ${-most} to ${most}`);
  });
  const labels = asList(
    data.labels,
    "data.labels",
    "labels, one for each point",
    points.length,
    points.length,
  );
  const classes = limits.max_classes ?? Number.MAX_SAFE_INTEGER;
  labels.forEach((label, i) => {
    if (isNumber(label) && (regression || (Number.isInteger(label) && label >= 0 && label < classes))) return;
    throw new ConfigError(
      `data.labels.${i}`,
      label,
      regression ? "a number" : `a class from 0 to ${classes - 1}`,
    );
  });
  return { kind, ...data };
}

/**
 * @param {Description} description
 * @param {unknown} value
 * @returns {unknown[]}
 */
function fillFeatures(description, value) {
  const names = namesIn(description, "features");
  const features = asList(value, "features", "inputs", 1, description.limits.max_features ?? Infinity);
  features.forEach((feature, i) => {
    if (features.indexOf(feature) < i)
      throw new ConfigError(`features.${i}`, feature, "another: each input may be there once only");
    // A formula of one's own is read by the engine.
    if (names.includes(feature) || (isObject(feature) && typeof feature.formula === "string")) return;
    throw new ConfigError(`features.${i}`, feature, `${oneOf(names)}, or a formula`);
  });
  return features;
}

/**
 * @param {Description} description
 * @param {unknown} value
 * @returns {Plain}
 */
function fillNetwork(description, value) {
  const network = fillObject(description, value, { ...description.config.network }, "network");
  const most = description.limits.max_layers ?? Infinity;
  const own = description.fields.filter((field) => field.path.startsWith("network.layers[]."));
  const defaults = Object.fromEntries(
    own.map((field) => [field.path.slice("network.layers[].".length), field.default]),
  );
  const layers = asList(network.layers, "network.layers", "hidden layers", 0, most);
  return {
    ...network,
    layers: layers.map((layer, i) => fillObject(description, layer, defaults, `network.layers.${i}`)),
  };
}

/**
 * A complete, checked copy of a configuration; the original is left alone.
 * @param {Description} description
 * @param {unknown} given complete or in part
 * @returns {Config}
 * @throws {ConfigError} naming the first field that is wrong
 */
export function validateConfig(description, given) {
  let plain;
  try {
    plain = structuredClone(given);
  } catch {
    throw new ConfigError("config", "no plain data", "an object of plain data");
  }
  if (nestsTooDeep(plain)) throw new ConfigError("config", "nested without end", "flatter");
  const { config: defaults } = description;
  if (!isObject(plain))
    throw new ConfigError("config", plain, `an object with ${Object.keys(defaults).join(", ")}`);
  // An absent part takes its default as a whole; a part that is there is filled in by its own rules below.
  const config = fillObject(description, plain, { ...defaults }, "");
  if (config.version !== defaults.version)
    throw new ConfigError("version", config.version, show(defaults.version));
  return /** @type {Config} */ (
    /** @type {unknown} */ ({
      ...config,
      data: fillData(description, config.data),
      features: fillFeatures(description, config.features),
      network: fillNetwork(description, config.network),
      training: fillObject(description, config.training, { ...defaults.training }, "training"),
      view: fillView(config.view),
    })
  );
}
