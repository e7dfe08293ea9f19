// The page inside a frame: one figure, and the port by which the article around it may use its interface.

import "../app/grad-pad.js";
import { EngineError } from "../engine/engine-error.js";
import { sharedEngine } from "../engine/sharing/shared-engine.js";
import { isLink } from "../share/link.js";
import { watchTouch } from "../ui/visibility.js";
import { ATTRIBUTE_NAMES } from "./attributes.js";
import { EVENTS, METHODS, PROMISES } from "./interface.js";
import { hello, isFromArticle, toTravel } from "./protocol.js";

/** @typedef {import("./protocol").ArticleMessage} ArticleMessage */
/** @typedef {import("./protocol").FrameMessage} FrameMessage */
/** @typedef {import("./protocol").Appearance} Appearance */

const pad = /** @type {import("../app/grad-pad.js").GradPad} */ (document.createElement("grad-pad"));
pad.setAttribute("lazy", "");
const { port1: port, port2 } = new MessageChannel();
const framed = window.parent !== window;
/** The last configuration that the article has set, as it counts them. */
let set = 0;
/** @type {(() => void) | null} what starts a Python, once the article has a place for it */
let start = null;

/** @param {FrameMessage} message */
const post = (message) => port.postMessage(message);

/** @param {Appearance} look */
function wear({ show, hide, theme, autoplay, start: when = "seen", height }) {
  const put = (/** @type {string} */ name, /** @type {string | null} */ value) => {
    if (value === null) pad.removeAttribute(name);
    else if (pad.getAttribute(name) !== value) pad.setAttribute(name, value);
  };
  document.documentElement.dataset.theme = theme; // before the figure reads its colours
  put("show", show);
  put("hide", hide);
  put("theme", theme);
  put("autoplay", autoplay ? "" : null);
  put("start", when);
  put("height", height === null ? null : String(height));
}

/** A frame without a script around it: the attributes are in its address, and a link may be at the end of that. */
function startFromAddress() {
  const given = new URLSearchParams(location.search);
  for (const name of ATTRIBUTE_NAMES) {
    const value = given.get(name);
    if (value !== null && name !== "src-config") pad.setAttribute(name, value);
  }
  if (isLink(location.hash)) pad.setAttribute("link", location.hash);
  const theme = given.get("theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  document.body.append(pad);
}

/** The article is telling something: it need not be told of it. */
let muted = false;

/** @param {import("../engine/types").Failure[]} problems of which the article knows */
function tell(problems) {
  muted = true;
  for (const problem of problems) pad.complain(new EngineError(problem));
  muted = false;
}

/** @param {Extract<ArticleMessage, { type: "start" }>} message */
function startFromArticle({ set: count, config, link, at = null, weights, look, problems }) {
  if (pad.isConnected) return tell(problems);
  set = count;
  wear(look);
  document.documentElement.dataset.sized = "";
  try {
    if (config) pad.config = config;
  } catch (error) {
    problems.push(toTravel(error));
  }
  document.body.append(pad);
  tell(problems);
  if (weights && link === null) pad.set_weights(weights).catch(() => {}); // told in the figure
  pad.startWith({ link, at: weights ? null : at });
  new ResizeObserver(() =>
    post({ type: "height", height: Math.ceil(pad.getBoundingClientRect().height) }),
  ).observe(pad);
}

/** @param {Extract<ArticleMessage, { type: "call" }>} message */
async function call({ id, method, args }) {
  try {
    const target = /** @type {any} */ (pad);
    const promised = PROMISES.includes(/** @type {any} */ (method));
    const result = await (promised ? target[method] : target[method](...args));
    const told = promised || METHODS.includes(/** @type {any} */ (method));
    post({ type: "answer", id, result: told ? result : null, failure: null });
  } catch (error) {
    post({ type: "answer", id, result: null, failure: toTravel(error) });
  }
}

port.onmessage = ({ data }) => {
  if (!isFromArticle(data)) return;
  if (data.type === "start") startFromArticle(data);
  else if (data.type === "look") wear(data.look);
  else if (data.type === "wake") sharedEngine().wake();
  else if (data.type === "call") call(data);
  else if (data.type === "lease") lease(data.granted);
  else if (data.type === "set") {
    set = data.set;
    try {
      pad.config = /** @type {any} */ (data.config);
    } catch (error) {
      pad.complain(error);
    }
  }
};

/** @param {boolean} granted */
function lease(granted) {
  if (granted) start?.();
  else sharedEngine().sleep();
  start = null;
  tellWhose();
}

/** Rows of the curve that the article has. */
let rows = 0;

/** What the article is told of a snapshot: the new rows of the curve, or all of them where some were thinned out. */
function withCurve(/** @type {any} */ detail) {
  const whole = pad.snapshot?.curve;
  if (!whole) return { detail, whole: false };
  const grown = rows > 0 && whole.epoch.length === rows + detail.curve.epoch.length;
  rows = whole.epoch.length;
  return grown
    ? { detail, whole: false }
    : { detail: { ...detail, rows: detail.curve, curve: whole }, whole: true };
}

for (const name of EVENTS) {
  document.addEventListener(`gradpad-${name}`, (event) => {
    if (muted) return;
    const { detail } = /** @type {CustomEvent} */ (event);
    const told =
      name === "snapshot" ? { ...withCurve(detail), timeline: pad.timeline } : { detail, whole: false };
    post({ type: "event", name, set, ...told });
  });
}

const tellWhose = () => post({ type: "python", whose: sharedEngine().whose });
sharedEngine().onChange = tellWhose;
watchTouch(document, () => post({ type: "touched" }));

if (framed && new URLSearchParams(location.search).has("article")) {
  sharedEngine().permit = (go) => {
    start = go;
    post({ type: "wants" });
  };
  // Whoever put the frame there may use it: the port goes to the parent alone, and says nothing of the visitor.
  window.parent.postMessage(hello(), "*", [port2]);
} else startFromAddress();
