// An end to code that never ends: Python looks into this "buffer" as it runs, and once the time is over it finds there
// the number of a KeyboardInterrupt. A real buffer would have to be shared memory, which needs special headers.

/** Milliseconds for what a visitor has written, and for everything else beyond its own budget. */
const OWN_CODE_MS = 5_000;
const PATIENCE_MS = 11_000;
const RUNS_OWN_CODE = new Set(["edit", "restore", "console", "complete", "own"]);

export class Deadline {
  #pyodide;
  #armed = false;
  #ends = Number.POSITIVE_INFINITY;

  /** @param {import("pyodide").PyodideInterface} pyodide */
  constructor(pyodide) {
    this.#pyodide = pyodide;
  }

  /**
   * Does something in Python that must come to an end. Until a visitor's code runs, nothing is watched.
   * @template T
   * @param {string} method
   * @param {{ budget_ms?: number } | null | undefined} params
   * @param {() => T} work
   * @returns {T}
   */
  watch(method, params, work) {
    const own = RUNS_OWN_CODE.has(method);
    if (own && !this.#armed) this.#arm();
    if (!this.#armed) return work();
    this.#ends = performance.now() + (own ? OWN_CODE_MS : PATIENCE_MS + (params?.budget_ms ?? 0));
    try {
      return work();
    } finally {
      this.#ends = Number.POSITIVE_INFINITY;
    }
  }

  #arm() {
    this.#armed = true;
    /** Once the time is over it says so once; then what is left to do has all the time it needs. */
    const look = () => {
      if (performance.now() <= this.#ends) return 0;
      this.#ends = Number.POSITIVE_INFINITY;
      return 2;
    };
    const buffer = {
      get 0() {
        return look();
      },
      set 0(_) {}, // Python writes 0 here after every look
    };
    this.#pyodide.setInterruptBuffer(/** @type {any} */ (buffer));
  }
}
