// The files that make up Python, fetched side by side, and handed to Pyodide whenever it asks for them.

import { compileEarly } from "./compiling.js";
import { download } from "./download.js";
import { unpacked } from "./unpacking.js";

const TYPES = {
  wasm: "application/wasm",
  zip: "application/zip",
  whl: "application/zip",
};

/**
 * Starts all downloads and answers `fetch` for their addresses from then on. Two things are repaired on the way:
 * a host that knows no `application/wasm` (Pyodide would wait for ever), and a connection that breaks off.
 * @param {typeof __PYTHON_PARTS__} parts
 * @param {string} base absolute address of the folder
 * @param {(loaded: number, total: number, note: string | null) => void} onProgress
 * @param {boolean} anew past every cache: what lay there may be damaged
 * @returns {{ done: Promise<void>, sound: Promise<void>, release: () => void }} `done` settles when everything is here,
 *   or as soon as one part cannot be had; `sound` rejects when one is damaged; `release` lets go of it all, once Python
 *   runs
 */
export function fetchParts(parts, base, onProgress, anew) {
  const original = self.fetch.bind(self);
  const total = parts.files.reduce((sum, file) => sum + file.bytes, 0);
  /** @type {Map<string, number>} */
  const received = new Map();
  const report = (/** @type {string | null} */ note) => {
    let loaded = 0;
    for (const bytes of received.values()) loaded += bytes;
    onProgress(loaded, total, note);
  };
  /** @type {Map<string, (() => Response | Promise<Response>)[]>} the answers to the first time, the second ... */
  const answers = new Map();
  /** @type {ReadableStream[]} */
  const streams = [];
  const compiling = compileEarly();
  /** @type {Promise<unknown>[]} */
  const unpacking = [];
  const downloads = [...parts.files].sort(byUse).map((file) => {
    const { offered, offer } = offering(compiling.begin);
    const { stream, done } = download(new URL(file.name, base).href, {
      bytes: file.bytes,
      fetch:
        file.role === "core" && !isPacked(file.name)
          ? async (...asked) => offer(await original(...asked))
          : original,
      anew,
      onBytes(bytes) {
        received.set(file.name, bytes);
        report(null);
      },
      onRetry: report,
    });
    done.catch(() => offer(null));
    const name = unpackedName(file.name);
    const extension = /** @type {keyof typeof TYPES} */ (name.split(".").pop());
    const headers = { "content-type": TYPES[extension] ?? "application/octet-stream" };
    let streamed = () => /** @type {Response | Promise<Response>} */ (new Response(stream, { headers }));
    if (isPacked(file.name)) {
      const content = unpacked(stream);
      unpacking.push(done.then(() => content));
      content.catch(() => {}); // told by `sound`, or by `done` where it never came
      streamed = async () => new Response(await content, { headers });
      offer(null);
    } else streams.push(stream);
    if (file.role !== "core") answers.set(new URL(name, base).href, [streamed]);
    else {
      // Pyodide asks for its core by a fixed name, and a second time if it could not be compiled as it came.
      const asked = new URL("pyodide.asm.wasm", base).href;
      answers.set(asked, [async () => (await offered) ?? streamed(), streamed]);
    }
    return done;
  });
  self.fetch = (input, init) => {
    const address = new URL(input instanceof Request ? input.url : input, base).href;
    const respond = answers.get(address)?.shift();
    return respond ? Promise.resolve(respond()) : original(input, init);
  };
  report(null);
  return {
    done: Promise.all(downloads).then(() => undefined),
    sound: Promise.all(unpacking).then(() => undefined),
    release() {
      self.fetch = original;
      compiling.release();
      for (const stream of streams) if (!stream.locked) stream.cancel();
    },
  };
}

/** A part that was packed as a whole has this behind its name. */
const PACKED = /\.xz$/;
const isPacked = (/** @type {string} */ name) => PACKED.test(name);

/** What Pyodide asks for it by. @param {string} name */
export const unpackedName = (name) => name.replace(PACKED, "");

/** @param {{ role: string }} one @param {{ role: string }} other in the order in which Python wants them */
const byUse = (one, other) => ROLES.indexOf(one.role) - ROLES.indexOf(other.role);
const ROLES = ["core", "stdlib", "package"];

/**
 * The core is best compiled from the host's own first answer, not from a copy of its bytes: a browser keeps what it has
 * compiled of an answer, for the next visit. Without the right type it would be refused; then there is no offer.
 * @param {(response: Response) => void} begin called with what will be offered
 */
function offering(begin) {
  /** @type {(response: Response | null) => void} */
  let resolve;
  /** @type {Promise<Response | null>} */
  const offered = new Promise((settle) => {
    resolve = settle;
  });
  return {
    offered,
    /** @template {Response | null} R @param {R} response @returns {R} what came, to be counted */
    offer(response) {
      const fits = response?.ok && response.headers.get("content-type")?.startsWith("application/wasm");
      const offered = fits ? response.clone() : null;
      if (offered) begin(offered);
      resolve(offered);
      return response;
    },
  };
}
