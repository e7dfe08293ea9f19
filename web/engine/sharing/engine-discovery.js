// The other windows of our origin in the same tab: the figures of an article are frames, and can see each other where
// the browser lets them. One of them has the Python, and the others are its clients.

/** Windows that are looked at: an article with more frames than this has other troubles. */
const MOST = 400;

/** The name under which a window offers its Python to the others. */
const NAME = "gradpad:python";

/**
 * What a window offers. `build` tells whether both speak of the very same worker.
 * @typedef {{ build: string, connect: (port: MessagePort) => void }} Offer
 */

/** @param {Window} root @returns {Generator<Window>} the window and all frames in it, in their order */
function* treeOf(root) {
  const waiting = [root];
  for (let seen = 0; waiting.length > 0 && seen < MOST; seen += 1) {
    const next = /** @type {Window} */ (waiting.shift());
    yield next;
    for (let i = 0; i < next.length; i += 1) waiting.push(next[i]); // allowed across origins, too
  }
}

/** @param {Window} other @returns {Offer | null} null where there is none, or where the browser keeps us apart */
export function offerOf(other) {
  try {
    return other.closed ? null : (Reflect.get(other, NAME) ?? null);
  } catch {
    return null; // another origin
  }
}

/**
 * The first window of the tab, other than our own, that offers a Python of our build.
 * @param {string} build
 * @returns {{ window: Window, offer: Offer } | null}
 */
export function findOffer(build) {
  for (const other of treeOf(window.top ?? window)) {
    if (other === window) continue;
    const offer = offerOf(other);
    if (offer?.build === build) return { window: other, offer };
  }
  return null;
}

/** @param {Offer | null} offer null: no longer */
export function publish(offer) {
  if (offer) Object.defineProperty(window, NAME, { value: offer, configurable: true });
  else Reflect.deleteProperty(window, NAME);
}
