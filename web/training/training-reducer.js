// What Train, Step, Reset and the speed change on the page itself.

import { newCheckpoint } from "../state/checkpoints.js";
import { setField } from "../state/config-reducer.js";
import { begin, patch, startAgain } from "../state/state.js";
import { SPEEDS } from "./speeds.js";

/** @typedef {import("../state/state.js").Model} Model */

/** @param {Model} model @param {import("../app/actions").TrainingAction} action @returns {Model} */
export function reduceTraining(model, action) {
  switch (action.type) {
    case "training/play":
    case "training/step":
    case "training/train-epochs":
      return begin(model);
    case "training/reset":
      return startAgain(model);
    case "training/retry":
      return { ...setField(model, action), checkpoint: newCheckpoint() };
    case "training/set-speed":
      return SPEEDS[action.speed] ? patch(model, { speed: action.speed }) : model;
    case "training/pause":
      return model;
  }
}
