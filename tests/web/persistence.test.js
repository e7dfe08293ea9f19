import assert from "node:assert/strict";
import { test } from "node:test";
import { initialState } from "../../web/app/initial-state.js";
import { Persistence } from "../../web/app/persistence.js";
import { emptyCurve } from "../../web/training/learning-curve.js";
import { FASTEST } from "../../web/training/speeds.js";
import { description } from "./support/description.js";

/** The browser's storage, which the tabs of a test share. @param {import("node:test").TestContext} t */
function storage(t) {
  /** @type {Map<string, string>} */
  const kept = new Map();
  const before = Object.getOwnPropertyDescriptor(globalThis, "localStorage");
  Object.defineProperty(globalThis, "localStorage", {
    configurable: true,
    value: {
      getItem: (/** @type {string} */ key) => kept.get(key) ?? null,
      setItem: (/** @type {string} */ key, /** @type {string} */ value) => void kept.set(key, value),
    },
  });
  t.after(() => before && Object.defineProperty(globalThis, "localStorage", before));
  return () => JSON.parse(kept.get("gradpad:main") ?? "null")?.config.seed;
}

/** A tab of the page: what is chosen in it, and its end. */
function tab() {
  const boot = /** @type {const} */ ({ phase: "ready", message: "", loaded: 0, total: 0 });
  const rest = { boot, curve: emptyCurve(), speed: FASTEST };
  let state = initialState(description, description.config, rest);
  const persistence = new Persistence({ name: () => "main", state: () => state });
  return {
    choose: (/** @type {number} */ seed) => {
      const before = state;
      state = { ...state, config: { ...state.config, seed } };
      persistence.follow(before, state);
    },
    close: () => persistence.keepNow(),
  };
}

test("a tab in which nothing was changed overwrites nothing when it is closed", (t) => {
  const kept = storage(t);
  const [a, b] = [tab(), tab()];
  a.close();
  assert.equal(kept(), undefined);
  b.choose(4);
  b.close();
  assert.equal(kept(), 4);
  a.close();
  assert.equal(kept(), 4);
});

test("what was kept already is not kept again over what another tab has kept since", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const kept = storage(t);
  const [a, b] = [tab(), tab()];
  a.choose(1);
  t.mock.timers.tick(1000);
  assert.equal(kept(), 1);
  b.choose(2);
  b.close();
  a.close();
  assert.equal(kept(), 2);
});
