// Whether the article around a figure is light or dark, by what it says and by what it looks like.

/** @typedef {"light" | "dark"} Scheme */

/** @param {string} colour as computed: rgb() or rgba() @returns {number | null} 0 black to 1 white; null: see-through */
export function lightness(colour) {
  const [r, g, b, alpha = 1] = (colour.match(/[\d.]+/g) ?? []).map(Number);
  if (!colour.startsWith("rgb") || alpha < 0.5 || b === undefined) return null;
  return (0.2126 * r + 0.7152 * g + 0.0722 * b) / 255;
}

/**
 * What the element stands on decides: the first ancestor with a colour of its own. Where nothing has one, it is the
 * browser's own ground, and the colour of text on it tells which.
 * @param {Element} element @param {Element} probe inside it, with the colour `CanvasText` @returns {Scheme}
 */
export function schemeAround(element, probe) {
  /** @type {Element | null} */
  let at = element;
  while (at) {
    const light = lightness(getComputedStyle(at).backgroundColor);
    if (light !== null) return light < 0.4 ? "dark" : "light";
    const root = at.getRootNode();
    at = at.assignedSlot ?? at.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
  }
  return (lightness(getComputedStyle(probe).color) ?? 0) > 0.5 ? "dark" : "light";
}

/** Articles change their looks by attributes of these elements, or with the system. @param {() => void} onChange */
export function watchScheme(onChange) {
  const controller = new AbortController();
  const { signal } = controller;
  const observer = new MutationObserver(onChange);
  const attributes = true;
  observer.observe(document.documentElement, { attributes });
  if (document.body) observer.observe(document.body, { attributes });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", onChange, { signal });
  // A colour that fades over is read again when it has arrived.
  document.addEventListener("transitionend", onChange, { signal });
  return () => {
    controller.abort();
    observer.disconnect();
  };
}
