// Watches how large an element is shown, so that its canvas can be painted to fit.

export class ElementSize {
  /**
   * @param {import("./view.js").View} view
   * @param {() => Element | null} target  the element to watch, once it is there
   */
  constructor(view, target) {
    this.view = view;
    this.target = target;
    this.width = 0;
    this.height = 0;
    this.observer = new ResizeObserver(([entry]) => {
      this.width = entry.contentRect.width;
      this.height = entry.contentRect.height;
      view.requestUpdate();
      view.repaint();
    });
    view.addController(this);
  }

  /** @type {Element | null} */
  #watched = null;

  hostUpdated() {
    const element = this.target();
    if (element === this.#watched) return;
    this.observer.disconnect();
    if (element) this.observer.observe(element);
    this.#watched = element;
  }

  hostDisconnected() {
    this.observer.disconnect();
    this.#watched = null;
  }
}
