// An image of Python's memory with NumPy and the engine imported, kept in this browser: later visits start from it.
//
// It belongs to one version of everything, so its address holds the names of all parts. Whatever is odd about it, it
// goes, and Python starts as it did at the first visit.

/**
 * @typedef {object} Image
 * @property {Uint8Array<ArrayBuffer>} memory
 * @property {Uint8Array<ArrayBuffer>[]} archives the standard library and the packages, unpacked
 */

/** Larger than this is not kept. */
const MOST_BYTES = 80_000_000;
const PREFIX = "gradpad-python ";
const TRIED = "tried";

/** The one cache of a site's images; on one host there may be several sites. @param {string} site address of its folder */
export const imagesOf = (site) => PREFIX + new URL(site).pathname;

/** @param {ArrayBuffer} bytes */
async function sha256(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

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
   * The image of this very version, whole and unchanged; null: there is none. It is marked as being tried, and a start
   * that never came to `worked` does not try it again.
   * @returns {Promise<Image | null>}
   */
  async find() {
    try {
      if (!(await caches.has(this.#name))) return null;
      const cache = await caches.open(this.#name);
      const [kept, tried] = await Promise.all([cache.match(this.#image), cache.match(this.#tried)]);
      if (kept && !tried) {
        await cache.put(this.#tried, new Response(""));
        const bytes = await kept.arrayBuffer();
        const parts = cut(bytes, JSON.parse(kept.headers.get("x-lengths") ?? "[]"));
        if (parts && (await sha256(bytes)) === kept.headers.get("x-sha256")) {
          const [memory, ...archives] = parts;
          return { memory, archives };
        }
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

  /** @param {Image} image @returns {Promise<boolean>} whether it is kept */
  async keep({ memory, archives }) {
    const parts = [memory, ...archives];
    const lengths = parts.map((part) => part.length);
    if (lengths.reduce((sum, length) => sum + length, 0) > MOST_BYTES) return false;
    const content = await new Blob(parts).arrayBuffer();
    const headers = {
      "content-type": "application/octet-stream",
      "x-lengths": JSON.stringify(lengths),
      "x-sha256": await sha256(content),
    };
    await this.forget();
    const cache = await caches.open(this.#name);
    await cache.put(this.#image, new Response(content, { headers }));
    return true;
  }

  async forget() {
    try {
      await caches.delete(this.#name);
    } catch {}
  }
}

/**
 * @param {ArrayBuffer} bytes
 * @param {number[]} lengths
 * @returns {Uint8Array<ArrayBuffer>[] | null} null: they are not as long as all that
 */
function cut(bytes, lengths) {
  let at = 0;
  const parts = lengths.map((length) => {
    at += length;
    return [at - length, at];
  });
  // Copies: what is small and stays must not hold on to what is large and goes.
  return parts.length > 0 && at === bytes.byteLength
    ? parts.map(([from, to]) => new Uint8Array(bytes.slice(from, to)))
    : null;
}
