// Ready-made experiments: whole configurations that each teach one thing. Which of them is on the page, and is it
// still as it was?

import { changedPaths } from "../config/path.js";

/** @typedef {import("../engine/types").Config} Config */
/** @typedef {import("../engine/types").Preset} Preset */

/**
 * What an experiment makes of the present configuration: everything is the experiment's own, only how one looks at it
 * stays. Its name goes along, so that a reload, a link and undo know what they show.
 * @param {Config} config @param {Preset} preset @returns {Config}
 */
export const withExperiment = (config, preset) => ({
  ...structuredClone(preset.config),
  view: { ...config.view, ...preset.config.view, experiment: preset.name },
});

/**
 * The experiment that was chosen, as long as its data is on the page: whoever follows its advice and changes the
 * network is still in it, whoever draws something else has left it.
 * @param {Config} config @param {readonly Preset[]} presets @returns {Preset | null}
 */
export function experimentOf(config, presets) {
  const found = presets.find(({ name }) => name === config.view.experiment);
  return found && found.config.data.kind === config.data.kind ? found : null;
}

/** Whether anything but the view is no longer as the experiment has it. @param {Config} config @param {Preset} preset */
export function isChanged({ view, ...now }, preset) {
  const { view: _, ...begun } = preset.config;
  return changedPaths(begun, now).length > 0;
}
