// Undo and redo of what is typed are the text's own: the page must not undo a stroke of the drawing as well.

/** @param {KeyboardEvent} event */
export function keepUndo(event) {
  const key = event.key.toLowerCase();
  if ((event.ctrlKey || event.metaKey) && (key === "z" || key === "y")) event.stopPropagation();
}
