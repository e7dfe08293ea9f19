// How the lines of kept runs are told apart, in the chart and in the list of runs.

/** Dashes that tell kept runs apart where colours can't. */
const DASHES = [
  [1, 3],
  [8, 3],
  [8, 3, 2, 3],
  [12, 4],
  [3, 3],
  [2, 2, 8, 2],
];

/** How the line of a kept run is drawn. @param {number} index @param {import("./theme.js").Theme} theme */
export const keptLook = (index, theme) => ({
  stroke: theme.classes[(index + 1) % theme.classes.length],
  dash: DASHES[index % DASHES.length],
});
