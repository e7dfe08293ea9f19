// Paints upon the units what each says at one point: its number where there is room, else its colour all over the tile;
// and where in its map the point lies.

import { mapOf } from "../plane/maps.js";
import { unitSpan } from "../plane/raster.js";
import { brief } from "../ui/format.js";
import { tableOf } from "../ui/theme.js";
import { saidBy } from "./passed-on.js";

/** A square of this side has room for a number, and one of this for a dot in its map. */
const NUMBERED = 30;
const HEIGHT = 15;

/**
 * @param {CanvasRenderingContext2D} context @param {import("./network-paint.js").Scene} scene
 * @param {import("../plane/maps.js").Maps | null} maps @param {import("./passed-on.js").Said} said
 * @param {{ across: number, up: number }} place  of the point in the plane, as shares from the lower left
 */
export function paintValues(context, scene, maps, said, place) {
  const { layout } = scene;
  layout.spots.forEach((spots, column) => {
    const side = layout.sizes[column];
    const paint = side >= NUMBERED ? paintNumber : paintColour;
    spots.forEach((spot, unit) => {
      const value = saidBy(said, column, unit);
      if (value === undefined || Number.isNaN(value)) return;
      const box = { left: spot.x - side / 2, top: spot.y - side / 2, side };
      paint(context, box, {
        value,
        colour: colourOf(scene, maps, column, unit, value),
        place,
        ...scene.theme.line,
      });
    });
  });
}

/** @typedef {{ left: number, top: number, side: number }} Box */
/** @typedef {{ value: number, colour: string, place: { across: number, up: number }, ink: string, paper: string }} Look */

/** The number on that half of the square where the point is not, and the point as a dot in the unit's map. @param {CanvasRenderingContext2D} context @param {Box} box @param {Look} look */
function paintNumber(context, { left, top, side }, { value, place, ink, paper }) {
  context.save();
  context.beginPath();
  context.roundRect(left, top, side, side, 4);
  context.clip();
  context.fillStyle = paper;
  context.globalAlpha = 0.9;
  const foot = place.up < 0.5 ? top : top + side - HEIGHT;
  context.fillRect(left, foot, side, HEIGHT);
  context.globalAlpha = 1;
  context.restore();
  context.beginPath();
  context.arc(left + place.across * side, top + (1 - place.up) * side, 3, 0, 2 * Math.PI);
  context.fillStyle = ink;
  context.strokeStyle = paper;
  context.lineWidth = 1.5;
  context.fill();
  context.stroke();
  context.fillStyle = ink;
  context.font = "12px Charter, 'Bitstream Charter', 'Liberation Serif', serif";
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillText(brief(value), left + side / 2, foot + HEIGHT / 2 + 0.5);
}

/** The whole tile in the number's colour. @param {CanvasRenderingContext2D} context @param {Box} box @param {Look} look */
function paintColour(context, { left, top, side }, { colour }) {
  context.fillStyle = colour;
  context.fillRect(left, top, side, side);
}

/**
 * The colour that a number has in the unit's own map.
 * @param {import("./network-paint.js").Scene} scene @param {import("../plane/maps.js").Maps | null} maps
 * @param {number} column @param {number} unit @param {number} value
 */
function colourOf({ spans, scales, theme }, maps, column, unit, value) {
  const map = maps && mapOf(maps, column, unit);
  const { low, high } = spans(column) ?? unitSpan(map ?? [value], false);
  const share = Math.min(1, Math.max(0, (value - low) / (high - low)));
  const pixel = tableOf(theme, scales(column, unit))[Math.round(255 * share)];
  return `rgb(${pixel & 255} ${(pixel >> 8) & 255} ${(pixel >> 16) & 255})`;
}
