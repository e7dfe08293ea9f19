// An image of Python's memory with NumPy and the engine imported, kept in this browser: later visits start from it.
//
// It belongs to one version of everything, so its address holds the names of all parts. Whatever is odd about it, it
// goes, and Python starts as it did at the first visit.

import { sha256 } from "../../config/sha256.js";
import { holding, spread } from "./sparse.js";

/**
 * @typedef {object} Image
 * @property {Uint8Array<ArrayBuffer>} memory as long as it will be; it is filled once `archives` are here
 * @property {Promise<Uint8Array<ArrayBuffer>[]>} archives the standard library and the packages, unpacked; rejects when
 *   any of it is damaged
 */

/** Larger than this is not kept. */
const MOST_BYTES = 80_000_000;
const PREFIX = "gradpad-python ";
const TRIED = "tried";

/** The one cache of a site's images; on one host there may be several sites. @param {string} site address of its folder */
export const imagesOf = (site) => PREFIX + new URL(site).pathname;

export class Images {
  #name;
  #image;
  #tried;

  /** @param {string} site address of the site's folder @param {string} version what all of Python is made of */
  constructor(site, version) {
    this.#name = imagesOf(site);
    this.#image = new URL(`python/image?${encodeURIComponent(version)}`, site).href;
    this.#tried = new URL(`python/image?${TRIED}`, site).href;
  }

  /**
   * The image of this very version, whole and unchanged; null: there is none. It is noted as being tried, and a start
   * that never came to `worked` does not try it again.
   * @param {string | null} mark that `keep` gave, and the page has kept; null: it knows of none
   * @returns {Promise<Image | null>}
   */
  async find(mark) {
    try {
      if (!(await caches.has(this.#name))) return null;
      const cache = await caches.open(this.#name);
      const [kept, tried] = await Promise.all([cache.match(this.#image), cache.match(this.#tried)]);
      if (kept && mark && !tried) {
        await cache.put(this.#tried, new Response(""));
        return opened(kept, mark);
      }
      await this.forget();
    } catch {
      // No storage here (a sandboxed frame, a private window), or it is broken: as if there were no image.
    }
    return null;
  }

  /** Whether there is one of this version already. */
  async has() {
    return (
      (await caches.has(this.#name)) &&
      (await (await caches.open(this.#name)).match(this.#image)) !== undefined
    );
  }

  /** Python runs from the image: it may be used again. */
  async worked() {
    try {
      const cache = await caches.open(this.#name);
      await cache.delete(this.#tried);
    } catch {}
  }

  /**
   * @param {Uint8Array<ArrayBuffer>} memory
   * @param {Uint8Array<ArrayBuffer>[]} archives
   * @returns {Promise<string | null>} its mark; null: it is not kept
   */
  async keep(memory, archives) {
    const runs = holding(memory);
    const parts = [...runs.map(([from, to]) => memory.subarray(from, to)), ...archives];
    const content = await new Blob(parts).arrayBuffer();
    if (content.byteLength > MOST_BYTES) return null;
    const lengths = archives.map(({ length }) => length);
    const layout = JSON.stringify({ memory: memory.length, runs, archives: lengths });
    const headers = { "content-type": "application/octet-stream", "x-layout": layout };
    await this.forget();
    const cache = await caches.open(this.#name);
    await cache.put(this.#image, new Response(content, { headers }));
    return markOf(content, layout);
  }

  async forget() {
    try {
      await caches.delete(this.#name);
    } catch {}
  }
}

/** What tells an image from all others. @param {ArrayBuffer} content @param {string} layout */
async function markOf(content, layout) {
  const both = new TextEncoder().encode(`${await sha256(content)} ${layout}`);
  return sha256(both.buffer);
}

/**
 * What `keep` has written. Its end is not waited for: meanwhile the core is made ready.
 * @param {Response} kept @param {string} mark
 * @returns {Image}
 */
function opened(kept, mark) {
  const text = kept.headers.get("x-layout") ?? "";
  const layout = JSON.parse(text);
  const memory = new Uint8Array(layout.memory);
  const archives = kept.arrayBuffer().then(async (bytes) => {
    if ((await markOf(bytes, text)) !== mark) throw new Error("The image is damaged.");
    let at = spread(memory, layout.runs, bytes);
    return layout.archives.map((/** @type {number} */ length) => {
      at += length;
      return new Uint8Array(bytes.slice(at - length, at)); // copies: what stays must not hold on to what goes
    });
  });
  archives.catch(() => {}); // told to whoever waits for them
  return { memory, archives };
}
