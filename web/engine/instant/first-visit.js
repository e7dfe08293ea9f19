// The figure that a first visitor sees, recorded when the site was built: it trains before Python is there.

import file from "../../generated/first-visit.gradpad";
import { RecordedFigure } from "./recorded-figure.js";
import { RecordedSession } from "./recorded-session.js";

/** What makes sessions of it. @returns {Promise<() => RecordedSession>} */
export async function firstVisit() {
  const figure = await RecordedFigure.read(file);
  return () => new RecordedSession(figure);
}
