// Changes that belong together (a stroke, a pull at a slider) are undone together: all of them carry one number.

let last = 0;

/** A number that no group of changes had before. */
export function nextUndoGroup() {
  last += 1;
  return last;
}
