// The networks that undo may want, and a copy of the present one: as bytes, kept by the page, so that they outlive the
// Python that they came from.

/** @typedef {import("../state/state").Checkpoint} Checkpoint */
/** @typedef {import("../engine/types").Config} Config */
/** @typedef {{ checkpoint: Checkpoint, config: Config, step: number, content: Uint8Array }} Present */

const MOST_BYTES = 64_000_000;

export class KeptNetworks {
  /** The oldest first; several states may be one network. @type {Map<Checkpoint, Uint8Array>} */
  #copies = new Map();
  /** The network as the engine had it when it was last asked. @type {Present | null} */
  present = null;

  /** @param {Checkpoint} checkpoint */
  has(checkpoint) {
    return this.#copies.has(checkpoint);
  }

  /** @param {Checkpoint} checkpoint @returns {Uint8Array | undefined} */
  get(checkpoint) {
    return this.#copies.get(checkpoint);
  }

  /** @param {Checkpoint[]} checkpoints that are all this network @param {Uint8Array} content */
  add(checkpoints, content) {
    for (const checkpoint of checkpoints) {
      this.#copies.delete(checkpoint);
      this.#copies.set(checkpoint, content);
    }
    const size = () => [...new Set(this.#copies.values())].reduce((sum, { length }) => sum + length, 0);
    while (this.#copies.size > 1 && size() > MOST_BYTES)
      this.delete(/** @type {Checkpoint} */ (this.#copies.keys().next().value));
  }

  /** @param {Checkpoint} checkpoint */
  delete(checkpoint) {
    this.#copies.delete(checkpoint);
  }

  /** @param {(checkpoint: Checkpoint) => boolean} wanted */
  keepOnly(wanted) {
    for (const checkpoint of [...this.#copies.keys()]) if (!wanted(checkpoint)) this.delete(checkpoint);
  }
}
