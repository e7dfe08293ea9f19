// The site's own page: the element, and nothing that an embedder could not have as well.

import { keepImageForLater } from "../engine/memory-snapshot-maker.js";
import "./grad-pad.js";
import "../offline/erase.js";
import { keepOffline } from "../offline/offline.js";
import { contentOf } from "../share/drop-and-paste.js";
import { isLink } from "../share/link.js";
import { isField } from "../ui/is-field.js";

/** The element that stands on the page now. */
const pad = () => /** @type {import("./grad-pad.js").GradPad} */ (document.querySelector("grad-pad"));

/** What is wrong with something that was opened is told on the page by the element. */
const told = () => {};

/** Opens the figure that the address holds, once: after a reload one finds what one made of it. */
function openAddress() {
  const { hash, pathname, search } = location;
  if (!isLink(hash)) return;
  history.replaceState(null, "", pathname + search);
  pad().open(hash).catch(told);
}

openAddress();
window.addEventListener("hashchange", openAddress);

// A table that is pasted while nothing on the page has the focus is meant for the figure.
document.addEventListener("paste", async (event) => {
  if (event.defaultPrevented || event.composedPath().includes(pad()) || isField(event.composedPath()[0]))
    return;
  const content = await contentOf(event.clipboardData);
  if (content !== null) pad().open(content).catch(told);
});

keepOffline().catch(told);
keepImageForLater().catch(told);
