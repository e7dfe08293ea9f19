// The copy of the site that a browser keeps: every file of one version, each checked by its hash.

import { sha256 } from "../config/sha256.js";

/** @typedef {{ version: string, files: [path: string, sha256: string][], later: string[] }} Site */

/** How many files are fetched side by side. */
const LANES = 4;
/** Headers that say how the bytes were sent, which is over. */
const OF_THE_WAY = ["content-encoding", "content-length", "transfer-encoding", "vary"];
/** Types that not every host knows; without them a browser refuses to compile or to show. */
const TYPES = /** @type {Record<string, string>} */ ({
  css: "text/css",
  html: "text/html; charset=utf-8",
  js: "text/javascript",
  svg: "image/svg+xml",
  wasm: "application/wasm",
});

/** What the names of all copies of a site begin with: on one host there may be several sites. @param {string} scope */
export const prefixOf = (scope) => `gradpad ${new URL(scope).pathname} `;

/** Deletes every copy of a site. @param {string} scope */
export async function eraseCopies(scope) {
  const names = (await caches.keys()).filter((name) => name.startsWith(prefixOf(scope)));
  await Promise.all(names.map((name) => caches.delete(name)));
}

export class SiteCopy {
  #scope;
  #name;
  /** @type {Map<string, string>} hash by path */
  #files;
  #later;

  /** @param {Site} site @param {string} scope address of the site's folder */
  constructor({ version, files, later }, scope) {
    this.#scope = scope;
    this.#name = prefixOf(scope) + version;
    this.#files = new Map(files);
    this.#later = new Set(later);
  }

  /**
   * Fetches all files, what the figure itself needs first.
   * @param {boolean} [sparing] no more than that, for now
   * @throws where one of them can't be had as it should be
   */
  async fill(sparing = false) {
    const cache = await caches.open(this.#name);
    const older = await this.#olderCopies();
    const all = [...this.#files.keys()];
    for (const paths of [
      all.filter((path) => !this.#later.has(path)),
      all.filter((path) => !sparing && this.#later.has(path)),
    ]) {
      const next = paths.values();
      const lane = async () => {
        for (const path of next) await this.#ensure(cache, path, older);
      };
      await Promise.all(Array.from({ length: LANES }, lane));
    }
  }

  /** The path of one of this version's files; null: it is none. @param {URL} address */
  pathOf(address) {
    const inside = address.origin + address.pathname;
    if (!inside.startsWith(this.#scope)) return null;
    const path = inside.slice(this.#scope.length).replace(/(^|\/)$/, "$1index.html");
    return this.#files.has(path) ? path : null;
  }

  /**
   * One of this version's files, from the copy; a missing or damaged one is fetched and put back. Python's parts are
   * large, and looked at only when somebody asks for them anew: Python notices itself when they are damaged.
   * @param {string} path @param {Request} request
   */
  async answer(path, request) {
    // A copy that was erased is not begun again here.
    const cache = (await caches.has(this.#name)) ? await caches.open(this.#name) : null;
    const kept = await cache?.match(this.#scope + path);
    const trusted = path.startsWith("python/") && request.cache !== "reload";
    if (kept && (trusted || (await this.#isSound(path, kept)))) return kept;
    try {
      const fresh = await this.#fetch(path);
      await cache?.put(this.#scope + path, fresh.clone());
      return fresh;
    } catch {
      return fetch(request); // there is another version on the host now, or no network: as if there were no copy
    }
  }

  /** A file of an older version, for a page that was open before this version came. @param {Request} request */
  async answerForOlder(request) {
    for (const cache of await this.#olderCopies()) {
      const kept = await cache.match(request, { ignoreSearch: true, ignoreVary: true });
      if (kept) return kept;
    }
    return fetch(request);
  }

  /** Fetches what is missing. */
  async complete() {
    const cache = await caches.open(this.#name);
    const kept = new Set((await cache.keys()).map(({ url }) => url));
    const missing = [...this.#files.keys()].filter((path) => !kept.has(this.#scope + path));
    await Promise.allSettled(missing.map((path) => this.#ensure(cache, path, [])));
  }

  /** Deletes the copies of other versions. */
  async deleteOthers() {
    const names = (await caches.keys()).filter((name) => this.#isOther(name));
    await Promise.all(names.map((name) => caches.delete(name)));
  }

  /** @param {string} name of a cache */
  #isOther(name) {
    return name.startsWith(prefixOf(this.#scope)) && name !== this.#name;
  }

  async #olderCopies() {
    const names = (await caches.keys()).filter((name) => this.#isOther(name));
    return Promise.all(names.map((name) => caches.open(name)));
  }

  /** @param {Cache} cache @param {string} path @param {Cache[]} older */
  async #ensure(cache, path, older) {
    for (const place of [cache, ...older]) {
      const kept = await place.match(this.#scope + path);
      if (!kept || !(await this.#isSound(path, kept))) continue;
      if (place !== cache) await cache.put(this.#scope + path, kept);
      return;
    }
    await cache.put(this.#scope + path, await this.#fetch(path));
  }

  /** @param {string} path @param {Response} response left unread */
  async #isSound(path, response) {
    try {
      return (await sha256(await response.clone().arrayBuffer())) === this.#files.get(path);
    } catch {
      return false; // it can't even be read
    }
  }

  /** A file from the host, as this version has it. @param {string} path @throws it can't be had */
  async #fetch(path) {
    // What the page has fetched already is not fetched again, unless the browser's own cache holds another version.
    for (const cache of /** @type {const} */ (["default", "reload"])) {
      const response = await fetch(this.#scope + path, { cache, credentials: "same-origin" });
      if (!response.ok) throw new Error(`${path}: the server answered ${response.status}.`);
      const bytes = await response.arrayBuffer();
      if ((await sha256(bytes)) !== this.#files.get(path)) continue;
      const headers = new Headers(response.headers);
      for (const name of OF_THE_WAY) headers.delete(name);
      const type = TYPES[path.split(".").pop() ?? ""];
      if (type) headers.set("content-type", type);
      return new Response(bytes, { headers });
    }
    throw new Error(`${path}: the server has another version of it.`);
  }
}
