import assert from "node:assert/strict";
import { test } from "node:test";
import { PACES, paceOf } from "../../web/config/paces.js";
import { restNotice } from "../../web/training/rest-notice.js";
import { WatchPace } from "../../web/training/watch-pace.js";

/**
 * Watches a network whose answer is a function of its step, as a page of so many frames a second does, until it rests.
 * @param {(step: number) => ArrayLike<number>} answer @param {{ fps?: number, most?: number, pace?: WatchPace, step?: number }} [how]
 */
function watched(answer, { fps = 60, most = 60, pace = new WatchPace(), step = 0 } = {}) {
  pace.begin(step);
  let [at, pictures, jump, last] = [0, 0, 0, answer(step)];
  while (!pace.rests && at < most * 1000) {
    const passed = Math.max(1000 / fps, pace.wait);
    step += pace.steps(passed);
    at += passed;
    const now = answer(step);
    pace.saw(now, 2, at, step);
    jump = Math.max(jump, Math.abs(now[0] - last[0]) / 2);
    last = now;
    pictures += 1;
  }
  return { seconds: at / 1000, pictures, jump, step, rested: pace.rests };
}

/** An answer that goes from -1 to 1, most of it at about so many steps. @param {number} steps */
const learned = (steps) => (/** @type {number} */ step) =>
  Float32Array.from({ length: 256 }, () => 2 * (1 - Math.exp(-step / steps)) - 1);

for (const steps of [300, 3000, 30000]) {
  test(`an answer that takes about ${steps} steps is watched for some seconds, without a leap`, () => {
    const seen = watched(learned(steps));
    assert.ok(seen.rested);
    assert.ok(seen.seconds > 3 && seen.seconds < 16, `${seen.seconds} s`);
    assert.ok(seen.pictures >= 150, `${seen.pictures} pictures`);
    assert.ok(seen.jump < 0.05, `a leap of ${seen.jump}`);
  });
}

test("the first steps are seen one by one", () => {
  const pace = new WatchPace();
  const answer = learned(300);
  const times = [];
  pace.begin(0);
  for (let [step, at] = [0, 0]; step < 60; ) {
    const passed = Math.max(1000 / 60, pace.wait);
    step += pace.steps(passed);
    at += passed;
    pace.saw(answer(step), 2, at, step);
    times.push([step, at]);
  }
  assert.deepEqual(
    times.slice(0, 16).map(([step]) => step),
    Array.from({ length: 16 }, (_, i) => i + 1),
  );
  const [, at] = times[15];
  assert.ok(at > 900 && at < 1200, `${at} ms`);
  assert.equal(pace.wait, 0, "by now each frame has a step");
});

test("what changes slowly from the very first step is watched for four seconds at least", () => {
  const seen = watched((step) => new Float32Array(256).fill(0.035 * Math.log1p(step)));
  assert.ok(seen.rested && seen.seconds >= 4, `${seen.seconds} s`);
});

test("a slow machine takes about as long as a fast one", () => {
  const [fast, slow] = [60, 15].map((fps) => watched(learned(3000), { fps }).seconds);
  assert.ok(Math.abs(fast - slow) < 0.35 * fast, `${fast} s and ${slow} s`);
});

test("a page that hardly gets its turn takes that for no rest", () => {
  const seen = watched(learned(3000), { fps: 2, most: 300 });
  assert.ok(seen.rested && seen.step > 3 * 3000, `it rested at step ${seen.step}`);
});

test("trembling is not taken for going somewhere", () => {
  const still = Float32Array.from({ length: 256 }, (_, i) => Math.sin(i));
  const seen = watched((step) => still.map((value, i) => value + 0.0005 * Math.sin(step * 1.7 + i)));
  assert.ok(seen.rested);
});

test("it rests after the first steps and two seconds in which nothing changes, and goes on from there when it is asked to", () => {
  const pace = new WatchPace();
  const still = () => new Float32Array(256);
  const first = watched(still, { pace });
  assert.ok(first.rested && first.seconds < 3.2, `${first.seconds} s`);
  const more = watched(still, { pace, step: first.step, most: 5 });
  assert.equal(more.rested, false, "somebody wants to go on");
  const elsewhere = watched(still, { pace, step: more.step, most: 5 });
  assert.ok(elsewhere.rested, "from another step it rests again");
});

test("a finer map, or one output more, is no change", () => {
  const pace = new WatchPace();
  pace.begin(0);
  pace.saw(new Float32Array(2500), 2, 0, 1);
  pace.saw(new Float32Array(10_000).fill(1), 2, 16, 2);
  assert.equal(pace.steps(), 1);
  assert.equal(pace.rests, false);
});

test("what a configuration does not say, or says wrong, is watched", () => {
  assert.deepEqual(
    PACES.map(({ name }) => paceOf({ pace: name })),
    PACES.map(({ name }) => name),
  );
  assert.equal(paceOf({}), "watch");
  assert.equal(paceOf({ pace: "constructor" }), "watch");
});

test("what is said when it rests is what is so", () => {
  const says = (/** @type {object} */ snapshot) =>
    restNotice(/** @type {any} */ ({ epoch: 1031, ...snapshot })).message;
  assert.equal(
    says({ accuracy: 1 }),
    "Every training point is right. Epochs: 1,031. Nothing changes any more.",
  );
  assert.match(says({ accuracy: 0.75 }), /^It is stuck: 75\.0% of the training points are right/);
  assert.match(says({ accuracy: 0.99 }), /^99\.0% of the training points are right/);
  assert.match(says({ accuracy: null, data_loss: 0.0123 }), /the loss stays at 0\.0123\.$/);
});
