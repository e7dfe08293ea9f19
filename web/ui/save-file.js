// A file for the visitor, the way that every browser knows: a link that is pressed.

/** Long enough for the slowest browser to have begun. */
const KEEP_MS = 60_000;

/** @param {Blob} blob @param {string} name */
export function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEEP_MS);
}
