// A figure that plays by itself: once it has been in view, it plays whenever it is, until somebody pauses it.

/** What this needs of a figure. @typedef {{ ready: Promise<unknown>, play: () => void, pause: () => void }} Player */

export class Autoplay {
  #begun = false;
  #going = false;
  #seen = false;

  /** Somebody has paused it. */
  end() {
    this.#going = false;
  }

  /** @param {Player} figure @param {boolean} seen whether the figure is in view now @param {boolean} wanted by its author */
  async follow(figure, seen, wanted) {
    this.#seen = seen;
    if (!wanted || matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    if (!this.#begun) this.#going = seen;
    this.#begun ||= seen;
    if (!this.#going) return;
    if (!seen) return figure.pause();
    await figure.ready.catch(() => {});
    if (this.#going && this.#seen) figure.play();
  }
}
