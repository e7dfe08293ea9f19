// The learning curve as it grows: new rows are added at the end, and a long one is thinned evenly.

/** @typedef {import("../engine/types").CurveRows} CurveRows */

/** More rows than a plot has pixels; when there are twice as many, every other row is left out. */
const ROWS = 2048;

/** @returns {CurveRows} */
export const emptyCurve = () => ({
  epoch: [],
  data_loss: [],
  test_loss: [],
  penalty: [],
  accuracy: [],
  test_accuracy: [],
});

/**
 * @param {CurveRows} curve
 * @param {CurveRows} rows
 * @returns {CurveRows} a new curve; the first and the latest row are always kept
 */
export function appendRows(curve, rows) {
  if (rows.epoch.length === 0) return curve;
  const length = curve.epoch.length + rows.epoch.length;
  let stride = 1;
  while (length / stride > 2 * ROWS) stride *= 2;
  const thin = (/** @type {any[]} */ old, /** @type {any[]} */ fresh) => {
    const all = old.concat(fresh);
    return stride === 1 ? all : all.filter((_, i) => i % stride === 0 || i === all.length - 1);
  };
  return {
    epoch: thin(curve.epoch, rows.epoch),
    data_loss: thin(curve.data_loss, rows.data_loss),
    test_loss: thin(curve.test_loss, rows.test_loss),
    penalty: thin(curve.penalty, rows.penalty),
    accuracy: thin(curve.accuracy, rows.accuracy),
    test_accuracy: thin(curve.test_accuracy, rows.test_accuracy),
  };
}
