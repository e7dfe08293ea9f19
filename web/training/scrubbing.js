// Going along the learning curve, with the mouse, a finger or the keys.

/** Pixels that a finger moves before it is a drag along the curve, and no scrolling of the page. */
const DRAG = 6;
/** Moments that a key goes on. @type {Record<string, number>} */
const KEYS = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -12, PageUp: 12 };

/** @typedef {import("../app/actions").TimelineAction} TimelineAction */

export class Scrubbing {
  #epochAt;
  #send;
  /** The pointer that is down, where it came down, and whether it drags. @type {{ id: number, x: number, drags: boolean } | null} */
  #down = null;

  /**
   * @param {(x: number) => number | null | undefined} epochAt what lies under a place of the window; null: the present
   * @param {(action: TimelineAction) => void} send
   */
  constructor(epochAt, send) {
    this.#epochAt = epochAt;
    this.#send = send;
  }

  /** @param {number} x */
  #seek(x) {
    const epoch = this.#epochAt(x);
    if (epoch !== undefined) this.#send({ type: "timeline/seek", epoch });
  }

  /** @param {PointerEvent} event */
  down = (event) => {
    if (!event.isPrimary || event.button !== 0) return;
    const drags = event.pointerType !== "touch";
    this.#down = { id: event.pointerId, x: event.clientX, drags };
    /** @type {Element} */ (event.currentTarget).setPointerCapture(event.pointerId);
    if (drags) this.#seek(event.clientX);
  };

  /** @param {PointerEvent} event */
  move = (event) => {
    const down = this.#down;
    if (down?.id !== event.pointerId) return;
    down.drags ||= Math.abs(event.clientX - down.x) > DRAG;
    if (down.drags) this.#seek(event.clientX);
  };

  /** @param {PointerEvent} event */
  up = (event) => {
    const down = this.#down;
    if (down?.id !== event.pointerId) return;
    this.#down = null;
    if (!down.drags) this.#seek(event.clientX); // a tap
  };

  /** The page is scrolled instead. */
  cancel = () => {
    this.#down = null;
  };

  /** @param {KeyboardEvent} event */
  key = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const by = KEYS[event.key];
    /** @type {TimelineAction | null} */
    let action = by === undefined ? null : { type: "timeline/step", by };
    if (event.key === "Home") action = { type: "timeline/seek", epoch: 0 };
    if (event.key === "End" || event.key === "Escape") action = { type: "timeline/seek", epoch: null };
    if (!action) return;
    event.preventDefault();
    this.#send(action);
  };
}
