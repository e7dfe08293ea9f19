// What an author writes at <grad-pad …>: each attribute read, checked, and put together to a configuration. The element
// of the site, the one on other origins and the plain frame all read them here, and say the same when one is wrong.

import { isTooDeep } from "../config/json-depth.js";
import { PACES } from "../config/paces.js";
import { isObject, setPath } from "../config/path.js";
import { ConfigError, namesIn, oneOf } from "../config/rules.js";
import { validateConfig } from "../config/validate.js";
import { decode } from "../share/link.js";
import { attributeError } from "./attribute-error.js";
import { partsShown } from "./shown-parts.js";

/** @typedef {import("../engine/types").Config} Config */
/** @typedef {import("../engine/types").Description} Description */

/** Every attribute, with what the documentation and the builder say of it. */
export const ATTRIBUTES = /** @type {const} */ ([
  { name: "preset", says: "the name of an experiment to start from" },
  { name: "data", says: "the name of a data set" },
  { name: "layers", says: "units of the hidden layers, as in “8 8”; “none” for no hidden layer" },
  { name: "activation", says: "the activation of all hidden layers" },
  { name: "features", says: "the inputs, as in “x1 x2 sin_x1”" },
  { name: "noise", says: "how far points stray from where they belong" },
  { name: "rate", says: "the learning rate" },
  { name: "seed", says: "the number that all chance grows from" },
  { name: "pace", says: "how fast one watches it learn: step, slow, watch or full" },
  { name: "show", says: "the parts to show; all others are left out" },
  { name: "hide", says: "the parts to leave out" },
  { name: "theme", says: "light, dark, or auto: as the article is" },
  { name: "autoplay", says: "training starts by itself once the figure is seen" },
  {
    name: "start",
    says: "when Python starts: once the figure is seen, or at the first touch; where a reader saves data: touch",
  },
  {
    name: "at",
    says: "the moment at which the figure starts, as in “epoch 40”: it is trained up to there first",
  },
  { name: "height", says: "room kept for the figure before it is there, in pixels" },
  { name: "link", says: "a share link, or its end" },
  { name: "config", says: "a configuration as JSON, whole or in part" },
  { name: "src-config", says: "the address of a configuration as JSON, or of a session" },
]);

export const ATTRIBUTE_NAMES = ATTRIBUTES.map(({ name }) => name);

export const THEMES = /** @type {const} */ (["auto", "light", "dark"]);
export const STARTS = /** @type {const} */ (["seen", "touch"]);
/** The most epochs that a figure is trained before it is seen. */
export const MOST_AT = 100_000;
export const HEIGHTS = { least: 80, most: 4000 };
/** Characters of a configuration from outside; the largest drawing takes about half of them. */
export const MOST_CHARACTERS = 1_000_000;
const LONGEST_ATTRIBUTE = 2000;
/** @type {Record<string, number>} */
const LONGER = { link: 70_000, config: MOST_CHARACTERS };
/** Attributes that are a number of the configuration. */
export const NUMBERS = /** @type {const} */ ([
  ["noise", "data.noise"],
  ["rate", "training.learning_rate"],
  ["seed", "seed"],
]);
const NUMBER = /^\s*-?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?\s*$/i;
/** Attributes that go on top of what a figure starts from. */
const COMMON = ["data", "layers", "activation", "features", "pace", ...NUMBERS.map(([name]) => name)];

/**
 * What was asked for.
 * @typedef {object} Asked
 * @property {Config | null} config complete and valid; null where nothing was said of it
 * @property {string | null} link to be opened as well, for the weights or the Python that it brings
 * @property {string | null} show words for the style sheet, null for all parts
 * @property {(typeof THEMES)[number]} theme
 * @property {boolean} autoplay
 * @property {(typeof STARTS)[number] | null} start null where nothing was said of it
 * @property {number | null} at epochs that it is trained first
 * @property {number | null} height
 * @property {ConfigError[]} errors one for each attribute that is wrong; it counts as left out then
 */

/** @param {Description} description @param {string} text @returns {Config} @throws {Error} */
export function readJson(description, text) {
  if (text.length > MOST_CHARACTERS) {
    throw new ConfigError(
      "config",
      `${text.length} characters long`,
      `at most ${MOST_CHARACTERS} characters`,
    );
  }
  if (isTooDeep(text)) throw new ConfigError("config", "nested without end", "flatter");
  const given = JSON.parse(text);
  const session = isObject(given) && "gradpad_session" in given ? given.config : given;
  return validateConfig(description, session);
}

/** @param {string} text @param {Description} description */
function readLayers(text, description) {
  const most = description.limits.max_layers ?? 6;
  const units = description.fields.find(({ path }) => path === "network.layers[].units");
  const words = text
    .trim()
    .split(/[\s,]+/)
    .filter(Boolean);
  if (words.length === 1 && words[0] === "none") return [];
  const numbers = words.map(Number);
  const { minimum = 1, maximum = 64 } = units ?? {};
  const fits = (/** @type {number} */ n) => Number.isInteger(n) && n >= minimum && n <= maximum;
  if (numbers.length > 0 && numbers.length <= most && numbers.every(fits)) return numbers;
  throw attributeError(
    "layers",
    text,
    `none, or up to ${most} numbers of units, each from ${minimum} to ${maximum}, such as “8 8”`,
  );
}

/**
 * The configuration to start from: from a link, from JSON, or an experiment. One of them, not two.
 * @param {Description} description @param {(name: string) => string | null} get @param {string | null} inside
 */
function readBase(description, get, inside) {
  const [link, preset, source, json] = [get("link"), get("preset"), get("src-config"), get("config")];
  const given = [
    ["link", link],
    ["preset", preset],
    ["config", json],
    ["src-config", source],
    ["", inside],
  ].filter(([, text]) => text !== null);
  // What `src-config` leads to comes in as the text inside.
  if (given.length > (source !== null && inside !== null ? 2 : 1)) {
    const [name, text] = given.find(([each]) => each !== "src-config") ?? given[0];
    const others = given.map(([each]) => each || "the text inside").filter((each) => each !== name);
    throw attributeError(String(name), text, `left out where there is ${others.join(" and ")}`);
  }
  if (link !== null) {
    const { config, weights, code } = decode(link.replace(/^[^#]*(?=#)/, ""), description);
    return { config, link: weights || code ? link.replace(/^[^#]*(?=#)/, "") : null };
  }
  if (preset !== null) {
    const found = description.presets?.find(({ name }) => name === preset);
    const names = (description.presets ?? []).map(({ name }) => name);
    if (!found) throw attributeError("preset", preset, oneOf(names));
    const view = { ...found.config.view, experiment: found.name };
    return { config: validateConfig(description, { ...found.config, view }), link: null };
  }
  const text = json ?? inside;
  return { config: text === null ? null : readJson(description, text), link: null };
}

/** @param {string} name @param {string} text @param {readonly string[]} names */
function choice(name, text, names) {
  if (names.includes(text)) return text;
  throw attributeError(name, text, oneOf(names));
}

/** @param {Description} description @param {Config} base @param {(name: string) => string | null} get @param {(read: () => void) => void} check */
function readCommon(description, base, get, check) {
  let config = base;
  const [data, layers, activation, pace] = [get("data"), get("layers"), get("activation"), get("pace")];
  check(() => {
    if (data === null) return;
    const kind = choice("data", data, namesIn(description, "datasets"));
    const { count: _, ...rest } = /** @type {any} */ (config.data.kind === "points" ? {} : config.data);
    config = validateConfig(description, { ...config, data: { ...rest, kind } });
  });
  check(() => {
    if (pace === null) return;
    const names = PACES.map((each) => each.name);
    config = { ...config, view: { ...config.view, pace: choice("pace", pace, names) } };
  });
  /** @param {string} name @param {string} text @param {string} path @param {unknown} value */
  const put = (name, text, path, value) => {
    try {
      config = validateConfig(description, setPath(config, path, value));
    } catch (error) {
      throw attributeError(name, text, /** @type {ConfigError} */ (error).allowed);
    }
  };
  for (const [name, path] of NUMBERS) {
    const text = get(name);
    if (text !== null) check(() => put(name, text, path, NUMBER.test(text) ? Number(text) : text));
  }
  const features = get("features");
  if (features !== null)
    check(() =>
      put(
        "features",
        features,
        "features",
        features
          .trim()
          .split(/[\s,]+/)
          .filter(Boolean),
      ),
    );
  const { layers: before } = config.network;
  const hidden = (description.registries.activations ?? []).filter((each) => each.hidden !== false);
  let name = before[0]?.activation ?? description.config.network.layers[0].activation;
  let units = before.map((layer) => layer.units);
  check(() => {
    if (layers !== null) units = readLayers(layers, description);
  });
  check(() => {
    if (activation === null) return;
    name = choice(
      "activation",
      activation,
      hidden.map((each) => each.name),
    );
  });
  if (layers === null && activation === null) return config;
  const own = units.map((count, i) => ({
    units: count,
    activation: activation === null ? (before[i]?.activation ?? name) : name,
  }));
  return { ...config, network: { ...config.network, layers: own } };
}

/**
 * @param {Description} description
 * @param {(name: string) => string | null} attribute as `getAttribute`
 * @param {string | null} inside the text of the JSON inside the element, or of the file that `src-config` names
 * @returns {Asked}
 */
export function readAttributes(description, attribute, inside) {
  /** @type {ConfigError[]} */
  const errors = [];
  const check = (/** @type {() => void} */ read) => {
    try {
      read();
    } catch (error) {
      errors.push(/** @type {ConfigError} */ (error));
    }
  };
  const get = (/** @type {string} */ name) => {
    const text = attribute(name);
    const most = LONGER[name] ?? LONGEST_ATTRIBUTE;
    if (text === null || text.length <= most) return text;
    check(() => {
      throw attributeError(name, `${text.length} characters long`, `at most ${most} characters long`);
    });
    return null;
  };
  /** @type {Asked} */
  const asked = {
    config: null,
    link: null,
    show: null,
    theme: "auto",
    autoplay: false,
    start: null,
    at: null,
    height: null,
    errors,
  };
  check(() => Object.assign(asked, readBase(description, get, inside)));
  const common = COMMON.some((name) => attribute(name) !== null);
  if (common)
    asked.config = readCommon(description, asked.config ?? structuredClone(description.config), get, check);
  check(() => {
    asked.show = partsShown(description, get("show"), get("hide"));
  });
  check(() => {
    const theme = get("theme");
    if (theme !== null) asked.theme = /** @type {Asked["theme"]} */ (choice("theme", theme, THEMES));
  });
  check(() => {
    const text = get("autoplay");
    if (text !== null) asked.autoplay = choice("autoplay", text || "true", ["true", "false"]) === "true";
  });
  check(() => {
    const start = get("start");
    if (start !== null) asked.start = /** @type {Asked["start"]} */ (choice("start", start, STARTS));
  });
  check(() => {
    const text = get("at");
    if (text === null) return;
    const epochs = Number(/^\s*(?:epoch\s+)?(\d{1,6})\s*$/.exec(text)?.[1]);
    if (!(epochs <= MOST_AT))
      throw attributeError("at", text, `a number of epochs from 0 to ${MOST_AT}, such as “epoch 40”`);
    asked.at = epochs;
  });
  check(() => {
    const text = get("height");
    if (text === null) return;
    const height = /^\d{1,5}(px)?$/.test(text.trim()) ? Number.parseInt(text, 10) : Number.NaN;
    const { least, most } = HEIGHTS;
    if (!(height >= least && height <= most)) {
      throw attributeError("height", text, `a whole number of pixels from ${least} to ${most}`);
    }
    asked.height = height;
  });
  return asked;
}
