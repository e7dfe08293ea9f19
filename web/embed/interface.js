// The public interface of <grad-pad>, as a list: the site's element and the one on other origins both have all of it,
// and a test holds them together.

/** What is promised: Python, and numbers that can be trained, by whatever it is. */
export const PROMISES = /** @type {const} */ (["ready", "alive"]);

/** What can be read; `config` can be set as well. */
export const PROPERTIES = /** @type {const} */ ([...PROMISES, "config", "snapshot", "timeline"]);

export const METHODS = /** @type {const} */ ([
  "play",
  "pause",
  "step",
  "train",
  "reset",
  "predict",
  "set_weights",
  "seek",
  "branch",
  "open",
  "link",
  "export",
]);

/** Methods of which the article asks the frame, and waits for an answer. */
export const ASKED = /** @type {const} */ ([
  "step",
  "train",
  "reset",
  "predict",
  "set_weights",
  "seek",
  "branch",
  "open",
  "export",
]);

/** Each as an event `gradpad-…` that bubbles. */
export const EVENTS = /** @type {const} */ (["ready", "change", "snapshot", "seek", "error", "walk"]);
