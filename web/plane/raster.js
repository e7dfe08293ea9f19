// From a map of numbers to a picture: each number picks a colour out of a table of 256.

/**
 * Which numbers are the two ends of the colour scale.
 * @typedef {object} Span
 * @property {number} low
 * @property {number} high
 */

/**
 * The ends of the scale for an output: what it should say for "no" and for "yes".
 * @param {readonly number[] | undefined} targets @returns {Span}
 */
export function outputSpan(targets) {
  return targets && targets.length === 2 ? { low: targets[0], high: targets[1] } : { low: -1, high: 1 };
}

/**
 * The ends of the scale for a unit: zero is the middle; bounded activations reach from -1 to 1, the others as far as
 * this unit's own numbers do.
 * @param {ArrayLike<number>} values @param {boolean} bounded @returns {Span}
 */
export function unitSpan(values, bounded) {
  if (bounded) return { low: -1, high: 1 };
  let most = 0;
  for (let i = 0; i < values.length; i += 1) {
    const size = Math.abs(values[i]);
    if (size > most && size < Number.POSITIVE_INFINITY) most = size;
  }
  return most > 0 ? { low: -most, high: most } : { low: -1, high: 1 };
}

/**
 * An activation is bounded if its curve never leaves -1 to 1.
 * @param {{ y: number[] } | undefined} curve
 */
export function isBounded(curve) {
  return curve !== undefined && curve.y.length > 0 && curve.y.every((y) => Math.abs(y) <= 1);
}

/**
 * Paints one map.
 * @param {Uint32Array} pixels  to be filled, row by row, `side` pixels each
 * @param {ArrayLike<number>} values  square map of numbers, rows from the top
 * @param {number} side  of the picture; every (map side / picture side)-th number is shown
 * @param {Span} span
 * @param {Uint32Array} table  256 colours
 */
export function paintSigned(pixels, values, side, { low, high }, table) {
  const mapSide = Math.round(Math.sqrt(values.length));
  const stride = mapSide / side;
  const factor = 255 / (high - low);
  let at = 0;
  for (let row = 0; row < side; row += 1) {
    const start = Math.floor((row + 0.5) * stride) * mapSide;
    for (let column = 0; column < side; column += 1) {
      const value = (values[start + Math.floor((column + 0.5) * stride)] - low) * factor;
      // Comparisons with NaN are false, so a number that is none gets the middle.
      pixels[at] = table[value >= 255 ? 255 : value > 0 ? (value + 0.5) | 0 : value <= 0 ? 0 : 128];
      at += 1;
    }
  }
}

/**
 * Paints which of several outputs is the largest, and by how much it leads.
 * @param {Uint32Array} pixels
 * @param {readonly ArrayLike<number>[]} outputs  one map for each class
 * @param {readonly Uint32Array[]} tables  one ramp of 256 colours for each class
 * @param {boolean} sure  show all classes at full strength
 */
export function paintClasses(pixels, outputs, tables, sure) {
  const count = outputs[0]?.length ?? 0;
  for (let i = 0; i < count; i += 1) {
    let winner = 0;
    let best = outputs[0][i];
    let second = Number.NEGATIVE_INFINITY;
    for (let k = 1; k < outputs.length; k += 1) {
      const value = outputs[k][i];
      if (value > best) {
        second = best;
        best = value;
        winner = k;
      } else if (value > second) second = value;
    }
    const lead = best - second;
    const strength = sure ? 190 : lead >= 1 ? 255 : lead > 0 ? (40 + lead * 215) | 0 : 40;
    pixels[i] = tables[winner % tables.length][strength];
  }
}
