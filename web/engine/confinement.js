// What Python can reach of the browser: JavaScript itself, and nothing that fetches, sends, keeps or starts anything.
//
// The worker inherits the page's Content-Security-Policy, but a page of somebody else's may have none, and no policy
// forbids what lies on the site's own origin. So before any visitor's code runs, all that is not named here is taken away.

/** JavaScript's own, without what makes code of text. */
const LANGUAGE = `globalThis Infinity NaN undefined isFinite isNaN parseFloat parseInt decodeURI decodeURIComponent encodeURI
  encodeURIComponent escape unescape AggregateError Array ArrayBuffer AsyncDisposableStack Atomics BigInt BigInt64Array
  BigUint64Array Boolean DataView Date DisposableStack Error EvalError FinalizationRegistry Float16Array Float32Array
  Float64Array Int8Array Int16Array Int32Array Intl Iterator JSON Map Math Number Object Promise Proxy RangeError
  ReferenceError Reflect RegExp Set SharedArrayBuffer String SuppressedError Symbol SyntaxError Temporal TypeError Uint8Array
  Uint8ClampedArray Uint16Array Uint32Array URIError WeakMap WeakRef WeakSet WebAssembly`;

/** Of the web: what stays inside the worker. */
const INSIDE = `self console performance crypto atob btoa queueMicrotask structuredClone clearTimeout clearInterval
  AbortController AbortSignal CustomEvent DOMException Event EventTarget MessageChannel MessageEvent MessagePort TextDecoder
  TextEncoder URL URLSearchParams addEventListener removeEventListener dispatchEvent`;

const KEPT = new Set(`${LANGUAGE} ${INSIDE}`.split(/\s+/));

/** What stands in the place of a maker of code. @param {string} name @param {object} prototype */
function refusing(name, prototype) {
  const maker = () => refused(name);
  Object.defineProperty(maker, "name", { value: name });
  Object.defineProperty(maker, "prototype", { value: prototype });
  return Object.freeze(maker);
}

/** @param {string} name @returns {never} */
function refused(name) {
  throw new TypeError(`${name} makes code of text, which Gradpad's Python may not do.`);
}

/** @param {object} owner @param {string} name @param {unknown} value for good */
const fix = (owner, name, value) =>
  Object.defineProperty(owner, name, { value, writable: false, configurable: false, enumerable: false });

/** Whatever the global object has, itself or from what it inherits, and is not kept. */
function takeAway() {
  /** @type {object | null} */
  let owner = globalThis;
  for (; owner !== null && owner !== Object.prototype; owner = Object.getPrototypeOf(owner)) {
    for (const name of Object.getOwnPropertyNames(owner))
      if (!KEPT.has(name) && name !== "constructor") Reflect.deleteProperty(owner, name);
    Reflect.deleteProperty(owner, "constructor");
  }
}

/** Functions are made by text through these alone, besides `eval`; each kind has its own. */
function forbidCodeOfText() {
  const kinds = {
    Function() {},
    async AsyncFunction() {},
    *GeneratorFunction() {},
    async *AsyncGeneratorFunction() {},
  };
  for (const [name, example] of Object.entries(kinds)) {
    const prototype = Object.getPrototypeOf(example);
    const maker = refusing(name, prototype);
    fix(prototype, "constructor", maker);
    if (name === "Function") fix(globalThis, name, maker);
  }
}

/** A timer runs functions, no text. @param {"setTimeout" | "setInterval"} name */
function timer(name) {
  const original = globalThis[name];
  /** @type {(work: unknown, milliseconds?: number, ...given: unknown[]) => number} */
  const timed = (work, milliseconds, ...given) =>
    typeof work === "function" ? original(/** @type {any} */ (work), milliseconds, ...given) : refused(name);
  return timed;
}

/**
 * To be called once Python has started, and before it runs anything that was not shipped. What the worker itself needs
 * afterwards it has to have by then.
 * @param {object} pyodide
 */
export function confine(pyodide) {
  const timers = /** @type {const} */ (["setTimeout", "setInterval"]).map((name) => [name, timer(name)]);
  takeAway();
  for (const [name, timed] of timers) fix(globalThis, /** @type {string} */ (name), timed);
  forbidCodeOfText();
  // Pyodide keeps a copy of `Function` here, for its own tests.
  Reflect.deleteProperty(/** @type {any} */ (pyodide)._api, "tests");
}
