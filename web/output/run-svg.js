// A run as an SVG picture, to print: the output at a few moments, with their epochs and losses.

import { loss, whole } from "../ui/format.js";
import { document, element, words } from "../ui/svg.js";
import { outputPicture } from "./output-svg.js";

/** @typedef {import("../app/state-types").State} State */
/** @typedef {import("../app/state-types").Still} Still */

const [SIDE, GAP, CAPTION, COLUMNS] = [220, 16, 28, 4];

/**
 * @param {Pick<State, "config" | "description" | "data">} state
 * @param {import("../ui/theme.js").Theme} theme
 * @param {readonly Still[]} stills the earliest first
 * @param {{ halves?: boolean, tests?: boolean }} [options] as the plane is shown on the page
 * @returns {string} a whole SVG file
 */
export function runSvg(state, theme, stills, options = {}) {
  const columns = Math.min(COLUMNS, stills.length);
  const rows = Math.ceil(stills.length / COLUMNS);
  const width = GAP + columns * (SIDE + GAP);
  const height = GAP + rows * (SIDE + CAPTION + GAP);
  const title = `A network at ${stills.length} moments while it learned ${state.data.labels.length} points`;
  const children = stills.flatMap(({ snapshot, maps }, i) => {
    const x = GAP + (i % COLUMNS) * (SIDE + GAP);
    const y = GAP + Math.floor(i / COLUMNS) * (SIDE + CAPTION + GAP);
    const picture = outputPicture({ ...state, maps }, theme, { ...options, side: SIDE });
    const said = `Epoch ${whole(snapshot.epoch)}, loss ${loss(snapshot.data_loss)}`;
    return [
      element("svg", { x, y, width: SIDE, height: SIDE, viewBox: `0 0 ${SIDE} ${SIDE}` }, picture),
      words(
        "text",
        { x, y: y + SIDE + 19, "font-family": "Georgia, serif", "font-size": 15, fill: theme.line.ink },
        said,
      ),
    ];
  });
  return document({ width, height, title, paper: theme.line.paper }, children);
}
