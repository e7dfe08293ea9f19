// What went wrong, as an Error that says where: the engine's refusals and breakdowns on the page's side.

/** @typedef {import("./types").Failure} Failure */

/** The engine refused a request or failed at it. Its message is written for the visitor. */
export class EngineError extends Error {
  /** @param {Failure} failure */
  constructor({ name, message, traceback, path }) {
    super(message);
    this.name = name;
    /** Python's own account, where there is one. */
    this.traceback = traceback;
    /** The field of the configuration at fault, dotted. */
    this.path = path;
  }
}

/** The worker died, hung or could not start: the request was not answered and never will be. */
export class WorkerLostError extends EngineError {
  /** @param {string} message @param {string | null} [traceback] */
  constructor(message, traceback = null) {
    super({ name: "WorkerLostError", message, traceback, path: null });
  }
}

/** The caller no longer wants the answer. */
export class AbortedError extends EngineError {
  constructor() {
    super({ name: "AbortError", message: "The request was abandoned.", traceback: null, path: null });
  }
}

/** What was handed over cannot be sent to Python. @param {string} method that it was meant for */
export const unsendable = (method) =>
  new EngineError({
    name: "DataError",
    message: `${method}: what it was given cannot be handed to Python; it must be plain data: numbers, texts, lists and objects of these.`,
    traceback: null,
    path: null,
  });

/**
 * Any error as plain JSON, for events and for messages.
 * @param {unknown} error
 * @returns {Failure}
 */
export function toFailure(error) {
  if (error instanceof Error) {
    const { path = null, traceback = null } = /** @type {Partial<EngineError>} */ (error);
    return { name: error.name, message: error.message, traceback, path };
  }
  return { name: "Error", message: String(error), traceback: null, path: null };
}
