import assert from "node:assert/strict";
import { test } from "node:test";
import { PastSession } from "../../web/engine/moments.js";
import { newCheckpoint } from "../../web/state/state.js";
import {
  emptyTimeline,
  epochsOf,
  keep,
  MOST,
  MOST_BYTES,
  placeAfter,
  placeAt,
} from "../../web/training/timeline.js";
import { readTimeline, withTimeline } from "../../web/training/timeline-file.js";
import { Timelines } from "../../web/training/timelines.js";
import { chance } from "./fixtures/state.js";

/** @param {number} step @param {number} seen @param {number} [size] @returns {import("../../web/engine/types").Moment} */
const moment = (step, seen, size = 9) => ({
  step,
  epoch: step,
  epoch_share: 0,
  data_loss: 1 / (1 + seen),
  test_loss: null,
  penalty: 0,
  accuracy: 0.5,
  test_accuracy: null,
  seen,
  weights: new Float64Array(size).fill(step),
});

/**
 * A run of so many snapshots.
 * @param {number} count @param {(step: number) => number} change seen from the snapshot before to this one
 */
function run(count, change) {
  let timeline = emptyTimeline;
  let seen = 0;
  for (let step = 0; step < count; step += 1) {
    seen += step === 0 ? 0 : change(step);
    timeline = keep(timeline, { run_id: 1, moments: [moment(step, seen)] });
  }
  return timeline;
}

const random = chance(7);
/** @type {Record<string, (step: number) => number>} what runs look like */
const RUNS = {
  steady: () => 0.004,
  "fast first, slow later": (step) => 1 / step ** 1.2,
  "a plateau, then a fall": (step) => (step < 3000 ? 0 : 0.01),
  "all at once": (step) => (step === 2000 ? 1 : 0),
  restless: () => 0.02 * random(),
};

for (const [name, change] of Object.entries(RUNS)) {
  test(`a long run is kept evenly, from its first moment to its last: ${name}`, () => {
    const count = 4000;
    const { moments } = run(count, change);
    assert.equal(moments.length, MOST);
    assert.equal(moments[0].step, 0);
    assert.equal(moments.at(-1)?.step, count - 1);
    const ways = moments.map(({ way }) => way);
    const gaps = ways.slice(1).map((way, i) => way - ways[i]);
    assert.ok(gaps.every((gap) => gap >= 0));
    // No gap is wider than a few that are usual, but where a single snapshot brought so much.
    const steps = Array.from({ length: count - 1 }, (_, i) => change(i + 1));
    const widest = Math.max(...steps, 0.02 * Math.log(2));
    const usual = (ways[MOST - 1] - ways[0]) / (MOST - 1);
    assert.ok(Math.max(...gaps) <= 4 * usual + widest, `${Math.max(...gaps)} of ${usual} and ${widest}`);
  });
}

test("never more than so many are kept, at any time, whatever comes at once", () => {
  let timeline = emptyTimeline;
  for (let turn = 0; turn < 40; turn += 1) {
    const brought = Array.from({ length: 48 }, (_, i) => moment(48 * turn + i, turn + i / 48));
    timeline = keep(timeline, { run_id: 1, moments: brought });
    assert.ok(timeline.moments.length <= MOST);
    assert.equal(timeline.moments[0].step, 0);
    assert.equal(timeline.moments.at(-1)?.step, 48 * turn + 47);
  }
});

test("a large network leaves fewer moments, and never more than so many bytes", () => {
  const size = 70_000;
  let timeline = emptyTimeline;
  for (let step = 0; step < 120; step += 1)
    timeline = keep(timeline, { run_id: 1, moments: [moment(step, step, size)] });
  const { moments } = timeline;
  assert.ok(moments.length >= 30 && moments.length * size * 8 <= MOST_BYTES);
  assert.deepEqual([moments[0].step, moments.at(-1)?.step], [0, 119]);
});

test("a snapshot costs as much late as early: so many moments are looked at, and no more", () => {
  let reads = 0;
  const counted = (/** @type {number} */ step) =>
    Object.defineProperty(moment(step, step / 100), "step", {
      enumerable: true,
      get: () => {
        reads += 1;
        return step;
      },
    });
  let timeline = emptyTimeline;
  const costs = [];
  for (let step = 0; step < 3000; step += 1) {
    reads = 0;
    timeline = keep(timeline, { run_id: 1, moments: [counted(step)] });
    costs.push(reads);
  }
  assert.ok(Math.max(...costs) <= 3 * MOST, `${Math.max(...costs)}`);
});

test("what comes again takes the place of what was there, and what was later is gone", () => {
  const before = run(20, () => 0.1);
  const back = keep(before, { run_id: 2, moments: [moment(7, 55)] });
  assert.deepEqual(
    back.moments.map(({ step }) => step),
    [0, 1, 2, 3, 4, 5, 6, 7],
  );
  assert.equal(back.moments[7].way, before.moments[7].way);
  // The engine counts anew in another run: only what is seen from now on counts.
  const on = keep(back, { run_id: 2, moments: [moment(8, 55.1)] });
  assert.ok(Math.abs(on.moments[8].way - before.moments[8].way) < 1e-9);
  assert.equal(before.moments.length, 20);
});

test("moments of a network of another shape are no moments of this one", () => {
  const timeline = keep(
    run(20, () => 0.1),
    { run_id: 2, moments: [moment(20, 0, 5)] },
  );
  assert.deepEqual(
    timeline.moments.map(({ step, way }) => [step, way]),
    [[20, 0]],
  );
});

test("a snapshot without moments changes nothing", () => {
  const timeline = run(3, () => 0.1);
  assert.equal(keep(timeline, { run_id: 1 }), timeline);
});

test("the moment nearest to an epoch is found, and the one after a share of what was seen", () => {
  const timeline = run(11, (step) => (step > 5 ? 0.1 : 0));
  assert.deepEqual(
    [-1, 0, 2.4, 2.6, 10, 99].map((epoch) => placeAt(timeline, epoch)),
    [0, 0, 2, 3, 10, 10],
  );
  assert.equal(placeAt(emptyTimeline, 3), -1);
  const halfway = placeAfter(timeline, 0.5);
  assert.ok(halfway >= 7 && halfway <= 8, `${halfway}`);
  assert.deepEqual([placeAfter(timeline, 0), placeAfter(timeline, 1)], [0, 10]);
  assert.equal(
    placeAfter(
      run(1, () => 0),
      0.3,
    ),
    0,
  );
});

test("a moment's snapshot has its numbers and its weights, and of the present what there is only one of", () => {
  const now = /** @type {any} */ ({
    step: 9,
    frozen: ["0.b.0"],
    stopped: true,
    reason: "epochs",
    message: "Stopped.",
    weights: [
      {
        W: [
          [0, 0],
          [0, 0],
        ],
        b: [0, 0],
      },
      { W: [[0], [0]], b: [] },
    ],
  });
  const then = { ...moment(4, 1), epoch_share: 0.5, weights: Float64Array.from({ length: 8 }, (_, i) => i) };
  const { weights, step, frozen, stopped, reason } = new PastSession(/** @type {any} */ ({}), then).snapshot(
    now,
  );
  assert.deepEqual(weights, [
    {
      W: [
        [0, 1],
        [2, 3],
      ],
      b: [4, 5],
    },
    { W: [[6], [7]], b: [] },
  ]);
  assert.deepEqual(
    { step, frozen, stopped, reason },
    { step: 4, frozen: ["0.b.0"], stopped: false, reason: null },
  );
  assert.equal(epochsOf(then), 4.5);
});

// --- The timelines of a figure ---

/** @param {Timelines} timelines @param {any} model @param {object} snapshot @param {boolean} [fresh] */
function shown(timelines, model, snapshot, fresh = false) {
  const { past = [] } = model;
  model.history = { past: past.map((/** @type {unknown} */ checkpoint) => ({ checkpoint })), future: [] };
  const timeline = timelines.next(model, /** @type {any} */ ({ run_id: 1, ...snapshot }), fresh);
  model.state.timeline = timeline;
  return timeline.moments.map(({ step }) => step);
}

test("a state that one comes back to has its timeline again; a new run begins one", () => {
  const timelines = new Timelines();
  const first = newCheckpoint();
  const model = { state: { timeline: emptyTimeline }, checkpoint: first, past: [first] };
  shown(timelines, model, { moments: [moment(0, 0)] }, true);
  assert.deepEqual(shown(timelines, model, { moments: [moment(1, 1)] }), [0, 1]);
  model.checkpoint = newCheckpoint(first);
  assert.deepEqual(shown(timelines, model, { moments: [moment(2, 2), moment(3, 3)] }), [0, 1, 2, 3]);
  model.checkpoint = first;
  assert.deepEqual(shown(timelines, model, { run_id: 2, moments: [moment(1, 0)] }, true), [0, 1]);
  model.checkpoint = newCheckpoint();
  assert.deepEqual(shown(timelines, model, { run_id: 3, moments: [moment(0, 0)] }, true), [0]);
});

for (const carried of [true, false]) {
  test(`of other data the old moments say nothing, whether the network goes on or not: ${carried}`, () => {
    const timelines = new Timelines();
    const model = { state: { timeline: run(9, () => 0.1) }, checkpoint: newCheckpoint() };
    assert.deepEqual(shown(timelines, model, { carried, moments: [moment(9, 0)] }), [9]);
  });
}

test("the timelines of old states make room", () => {
  const timelines = new Timelines();
  const checkpoints = Array.from({ length: 12 }, () => newCheckpoint());
  const size = 400_000;
  const model = { state: { timeline: emptyTimeline }, checkpoint: checkpoints[0], past: checkpoints };
  for (const checkpoint of checkpoints) {
    model.checkpoint = checkpoint;
    for (const step of [0, 1, 2])
      shown(timelines, model, { moments: [moment(step, step, size)] }, step === 0);
  }
  const back = (/** @type {number} */ i) => {
    model.checkpoint = checkpoints[i];
    return shown(timelines, model, { run_id: 2, moments: [moment(2, 2, size)] }, true);
  };
  assert.deepEqual(back(11), [0, 1, 2]);
  assert.deepEqual(back(0), [2]);
});

test("the timeline of a state that nobody can come back to is forgotten", () => {
  const timelines = new Timelines();
  const [first, second] = [newCheckpoint(), newCheckpoint()];
  const model = { state: { timeline: emptyTimeline }, checkpoint: first, past: [first] };
  for (const step of [0, 1]) shown(timelines, model, { moments: [moment(step, step)] }, step === 0);
  Object.assign(model, { checkpoint: second, past: [] });
  shown(timelines, model, { run_id: 2, moments: [moment(0, 0)] }, true);
  Object.assign(model, { checkpoint: first, past: [second] });
  assert.deepEqual(shown(timelines, model, { run_id: 3, moments: [moment(1, 0)] }, true), [1]);
});

test("a run without test points is saved and read again: there is no test loss, however that is said", () => {
  const { moments } = run(4, () => 0.1);
  const bare = moments.map(({ test_loss, test_accuracy, ...rest }) => rest);
  const text = withTimeline("{}", /** @type {any} */ ({ moments: bare }));
  const read = readTimeline(JSON.parse(text.replace(", ", "")).timeline);
  assert.equal(read.moments.length, moments.length);
  assert.equal(read.moments[0].test_loss, null);
  assert.deepEqual(read.moments.at(-1)?.weights, moments.at(-1)?.weights);
});
