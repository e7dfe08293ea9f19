// What all pictures of the plane have in common: the data and the maps that they show, and how large they are.

import { ElementSize } from "../ui/element-size.js";
import { View } from "../ui/view.js";

export class PlaneView extends View {
  static properties = {
    data: { attribute: false },
    config: { attribute: false },
    description: { attribute: false },
    maps: { attribute: false },
    theme: { attribute: false },
  };

  static painted = ["maps"];

  constructor() {
    super();
    /** @type {import("../engine/types").DataSet} */
    this.data = /** @type {any} */ (undefined);
    /** @type {import("../engine/types").Config} */
    this.config = /** @type {any} */ (undefined);
    /** @type {import("../engine/types").Description} */
    this.description = /** @type {any} */ (undefined);
    /** @type {import("./maps.js").Maps | null} */
    this.maps = null;
    /** @type {import("../ui/theme.js").Theme | null} */
    this.theme = null;
    this.size = new ElementSize(this, () => this.querySelector(".plane"));
  }

  /** Ends of both axes, as the engine has them. */
  get bounds() {
    const [low, high] = this.description.limits.domain;
    return { low, high };
  }

  /** The ends, and how many pixels lie between them. */
  get frame() {
    return { ...this.bounds, side: this.size.width || 1 };
  }

  /** One of the canvases that lie upon each other. @param {string} name */
  canvas(name) {
    return /** @type {HTMLCanvasElement} */ (this.querySelector(`canvas.${name}`));
  }
}
