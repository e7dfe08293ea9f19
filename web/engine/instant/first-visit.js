// The figure that a first visitor sees, recorded when the site was built: it trains before Python is there.

import file from "../../generated/first-visit.gradpad";
import { RecordedFigure } from "./recorded-figure.js";
import { RecordedSession } from "./recorded-session.js";

/** @type {Promise<RecordedFigure> | null} */
let figure = null;

/** What makes sessions of it; the file is read once. @returns {Promise<() => RecordedSession>} */
export async function firstVisit() {
  figure ??= RecordedFigure.read(file);
  const read = await figure;
  return () => new RecordedSession(read);
}
