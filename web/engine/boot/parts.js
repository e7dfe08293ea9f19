// The files that make up Python, fetched side by side, and handed to Pyodide whenever it asks for them.

import { checked } from "./checked.js";
import { compileEarly } from "./compiling.js";
import { download } from "./download.js";
import { unpacked } from "./unpacking.js";

/** @typedef {(typeof __PYTHON_PARTS__)["files"][number]} Part */

const WASM = "application/wasm";

/**
 * Starts all downloads and answers `fetch` for their addresses from then on. Two things are repaired on the way:
 * a host that knows no `application/wasm` (Pyodide would wait for ever), and a connection that breaks off.
 * @param {typeof __PYTHON_PARTS__} parts
 * @param {string} base absolute address of the folder
 * @param {(loaded: number, total: number, note: string | null) => void} onProgress
 * @param {boolean} anew past every cache: what lay there may be damaged
 * @param {Promise<import("./memory-snapshot").Image | null>} kept with the archives, unpacked at an earlier visit
 * @returns {{ done: Promise<void>, sound: Promise<void>, archives: Promise<Uint8Array<ArrayBuffer>[]>,
 *   release: () => void }} `done` settles when everything is here, or as soon as one part cannot be had; `sound` rejects
 *   when one is damaged; `archives` are the standard library and the packages; `release` lets go of it all, once Python
 *   runs
 */
export function fetchParts(parts, base, onProgress, anew, kept) {
  const original = self.fetch.bind(self);
  const files = [...parts.files].sort(byUse);
  const total = files.reduce((sum, file) => sum + file.bytes, 0);
  /** @type {Map<string, number>} */
  const received = new Map();
  const report = (/** @type {string | null} */ note) => {
    let loaded = 0;
    for (const bytes of received.values()) loaded += bytes;
    onProgress(loaded, total, note);
  };
  /** @type {Map<string, (() => Response | Promise<Response>)[]>} the answers to the first time, the second ... */
  const answers = new Map();
  const compiling = compileEarly(() => code);
  const begin = (/** @type {Part} */ file, get = original) =>
    download(new URL(file.name, base).href, {
      bytes: file.bytes,
      fetch: get,
      anew,
      onBytes(bytes) {
        received.set(file.name, bytes);
        report(null);
      },
      onRetry: report,
    });
  const [core, ...rest] = files;
  const { offered, offer } = offering(compiling.begin);
  const packed = isPacked(core.name); // in the one-file page
  const { stream, done } = begin(
    core,
    packed ? original : async (...asked) => offer(await original(...asked)),
  );
  const code = contentOf(stream, core);
  if (packed) offer(null);
  done.catch(() => offer(null));
  code.catch(() => {}); // told by `sound`, or by `done` where it never came
  const whole = async () => new Response(await code, { headers: { "content-type": WASM } });
  // Pyodide asks for its core by a fixed name, and a second time if it could not be compiled as it came.
  answers.set(new URL("pyodide.asm.wasm", base).href, [async () => (await offered) ?? whole(), whole]);
  const archives = rest.map((file, place) => {
    const begun = kept.then((found) => {
      if (found) {
        received.set(file.name, file.bytes);
        return { done: Promise.resolve(), content: found.archives.then((all) => all[place]) };
      }
      const { stream, done } = begin(file);
      return { done, content: contentOf(stream, file) };
    });
    const content = begun.then(({ content }) => content);
    const done = begun.then(({ done }) => done);
    content.catch(() => {});
    if (file.role === "stdlib")
      answers.set(new URL(unpackedName(file.name), base).href, [async () => new Response(await content)]);
    return { done, content };
  });
  self.fetch = (input, init) => {
    const address = new URL(input instanceof Request ? input.url : input, base).href;
    const respond = answers.get(address)?.shift();
    return respond ? Promise.resolve(respond()) : original(input, init);
  };
  report(null);
  const contents = Promise.all(archives.map(({ content }) => content));
  contents.catch(() => {});
  return {
    done: Promise.all([done, ...archives.map(({ done }) => done)]).then(() => undefined),
    sound: Promise.all([{ done, content: code }, ...archives].map(soundness)).then(() => undefined),
    archives: contents,
    release() {
      self.fetch = original;
      compiling.release();
    },
  };
}

/** Settles once a part is here, known to be what was built, and unpacked. @param {{ done: Promise<void>, content: Promise<unknown> }} part */
const soundness = ({ done, content }) => done.then(() => content);

/** What a file holds. @param {ReadableStream<Uint8Array<ArrayBuffer>>} stream @param {Part} file */
const contentOf = async (stream, file) => {
  const bytes = await checked(stream, file);
  return isPacked(file.name) ? unpacked(bytes, file.unpacked) : bytes;
};

/** A part that was packed as a whole has this behind its name. */
const PACKED = /\.zst$/;
const isPacked = (/** @type {string} */ name) => PACKED.test(name);

/** What Pyodide asks for it by. @param {string} name */
export const unpackedName = (name) => name.replace(PACKED, "");

/** @param {{ role: string, name: string }} one @param {{ role: string, name: string }} other in the order in which Python wants them */
const byUse = (one, other) =>
  ROLES.indexOf(one.role) - ROLES.indexOf(other.role) || (one.name < other.name ? 1 : -1);
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
      const fits = response?.ok && response.headers.get("content-type")?.startsWith(WASM);
      const offered = fits ? response.clone() : null;
      if (offered) begin(offered);
      resolve(offered);
      return response;
    },
  };
}
