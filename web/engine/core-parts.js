// Python's core comes in two parts (tools/core): what a first session runs, and the rest, when that is here already or
// as soon as something of it is called.

const TABLE = "~cold";
/** Names that begin like this are ours; Emscripten takes all that a core exports for Python's. */
const OURS = "~";

/** A module that hands on what it imports: a table takes no function of JavaScript's own. */
const WRAPPER = Uint8Array.of(
  ...[0, 97, 115, 109, 1, 0, 0, 0], // "\0asm", version 1
  ...[1, 4, 1, 0x60, 0, 0], // types: of no arguments, to nothing
  ...[2, 7, 1, 1, 99, 1, 99, 0, 0], // imports "c" "c"
  ...[7, 5, 1, 1, 99, 0, 0], // exports "c"
);

/** The second part: fetched ahead when there is time, or at once when it is asked for. */
export class Rest {
  /** @param {string} address */
  constructor(address) {
    this.address = address;
    /** @type {WebAssembly.Module | null} */
    this.module = null;
  }

  /** Fetches and compiles it beside everything else. What fails is tried again when it is needed. */
  async prepare() {
    if (this.module) return;
    for (const cache of /** @type {const} */ (["default", "reload"])) {
      try {
        const response = await fetch(this.address, { cache });
        if (response.ok) this.module ??= await WebAssembly.compile(await response.arrayBuffer());
        return;
      } catch (error) {
        // No connection; or what lay in a cache is damaged, and then it is asked for past the caches.
        console.debug(`The rest of Python is not here yet: ${error}`);
      }
    }
  }

  /** @returns {WebAssembly.Module} */
  take() {
    if (!this.module) {
      // The interpreter stands still in the middle of a call: only a request that is waited for can help it.
      const request = new XMLHttpRequest();
      request.open("GET", this.address, false);
      request.responseType = "arraybuffer";
      try {
        request.send();
      } catch {} // told by its status
      if (request.status !== 200)
        throw new Error("A part of Python could not be fetched. Is there a connection to the site?");
      this.module = new WebAssembly.Module(request.response);
    }
    console.debug("Something needed the rest of Python.");
    return this.module;
  }
}

/**
 * @param {WebAssembly.Instance} instance of a core's first part, or of anything else
 * @param {Rest} rest
 * @returns {WebAssembly.Instance} the same, as Emscripten is to see it
 */
export function joined(instance, rest) {
  const all = instance.exports;
  const table = /** @type {WebAssembly.Table | undefined} */ (all[TABLE]);
  if (!table) return instance;
  const join = () => {
    const module = rest.take();
    const asked = WebAssembly.Module.imports(module);
    const functions = asked.filter(({ kind }) => kind === "function");
    const first = table.length - functions.length;
    const given = asked.map(({ name, kind }) => [
      name,
      kind === "function" ? table.get(first + Number(name)) : all[name],
    ]);
    new WebAssembly.Instance(module, { c: Object.fromEntries(given) }); // it puts its functions into the table
  };
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(WRAPPER), { c: { c: join } });
  table.set(0, exports.c);
  const theirs = Object.entries(all).filter(([name]) => !name.startsWith(OURS));
  return /** @type {WebAssembly.Instance} */ ({ exports: Object.fromEntries(theirs) });
}
