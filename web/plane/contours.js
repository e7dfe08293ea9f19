// Contour lines: where a map of numbers passes a level, as on a hiker's map ("marching squares": Lorensen and Cline's
// "Marching cubes", SIGGRAPH 1987, in two dimensions). Each cell of the grid gets the piece of line that its four
// corners call for. Pieces are all that a stroke needs; nothing is closed along the border, and nothing is allocated.

/** @typedef {Pick<CanvasPath, "moveTo" | "lineTo">} Path */

/**
 * Adds the lines of one level to a path.
 * @param {Path} path
 * @param {ArrayLike<number>} values  square map, rows from the top; its outermost values lie on the picture's edges
 * @param {number} level
 * @param {number} size  of the picture
 */
export function addContour(path, values, level, size) {
  const side = Math.round(Math.sqrt(values.length));
  const step = size / (side - 1);
  for (let row = 0; row + 1 < side; row += 1) {
    for (let column = 0; column + 1 < side; column += 1) {
      const at = row * side + column;
      const a = values[at] - level;
      const b = values[at + 1] - level;
      const c = values[at + side + 1] - level;
      const d = values[at + side] - level;
      const above = (a > 0 ? 1 : 0) | (b > 0 ? 2 : 0) | (c > 0 ? 4 : 0) | (d > 0 ? 8 : 0);
      if (above === 0 || above === 15 || !Number.isFinite(a + b + c + d)) continue;
      const x = column * step;
      const y = row * step;
      // Where the line crosses the cell's top, right, bottom and left side.
      const top = x + (step * a) / (a - b);
      const right = y + (step * b) / (b - c);
      const bottom = x + (step * d) / (d - c);
      const left = y + (step * a) / (a - d);
      /** @param {number} x1 @param {number} y1 @param {number} x2 @param {number} y2 */
      const piece = (x1, y1, x2, y2) => {
        path.moveTo(x1, y1);
        path.lineTo(x2, y2);
      };
      const [low, far] = [y + step, x + step];
      // Two opposite corners above: the middle says whether they hang together.
      const joined = a + b + c + d > 0;
      const saddle = above === 5 || above === 10;
      if (saddle && joined === (above === 5)) {
        piece(top, y, far, right);
        piece(bottom, low, x, left);
      } else if (saddle) {
        piece(top, y, x, left);
        piece(bottom, low, far, right);
      } else if (above === 1 || above === 14) piece(x, left, top, y);
      else if (above === 2 || above === 13) piece(top, y, far, right);
      else if (above === 4 || above === 11) piece(far, right, bottom, low);
      else if (above === 8 || above === 7) piece(bottom, low, x, left);
      else if (above === 3 || above === 12) piece(x, left, far, right);
      else piece(top, y, bottom, low);
    }
  }
}

/**
 * How far a class is ahead of the best other one, at every point: zero is the border of its region.
 * @param {readonly ArrayLike<number>[]} outputs  one map for each class
 * @param {number} label
 * @returns {Float32Array}
 */
export function leadOf(outputs, label) {
  const own = outputs[label];
  return Float32Array.from(own, (value, i) => {
    let best = Number.NEGATIVE_INFINITY;
    for (let k = 0; k < outputs.length; k += 1) if (k !== label && outputs[k][i] > best) best = outputs[k][i];
    return value - best;
  });
}

/** Even levels between two ends, without the ends. @param {import("./raster.js").Span} span @param {number} parts */
export const levelsBetween = ({ low, high }, parts) =>
  Array.from({ length: parts - 1 }, (_, i) => low + ((high - low) * (i + 1)) / parts);
