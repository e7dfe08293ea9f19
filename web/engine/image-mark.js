// Which image of Python's memory this page made: its mark is kept where no worker can write, so that code which runs in
// one can't put an image of its own in the place of ours.

import { imagesOf } from "./boot/memory-snapshot.js";

const key = () => imagesOf(new URL("./", document.baseURI).href);

/** @returns {string | null} null: there is none, or this browser keeps nothing here */
export function imageMark() {
  try {
    return localStorage.getItem(key());
  } catch {
    return null;
  }
}

/** @param {string | null} mark null: there is none any more @throws where this browser keeps nothing here */
export function keepImageMark(mark) {
  if (mark === null) localStorage.removeItem(key());
  else localStorage.setItem(key(), mark);
}
