// What the help shows of a choice beside its sentence: its formula, and its curve with the slope dashed, both from the
// engine's own description.

import { html, nothing } from "lit";
import { curvePicture } from "../ui/curve-picture.js";

/** @typedef {import("../engine/types").Choice} Choice */

const SIZE = /** @type {const} */ ([240, 96]);
const MARGIN = { left: 6, right: 6, top: 6, bottom: 6 };

/** Formulas are set by a library of some weight, which is fetched when the first one is wanted. */
let setting = false;
function loadSetting() {
  if (setting) return;
  setting = true;
  import("../ui/formula.js").catch(() => {
    setting = false; // without the network, say: the sentence and the curve are there all the same
  });
}

/**
 * The sentence, and whatever picture the choice has.
 * @param {string} text @param {Choice | undefined} choice
 */
export function choiceHelp(text, choice) {
  if (choice?.formula) loadSetting();
  return html`<span>${text}</span>${
    choice?.formula ? html`<gp-formula .latex=${choice.formula}></gp-formula>` : nothing
  }${
    choice?.curve
      ? curvePicture({
          ...choice.curve,
          says: `The curve of ${choice.label}, its slope dashed`,
          size: SIZE,
          margin: MARGIN,
        })
      : nothing
  }`;
}
