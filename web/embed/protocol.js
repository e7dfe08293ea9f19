// What an article and the frame of a figure say to each other, over a port that the frame gives to its parent alone.
// Messages are plain data. Each side looks at the shape of what it is told, and runs nothing of it.

import { isObject } from "../config/path.js";
import { toFailure } from "../engine/engine-error.js";
import { ASKED, EVENTS, METHODS, PROMISES } from "./interface.js";

/** @typedef {import("../engine/types").Config} Config */
/** @typedef {import("../engine/types").Failure} Failure */
/** @typedef {import("../engine/types").LayerWeights} LayerWeights */

/** Changes when older and newer sides would not understand each other. */
export const PROTOCOL = 1;

/** How a figure is shown. @typedef {{ show: string | null, hide: string | null, theme: string, autoplay: boolean, start?: "seen" | "touch", height: number | null }} Appearance */

/**
 * From the article.
 *   start   the figure, once; `link` is opened, `weights` are put in place, it is trained to epoch `at`, `problems` are told in the figure
 *   look    the parts, light or dark
 *   set     a configuration; `set` counts them
 *   call    a method of the interface, with an id if there is to be an answer
 *   wake    Python will be needed soon
 *   lease   the frame may start a Python, or has to give it up
 * @typedef {{ type: "start", set: number, config: Config | null, link: string | null, at?: number | null, weights: LayerWeights[] | null, look: Appearance, problems: Failure[] }
 *   | { type: "look", look: Appearance }
 *   | { type: "set", set: number, config: unknown }
 *   | { type: "call", id: number, method: string, args: unknown[] }
 *   | { type: "wake" }
 *   | { type: "lease", granted: boolean }} ArticleMessage
 */

/**
 * From the frame.
 *   event   of the figure; `set` is the last set that it had seen; `whole` is the curve where rows alone would not do;
 *           `timeline` are the epochs kept, with a snapshot
 *   answer  to a call
 *   height  of the figure, in pixels
 *   python  whose it is, as in SharedEngine.whose
 *   wants   a Python of its own
 *   touched by the visitor
 * @typedef {{ type: "event", name: string, detail: unknown, set: number, whole: boolean, timeline?: number[] }
 *   | { type: "answer", id: number, result: unknown, failure: Failure | null }
 *   | { type: "height", height: number }
 *   | { type: "python", whose: "none" | "own" | "shared" }
 *   | { type: "wants" }
 *   | { type: "touched" }} FrameMessage
 */

/** The only message that goes from window to window: the frame hands its parent a port. */
export const hello = () => ({ gradpad: "frame", protocol: PROTOCOL });

/** @param {unknown} data */
export const isHello = (data) => isObject(data) && data.gradpad === "frame" && data.protocol === PROTOCOL;

const MOST_ARGUMENTS = 2;
const MOST_PROBLEMS = 20;
const MOST_MOMENTS = 1000;
const TALLEST = 20_000;

/** @param {unknown} value @param {number} [most] */
const isText = (value, most = 2000) => typeof value === "string" && value.length <= most;
/** @param {unknown} value */
const isCount = (value) => Number.isSafeInteger(value) && Number(value) >= 0;
/** @param {unknown} value @param {number} [most] */
const isTextOrNull = (value, most) => value === null || isText(value, most);

/** @param {unknown} value @returns {value is Appearance} */
const isLook = (value) =>
  isObject(value) &&
  isTextOrNull(value.show) &&
  isTextOrNull(value.hide) &&
  isText(value.theme, 10) &&
  typeof value.autoplay === "boolean" &&
  [undefined, "seen", "touch"].includes(/** @type {any} */ (value.start)) &&
  (value.height === null || isCount(value.height));

/** @param {unknown} value @returns {value is Failure} */
const isFailure = (value) =>
  isObject(value) &&
  isText(value.name, 200) &&
  isText(value.message, 20_000) &&
  isTextOrNull(value.path) &&
  isTextOrNull(value.traceback, 200_000);

/** @type {Record<string, (message: Record<string, unknown>) => boolean>} */
const FROM_ARTICLE = {
  start: ({ set, config, link, at = null, weights, look, problems }) =>
    isCount(set) &&
    (config === null || isObject(config)) &&
    isTextOrNull(link, 70_000) &&
    (at === null || isCount(at)) &&
    (weights === null || Array.isArray(weights)) &&
    isLook(look) &&
    Array.isArray(problems) &&
    problems.length <= MOST_PROBLEMS &&
    problems.every(isFailure),
  look: ({ look }) => isLook(look),
  set: ({ set, config }) => isCount(set) && isObject(config),
  call: ({ id, method, args }) =>
    isCount(id) &&
    [...PROMISES, ...METHODS].includes(/** @type {any} */ (method)) &&
    Array.isArray(args) &&
    args.length <= MOST_ARGUMENTS,
  wake: () => true,
  lease: ({ granted }) => typeof granted === "boolean",
};

/** @type {Record<string, (message: Record<string, unknown>) => boolean>} */
const FROM_FRAME = {
  event: ({ name, set, whole, timeline = [] }) =>
    EVENTS.includes(/** @type {any} */ (name)) &&
    isCount(set) &&
    typeof whole === "boolean" &&
    Array.isArray(timeline) &&
    timeline.length <= MOST_MOMENTS &&
    timeline.every((epoch) => Number.isFinite(epoch)),
  answer: ({ id, failure }) => isCount(id) && (failure === null || isFailure(failure)),
  height: ({ height }) => Number.isFinite(height) && Number(height) >= 0 && Number(height) <= TALLEST,
  python: ({ whose }) => ["none", "own", "shared"].includes(/** @type {string} */ (whose)),
  wants: () => true,
  touched: () => true,
};

/** @param {Record<string, (message: Record<string, unknown>) => boolean>} shapes @param {unknown} data */
const fits = (shapes, data) =>
  isObject(data) &&
  typeof data.type === "string" &&
  Object.hasOwn(shapes, data.type) &&
  shapes[data.type](data);

/** @param {unknown} data @returns {data is ArticleMessage} */
export const isFromArticle = (data) => fits(FROM_ARTICLE, data);

/** @param {unknown} data @returns {data is FrameMessage} */
export const isFromFrame = (data) => fits(FROM_FRAME, data);

/** An error in the form in which it travels: short enough to be accepted. @param {unknown} error @returns {Failure} */
export function toTravel(error) {
  const { name, message, path, traceback } = toFailure(error);
  return {
    name: name.slice(0, 200),
    message: message.slice(0, 20_000),
    path: path === null ? null : String(path).slice(0, 2000),
    traceback: traceback === null ? null : String(traceback).slice(0, 200_000),
  };
}

export { ASKED };
