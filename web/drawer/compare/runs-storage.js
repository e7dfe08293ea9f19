// Where kept runs lie from visit to visit: IndexedDB, in this browser only. Where it is forbidden they last for the visit.

import { isObject } from "../../config/path.js";
import { readSession } from "../../config/session-file.js";
import { fitting, MOST_LETTERS } from "./runs.js";

/** @typedef {import("./runs-types").KeptRun} KeptRun */

const DATABASE = "gradpad";
const STORE = "runs";
const COLUMNS = /** @type {const} */ ([
  "epoch",
  "data_loss",
  "test_loss",
  "penalty",
  "accuracy",
  "test_accuracy",
]);
const NUMBERS = /** @type {const} */ (["data_loss", "test_loss", "accuracy", "test_accuracy"]);

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
const answer = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** @param {IDBTransactionMode} mode */
async function store(mode) {
  const opening = indexedDB.open(DATABASE, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
  const database = await answer(opening);
  const transaction = database.transaction(STORE, mode);
  transaction.oncomplete = () => database.close();
  return transaction.objectStore(STORE);
}

/** @param {string} key @param {readonly KeptRun[]} runs */
export async function saveRuns(key, runs) {
  try {
    await answer((await store("readwrite")).put(runs, key));
  } catch {
    // Full, or forbidden: the page works without it.
  }
}

/** @param {string} key @param {import("../../engine/types").Description} description @returns {Promise<KeptRun[]>} */
export async function loadRuns(key, description) {
  try {
    return validRuns(await answer((await store("readonly")).get(key)), description);
  } catch {
    return [];
  }
}

/** Those that are whole; what lies in a browser's store may have been written by anyone on this origin. @param {unknown} found @param {import("../../engine/types").Description} description */
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

/** @param {unknown} run @param {import("../../engine/types").Description} description @returns {KeptRun | null} */
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
