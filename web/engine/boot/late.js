// Parts of Python that come later: fetched ahead when there is time, or at once when something asks for them.

export const MISSING = "A part of Python could not be fetched. Is there a connection to the site?";

/** @template T */
export class Late {
  /** Whether it was asked for in vain. */
  missing = false;

  /**
   * @param {string} address
   * @param {object} make
   * @param {(bytes: ArrayBuffer) => Promise<T>} make.ahead what is made of it, beside everything else
   * @param {(bytes: ArrayBuffer) => T} make.atOnce the same, while the interpreter waits
   */
  constructor(address, { ahead, atOnce }) {
    this.address = address;
    this.ahead = ahead;
    this.atOnce = atOnce;
    /** @type {T | null} */
    this.made = null;
  }

  /** Fetches it and makes it ready. What fails is tried again when it is needed. */
  async prepare() {
    if (this.made) return;
    for (const cache of /** @type {const} */ (["default", "reload"])) {
      try {
        const response = await fetch(this.address, { cache });
        if (!response.ok) return;
        const made = await this.ahead(await response.arrayBuffer());
        this.made ??= made;
        return;
      } catch (error) {
        // No connection; or what lay in a cache is damaged, and then it is asked for past the caches.
        console.debug(`The rest of Python is not here yet: ${error}`);
      }
    }
  }

  /** @returns {T} */
  take() {
    if (!this.made) {
      // The interpreter stands still in the middle of a call: only a request that is waited for can help it.
      const request = new XMLHttpRequest();
      request.open("GET", this.address, false);
      request.responseType = "arraybuffer";
      try {
        request.send();
        if (request.status === 200) this.made = this.atOnce(request.response);
      } catch (error) {
        console.debug(`The rest of Python could not be had: ${error}`); // no connection, or it is damaged
      }
      this.missing = !this.made;
      if (!this.made) throw new Error(MISSING);
    }
    console.debug("Something needed the rest of Python.");
    return this.made;
  }
}
