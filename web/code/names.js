// Which name of a module stands at a place of its text, and where its documentation is.

/**
 * The function or class around a line, or "" outside of any: "Dense.forward".
 * @param {string} text @param {number} line from 1
 */
export function nameAt(text, line) {
  const lines = text.split("\n").slice(0, line);
  let indent = Number.POSITIVE_INFINITY;
  /** @type {string[]} */
  const names = [];
  for (const each of lines.reverse()) {
    if (each.trim() === "" || each.trim().startsWith(")")) continue;
    const depth = each.length - each.trimStart().length;
    const found = /^\s*(?:def|class)\s+(\w+)/.exec(each);
    if (found && depth < indent) {
      names.unshift(found[1]);
      indent = depth;
    } else if (depth === 0 && !each.startsWith("@")) break;
    if (depth === 0) break;
  }
  return names.join(".");
}

/**
 * The page of the reference that explains a module, and a name in it; null: there is no reference beside this page.
 * @param {string} module @param {string} name
 */
export function reference(module, name) {
  if (__SINGLE_FILE__) return null;
  const page =
    module === "__init__" ? "gradpad" : `gradpad/${module.replace(/\.__init__$/, "").replaceAll(".", "/")}`;
  // The bundles lie in a folder beside the reference.
  return new URL(`../api/${page}.html${name ? `#${name}` : ""}`, import.meta.url).href;
}
