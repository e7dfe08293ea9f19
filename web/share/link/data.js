// The drawn points of a link: taken out of the configuration's text and packed by themselves, in their order, which
// training depends on.

import { isObject } from "../../config/path.js";
import { Writer } from "./bytes.js";
import { damaged, LinkError } from "./link-error.js";
import { readColumn, readLabels, writeColumn, writeLabels } from "./number-columns.js";

/** @typedef {Record<string, unknown>} Plain */

/** Kinds of data that come with points of their own. */
const WITH_POINTS = ["points", "curve"];

/**
 * @param {Plain} found the differences, `data` among them or not
 * @returns {{ found: Plain, data: number[] }} without the points, and the points packed
 */
export function writeData(found) {
  const { data } = found;
  if (!isObject(data) || !WITH_POINTS.includes(String(data.kind))) return { found, data: [] };
  const { points, labels, ...rest } = /** @type {{ points: [number, number][], labels?: number[] }} */ (data);
  const writer = new Writer();
  writer.whole(points.length);
  for (const axis of [0, 1]) {
    writeColumn(
      writer,
      points.map((point) => point[axis]),
    );
  }
  if (labels) {
    const names = Object(rest).task === "regression" ? writeColumn : writeLabels;
    names(writer, labels);
  }
  return { found: { ...found, data: rest }, data: writer.bytes };
}

/**
 * @param {import("./bytes.js").Reader} reader
 * @param {Plain} found
 * @param {number} most points
 * @returns {Plain} with the points in it
 */
export function readData(reader, found, most) {
  const { data } = found;
  if (!isObject(data) || !WITH_POINTS.includes(/** @type {string} */ (data.kind))) return found;
  if (Object.hasOwn(data, "points") || Object.hasOwn(data, "labels")) throw damaged();
  const count = reader.whole();
  if (count > most) {
    throw new LinkError(
      "too long",
      `This link holds ${count} points; at most ${most} are allowed.`,
      "data.points",
    );
  }
  const x1 = readColumn(reader, count);
  const x2 = readColumn(reader, count);
  const points = x1.map((x, i) => [x, x2[i]]);
  if (data.kind === "curve") return { ...found, data: { ...data, points } };
  const labels = (data.task === "regression" ? readColumn : readLabels)(reader, count);
  return { ...found, data: { ...data, points, labels } };
}
