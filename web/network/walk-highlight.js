// What of the network takes part in the step of the walk that is looked at.

/** @typedef {import("../engine/workshop-types").WalkStep} Lights */

/** @param {import("../drawer/drawer-types").Drawer} drawer @returns {Lights | null} */
export function lightsOf(drawer) {
  return drawer.tab === "mathematics" ? (drawer.walk?.steps[drawer.index] ?? null) : null;
}

/**
 * Whether a link takes part; null where no step is looked at.
 * @param {Lights | null} lights @param {import("./diagram.js").Link} link
 */
export function lightsLink(lights, link) {
  if (!lights) return null;
  return lights.links.some(
    ([layer, from, to]) => layer === link.layer && (from < 0 || (from === link.from && to === link.to)),
  );
}

/**
 * The class of a unit's button: "lit" where it takes part, "first" where it is the one that the step is about.
 * @param {Lights | null} lights @param {number} column @param {number} unit
 */
export function lightsUnit(lights, column, unit) {
  const place = lights?.units.findIndex(([c, u]) => c === column && u === unit) ?? -1;
  if (place < 0) return "";
  return place === 0 && lights?.unit !== null ? "lit first" : "lit";
}
