// Which two units are the axes of the bent plane.

/** @typedef {[column: number, unit: number]} Unit */

/** All units that there are, inputs first. @param {import("../engine/types").Config} config @param {number} outputs @returns {Unit[]} */
export function unitsOf(config, outputs) {
  const counts = [config.features.length, ...config.network.layers.map(({ units }) => units), outputs];
  return counts.flatMap((count, column) =>
    Array.from({ length: count }, (_, unit) => /** @type {Unit} */ ([column, unit])),
  );
}

/**
 * As they were chosen, or the first two of the last hidden layer.
 * @param {import("../engine/types").Config} config @param {number} outputs @returns {[Unit, Unit]}
 */
export function featureAxes(config, outputs) {
  const units = unitsOf(config, outputs);
  const column = config.network.layers.length;
  const own = units.filter(([c]) => c === column);
  const usual = [own[0], own[1] ?? units[units.length - 1]];
  const { bent_x, bent_y } = config.view;
  const [x, y] = [bent_x, bent_y].map(
    (wanted, i) => units.find((each) => each.join(".") === wanted) ?? usual[i],
  );
  return [x, y];
}
