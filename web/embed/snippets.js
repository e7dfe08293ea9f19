// What an author copies: one figure as a tag, a frame, Markdown, a Sphinx directive or a notebook cell. Whatever stands
// in a configuration, it can't get out of the place that it is put in.

import { differences } from "../share/link/base-config.js";
import { encode } from "../share/link.js";

/** @typedef {import("../engine/types").Config} Config */

/**
 * @typedef {object} Figure
 * @property {Config} config valid
 * @property {string | null} show as an author writes it; null for all
 * @property {string} theme
 * @property {boolean} autoplay
 * @property {number} height
 */

/** JSON longer than this is put into a link: a drawing's points are nothing that one reads. */
const READABLE = 600;

/** @param {string} text for a double-quoted attribute, or between tags */
export const escapeHtml = (text) =>
  text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`).replace(/[\r\n\t]+/g, " ");

/** JSON that can stand in a <script>: nothing in it ends the script or begins a comment. @param {unknown} value */
export const scriptJson = (value) =>
  JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );

/** A text as Python writes it: JSON's strings are Python's, too. @param {string} text */
const pythonText = (text) =>
  JSON.stringify(text).replace(
    /[\u007f-\uffff]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );

/** @param {Figure} figure @returns {[string, string][]} */
function appearanceOf({ show, theme, autoplay, height }) {
  /** @type {[string, string][]} */
  const found = [];
  if (show !== null) found.push(["show", show]);
  if (theme !== "auto") found.push(["theme", theme]);
  if (autoplay) found.push(["autoplay", ""]);
  found.push(["height", String(height)]);
  return found;
}

/** @param {[string, string][]} attributes */
const written = (attributes) =>
  attributes.map(([name, value]) => (value === "" ? ` ${name}` : ` ${name}="${escapeHtml(value)}"`)).join("");

/** @param {Config} config */
const own = (config) => differences(/** @type {any} */ (config));

/** @param {Figure} figure */
function element(figure) {
  const found = own(figure.config);
  const attributes = appearanceOf(figure);
  if (Object.keys(found).length === 0) return `<grad-pad${written(attributes)}></grad-pad>`;
  const json = scriptJson(found);
  if (json.length > READABLE) {
    const link = ["link", encode(figure.config)];
    return `<grad-pad${written([...attributes, /** @type {[string, string]} */ (link)])}></grad-pad>`;
  }
  return `<grad-pad${written(attributes)}><script type="application/json">${json}</script></grad-pad>`;
}

/**
 * @param {Figure} figure @param {{ site: string, script: string }} where  `script`: the tag that loads embed.js
 * @returns {string} on one line each, so that no blank line ends the block in a Markdown file
 */
export const asTag = (figure, { script }) => `${script}\n${element(figure)}`;

/** @param {Figure} figure @param {string} site */
function frameAddress(figure, site) {
  const query = new URLSearchParams(appearanceOf(figure).filter(([name]) => name !== "height"));
  const address = new URL("embed.html", site);
  address.search = query.toString();
  if (Object.keys(own(figure.config)).length > 0) address.hash = encode(figure.config);
  return address.href;
}

/** @param {Figure} figure @param {{ site: string }} where */
export const asFrame = (figure, { site }) =>
  `<iframe src="${escapeHtml(frameAddress(figure, site))}" title="A network to train" width="100%" height="${figure.height}" loading="lazy" allow="clipboard-write" style="border: 0"></iframe>`;

/** @param {string} text @param {string} by */
const indented = (text, by) =>
  text
    .split("\n")
    .map((line) => by + line)
    .join("\n");

/** @typedef {(figure: Figure, where: { site: string, script: string }) => string} Writer */

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
    says: "For MkDocs, Hugo, Jekyll and others that let HTML through. Keep it on lines of its own.",
    write: (figure, where) => `<div>\n${asTag(figure, where)}\n</div>`,
  },
  {
    name: "myst",
    label: "MyST",
    says: "For Sphinx with MyST, and for Jupyter Book.",
    write: (figure, where) => `\`\`\`{raw} html\n${asTag(figure, where)}\n\`\`\``,
  },
  {
    name: "sphinx",
    label: "Sphinx",
    says: "For Sphinx with reStructuredText.",
    write: (figure, where) => `.. raw:: html\n\n${indented(asTag(figure, where), "   ")}`,
  },
  {
    name: "jupyter",
    label: "Jupyter",
    says: "For a cell of a notebook.",
    write: (figure, { site }) =>
      `from IPython.display import IFrame\n\nIFrame(${pythonText(escapeHtml(frameAddress(figure, site)))}, width="100%", height=${figure.height})`,
  },
];
