// What of the network takes part in the step of the walk that is looked at.

/** @typedef {import("../engine/workshop-types").WalkStep} Highlight */

/** @param {import("../drawer/drawer-types").Drawer} drawer @returns {Highlight | null} */
export function highlightOf(drawer) {
  return drawer.tab === "mathematics" ? (drawer.walk?.steps[drawer.index] ?? null) : null;
}

/**
 * Whether an edge takes part; null where no step is looked at.
 * @param {Highlight | null} highlight @param {import("./strongest-links.js").Link} edge
 */
export function highlightsEdge(highlight, edge) {
  if (!highlight) return null;
  return highlight.links.some(
    ([layer, from, to]) => layer === edge.layer && (from < 0 || (from === edge.from && to === edge.to)),
  );
}

/**
 * The class of a unit's button: "lit" where it takes part, "first" where it is the one that the step is about.
 * @param {Highlight | null} highlight @param {number} column @param {number} unit
 */
export function highlightOfUnit(highlight, column, unit) {
  const place = highlight?.units.findIndex(([c, u]) => c === column && u === unit) ?? -1;
  if (place < 0) return "";
  return place === 0 && highlight?.unit !== null ? "highlighted first" : "highlighted";
}
