// Weights in the picture of the network, by mouse, pen or finger: pointing at a link, at a bias or into the picture of
// many weights shows its number, a click keeps it in view, and pulling changes it: up is more, down is less.

import { nextUndoGroup } from "../ui/undo-group.js";
import { biasAt, edgeAt } from "./diagram.js";
import { parameterOf } from "./parameter-label.js";
import { parameterValue } from "./parameter-path.js";
import { tidyWeight } from "./weight-field.js";
import { weightUnder } from "./weight-image.js";

/** What a weight changes by for one pixel, and with Shift held. */
const PER_PIXEL = 0.02;
const FINE = 0.002;
/** Pixels that a click may stray, and how near to a line one must point. */
const SLACK = 3;
const REACH = 7;
const FINGER = 14;

/** @typedef {import("./inspected.js").Inspected} Inspected */

/**
 * What this needs of the picture.
 * @typedef {object} Picture
 * @property {import("./diagram.js").Layout} [layout]
 * @property {import("./diagram.js").Edge[]} [edges]
 * @property {import("../engine/types").Config} config
 * @property {import("../engine/types").Snapshot | null} snapshot
 * @property {Inspected | null} hovered
 * @property {(inspected: Inspected | null) => void} hover
 * @property {(inspected: Inspected | null) => void} choose
 * @property {(column: number, unit: number) => Inspected} inspectedUnit
 * @property {(action: import("../app/state-types").Action) => void} send
 */

export class WeightDrag {
  #picture;
  /** @type {{ parameter: import("../engine/network-types").Parameter, group: number, y: number, value: number, moved: boolean } | null} */
  #now = null;
  /** The last press was on a weight or a bias, not on the unit below. */
  pressed = false;

  /** @param {Picture} picture */
  constructor(picture) {
    this.#picture = picture;
  }

  /** The weight or bias under the pointer. @param {PointerEvent} event @returns {import("./inspected.js").InspectedWeight | import("./inspected.js").InspectedBias | null} */
  #under(event) {
    const { layout, edges, config } = this.#picture;
    const box = /** @type {Element} */ (event.currentTarget).getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    const reach = event.pointerType === "touch" ? FINGER : REACH;
    const bias = layout && config.network.biases ? biasAt(layout, x, y, REACH) : null;
    if (bias) return { kind: "bias", ...bias };
    if (!(event.target instanceof HTMLCanvasElement) && event.target !== event.currentTarget) return null;
    const { weights } = this.#picture.snapshot ?? {};
    for (const image of layout?.images ?? []) {
      const link = image && weightUnder(image, weights?.[image.layer]?.W, x, y);
      if (link) return { kind: "edge", ...link };
    }
    const found = edgeAt(edges ?? [], x, y, reach);
    return found && { kind: "edge", layer: found.layer, from: found.from, to: found.to };
  }

  /** Whether a weight is being pulled at. */
  get pulling() {
    return this.#now !== null;
  }

  begin = (/** @type {PointerEvent} */ event) => {
    const picture = this.#picture;
    const inspected = this.#under(event);
    this.pressed = inspected !== null;
    if (!inspected || event.button !== 0) return;
    picture.choose(inspected);
    picture.hover(inspected);
    const value = parameterValue(picture.snapshot, parameterOf(inspected));
    if (value === undefined || event.pointerType === "touch") return; // a finger scrolls; it has the slider
    /** @type {Element} */ (event.currentTarget).setPointerCapture(event.pointerId);
    this.#now = {
      parameter: parameterOf(inspected),
      group: nextUndoGroup(),
      y: event.clientY,
      value,
      moved: false,
    };
  };

  move = (/** @type {PointerEvent} */ event) => {
    const now = this.#now;
    if (!now) return this.#point(event);
    if (!now.moved && Math.abs(event.clientY - now.y) <= SLACK) return;
    now.moved = true;
    now.value = tidyWeight(now.value + (now.y - event.clientY) * (event.shiftKey ? FINE : PER_PIXEL));
    now.y = event.clientY;
    this.#picture.send({ type: "network/set-weight", ...now.parameter, value: now.value, group: now.group });
  };

  end = () => {
    this.#now = null;
  };

  /** The unit below a bias is not to take the focus, and with it the view. */
  keepFocus = (/** @type {Event} */ event) => {
    if (this.pressed) event.preventDefault();
  };

  /** @param {PointerEvent} event */
  #point(event) {
    const picture = this.#picture;
    const inspected = this.#under(event);
    const unit = /** @type {HTMLElement} */ (event.target).dataset.unit;
    if (inspected || !unit) picture.hover(inspected);
    else if (picture.hovered?.kind === "bias") {
      const [column, number] = unit.split("-").map(Number);
      picture.hover(picture.inspectedUnit(column, number));
    }
  }
}
