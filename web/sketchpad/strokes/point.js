// A single point, exactly where one presses.

import { tidyPair } from "../../plane/geometry.js";
import { add, without } from "./add.js";

/** @type {import("../pen.js").Stroke} */
export const point = {
  press(pen, brush) {
    const at = tidyPair(pen.at);
    // A function has one value at each x: a new one takes the old one's place.
    const stays = pen.drawing.points.map(([x]) => !brush.graph || x !== at[0]);
    return add({ ...pen, drawing: without(pen.drawing, stays) }, brush, [at]);
  },
};
