// What the visitor is told when something did not go well: what happened, and a way out.

import { getPath } from "../config/path.js";
import { fieldAt } from "../config/rules.js";

/** @typedef {import("../app/state-types").Notice} Notice */
/** @typedef {import("../engine/types").Snapshot} Snapshot */
/** @typedef {import("../engine/types").Config} Config */
/** @typedef {import("../engine/types").Description} Description */

/**
 * @param {{ message: string, path?: string | null }} error
 * @param {Notice["kind"]} [kind]
 * @returns {Notice}
 */
export const noticeOf = ({ message, path = null }, kind = "error") => ({ kind, message, path, remedy: null });

/** @type {Notice} what pressing Train leads to before Python is there */
export const WAITING = {
  kind: "info",
  message: "Python is still starting. Training begins as soon as it is there.",
  path: null,
  remedy: null,
};

/** @type {Notice} what all other figures of a page say when the engine's code is edited in one */
export const EDITED_ELSEWHERE = {
  kind: "info",
  message:
    "The engine’s code was changed in another figure of this page. All of them share one Python, so this one computes with it too.",
  path: null,
  remedy: null,
};

/**
 * Where changes of the engine's code were kept from an earlier visit.
 * @param {string[]} modules @returns {Notice}
 */
export const writtenBefore = (modules) => ({
  kind: "info",
  message: `What you changed in the engine’s code is still here, and not in force: ${modules.join(", ")}. Press Apply there if you want it to run.`,
  path: null,
  remedy: { label: "Show it", action: { type: "code/show", module: modules[0], line: null } },
});

/**
 * Where what is drawn can't be kept, by the name of the error. It stays until it is closed: it is said once.
 * @type {Record<string, Notice>}
 */
export const UNKEPT = {
  QuotaExceededError: {
    kind: "warning",
    message:
      "This browser has no room left for what you draw here: it lasts until you close this page. To keep it, save it as a session file, or copy its link.",
    path: null,
    remedy: null,
    lasting: true,
  },
  SecurityError: {
    kind: "warning",
    message:
      "This browser does not let the page keep anything: what you draw lasts until you close this page. To keep it, save it as a session file, or copy its link.",
    path: null,
    remedy: null,
    lasting: true,
  },
};

/** @type {Notice} in the tabs that are open while another one erases */
export const ERASED = {
  kind: "info",
  message:
    "What this browser kept was erased in another tab. What you see stays until you close or reload this page; nothing more is kept until then.",
  path: null,
  remedy: null,
  lasting: true,
};

/** @type {Notice} where code that somebody else wrote would run by a click in a frame of another site */
export const FRAMED = {
  kind: "warning",
  message:
    "This figure lies in a page of another site, where code that came from elsewhere is not put in force. Open the figure in a tab of its own for that.",
  path: null,
  remedy: null,
};

/** @type {Notice} where figures of an article take turns with Python */
export const ASLEEP = {
  kind: "info",
  message: "This figure rests while others on the page run. What it has learned is kept.",
  path: null,
  remedy: { label: "Wake it", action: { type: "engine/wake" } },
};

/** @param {{ message: string }} error @returns {Notice} */
export const failedNotice = (error) => ({
  kind: "error",
  message: `${error.message} Your drawing and your settings are kept.`,
  path: null,
  remedy: { label: "Start Python again", action: { type: "engine/restart" } },
});

/** Where a recorded figure goes on. @param {{ message: string }} error @returns {Notice} */
export const withoutNotice = (error) => ({
  kind: "warning",
  message: `${error.message} What you see goes on training without it. Other data, other layers, the mathematics and the code need Python.`,
  path: null,
  remedy: { label: "Start Python again", action: { type: "engine/restart" } },
});

/** @param {{ message: string }} error @returns {Notice} */
export const lostNotice = (error) => ({
  kind: "warning",
  message: `${error.message} It is being started again. Your drawing, your settings and the last weights are kept.`,
  path: null,
  remedy: null,
});

/**
 * What has become of everything, once there is a new Python.
 * @param {{ step: number, playing: boolean, typed: boolean } | null} before what the last one had; null: that is not put back
 * @param {{ step: number | null, weights: boolean, refused: string[], playing: boolean }} back `step` that the network
 *   stands at; without it, `weights`: whether they at least are back; `refused`: modules whose change is no longer in force
 * @returns {Notice}
 */
export function replacedNotice(before, back) {
  const said = ["Python has been started again."];
  const lost = (before?.step ?? 0) - (back.step ?? 0);
  if (back.step !== null && lost > 0)
    said.push(`Steps of training that are lost: ${lost}. The network stands at step ${back.step}.`);
  else if (back.step !== null) said.push("The network is as it was.");
  else if (back.weights) said.push("The last weights are back; what the optimizer remembered is lost.");
  else if (before === null)
    said.push("What broke down with it twice was not put back: the network begins anew.");
  else if (before.step > 0) said.push("What was learned does not fit any more: the network begins anew.");
  if (back.playing) said.push("Training goes on.");
  else if (before?.playing) said.push("Training rests.");
  if (back.refused.length > 0)
    said.push(`No longer in force, and kept as a draft: your change of ${back.refused.join(", ")}.`);
  if (before?.typed) said.push("Names that you gave in the console are gone.");
  return { kind: "info", message: said.join(" "), path: null, remedy: null };
}

const RATE = "training.learning_rate";

/**
 * A tenth of the present learning rate, if that is still allowed.
 * @param {Description} description
 * @param {Config} config
 */
function lowerRate(description, config) {
  const rate = Number(getPath(config, RATE));
  const lower = Number((rate / 10).toPrecision(2));
  const { minimum = 0 } = fieldAt(description, RATE) ?? {};
  return lower > minimum ? lower : null;
}

/**
 * Why training has stopped by itself; null where that needs no words.
 * @param {Snapshot} snapshot
 * @param {Config} config
 * @param {Description} description
 * @returns {Notice | null}
 */
export function stoppedNotice(snapshot, config, description) {
  if (!snapshot.stopped || !snapshot.message) return null;
  const diverged = snapshot.reason === "diverged";
  const rate = diverged ? lowerRate(description, config) : null;
  return {
    kind: diverged ? "warning" : "info",
    message: snapshot.message,
    path: diverged ? RATE : null,
    remedy:
      rate === null
        ? null
        : {
            label: `Start again with a learning rate of ${rate}`,
            action: { type: "training/retry", path: RATE, value: rate },
          },
  };
}
