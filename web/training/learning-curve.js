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
 * @returns {CurveRows} a new curve; the first and the latest row are always kept. Rows that come again (the start, after
 *   a weight was changed before the first step) take the place of those that were there.
 */
export function appendRows(curve, rows) {
  if (rows.epoch.length === 0) return curve;
  if ((curve.epoch.at(-1) ?? -1) >= rows.epoch[0]) return appendRows(before(curve, rows.epoch[0]), rows);
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

/** @param {CurveRows} curve @param {number} epoch @returns {CurveRows} the rows of earlier epochs */
function before(curve, epoch) {
  const end = curve.epoch.findIndex((each) => each >= epoch);
  return {
    epoch: curve.epoch.slice(0, end),
    data_loss: curve.data_loss.slice(0, end),
    test_loss: curve.test_loss.slice(0, end),
    penalty: curve.penalty.slice(0, end),
    accuracy: curve.accuracy.slice(0, end),
    test_accuracy: curve.test_accuracy.slice(0, end),
  };
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
  const columns = /** @type {(keyof CurveRows)[]} */ (Object.keys(now));
  if (columns.every((name) => Object.is(curve[name].at(-1), now[name]))) return curve;
  return {
    epoch: [...curve.epoch, now.epoch],
    data_loss: [...curve.data_loss, now.data_loss],
    test_loss: [...curve.test_loss, now.test_loss],
    penalty: [...curve.penalty, now.penalty],
    accuracy: [...curve.accuracy, now.accuracy],
    test_accuracy: [...curve.test_accuracy, now.test_accuracy],
  };
}
