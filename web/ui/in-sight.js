// While something is open in the drawer, what it speaks of stays in sight, between the bar on top and the drawer.

/** A unit of the network: the one that a step of the walk is about, one that takes part in it, one that is chosen, or any. */
export const UNIT = [
  ".net .highlighted.first",
  ".net .highlighted",
  '.net [aria-pressed="true"]',
  ".net .unit",
];

/** Pixels that are kept free on every side. */
const AIR = 12;

/**
 * Scrolls the page, and the network's picture sideways, no further than is needed: all units where there is room for them.
 * @param {Node} within the figure's own tree @param {readonly string[]} subjects selectors; the first that is there counts
 */
export function keepInSight(within, subjects) {
  const root = /** @type {ShadowRoot | Document} */ (within.getRootNode());
  const find = (/** @type {string} */ selector) =>
    /** @type {HTMLElement | null} */ (root.querySelector?.(selector) ?? null);
  const subject = subjects.map(find).find((each) => each?.checkVisibility());
  const drawer = find("gp-drawer");
  if (!subject || !drawer) return;
  const sideways = subject.closest(".net");
  if (sideways) {
    const [box, room] = [subject.getBoundingClientRect(), sideways.getBoundingClientRect()];
    sideways.scrollLeft += distance(box.left, box.right, room.left + AIR, room.right - AIR);
  }
  const top = Math.max(0, find(".above")?.getBoundingClientRect().bottom ?? 0) + AIR;
  const bottom = drawer.getBoundingClientRect().top - AIR;
  const all = reachOf(sideways?.querySelectorAll(".unit, .input") ?? [subject]);
  const box = all.bottom - all.top <= bottom - top ? all : subject.getBoundingClientRect();
  scrollBy(0, distance(box.top, box.bottom, top, bottom));
}

/** From the top of the highest to the bottom of the lowest. @param {Iterable<Element>} elements */
function reachOf(elements) {
  const boxes = [...elements].map((each) => each.getBoundingClientRect());
  return {
    top: Math.min(...boxes.map(({ top }) => top)),
    bottom: Math.max(...boxes.map(({ bottom }) => bottom)),
  };
}

/**
 * How far something has to move up to lie in a room; its beginning counts where there is not room for all of it.
 * @param {number} start @param {number} end @param {number} from @param {number} to
 */
function distance(start, end, from, to) {
  if (start < from) return start - from;
  return end > to ? Math.min(end - to, start - from) : 0;
}
