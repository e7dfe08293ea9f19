// The learning curve as it grows: new rows are added at the end, and a long one is thinned evenly.

/** @typedef {import("../engine/types").CurveRows} CurveRows */

/** More rows than a plot has pixels; when there are twice as many, every other row is left out. */
const ROWS = 2048;

/** The numbers of a row. @type {readonly (keyof CurveRows)[]} */
export const COLUMNS = ["epoch", "data_loss", "test_loss", "penalty", "accuracy", "test_accuracy"];

/** @param {(name: keyof CurveRows) => unknown[]} make @returns {CurveRows} */
const eachColumn = (make) =>
  /** @type {any} */ (Object.fromEntries(COLUMNS.map((name) => [name, make(name)])));

/** @returns {CurveRows} */
export const emptyCurve = () => eachColumn(() => []);

/** One row of so many, and the latest. @param {CurveRows} curve @param {number} stride @returns {CurveRows} */
export const thinned = (curve, stride) =>
  stride <= 1
    ? curve
    : eachColumn((name) =>
        /** @type {unknown[]} */ (curve[name]).filter(
          (_, i, all) => i % stride === 0 || i === all.length - 1,
        ),
      );

/**
 * @param {CurveRows} curve
 * @param {CurveRows} rows
 * @returns {CurveRows} a new curve; the first and the latest row are always kept. Rows that come again (the start, after
 *   a weight was changed before the first step) take the place of those that were there.
 */
export function appendRows(curve, rows) {
  if (rows.epoch.length === 0) return curve;
  const again = curve.epoch.findIndex((epoch) => epoch >= rows.epoch[0]);
  const end = again < 0 ? curve.epoch.length : again;
  const length = end + rows.epoch.length;
  let stride = 1;
  while (length / stride > 2 * ROWS) stride *= 2;
  return thinned(
    eachColumn((name) => /** @type {unknown[]} */ (curve[name].slice(0, end)).concat(rows[name])),
    stride,
  );
}

/**
 * The curve up to the network as it stands: after a step, a dragged weight or weights from outside, the present numbers
 * are not those of its last row, and are added as one more.
 * @param {CurveRows} curve
 * @param {import("../engine/types").Snapshot | null} snapshot
 * @returns {CurveRows}
 */
export function upToNow(curve, snapshot) {
  if (!snapshot || snapshot.data_loss === null) return curve;
  const now = {
    epoch: snapshot.epoch + snapshot.epoch_share,
    data_loss: snapshot.data_loss,
    test_loss: snapshot.test_loss,
    penalty: snapshot.penalty,
    accuracy: snapshot.accuracy,
    test_accuracy: snapshot.test_accuracy,
  };
  if (COLUMNS.every((name) => Object.is(curve[name].at(-1), now[name]))) return curve;
  return eachColumn((name) => [...curve[name], now[name]]);
}
