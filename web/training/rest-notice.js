// What is said when training rests because nothing can be seen to change any more.

import { loss, percent, whole } from "../ui/format.js";

/** Right in fewer than these of the training points, a network that no longer changes is stuck. */
const STUCK_BELOW = 0.9;

/**
 * @param {import("../engine/types").Snapshot} snapshot
 * @returns {import("../app/state-types").Notice}
 */
export const restNotice = (snapshot) => ({
  kind: "info",
  message: sentence(snapshot),
  path: null,
  remedy: { label: "Go on", action: { type: "training/play" } },
});

/** @param {import("../engine/types").Snapshot} snapshot */
function sentence({ epoch, accuracy, data_loss }) {
  const epochs = whole(epoch);
  if (accuracy === null || accuracy === undefined)
    return `Nothing changes any more that can be seen. Epochs: ${epochs}; the loss stays at ${loss(data_loss)}.`;
  if (accuracy === 1) return `Every training point is right. Epochs: ${epochs}. Nothing changes any more.`;
  if (accuracy < STUCK_BELOW)
    return `It is stuck: ${percent(accuracy)} of the training points are right, and nothing changes any more. Epochs: ${epochs}.`;
  return `${percent(accuracy)} of the training points are right, and nothing changes any more. Epochs: ${epochs}.`;
}
