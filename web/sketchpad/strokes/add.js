// Points that are added to a drawing, as far as there is room for them.

/** @typedef {import("../../plane/geometry.js").Pair} Pair */
/** @typedef {import("../pen.js").Pen} Pen */
/** @typedef {import("../pen.js").Brush} Brush */

/**
 * The points come last, so that the places of all others stay.
 * @param {Pen} pen @param {Brush} brush @param {Pair[]} fresh @returns {Pen}
 */
export function add(pen, brush, fresh) {
  const room = Math.max(0, brush.most - pen.drawing.points.length);
  const kept = fresh.slice(0, room);
  const full = pen.full || kept.length < fresh.length;
  if (kept.length === 0) return full === pen.full ? pen : { ...pen, full };
  const { points, labels, selected } = pen.drawing;
  const drawing = {
    points: [...points, ...kept],
    labels: [...labels, ...kept.map(() => brush.label)],
    selected,
  };
  return { ...pen, drawing, full };
}

/**
 * The drawing without some of its points; what was selected of the others stays selected.
 * @param {import("../pen.js").Drawing} drawing @param {readonly boolean[]} stays for each point
 * @returns {import("../pen.js").Drawing} the same where all stay
 */
export function without(drawing, stays) {
  if (stays.every(Boolean)) return drawing;
  const { points, labels, selected } = drawing;
  const kept = points.map((_, i) => i).filter((i) => stays[i]);
  const were = new Set(selected);
  return {
    points: kept.map((i) => points[i]),
    labels: kept.map((i) => labels[i]),
    selected: kept.flatMap((i, place) => (were.has(i) ? [place] : [])),
  };
}
