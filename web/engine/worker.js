// The worker: one Python, any number of sessions in it, one answer for each request.

import { nestsTooDeep } from "../config/json-depth.js";
import { keepImage, startPython } from "./boot/boot.js";
import { confine } from "./confinement.js";
import { buffersOf } from "./convert.js";
import { Deadline } from "./deadline.js";
import { toFailure } from "./engine-error.js";

/** @typedef {import("./types").Request} Request */
/** @typedef {import("./types").Reply} Reply */
/** @typedef {import("./types").Failure} Failure */
/** @typedef {import("pyodide/ffi").PyProxy} PyProxy */

/** @type {import("pyodide").PyodideInterface} */
let pyodide;
/** @type {PyProxy & { callKwargs(kwargs: object): PyProxy }} */
let newSession;
/** @type {Set<string>} what may be asked for: the session's own methods */
let methods = new Set();
const PUBLIC = `
from gradpad.session import Session
" ".join(name for name in dir(Session) if not name.startswith("_") and callable(getattr(Session, name)))`;
/** What was imported stays: to look for garbage among it takes Python several times as long. */
const FREEZE = "import gc; gc.freeze()";
/** @type {(text: string) => PyProxy} */
let loads;
/** @type {Deadline} */
let deadline;
/** @type {Map<string, PyProxy>} */
const sessions = new Map();

/** Python is left without it, and so can't answer in the worker's place. */
const postMessage = self.postMessage.bind(self);

/** @param {Reply} reply @param {ArrayBuffer[]} [transfer] */
const post = (reply, transfer = []) => postMessage(reply, { transfer });

/** Memory that Python has had it keeps: above this it is worth a new one. */
const MOST_BYTES = 1_000_000_000;

/** What Python has taken of the computer's memory. */
const memoryBytes = () => /** @type {any} */ (pyodide)._module?.HEAP8.length ?? 0;

/** Whether everything that Python is made of has been fetched. */
let fetched = false;
/** Whether a start has begun: who finds a worker that was started early tells it to start again. */
let begun = false;

/** @param {{ anew?: boolean, image?: string | null } | null} how */
async function boot(how) {
  pyodide = await startPython(
    (progress) => {
      fetched = progress.phase !== "download";
      post({ progress });
    },
    how?.anew === true,
    typeof how?.image === "string" ? how.image : null,
  );
  newSession = pyodide.pyimport("gradpad.session").Session;
  methods = new Set(pyodide.runPython(PUBLIC).split(" "));
  loads = pyodide.pyimport("json").loads;
  pyodide.runPython(FREEZE);
  deadline = new Deadline(pyodide, () => post({ alive: true }));
  const { pyodide: version } = __PYTHON_PARTS__.versions;
  const python = pyodide.runPython("'.'.join(map(str, __import__('sys').version_info[:3]))");
  confine(pyodide);
  return {
    gradpad: pyodide.pyimport("gradpad").__version__,
    python,
    numpy: pyodide.pyimport("numpy").__version__,
    pyodide: pyodide.version ?? version,
    engine: "",
  };
}

/** Thrown before Python has seen anything of a request that is none, or when it went without something it needed. */
class RequestError extends Error {
  name = "RequestError";
}

/**
 * Each parameter as JSON, so that null is None and nothing but plain data gets in.
 * @param {unknown} params
 * @returns {[name: string, json: string][]}
 */
function parametersOf(params) {
  if (params === null || params === undefined) return [];
  if (Object.getPrototypeOf(params) !== Object.prototype || nestsTooDeep(params))
    throw new RequestError("A request's parameters are a plain object, not nested without end.");
  try {
    const isName = (/** @type {string} */ name) =>
      /^[a-z][a-z_0-9]*$/.test(name) && !(name in Object.prototype);
    const entries = Object.entries(params).filter(([name, value]) => isName(name) && value !== undefined);
    return entries.map(([name, value]) => [name, JSON.stringify(value)]);
  } catch {
    throw new RequestError("A request's parameters are what JSON can hold.");
  }
}

/**
 * Calls a method of the request's session with its parameters as keyword arguments.
 * @param {Request} request
 */
function call({ session: id, method, params }) {
  if (!methods.has(method)) throw new RequestError(`There is no request "${String(method).slice(0, 40)}".`);
  const given = parametersOf(params);
  let session = sessions.get(id);
  if (method === "close") {
    session?.destroy();
    sessions.delete(id);
    return null;
  }
  if (!session) {
    session = newSession.callKwargs({});
    sessions.set(id, session);
  }
  /** @type {Record<string, unknown>} */
  const kwargs = {};
  /** @type {PyProxy[]} */
  const borrowed = [];
  for (const [name, json] of given) {
    const value = loads(json);
    if (value instanceof pyodide.ffi.PyProxy) borrowed.push(value);
    kwargs[name] = value;
  }
  try {
    const result = deadline.watch(method, /** @type {any} */ (params), () =>
      session[method].callKwargs(kwargs),
    );
    if (!(result instanceof pyodide.ffi.PyProxy)) return result ?? null;
    const plain = result.toJs({ dict_converter: Object.fromEntries, create_pyproxies: false });
    result.destroy();
    return plain;
  } finally {
    for (const proxy of borrowed) proxy.destroy();
  }
}

/**
 * What to answer in place of a result. A Pyodide that has broken down throws at whatever it is asked, also for what
 * went wrong.
 * @param {unknown} error
 * @returns {{ failure: Failure, fatal: boolean }}
 */
function explain(error) {
  if (error instanceof RequestError) return { failure: toFailure(error), fatal: false };
  try {
    if (error instanceof pyodide.ffi.PythonError) return { failure: failureOf(error), fatal: false };
  } catch {}
  return { failure: toFailure(error), fatal: true };
}

/** A Python exception with the field that it names. @param {import("pyodide/ffi").PythonError} error @returns {Failure} */
function failureOf(error) {
  const sys = pyodide.pyimport("sys");
  const exception = sys.last_exc;
  const path = exception?.path;
  const failure = {
    name: error.type,
    message:
      error.type === "KeyboardInterrupt"
        ? "The code did not come to an end in time, so it was stopped."
        : String(exception ?? error.message),
    traceback: error.message,
    path: typeof path === "string" ? path : null,
  };
  exception?.destroy();
  sys.last_exc = sys.last_value = sys.last_traceback = undefined;
  return failure;
}

self.addEventListener("message", async (/** @type {MessageEvent<Request>} */ { data: request }) => {
  if (request === null || typeof request !== "object") return;
  const { id } = request;
  if (request.method === "ping") return post({ alive: true });
  if (request.method === "keep image") {
    post({ id, result: await keepImage().catch(() => null) });
    return self.close();
  }
  if (request.method === "boot") {
    if (begun) return;
    begun = true;
    try {
      post({ id, result: await boot(/** @type {any} */ (request.params)) });
    } catch (error) {
      post({ id, failure: toFailure(error), fatal: true, fetched });
    }
    return;
  }
  try {
    const result = call(request);
    const bytes = memoryBytes();
    post({ id, result, bloated: bytes > MOST_BYTES ? bytes : undefined }, [...buffersOf(result)]);
  } catch (error) {
    post({ id, ...explain(error) });
  }
});
