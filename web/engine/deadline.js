// An end to code that never ends, and a sign of life from code that takes long: Python looks into this "buffer" as it
// runs. Once the time is over it finds there the number of a KeyboardInterrupt; and whenever it has looked for a while
// without an answer having gone out, the page is told that it computes. A real buffer would have to be shared memory,
// which needs special headers.

/** Milliseconds for what a visitor has written, and for everything else beyond its own budget. */
const OWN_CODE_MS = 5_000;
const PATIENCE_MS = 11_000;
/** Between two signs of life. */
const SIGN_MS = 500;
/** For what is left to do after it was stopped; code that goes on for longer gives no sign of life any more. */
const REST_MS = 2_000;
const RUNS_OWN_CODE = new Set(["edit", "restore", "console", "complete", "own"]);

export class Deadline {
  /** Whether a visitor's code has run: from then on everything is watched. */
  #watched = false;
  #ends = Number.POSITIVE_INFINITY;
  #signAt = Number.POSITIVE_INFINITY;
  #lastSign = Number.POSITIVE_INFINITY;
  #sign;

  /** @param {import("pyodide").PyodideInterface} pyodide @param {() => void} sign tells the page that Python computes */
  constructor(pyodide, sign) {
    this.#sign = sign;
    const look = () => this.#look();
    const buffer = {
      get 0() {
        return look();
      },
      set 0(_) {}, // Python writes 0 here after every look
    };
    pyodide.setInterruptBuffer(/** @type {any} */ (buffer));
  }

  /**
   * Does something in Python that must come to an end. Until a visitor's code runs, nothing is stopped.
   * @template T
   * @param {string} method
   * @param {{ budget_ms?: number } | null | undefined} params
   * @param {() => T} work
   * @returns {T}
   */
  watch(method, params, work) {
    const own = RUNS_OWN_CODE.has(method);
    this.#watched ||= own;
    const now = performance.now();
    if (this.#watched) this.#ends = now + (own ? OWN_CODE_MS : PATIENCE_MS + (params?.budget_ms ?? 0));
    this.#signAt = now + SIGN_MS;
    this.#lastSign = Number.POSITIVE_INFINITY;
    try {
      return work();
    } finally {
      this.#ends = this.#signAt = Number.POSITIVE_INFINITY;
    }
  }

  #look() {
    const now = performance.now();
    if (now > this.#signAt && now <= this.#lastSign) {
      this.#signAt = now + SIGN_MS;
      this.#sign();
    }
    if (now <= this.#ends) return 0;
    this.#ends = Number.POSITIVE_INFINITY; // once: what is left to do then is not stopped in the midst
    this.#lastSign = now + REST_MS; // but a loop that catches it is found out as a worker that has gone silent
    return 2;
  }
}
