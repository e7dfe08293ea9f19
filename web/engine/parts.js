// The files that make up Python, fetched side by side, and handed to Pyodide whenever it asks for them.

import { download } from "./download.js";

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
 * @returns {Promise<void>} settles when everything is here, or as soon as one part cannot be had
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
  /** @type {Map<string, () => Response>} */
  const responses = new Map();
  const downloads = parts.files.map((file) => {
    // Pyodide asks for its core by a fixed name.
    const asked = new URL(file.role === "core" ? "pyodide.asm.wasm" : file.name, base).href;
    const { stream, done } = download(new URL(file.name, base).href, {
      bytes: file.bytes,
      fetch: original,
      anew,
      onBytes(bytes) {
        received.set(file.name, bytes);
        report(null);
      },
      onRetry: report,
    });
    const extension = /** @type {keyof typeof TYPES} */ (file.name.split(".").pop());
    const headers = { "content-type": TYPES[extension] ?? "application/octet-stream" };
    responses.set(asked, () => new Response(stream, { headers }));
    return done;
  });
  self.fetch = (input, init) => {
    const address = new URL(input instanceof Request ? input.url : input, base).href;
    const respond = responses.get(address);
    if (!respond) return original(input, init);
    responses.delete(address);
    return Promise.resolve(respond());
  };
  report(null);
  return Promise.all(downloads).then(() => undefined);
}
