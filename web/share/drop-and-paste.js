// What is dropped on the figure or pasted into it, as text or as a file's bytes.

import { isField } from "../ui/is-field.js";
import { MOST_BYTES } from "./file-kinds.js";

/**
 * A file's bytes; of one that is larger than anything that is opened, only so much that its size is seen.
 * @param {File} file
 */
export const bytesOf = async (file) => new Uint8Array(await file.slice(0, MOST_BYTES + 1).arrayBuffer());

/** What a drop or a paste brings; null: nothing of use. @param {DataTransfer | null} transfer */
export async function contentOf(transfer) {
  const file = transfer?.files[0];
  if (file) return bytesOf(file);
  const text = transfer?.getData("text/plain") ?? "";
  return text.trim() === "" ? null : text;
}

/**
 * Drops anywhere on the figure, because one beside its aim would take the browser to the file, and pastes that are
 * not meant for a field.
 * @param {HTMLElement} host @param {(content: string | Uint8Array) => void} open
 */
export function takeIn(host, open) {
  const isDrop = (/** @type {DragEvent} */ event) =>
    event.dataTransfer?.types.includes("Files") ||
    event.composedPath().some((each) => each instanceof Element && each.matches("gp-sketchpad"));
  const take = async (/** @type {Event} */ event, /** @type {DataTransfer | null} */ transfer) => {
    event.preventDefault();
    const content = await contentOf(transfer);
    if (content !== null) open(content);
  };
  host.addEventListener("dragover", (event) => {
    if (!isDrop(event)) return;
    event.preventDefault();
    host.toggleAttribute("data-dropping", true);
  });
  host.addEventListener("dragleave", (event) => {
    if (!host.contains(/** @type {Node | null} */ (event.relatedTarget)))
      host.removeAttribute("data-dropping");
  });
  host.addEventListener("drop", (event) => {
    host.removeAttribute("data-dropping");
    if (isDrop(event)) take(event, event.dataTransfer);
  });
  host.addEventListener("paste", (event) => {
    if (!isField(event.composedPath()[0])) take(event, event.clipboardData);
  });
}
