// The points that the network puts into the wrong class.

/**
 * Which points are wrong: the largest output should be the point's class; a single output says class 1 past the
 * middle of its two ends.
 * @param {ArrayLike<number>} outputs  at the points: all of the first output, then all of the next
 * @param {ArrayLike<number>} labels
 * @param {number} middle
 * @returns {number[]} their indices
 */
export function mistakes(outputs, labels, middle) {
  const count = labels.length;
  const width = count > 0 ? outputs.length / count : 0;
  /** @type {number[]} */
  const wrong = [];
  for (let i = 0; i < count; i += 1) {
    let said = width === 1 && outputs[i] > middle ? 1 : 0;
    for (let k = 1; k < width; k += 1) if (outputs[k * count + i] > outputs[said * count + i]) said = k;
    if (said !== labels[i]) wrong.push(i);
  }
  return wrong;
}
