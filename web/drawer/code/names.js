// Which name of the engine stands at a place of a module's text, and where its documentation is.

/** @typedef {import("../../engine/workshop-types").Module} Module */

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

/** The dotted name around a place of a line: "self.activation.slope". @param {string} line @param {number} column */
export function wordAt(line, column) {
  const before = /[\w.]*$/.exec(line.slice(0, column))?.[0] ?? "";
  const after = /^\w*/.exec(line.slice(column))?.[0] ?? "";
  return before + after;
}

/**
 * What the reference says of a name, seen from a module: the module's own names come first, then those that it may have
 * from others; of a method that several classes have, the one around the cursor or the first there is.
 * @param {readonly Module[]} modules @param {string} module @param {string} word dotted @param {string} around as of nameAt
 * @returns {{ module: string, name: string }} `name` is "" for the module as a whole
 */
export function explained(modules, module, word, around) {
  const last = word.split(".").at(-1) ?? "";
  const owner = around.split(".")[0];
  const here = modules.find(({ name }) => name === module);
  const order = here ? [here, ...modules.filter(({ name }) => name !== module)] : modules;
  const foreign = word.startsWith("np.");
  const wishes = foreign ? [] : [word, `${owner}.${last}`, last].filter((wish) => !/^$|\.$/.test(wish));
  for (const wish of wishes)
    for (const { name, names } of order) if (names.includes(wish)) return { module: name, name: wish };
  if (word.includes(".") && !foreign) {
    for (const { name, names } of order) {
      const method = names.find((each) => each.endsWith(`.${last}`));
      if (method) return { module: name, name: method };
    }
  }
  const known = around.split(".").map((_, i, all) => all.slice(0, all.length - i).join("."));
  return { module, name: known.find((each) => here?.names.includes(each)) ?? "" };
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
