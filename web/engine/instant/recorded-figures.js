// The figures that were recorded when the site was built: that of a first visit, and the experiments. They train before
// Python is there. Each is fetched when it is asked for.

import description from "../../generated/description.json" with { type: "json" };
import { FIGURES } from "../../generated/recorded.js";
import { RecordedFigure } from "./recorded-figure.js";
import { fits, RecordedSession } from "./recorded-session.js";

/** @typedef {import("../types").Config} Config */

const presets = /** @type {{ name: string, config: Config }[]} */ (
  /** @type {unknown} */ (description.presets)
);

/** @type {Map<string, Promise<RecordedFigure>>} */
const read = new Map();

/** @param {string} name @returns {Promise<RecordedFigure>} */
function figure(name) {
  const found = read.get(name) ?? FIGURES[name]().then(({ default: file }) => RecordedFigure.read(file));
  read.set(name, found);
  found.catch(() => read.delete(name)); // what has not come is asked for again
  return found;
}

/** Reads the figure of a first visit, so that it is there when it is asked for. */
export const readFirst = () =>
  recordedSessions(/** @type {Config} */ (/** @type {unknown} */ (description.config)));

/**
 * What makes sessions of a configuration, each at its start; null where none was recorded.
 * @param {Config} config @returns {Promise<(() => RecordedSession) | null>}
 */
export async function recordedSessions(config) {
  const preset = presets.find(({ name, config: recorded }) => name in FIGURES && fits(recorded, config));
  if (!preset) return null;
  const found = await figure(preset.name);
  return () => new RecordedSession(found);
}
