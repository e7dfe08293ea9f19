// How many Pythons one article may have at once, where its figures can't share one: they take turns.

/** Two of them take about as much memory as a heavy page does. */
export const MOST_PYTHONS = 2;

/**
 * A figure, as far as its turn is concerned.
 * @typedef {object} Holder
 * @property {() => void} grant it may start a Python
 * @property {() => void} revoke it has to give its Python up; it keeps its state
 */

export class Leases {
  /** Those that have a Python of their own; whoever was used last stands last. @type {Holder[]} */
  #holders = [];
  /** Those that want one. @type {Holder[]} */
  #waiting = [];
  /** The one that has been told to go on: it may yet find a Python to share. @type {Holder | null} */
  #deciding = null;

  /** @param {Holder} holder it wants a Python of its own */
  want(holder) {
    if (holder === this.#deciding || this.#waiting.includes(holder)) return;
    this.#waiting.push(holder);
    this.#next();
  }

  /** @param {Holder} holder @param {boolean} own whether it has a Python of its own now */
  tell(holder, own) {
    const known = this.#holders.includes(holder);
    if (!own) this.#holders = this.#holders.filter((other) => other !== holder);
    else if (!known) this.#holders.push(holder);
    // Whoever was used least lately makes room.
    while (this.#holders.length > MOST_PYTHONS) this.#holders.shift()?.revoke();
    if (holder !== this.#deciding) return;
    this.#deciding = null;
    this.#next();
  }

  /** @param {Holder} holder it has been used */
  touch(holder) {
    if (!this.#holders.includes(holder)) return;
    this.#holders = [...this.#holders.filter((other) => other !== holder), holder];
  }

  /** @param {Holder} holder it is gone */
  drop(holder) {
    this.#waiting = this.#waiting.filter((other) => other !== holder);
    this.tell(holder, false);
  }

  /** One after another: whoever comes second can often share what the first has started. */
  #next() {
    if (this.#deciding) return;
    this.#deciding = this.#waiting.shift() ?? null;
    this.#deciding?.grant();
  }
}
