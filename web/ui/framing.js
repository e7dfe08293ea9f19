// Whether this page lies in a frame of another site: that site can lay what it likes above and below it, so that a click
// that is meant for something else lands here.

/** @param {Window & { location: { ancestorOrigins?: DOMStringList } }} [here] */
export function framedByOthers(here = window) {
  if (here.parent === here) return false;
  const { ancestorOrigins } = here.location;
  if (ancestorOrigins) return [...ancestorOrigins].some((origin) => origin !== here.origin);
  // Firefox does not tell; what it lets us look at is ours. A frame between may be another's all the same.
  for (let each = here; each !== each.parent; each = /** @type {typeof here} */ (each.parent)) {
    try {
      if (each.parent.location.origin !== here.origin) return true;
    } catch {
      return true;
    }
  }
  return false;
}
