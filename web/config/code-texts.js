// The engine's code as texts, module by module: what was changed on the page, and what comes from outside as such.

import { isObject } from "./path.js";

/** @typedef {Record<string, string>} CodeTexts texts by module */
/** @typedef {import("../drawer/drawer-types").Drawer} Drawer */

/** What comes from outside may be anything: names like those of the modules that can be edited, texts one could read. */
const NAME = /^[a-z_]{1,40}$/;
const LONGEST = 100_000;
const MOST = 20;

/** The modules that were changed on the page and are in force. @param {Pick<Drawer, "sources">} drawer @returns {CodeTexts} */
export function editedCode({ sources }) {
  const edited = Object.values(sources).filter(({ text, original }) => text !== original);
  return Object.fromEntries(edited.map(({ name, text }) => [name, text]));
}

/** @param {Pick<Drawer, "sources">} drawer */
export const isEdited = ({ sources }) =>
  Object.values(sources).some(({ text, original }) => text !== original);

/** What is in force, and what is being worked on. @param {Pick<Drawer, "sources" | "drafts">} drawer @returns {CodeTexts} */
export const writtenOn = (drawer) => ({ ...editedCode(drawer), ...drawer.drafts });

/**
 * The same as it is kept: what came from outside and was not changed takes no place of the visitor's own text, and of a
 * figure that is no more than looked at (a guest) it is not kept at all.
 * @param {Pick<Drawer, "sources" | "drafts" | "received">} drawer @param {boolean} guest @returns {CodeTexts}
 */
export function keptTexts(drawer, guest) {
  const drafts = { ...drawer.drafts };
  for (const [name, { theirs, other }] of Object.entries(drawer.received)) {
    if (drafts[name] !== theirs) continue;
    if (other !== null) drafts[name] = other;
    else if (guest) delete drafts[name];
  }
  return writtenOn({ ...drawer, drafts });
}

/** @param {[string, unknown]} entry */
const isCodeText = ([name, text]) => NAME.test(name) && typeof text === "string" && text.length <= LONGEST;

/** @param {unknown} code from outside @returns {CodeTexts | null} null where any of it is something else */
export function codeTexts(code) {
  const sound = isObject(code) && Object.keys(code).length <= MOST && Object.entries(code).every(isCodeText);
  return sound ? /** @type {CodeTexts} */ (code) : null;
}

/** @param {unknown} code that was kept @returns {CodeTexts} what of it is sound */
export function soundTexts(code) {
  const entries = isObject(code) ? Object.entries(code).filter(isCodeText).slice(0, MOST) : [];
  return /** @type {CodeTexts} */ (Object.fromEntries(entries));
}
