// Where kept runs lie from visit to visit: IndexedDB, in this browser only. Where it is forbidden they last for the visit.

import { clear, createStore, get, update } from "idb-keyval";
import { isObject } from "../../config/path.js";
import { readSession } from "../../config/session-file.js";
import { COLUMNS } from "../../training/learning-curve.js";
import { fitting, MOST_LETTERS } from "./runs.js";

/** @typedef {import("./runs-types").KeptRun} KeptRun */
/** @typedef {import("../../engine/types").Description} Description */

const DATABASE = "gradpad";
const STORE = "runs";
const NUMBERS = /** @type {const} */ (["data_loss", "test_loss", "accuracy", "test_accuracy"]);

/** @type {import("idb-keyval").UseStore | undefined} */
let opened;
/** Opened when it is first asked for. */
const store = () => {
  opened ??= createStore(DATABASE, STORE);
  return opened;
};

/**
 * Changes what is kept, as it is kept now: other tabs may have changed it since it was read.
 * @param {string} key
 * @param {import("./runs").Change} change
 * @param {Description} description
 * @returns {Promise<void>} once it is safe on the disk
 * @throws {DOMException} where there is no room left, or storage is forbidden
 */
export const changeRuns = (key, change, description) =>
  update(key, (found) => change(validRuns(found, description)), store());

/** @param {string} key @param {Description} description @returns {Promise<KeptRun[]>} */
export async function loadRuns(key, description) {
  try {
    return validRuns(await get(key, store()), description);
  } catch {
    return [];
  }
}

/** Erases the runs of all figures. Where there is no such storage, nothing was kept. */
export async function eraseRuns() {
  if (typeof indexedDB !== "undefined") await clear(store());
}

/** Those that are whole; what lies in a browser's store may have been written by anyone on this origin. @param {unknown} found @param {Description} description */
export function validRuns(found, description) {
  /** @type {KeptRun[]} */
  const runs = [];
  for (const run of Array.isArray(found) ? found : []) {
    try {
      const valid = validRun(run, description);
      if (valid && runs.every(({ id }) => id !== valid.id)) runs.push(valid);
    } catch {
      // Not a run of this version, or damaged: left out.
    }
  }
  return fitting(runs);
}

/** @param {unknown} run @param {Description} description @returns {KeptRun | null} */
function validRun(run, description) {
  if (!isObject(run) || typeof run.session !== "string" || run.session.length > MOST_LETTERS) return null;
  const { id, name, session, step, epoch, curve } = run;
  if (![id, step, epoch].every((each) => Number.isSafeInteger(each) && Number(each) >= 0)) return null;
  if (typeof name !== "string" || !isObject(curve)) return null;
  const isNumber = (/** @type {unknown} */ each) =>
    each === null || each === undefined || Number.isFinite(each);
  const lengths = COLUMNS.map((column) => {
    const values = curve[column];
    return Array.isArray(values) && values.length <= 5000 && values.every(isNumber) ? values.length : -1;
  });
  if (lengths.some((length) => length < 0 || length !== lengths[0])) return null;
  if (!NUMBERS.every((key) => isNumber(run[key]))) return null;
  const { config } = readSession(session, description);
  const result = Object.fromEntries(NUMBERS.map((key) => [key, run[key] ?? null]));
  return /** @type {KeptRun} */ (
    /** @type {unknown} */ ({
      id,
      name,
      session,
      step,
      epoch,
      curve,
      config,
      shown: run.shown === true,
      ...result,
    })
  );
}
