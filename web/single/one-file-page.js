// The only script that the one-file page runs as it stands: it unpacks the page's own, which comes right behind it.

import { block } from "./block.js";
import { addressOf } from "./packed.js";

const script = document.createElement("script");
script.addEventListener("load", () => URL.revokeObjectURL(script.src));
addressOf(block("page.js")).then((address) => {
  script.src = address;
  document.head.append(script);
});
