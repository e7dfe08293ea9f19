// Style sheets that come later: of parts that are loaded when they are opened.

/** @type {WeakMap<Document | ShadowRoot, Set<CSSStyleSheet>>} */
const adopted = new WeakMap();

/**
 * Gives the tree that an element stands in a further style sheet, once.
 * @param {Element} element @param {import("lit").CSSResult} styles
 */
export function adopt(element, styles) {
  const root = /** @type {Document | ShadowRoot} */ (element.getRootNode());
  const sheet = styles.styleSheet;
  if (!sheet || !("adoptedStyleSheets" in root)) return;
  const known = adopted.get(root) ?? new Set();
  if (known.has(sheet)) return;
  known.add(sheet);
  adopted.set(root, known);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}
