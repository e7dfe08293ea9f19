// What an author copies: one figure as a tag, a frame, Markdown, a directive, or a notebook's line. Whatever stands in a
// configuration, it can't get out of the place that it is put in.

import { differences } from "../share/link/base-config.js";
import { encode } from "../share/link.js";
import { asAttributes } from "./config-attributes.js";

/** @typedef {import("../engine/types").Config} Config */
/** @typedef {import("../engine/types").Description} Description */
/** @typedef {import("./config-attributes.js").Attribute} Attribute */

/**
 * @typedef {object} Figure
 * @property {Config} config valid
 * @property {string | null} show as an author writes it; null for all
 * @property {string} theme
 * @property {boolean} autoplay
 * @property {"seen" | "touch"} start
 * @property {number} height
 */

/** @typedef {{ site: string, script: string, description: Description }} Where  `script`: the tag that loads embed.js */

/** JSON longer than this is put into a link, in a page of HTML: a drawing's points are nothing that one reads. */
const READABLE = 600;

/** @param {string} text for a double-quoted attribute, or between tags */
export const escapeHtml = (text) =>
  text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`).replace(/[\r\n\t]+/g, " ");

/** @param {string} letter */
const escaped = (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** Letters that nobody sees, and at which some languages end a line. They stand in strings alone. */
const UNSEEN = /[\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

/**
 * JSON on one line that can stand in a <script>, and in text that a maker of pages fills in: nothing in it ends the script,
 * begins a comment, or opens the braces of a template. @param {unknown} value
 */
export const scriptJson = (value) =>
  JSON.stringify(value)
    .replace(UNSEEN, escaped)
    .replace(/[<>&]|\{(?=[{%#])/g, escaped);

/** A value as Python writes it: JSON's strings and numbers are Python's, too. @param {unknown} value @returns {string} */
function python(value) {
  if (Array.isArray(value)) return `[${value.map(python).join(", ")}]`;
  if (value === null || typeof value === "boolean")
    return { null: "None", true: "True", false: "False" }[`${value}`];
  if (typeof value !== "object") return scriptJson(value);
  const items = Object.entries(value).filter(([, item]) => item !== undefined);
  return `{${items.map(([name, item]) => `${python(name)}: ${python(item)}`).join(", ")}}`;
}

/** How it looks. @param {Figure} figure @returns {Attribute[]} */
function appearanceOf({ show, theme, autoplay, start, height }) {
  /** @type {Attribute[]} */
  const found = [];
  if (show !== null) found.push(["show", show]);
  if (theme !== "auto") found.push(["theme", theme]);
  if (autoplay) found.push(["autoplay", ""]);
  if (start !== "seen") found.push(["start", start]);
  found.push(["height", String(height)]);
  return found;
}

/**
 * The figure as every form has it: attributes, and a configuration where they can't say what is in it.
 * @param {Figure} figure @param {Where} where @returns {{ attributes: Attribute[], config: object | null }}
 */
function partsOf(figure, { description }) {
  const content = asAttributes(figure.config, description);
  const config = content ? null : differences(/** @type {any} */ (figure.config));
  return { attributes: [...(content ?? []), ...appearanceOf(figure)], config };
}

/** @param {Attribute[]} attributes */
const written = (attributes) =>
  attributes.map(([name, value]) => (value === "" ? ` ${name}` : ` ${name}="${escapeHtml(value)}"`)).join("");

/** @param {Figure} figure @param {Where} where */
function element(figure, where) {
  const { attributes, config } = partsOf(figure, where);
  if (!config) return `<grad-pad${written(attributes)}></grad-pad>`;
  const json = scriptJson(config);
  if (json.length > READABLE)
    return `<grad-pad${written([...attributes, ["link", encode(figure.config)]])}></grad-pad>`;
  return `<grad-pad${written(attributes)}><script type="application/json">${json}</script></grad-pad>`;
}

/**
 * @param {Figure} figure @param {Where} where
 * @returns {string} on one line each, so that no blank line ends the block in a Markdown file
 */
export const asTag = (figure, where) => `${where.script}\n${element(figure, where)}`;

/** @param {Figure} figure @param {Where} where */
export function asFrame(figure, where) {
  const { attributes, config } = partsOf(figure, where);
  const address = new URL("embed.html", where.site);
  address.search = new URLSearchParams(attributes.filter(([name]) => name !== "height")).toString();
  if (config) address.hash = encode(figure.config);
  return `<iframe src="${escapeHtml(address.href)}" title="A network to train" width="100%" height="${figure.height}" loading="lazy" allow="clipboard-write" style="border: 0"></iframe>`;
}

/** @param {Attribute[]} attributes @param {string} by */
const options = (attributes, by) => attributes.map(([name, value]) => `${by}:${name}: ${value}`.trimEnd());

/** Lines, with an empty one between two groups where both are there. @param {string[][]} groups */
const lines = (...groups) =>
  groups.flatMap((group, i) => (i > 0 && group.length > 0 ? ["", ...group] : group)).join("\n");

/** @typedef {(figure: Figure, where: Where) => string} Writer */

/**
 * For what knows the package: it takes attributes, and a configuration of any length, which it checks and paints for paper.
 * @param {(attributes: Attribute[], config: object | null) => string} write @returns {Writer}
 */
const packaged = (write) => (figure, where) => {
  const { attributes, config } = partsOf(figure, where);
  return write(attributes, config);
};

/** @param {object | null} config */
const body = (config) => (config ? [scriptJson(config)] : []);

/** @param {string} value of an attribute; empty where it is there or not */
const pythonAttribute = (value) =>
  value === "" ? "True" : /^[1-9]\d*(\.\d+)?$/.test(value) ? value : python(value);

/** @type {readonly { name: string, label: string, says: string, write: Writer }[]} */
export const SNIPPETS = [
  {
    name: "tag",
    label: "Tag",
    says: "For a page of HTML. The script is needed once on a page.",
    write: asTag,
  },
  {
    name: "frame",
    label: "Frame",
    says: "Where no script may run. It keeps the height that is written there.",
    write: asFrame,
  },
  {
    name: "markdown",
    label: "Markdown",
    says: "For Hugo, Jekyll and others that let HTML through. Keep it on lines of its own.",
    write: (figure, where) => `<div>\n${asTag(figure, where)}\n</div>`,
  },
  {
    name: "mkdocs",
    label: "MkDocs",
    says: "With the package gradpad: gradpad.markdown under markdown_extensions in mkdocs.yml.",
    write: packaged((attributes, config) =>
      lines([`\`\`\`grad-pad${written(attributes)}`, ...body(config), "```"]),
    ),
  },
  {
    name: "sphinx",
    label: "Sphinx",
    says: "For reStructuredText, with the package gradpad: gradpad.sphinx under extensions in conf.py.",
    write: packaged((attributes, config) =>
      lines(
        [".. grad-pad::", ...options(attributes, "   ")],
        body(config).map((line) => `   ${line}`),
      ),
    ),
  },
  {
    name: "myst",
    label: "MyST",
    says: "For Markdown in Sphinx, with the package gradpad: gradpad.sphinx under extensions in conf.py.",
    write: packaged(
      (attributes, config) => `\`\`\`{grad-pad}\n${lines(options(attributes, ""), body(config))}\n\`\`\``,
    ),
  },
  {
    name: "quarto",
    label: "Quarto",
    says: "With the package gradpad and its extension of Quarto; “filters: [gradpad]” at the page's head.",
    write: packaged((attributes, config) => {
      const given = written(attributes.map(([name, value]) => [name, value || "true"]));
      if (!config) return `{{< grad-pad${given} >}}`;
      return lines([`::: {.grad-pad${given}}`, "```json", ...body(config), "```", ":::"]);
    }),
  },
  {
    name: "notebook",
    label: "Notebook",
    says: "For a cell of a notebook, with the package gradpad[notebook].",
    write: packaged((attributes, config) => {
      const given = attributes.map(([name, value]) => `${name}=${pythonAttribute(value)}`);
      return `import gradpad\n\ngradpad.Pad(${[...(config ? [python(config)] : []), ...given].join(", ")})`;
    }),
  },
];
