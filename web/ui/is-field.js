// Whether somebody is writing: what is pasted there is meant for the text, and its undo is the text's own.

/** Inputs that hold no text. */
const NO_TEXT = ["range", "checkbox", "radio", "button", "submit", "reset", "color", "file"];
const FIELDS = `textarea, input:not(${NO_TEXT.map((type) => `[type="${type}"]`).join(", ")})`;

/** @param {EventTarget | undefined} place */
export const isField = (place) =>
  place instanceof HTMLElement && (place.isContentEditable || place.matches(FIELDS));
