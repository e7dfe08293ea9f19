// The page's state with the way back, and how a configuration is put in place in it. Undo brings back networks, too: the
// states that a network was in have names, their checkpoints, by which the engine keeps them; the page only knows which
// of them comes from which.

import { changedPaths } from "../config/path.js";
import { fieldAt } from "../config/rules.js";
import { knownSet } from "../plane/drawing.js";
import { emptySet, firstSet } from "../plane/learning-task.js";
import { stillSelected } from "../plane/selection.js";
import { emptyHistory, record } from "./history.js";

/** @typedef {import("../app/state-types").State} State */
/** @typedef {import("../engine/types").Config} Config */

/** @typedef {import("../engine/types").Description} Description */

/**
 * @typedef {object} Checkpoint
 * @property {number} id
 * @property {Checkpoint | null} after  the state that this one goes on from; null: the start of its configuration
 */

let count = 0;

/** @param {Checkpoint | null} [after] @returns {Checkpoint} */
export const newCheckpoint = (after = null) => {
  count += 1;
  return { id: count, after };
};

/** Whether a state goes on from another. @param {Checkpoint} checkpoint @param {Checkpoint} from */
export function follows(checkpoint, from) {
  for (let each = checkpoint.after; each; each = each.after) if (each === from) return true;
  return false;
}

/** What the engine looks at in a configuration. @param {Config} config */
const withoutView = ({ view, ...rest }) => rest;

/** Fields in which the engine's part of two configurations differs. @param {Config} before @param {Config} after */
export const changesBetween = (before, after) =>
  before === after ? [] : changedPaths(withoutView(before), withoutView(after));

/** Whether the mathematics lets these fields change while the network learns. @param {string[]} paths @param {Description} description */
export const areLive = (paths, description) => paths.every((path) => fieldAt(description, path)?.live);

/** Whether other points follow from these changes. @param {string[]} paths */
export const areOfData = (paths) => paths.some((path) => /^(seed|data)\b/.test(path));

/**
 * What undo goes back to: a configuration, and the state that its network was in.
 * @typedef {{ config: Config, checkpoint: Checkpoint }} UndoEntry
 */

/**
 * The state, which network belongs to it, and the way back.
 * @typedef {{ state: State, checkpoint: UndoEntry["checkpoint"], history: import("./history.js").History<UndoEntry> }} Model
 */

/** @param {State} state @returns {Model} */
export const newModel = (state) => ({ state, checkpoint: newCheckpoint(), history: emptyHistory() });

/**
 * What is shown of a configuration's data until the engine answers: what is known, or what was there before. Points
 * of another task are not shown: whoever drew on them would mix classes with values. Before there is a Python, which
 * may take a while, no other set is shown than the one that is named.
 * @param {State} state @param {Config} config @returns {State["data"]}
 */
function shownSet({ data, description, versions }, config) {
  if (versions === null) return firstSet(config, description);
  const known = knownSet(config, description);
  if (known) return known;
  const empty = emptySet(config, description);
  return data.task === empty.task ? data : empty;
}

/**
 * Puts a configuration in place without noting it in the history.
 * @param {Model} model
 * @param {Config} config
 * @param {Model["history"]} [history]
 * @param {UndoEntry["checkpoint"]} [checkpoint]
 * @returns {Model}
 */
export function replaceConfig(model, config, history = model.history, checkpoint = model.checkpoint) {
  return place(model, config, history, checkpoint, changesBetween(model.state.config, config));
}

/** @param {Model} model @param {Config} config @param {Model["history"]} history @param {Checkpoint} checkpoint @param {string[]} changes @returns {Model} */
function place({ state }, config, history, checkpoint, changes) {
  const moved = areOfData(changes);
  const data = moved ? shownSet(state, config) : state.data;
  const selected = moved ? stillSelected(state, config) : state.selected;
  const flags = { can_undo: history.past.length > 0, can_redo: history.future.length > 0 };
  return { state: { ...state, config, data, selected, ...flags }, checkpoint, history };
}

/** Notes the present state, to come back to. @param {Model} model @param {string | null} [group] */
const noted = ({ state, checkpoint, history }, group = null) =>
  record(history, { config: state.config, checkpoint }, group);

/** Whether nothing has been learned, and no weight changed by hand. @param {Model} model */
const atStart = ({ state, checkpoint }) => checkpoint.after === null && (state.snapshot?.step ?? 0) === 0;

/**
 * Puts another configuration in place, as a step of undo. A network that has learned goes on: as it is where the
 * mathematics allows it, else carried over by the engine. One that is at its start is made anew: then the same
 * configuration gives the same numbers.
 * @param {Model} model
 * @param {Config} config
 * @param {string | null} [group] changes of one group are undone together
 * @param {boolean} [anew] a new run begins even where the change does not ask for one
 * @returns {Model}
 */
export function changeConfig(model, config, group = null, anew = false) {
  const { state, checkpoint } = model;
  const changes = changesBetween(state.config, config);
  const live = areLive(changes, state.description);
  const follows = anew || atStart(model) ? newCheckpoint() : newCheckpoint(checkpoint);
  const next = place(model, config, noted(model, group), live && !anew ? checkpoint : follows, changes);
  // What was said of the old configuration no longer holds; that Python is not running does.
  const { notice, phase } = next.state;
  const settled = notice === null || notice.lasting || phase === "failed";
  return settled ? next : { ...next, state: { ...next.state, notice: null } };
}

/**
 * The network is about to become another, by training or by hand, under the same configuration.
 * @param {Model} model
 * @param {string | null} [group]
 * @returns {Model}
 */
export function touch(model, group = null) {
  const history = noted(model, group);
  if (history === model.history) return model;
  return replaceConfig(model, model.state.config, history, newCheckpoint(model.checkpoint));
}

/** Training is about to begin: one step of undo, from Train to Pause. @param {Model} model @returns {Model} */
export function begin(model) {
  const { snapshot, phase } = model.state;
  return !snapshot || snapshot.problem || phase === "training" ? model : touch(model);
}

/** Back to the start of the configuration. @param {Model} model @returns {Model} */
export function startAgain(model) {
  const history = atStart(model) ? model.history : noted(model);
  return replaceConfig(model, model.state.config, history, newCheckpoint());
}

/** @param {Model} model @param {Partial<State>} patch @returns {Model} */
export const patch = (model, patch) => ({ ...model, state: { ...model.state, ...patch } });
