// The networks that undo may want, and the present one: the engine has them, and the page a copy of each, as bytes, for
// the case that Python dies.

/** @typedef {import("../state/state").Checkpoint} Checkpoint */
/** @typedef {import("../engine/types").Config} Config */
/** @typedef {{ checkpoint: Checkpoint, config: Config, step: number, content: Uint8Array }} Present */

/** The engine keeps as many. */
const MOST_BYTES = 64_000_000;

export class KeptNetworks {
  /** The oldest first; several states may be one network. @type {Map<Checkpoint, Uint8Array>} */
  #copies = new Map();
  /** What the Python that is there now has. @type {Set<Checkpoint>} */
  #inEngine = new Set();
  /** The network as the engine had it when it was last asked. @type {Present | null} */
  present = null;

  /** @param {Checkpoint} checkpoint */
  has(checkpoint) {
    return this.#copies.has(checkpoint);
  }

  /** @param {Checkpoint[]} checkpoints that are all this network @param {Uint8Array} content */
  add(checkpoints, content) {
    for (const checkpoint of checkpoints) {
      this.#copies.delete(checkpoint);
      this.#copies.set(checkpoint, content);
      this.#inEngine.add(checkpoint);
    }
    const size = () => [...new Set(this.#copies.values())].reduce((sum, { length }) => sum + length, 0);
    while (this.#copies.size > 1 && size() > MOST_BYTES)
      this.delete(/** @type {Checkpoint} */ (this.#copies.keys().next().value));
  }

  /** @param {Checkpoint} checkpoint */
  delete(checkpoint) {
    this.#copies.delete(checkpoint);
    this.#inEngine.delete(checkpoint);
  }

  /** @param {(checkpoint: Checkpoint) => boolean} wanted */
  keepOnly(wanted) {
    for (const checkpoint of [...this.#copies.keys()]) if (!wanted(checkpoint)) this.delete(checkpoint);
  }

  /** Python is gone, and what it had. */
  forget() {
    this.#inEngine.clear();
  }

  /** What `recall` is to be given. @param {Checkpoint} checkpoint that is kept @param {Config} config */
  wish(checkpoint, config) {
    const content = this.#inEngine.has(checkpoint) ? undefined : this.#copies.get(checkpoint);
    return { key: checkpoint.id, config, ...(content ? { content } : {}) };
  }
}
