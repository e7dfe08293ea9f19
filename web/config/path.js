// Reading and replacing one value of a configuration by its dotted path, "network.layers.0.units".

/** @param {string} path */
const keys = (path) => path.split(".").map((key) => (/^\d+$/.test(key) ? Number(key) : key));

/** @param {unknown} value @param {string | number} key @returns {unknown} */
const child = (value, key) =>
  value !== null && typeof value === "object" && Object.hasOwn(value, key)
    ? Reflect.get(value, key)
    : undefined;

/**
 * @param {unknown} root
 * @param {string} path
 * @returns {unknown} undefined where there is no such place
 */
export function getPath(root, path) {
  return keys(path).reduce(child, root);
}

/**
 * A copy in which the value at `path` is replaced; everything beside the path is shared with the original.
 * @template T
 * @param {T} root
 * @param {string} path
 * @param {unknown} value
 * @returns {T}
 */
export function setPath(root, path, value) {
  const replace = (/** @type {unknown} */ node, /** @type {(string | number)[]} */ rest) => {
    const [key, ...deeper] = rest;
    if (key === undefined) return value;
    if (node === null || typeof node !== "object" || (Array.isArray(node) && typeof key !== "number")) {
      throw new RangeError(`There is no place "${path}" in the configuration.`);
    }
    if (key === "__proto__") throw new RangeError(`There is no place "${path}" in the configuration.`);
    const copy = Array.isArray(node) ? [...node] : { ...node };
    Reflect.set(copy, key, replace(child(node, key), deeper));
    return copy;
  };
  return /** @type {T} */ (replace(root, keys(path)));
}

/** @param {unknown} value @returns {value is Record<string, unknown>} */
export const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

/** Lists longer than this (points, labels) differ as a whole. */
const LONG = 64;

/** @param {unknown} a @param {unknown} b @returns {boolean} */
function same(a, b) {
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, i) => same(item, b[i]));
  return Object.is(a, b) || (isObject(a) && isObject(b) && changedPaths(a, b).length === 0);
}

/**
 * Paths of the leaves in which two values differ. A list of another length differs as a whole.
 * @param {unknown} a
 * @param {unknown} b
 * @param {string} [path]
 * @returns {string[]}
 */
export function changedPaths(a, b, path = "") {
  if (Object.is(a, b)) return [];
  const under = (/** @type {string | number} */ key) => (path === "" ? `${key}` : `${path}.${key}`);
  if (Array.isArray(a) && Array.isArray(b) && a.length === b.length) {
    if (a.length > LONG) return a.every((item, i) => same(item, b[i])) ? [] : [path];
    return a.flatMap((item, i) => changedPaths(item, b[i], under(i)));
  }
  if (isObject(a) && isObject(b)) {
    return [...new Set([...Object.keys(a), ...Object.keys(b)])].flatMap((key) =>
      changedPaths(child(a, key), child(b, key), under(key)),
    );
  }
  return [path];
}
