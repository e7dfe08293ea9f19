import assert from "node:assert/strict";
import { test } from "node:test";
import { exampleAt } from "../../web/drawer/walk/followed-example.js";
import { busiestLinks, mostPassedOn, passedOn, saidBy } from "../../web/network/passed-on.js";
import { PointReader } from "../../web/output/point-reader.js";
import { confidence, sentencesOf } from "../../web/output/point-sentences.js";
import { answerShown } from "../../web/state/shown.js";
import { brief } from "../../web/ui/format.js";
import { description as small } from "./support/description.js";

/** With an output that knows no ends. */
const description = {
  ...small,
  registries: {
    ...small.registries,
    activations: [
      ...(small.registries.activations ?? []).filter(({ name }) => name !== "identity"),
      { name: "identity", label: "linear", help: "", curve: { x: [-5, 5], y: [-5, 5], slope: [1, 1] } },
    ],
  },
};

/** @param {Record<string, unknown>} network @param {Record<string, unknown>} [data] @returns {any} */
const configOf = (network, data = description.config.data) => ({
  ...description.config,
  data,
  network: { ...description.config.network, ...network },
});

/** @param {number[]} outputs @param {Partial<import("../../web/app/state-types").Answer>} [more] @returns {any} */
const answerOf = (outputs, more = {}) => ({
  at: [1.2, -0.45],
  layers: [2, outputs.length],
  values: Float64Array.of(1.2, -0.45, ...outputs),
  codes: [-1, 1],
  says: outputs.length === 1 ? (outputs[0] > 0 ? 1 : 0) : outputs.indexOf(Math.max(...outputs)),
  nearest: { index: 4, point: [1, 0], label: 0, is_test: false, says: 0, outputs: [-0.9], loss: 0.005 },
  ...more,
});

/** @param {any} answer @param {any} config */
const verdict = (answer, config) => sentencesOf(answer, config, description).verdict;

test("how sure the network is, is how far its output has come from one class to the other", () => {
  const tanh = configOf({ output: "tanh" });
  assert.equal(confidence(answerOf([0.86]), tanh, description)?.toFixed(2), "0.93");
  assert.equal(confidence(answerOf([-0.86]), tanh, description)?.toFixed(2), "0.93");
  assert.equal(verdict(answerOf([-0.86]), tanh), "Orange, 93% sure.");
  assert.equal(verdict(answerOf([0.86]), tanh), "Blue, 93% sure.");
  assert.equal(verdict(answerOf([0.9999]), tanh), "Blue, more than 99% sure.");
  assert.equal(verdict(answerOf([0.004]), tanh), "Undecided between two classes.");
  const softmax = configOf({ output: "softmax" });
  assert.equal(verdict(answerOf([0.1, 0.2, 0.7], { codes: [0, 1] }), softmax), "Green, 70% sure.");
  const sigmoid = configOf({ output: "sigmoid" });
  assert.equal(verdict(answerOf([0.2], { codes: [0, 1], says: 0 }), sigmoid), "Orange, 80% sure.");
});

test("an output without ends is told, and is no share of anything", () => {
  const linear = configOf({ output: "identity" });
  assert.equal(confidence(answerOf([1.84]), linear, description), null);
  assert.equal(verdict(answerOf([1.84]), linear), "Blue: the output is 1.84.");
  assert.equal(verdict(answerOf([-0.421], { says: null, codes: null }), linear), "The value −0.42.");
});

test("the nearest example is told with its error", () => {
  const config = configOf({ output: "tanh" });
  const nearest = (/** @type {any} */ more) =>
    sentencesOf(answerOf([0.86], { nearest: { ...answerOf([1]).nearest, ...more } }), config, description)
      .nearest;
  assert.equal(nearest({}), "Nearest example: orange, right, loss 0.0050.");
  assert.equal(nearest({ says: 1, loss: 1.5 }), "Nearest example: orange, wrong, loss 1.5000.");
  assert.equal(nearest({ is_test: true }), "Nearest is a test point: orange, right, loss 0.0050.");
  assert.equal(
    nearest({ says: null, label: 0.5, outputs: [0.42], loss: 0.0032 }),
    "Nearest example: value 0.50, off by 0.08, loss 0.0032.",
  );
  const empty = answerOf([0.86], { nearest: null });
  assert.equal(sentencesOf(empty, config, description).nearest, "There are no examples yet.");
});

test("where it is: two numbers on the plane, one of a function of x; and a unit that is looked at", () => {
  const plane = sentencesOf(answerOf([0.86]), configOf({}), description, {
    title: "Unit 1 of layer 1",
    value: -0.3,
  });
  assert.equal(plane.where, "At x₁ 1.20, x₂ −0.45.");
  assert.equal(plane.unit, "Unit 1 of layer 1 says −0.30.");
  const curve = configOf({}, { kind: "curve", points: [], train_share: 1 });
  assert.equal(sentencesOf(answerOf([0.86]), curve, description).where, "At x 1.20.");
});

test("numbers are brief, and none is minus zero", () => {
  const texts = [0, -0.001, -0.421, 9.999, 12.34, -456.7, 31_000, Number.NaN].map(brief);
  assert.deepEqual(texts, ["0.00", "0.00", "−0.42", "10.0", "12.3", "−457", "3e+4", "–"]);
});

test("a link passes on number times weight", () => {
  const said = { layers: [2, 3, 1], values: Float64Array.of(1, -2, 0.5, 0, -1, 0.3) };
  const weights = [
    { W: [[1, 2, 3], [4, 5, -6]], b: [0, 0, 0] }, // biome-ignore format: a matrix
    { W: [[2], [7], [-1]], b: [0] },
  ];
  assert.deepEqual([saidBy(said, 0, 1), saidBy(said, 1, 2), saidBy(said, 2, 0)], [-2, -1, 0.3]);
  assert.equal(saidBy(said, 1, 3), undefined);
  assert.equal(passedOn(said, weights, { layer: 0, from: 1, to: 2 }), 12);
  assert.equal(passedOn(said, weights, { layer: 1, from: 2, to: 0 }), 1);
  assert.equal(passedOn(said, weights, { layer: 1, from: 9, to: 0 }), undefined);
  assert.deepEqual(mostPassedOn(said, weights), [12, 1]);
  const [first] = busiestLinks(said, weights, 0);
  assert.deepEqual(first, { layer: 0, from: 1, to: 2 });
  assert.equal(busiestLinks(said, weights, 0).length, 5);
});

test("what is followed is the training point that is pressed, else the place, with its nearest example's class", () => {
  const data = {
    task: /** @type {const} */ ("classification"),
    classes: 2,
    points: Float64Array.of(1, 1, 3, 3, -2, -2),
    labels: Float64Array.of(0, 1, 1),
    is_test: Uint8Array.of(1, 0, 0),
  };
  const state = { config: description.config, data };
  assert.equal(exampleAt([3.1, 3.1], state), 0);
  assert.equal(exampleAt([-2, -2.2], state), 1);
  assert.deepEqual(exampleAt([1.1, 1], state), { point: [1, 1], label: 0 });
  assert.deepEqual(exampleAt([2.416, 2.6], state), { point: [2.42, 2.6], label: 1 });
});

/** A figure whose engine answers when it is let. */
function figure() {
  /** @type {any[]} */
  const asked = [];
  const state = {
    config: description.config,
    data: { labels: [] },
    snapshot: { step: 1 },
    past: null,
    phase: "idle",
    answer: null,
  };
  const store = { state, patch: (/** @type {any} */ patch) => Object.assign(state, patch) };
  const session = {
    /** @param {any} params */
    predict_one: (params) => new Promise((answer) => asked.push({ params, answer })),
    at: () => ({
      predict_one: (/** @type {any} */ params) => session.predict_one({ ...params, past: true }),
    }),
  };
  const clock = { hidden: () => false };
  const reader = new PointReader(/** @type {any} */ ({ store, session, clock, jobs: { wake() {} } }));
  return { asked, state: /** @type {any} */ (state), reader };
}

const SAID = { layers: [2, 1], values: Float64Array.of(1, 2, 0.5), says: 1, codes: [-1, 1], nearest: null };

test("nothing is asked while nobody points, and one question at a time about the latest point", async () => {
  const { asked, state, reader } = figure();
  assert.equal(reader.due(0), Infinity);
  reader.point([1, 2]);
  assert.ok(reader.due(performance.now()) <= 0);
  const first = reader.ask();
  reader.point([1, 3]);
  reader.point([1, 4]);
  asked[0].answer(SAID);
  await first;
  assert.deepEqual(answerShown(state)?.at, [1, 2]);
  const second = reader.ask();
  assert.deepEqual(asked.map(({ params }) => params.point), [[1, 2], [1, 4]]); // biome-ignore format: short
  asked[1].answer(SAID);
  await second;
  assert.deepEqual(answerShown(state)?.at, [1, 4]);
  assert.equal(reader.due(performance.now() + 1000), Infinity, "it is known");
  reader.point(null);
  assert.equal(state.answer, null);
});

test("what was said of another network than the one that is shown is not shown, and is asked anew", async () => {
  const { asked, state, reader } = figure();
  reader.point([1, 2]);
  const first = reader.ask();
  asked[0].answer(SAID);
  await first;
  state.snapshot = { step: 2 };
  assert.equal(answerShown(state), null);
  assert.equal(reader.due(performance.now() + 1000), 0);
  state.past = { moment: {}, snapshot: { step: 0 } };
  const second = reader.ask();
  assert.equal(asked[1].params.past, true, "the moment is asked");
  asked[1].answer(SAID);
  await second;
  assert.equal(answerShown(state)?.about, state.past.snapshot);
});

test("what comes back after the hand has gone is not shown, and a refusal is not asked about again", async () => {
  const { asked, state, reader } = figure();
  reader.point([1, 2]);
  const first = reader.ask();
  reader.point(null);
  asked[0].answer(SAID);
  await first;
  assert.equal(state.answer, null);
  reader.point([1, 5]);
  const second = reader.ask();
  asked[1].answer(Promise.reject(new Error("no")));
  await second;
  assert.equal(state.answer, null);
  assert.equal(reader.due(performance.now() + 1000), Infinity);
});
