// One value against one rule. The rules are the engine's own, published in its description: there is no second list.

/** @typedef {import("../engine/types").Description} Description */
/** @typedef {import("../engine/types").Field} Field */

/** A configuration that is not valid. `path` is the field, and the message says what is allowed there. */
export class ConfigError extends Error {
  /** @param {string} path @param {unknown} value what was there @param {string} allowed the rest of "it must be …" */
  constructor(path, value, allowed) {
    super(`${path} is ${show(value)}; it must be ${allowed}.`);
    this.name = "ConfigError";
    this.path = path;
    this.allowed = allowed;
  }
}

/** @param {unknown} value any value, short enough for a message */
export function show(value) {
  if (typeof value === "number" || value === undefined) return String(value);
  let text;
  try {
    text = JSON.stringify(value) ?? String(value);
  } catch {
    text = "not plain data";
  }
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

/**
 * The engine's rule for a place in the configuration.
 * @param {Description} description
 * @param {string} path dotted, "network.layers.0.units"
 * @returns {Field | undefined}
 */
export function fieldAt(description, path) {
  const wanted = path.replace(/\.\d+(?=\.|$)/g, "[]");
  return description.fields.find((field) => field.path === wanted);
}

/** @param {readonly string[]} names */
export const oneOf = (names) => `one of ${names.join(", ")}`;

/** @param {Description} description @param {string} registry @returns {string[]} */
export const namesIn = ({ registries }, registry) =>
  (registries[registry] ?? []).map((choice) => choice.name);

/** @param {Field} field @param {Description} description */
function allowed(field, description) {
  const { type, minimum, maximum, exclusive_minimum } = field;
  if (type === "boolean") return "true or false";
  if (type === "text") return "text";
  if (type === "choice")
    return field.choices === undefined ? "a name" : oneOf(namesIn(description, field.choices));
  const noun = type === "integer" ? "a whole number" : "a number";
  if (exclusive_minimum) return `${noun} greater than ${minimum} and at most ${maximum}`;
  return `${noun} from ${minimum} to ${maximum}`;
}

/** @param {Field} field @param {Description} description @param {unknown} value */
function fits(field, description, value) {
  const { type, minimum, maximum, exclusive_minimum } = field;
  if (type === "boolean") return typeof value === "boolean";
  if (type === "text") return typeof value === "string";
  if (type === "choice") {
    if (typeof value !== "string") return false;
    return field.choices === undefined || namesIn(description, field.choices).includes(value);
  }
  if (typeof value !== "number" || !Number.isFinite(value)) return false;
  if (type === "integer" && !Number.isInteger(value)) return false;
  if (minimum !== undefined && (exclusive_minimum ? value <= minimum : value < minimum)) return false;
  return maximum === undefined || value <= maximum;
}

/**
 * Throws a ConfigError unless the engine's rule for `path` allows `value`; a place without a rule allows anything.
 * @param {Description} description
 * @param {string} path
 * @param {unknown} value
 */
export function checkValue(description, path, value) {
  const field = fieldAt(description, path);
  if (field && !fits(field, description, value))
    throw new ConfigError(path, value, allowed(field, description));
}
