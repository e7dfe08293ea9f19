import assert from "node:assert/strict";
import { test } from "node:test";
import { FrameBudget } from "../../web/training/frame-budget.js";
import { MapsPoller } from "../../web/training/maps-poller.js";
import { TrainingLoop } from "../../web/training/training-loop.js";
import { description } from "./support/description.js";

/**
 * Budgets of the turns of a loop whose Python is busy with other figures first, and then takes what it was given.
 * @param {import("node:test").TestContext} t @param {number} waits milliseconds before its request is sent
 */
async function budgets(t, waits) {
  let now = 0;
  t.mock.method(performance, "now", () => now);
  /** @type {number[]} */
  const given = [];
  const ask =
    (/** @type {number} */ takes) => async (/** @type {any} */ params, /** @type {any} */ options) => {
      if (params.budget_ms) given.push(Math.round(1e6 * params.budget_ms));
      now += waits;
      options?.onSent?.();
      now += takes + (params.budget_ms ?? 0);
      const maps = {
        run_id: 1,
        count: 1,
        layers: [1],
        outputs: Float32Array.of(0),
        parts: [],
        values: new Float32Array(0),
      };
      return { stopped: false, problem: null, ...maps };
    };
  const state = {
    phase: "training",
    snapshot: null,
    maps: null,
    config: { ...description.config, view: { pace: "full" } },
  };
  const nothing = () => {};
  const store = {
    state,
    settle: nothing,
    show: nothing,
    patch: nothing,
    leavePast: nothing,
    tell: assert.ifError,
  };
  const figure = {
    store,
    session: { train: ask(2), maps: ask(4) },
    jobs: { wake: nothing, refusal: null },
    clock: { hidden: () => false, frame: async () => {} },
  };
  const frames = new FrameBudget();

  const maps = new MapsPoller(/** @type {any} */ (figure), frames);
  const loop = new TrainingLoop(/** @type {any} */ (figure), maps, frames, { read: async () => null });
  loop.play();
  for (let turn = 0; turn < 30; turn += 1) await loop.ask();
  return given;
}

test("how long others keep Python busy does not change how long a turn is", async (t) => {
  const alone = await budgets(t, 0);
  t.mock.restoreAll();
  assert.deepEqual(await budgets(t, 300), alone);
});
