// A run as an SVG picture, to print: the output at a few moments, with their epochs and losses; and as a film's pictures.

import { loss, whole } from "../ui/format.js";
import { document, element, words } from "../ui/svg.js";
import { outputPicture } from "./output-svg.js";

/** @typedef {import("../app/state-types").State} State */
/** @typedef {import("../app/state-types").Still} Still */

const [SIDE, GAP, CAPTION, COLUMNS] = [220, 16, 28, 4];
/** A film's picture: even numbers, for some codecs know no others. */
const FILM = { side: 480, caption: 40 };

/** @param {Still} still */
const saidOf = ({ snapshot }) => `Epoch ${whole(snapshot.epoch)}, loss ${loss(snapshot.data_loss)}`;

/** @param {import("../ui/theme.js").Theme} theme */
const fontOf = (theme) => ({ "font-family": "Georgia, serif", fill: theme.line.ink });

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
  const children = stills.flatMap((still, i) => {
    const x = GAP + (i % COLUMNS) * (SIDE + GAP);
    const y = GAP + Math.floor(i / COLUMNS) * (SIDE + CAPTION + GAP);
    const picture = outputPicture({ ...state, maps: still.maps }, theme, { ...options, side: SIDE });
    return [
      element("svg", { x, y, width: SIDE, height: SIDE, viewBox: `0 0 ${SIDE} ${SIDE}` }, picture),
      words("text", { ...fontOf(theme), x, y: y + SIDE + 19, "font-size": 15 }, saidOf(still)),
    ];
  });
  return document({ width, height, title, paper: theme.line.paper }, children);
}

/**
 * The pictures of a film.
 * @param {Pick<State, "config" | "description" | "data">} state
 * @param {import("../ui/theme.js").Theme} theme
 * @param {readonly Still[]} stills the earliest first
 * @param {{ halves?: boolean, tests?: boolean }} [options] as the plane is shown on the page
 * @returns {string[]} whole SVG files of one size
 */
export function filmSvgs(state, theme, stills, options = {}) {
  const { side, caption } = FILM;
  const size = {
    width: side,
    height: side + caption,
    title: "A network while it learns",
    paper: theme.line.paper,
  };
  return stills.map((still) =>
    document(size, [
      ...outputPicture({ ...state, maps: still.maps }, theme, { ...options, side }),
      element("rect", { x: 0, y: side, width: side, height: caption, fill: theme.line.paper }),
      words("text", { ...fontOf(theme), x: 12, y: side + 27, "font-size": 20 }, saidOf(still)),
    ]),
  );
}
