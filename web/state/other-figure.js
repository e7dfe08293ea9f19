// Two figures at once: the one that is shown, and another that can be gone back to, so that neither is lost: what was
// kept before a link was opened, what another tab has kept, what kept the page from answering.

import { patch } from "./state.js";

/** @typedef {import("../app/state-types").State} State */
/** @typedef {import("../app/state-types").OtherFigure} OtherFigure */
/** @typedef {import("./state.js").Model} Model */

/** Why there is another figure. @type {readonly OtherFigure["why"][]} */
export const REASONS = ["link", "left", "tab", "froze"];

/** Whether what is shown came with a link and is as it came: it is not kept then. @param {State} state */
export const isGuest = ({ guest, config }) => guest !== null && guest.config === config;

/**
 * What the visitor is told of the other figure, and the words of the buttons.
 * @typedef {object} OtherNotice
 * @property {string} message
 * @property {string} show takes it in place of the one that is shown
 * @property {string | null} keep makes what is shown the visitor's own
 */

/** @type {OtherNotice} */
const CAME = {
  message: "This figure came with a link. The one that you had is kept until you change this one.",
  show: "Back to mine",
  keep: "Keep this one instead",
};

/** @type {OtherNotice} */
const LEFT = { message: "The figure that you had before is still here.", show: "Show it", keep: null };

/** @type {Record<OtherFigure["why"], OtherNotice>} */
const NOTICES = {
  link: LEFT,
  left: LEFT,
  tab: {
    message: "Another tab has kept a figure too. What was drawn last is what the next visit begins with.",
    show: "Show the other one",
    keep: null,
  },
  froze: {
    message: "The figure that was here last kept this page from answering, so it was not opened again.",
    show: "Open it nevertheless",
    keep: null,
  },
};

/** @param {State} state @returns {OtherNotice | null} */
export function otherNotice(state) {
  const { other } = state;
  if (!other) return null;
  return other.why === "link" && isGuest(state) ? CAME : NOTICES[other.why];
}

/** What the figure that is shown becomes, when another takes its place. @param {State} state @returns {OtherFigure} */
export const asOther = (state) =>
  isGuest(state) && state.guest
    ? { why: "left", link: state.guest.link }
    : { why: "left", config: state.config };

/** @param {Model} model @param {import("../app/actions").OtherAction} action @returns {Model} */
export function reduceOther(model, { type }) {
  if (type === "other/dismiss") return patch(model, { other: null });
  if (type === "other/keep") return patch(model, { guest: null });
  return model;
}
