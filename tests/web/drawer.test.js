// The drawer: what it asks of the engine, and what of the answers it keeps.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { restore } from "../../web/app/browser-storage.js";
import { initialState } from "../../web/app/initial-state.js";
import { Store } from "../../web/app/store.js";
import { keptTexts } from "../../web/config/code-texts.js";
import { usual } from "../../web/config/unknown-choices.js";
import { CodeController } from "../../web/drawer/code/code-controller.js";
import { useOf } from "../../web/drawer/custom/custom-controller.js";
import { WalkController } from "../../web/drawer/walk/walk-controller.js";
import { newModel } from "../../web/state/state.js";
import { emptyCurve } from "../../web/training/learning-curve.js";
import { description } from "./support/description.js";

const STEPS = [{ kind: "inputs" }, { kind: "weighted sum" }, { kind: "activation" }];

/** The drawer of a figure whose engine answers when it is told to. */
function start() {
  const boot = /** @type {const} */ ({ phase: "ready", message: "", loaded: 0, total: 0 });
  const rest = { boot, curve: emptyCurve() };
  const emit = () => {};
  const store = new Store(newModel(initialState(description, description.config, rest)), emit, emit);
  /** @type {{ name: string, args: any[], resolve: (value: any) => void, reject: (error: Error) => void }[]} */
  const asked = [];
  /** @type {any[]} */
  const shown = [];
  store.patch({ snapshot: /** @type {any} */ ("now") });
  store.show = (snapshot) => void shown.push(snapshot);
  const workshop = new Proxy(
    {},
    {
      get:
        (_, name) =>
        (/** @type {any[]} */ ...args) =>
          new Promise((resolve, reject) => asked.push({ name: String(name), args, resolve, reject })),
    },
  );
  const figure = /** @type {any} */ ({
    store,
    session: { workshop, describe: async () => description },
    jobs: { add: (/** @type {() => Promise<any>} */ work) => work() },
  });
  const walk = new WalkController(figure);
  const code = new CodeController(figure, { figures: 1 }, walk);
  const answer = async (/** @type {any} */ value) => {
    const call = asked.shift();
    assert.ok(call, "nothing was asked");
    call.resolve(value);
    await new Promise((resolve) => setImmediate(resolve));
    return call;
  };
  const get = () => /** @type {any} */ (store.state.drawer);
  return { walk, code, asked, shown, answer, get, config: () => store.state.config };
}

test("a walk is asked for, stepped through, and stays inside", async () => {
  const { walk, answer, get } = start();
  walk.open();
  assert.equal(get().asked, 1);
  const call = await answer({ steps: STEPS });
  assert.deepEqual([call.name, call.args], ["walk", [0]]);
  assert.deepEqual([get().asked, get().index, get().walk_snapshot], [0, 0, "now"]);
  await walk.dispatch({ type: "walk/go-by", count: 2 });
  await walk.dispatch({ type: "walk/go-by", count: 1 });
  assert.equal(get().index, 2);
  await walk.dispatch({ type: "walk/go-to", index: -4 });
  assert.equal(get().index, 0);
});

test("an answer to an older question does not replace a newer one", async () => {
  const { walk, answer, get } = start();
  walk.dispatch({ type: "walk/show", example: 1 });
  walk.dispatch({ type: "walk/show", example: 2 });
  await answer({ steps: [{ kind: "old" }] });
  assert.equal(get().walk, null);
  assert.equal(get().asked, 1, "the second is still on its way");
  await answer({ steps: STEPS });
  assert.equal(get().walk.steps, STEPS);
  assert.equal(get().asked, 0);
});

test("a walk that is refused says why", async () => {
  const { walk, asked, get } = start();
  const done = walk.dispatch({ type: "walk/show", example: 99 });
  asked[0].reject(new Error("example is 99; it must be below 20."));
  await done;
  assert.equal(get().walk_error, "example is 99; it must be below 20.");
  assert.equal(get().asked, 0);
});

test("an edit that is refused keeps the draft; one that is applied takes its place", async () => {
  const { code, answer, shown, get, config } = start();
  const before = config();
  code.dispatch({ type: "code/show", module: "losses", line: 3 });
  await answer([{ name: "losses", edited: false }]);
  await answer({ name: "losses", text: "a", original: "a", editable: true });
  await code.dispatch({ type: "code/draft", module: "losses", text: "b" });
  assert.deepEqual(get().drafts, { losses: "b" });
  const error = { name: "SyntaxError", message: "no", traceback: "", line: 3 };
  code.dispatch({ type: "code/apply", module: "losses", text: "b" });
  await answer({ applied: false, error, checks: [], snapshot: "s" });
  assert.deepEqual([get().drafts, get().verdict.error, shown], [{ losses: "b" }, error, []]);
  code.dispatch({ type: "code/apply", module: "losses", text: "b" });
  assert.equal(get().verdict, null);
  await answer({ applied: true, error: null, checks: [], snapshot: "s" });
  await answer({ name: "losses", text: "b", original: "a", editable: true });
  assert.equal(get().verdict, null, "nothing is said before what is shown is what is in force");
  await answer([{ name: "losses", edited: true }]);
  assert.deepEqual([get().drafts, get().sources.losses.text, shown], [{}, "b", ["s"]]);
  assert.equal(config(), before, "the configuration that somebody may wait for is the very same");
  assert.ok(get().verdict.applied);
});

test("what was in force in a lost Python is kept as a draft, in force nowhere", async () => {
  const { code, answer, get } = start();
  code.dispatch({ type: "code/show", module: "losses", line: null });
  await answer([{ name: "losses", edited: true }]);
  await answer({ name: "losses", text: "mine", original: "shipped", editable: true });
  code.forget();
  assert.deepEqual(get().drafts, { losses: "mine" });
  assert.equal(get().sources.losses.text, "shipped");
});

test("code from outside is a draft only", async () => {
  const { code, asked, get } = start();
  code.receive({ layers: "import os" });
  assert.deepEqual(get().drafts, { layers: "import os" });
  assert.equal(asked.length, 0);
});

test("code from outside leaves one's own text of that module, in the drawer and in what is kept", async () => {
  const { code, get } = start();
  code.dispatch({ type: "code/draft", module: "layers", text: "mine" });
  code.receive({ layers: "theirs", losses: "theirs too" });
  assert.deepEqual(get().drafts, { layers: "theirs", losses: "theirs too" });
  assert.deepEqual(keptTexts(get(), true), { layers: "mine" });
  assert.deepEqual(keptTexts(get(), false), { layers: "mine", losses: "theirs too" });
  code.receive({ layers: "another link’s" });
  code.follow(false); // undo, or back to one's own figure
  assert.deepEqual(get().drafts, { layers: "mine" });
  code.follow(true); // and redo
  assert.deepEqual(get().drafts, { layers: "another link’s", losses: "theirs too" });
  code.dispatch({ type: "code/draft", module: "layers", text: "theirs, changed by me" });
  assert.equal(keptTexts(get(), true).layers, "theirs, changed by me");
  code.follow(false);
  assert.equal(get().drafts.layers, "theirs, changed by me", "what I have written is not taken away");
  code.dispatch({ type: "code/exchange", module: "layers" });
  assert.equal(get().drafts.layers, "mine");
  code.dispatch({ type: "code/exchange", module: "layers" });
  assert.equal(get().drafts.layers, "theirs, changed by me");
});

test("a kept drawing outlives an activation that was added on the last visit", () => {
  const description = JSON.parse(readFileSync("web/generated/description.json", "utf8"));
  const data = { kind: "points", task: "classification", points: [[1, 2]], labels: [0], train_share: 1 };
  const config = structuredClone({ ...description.config, data });
  config.network.layers[1].activation = "mine";
  config.training.optimizer = "my_own";
  const kept = restore({ config }, description);
  assert.deepEqual(kept?.config.data, data);
  assert.equal(kept?.config.network.layers[1].activation, "tanh");
  assert.equal(kept?.config.training.optimizer, "sgd");
  assert.equal(restore({ config: { ...config, seed: "one" } }, description), null);
});

test("an edit in another figure is fetched; what is being typed here stays", async () => {
  const { code, answer, get } = start();
  code.dispatch({ type: "code/show", module: "losses", line: null });
  await answer([{ name: "losses", edited: false }]);
  await answer({ name: "losses", text: "a", original: "a", editable: true });
  await code.dispatch({ type: "code/draft", module: "losses", text: "mine" });
  code.renew(null);
  await answer({ name: "losses", text: "theirs", original: "a", editable: true });
  await answer([{ name: "losses", edited: true }]);
  assert.deepEqual([get().sources.losses.text, get().drafts], ["theirs", { losses: "mine" }]);
});

test("a choice of one's own is put where its kind goes", () => {
  const description = JSON.parse(readFileSync("web/generated/description.json", "utf8"));
  const { config } = description;
  const wish = { name: "mine", expression: " x1 + 1 ", task: /** @type {const} */ ("classification") };
  const use = (/** @type {any} */ kind, given = config) => useOf(given, { kind, ...wish });
  assert.deepEqual(use("loss"), { path: "training.loss", value: "mine" });
  assert.deepEqual(use("input").value, [...config.features, { formula: "x1 + 1" }]);
  assert.deepEqual(use("input", { ...config, features: use("input").value }).value, use("input").value);
  assert.deepEqual(
    /** @type {any[]} */ (use("activation").value).map(({ activation }) => activation),
    config.network.layers.map(() => "mine"),
  );
  const flat = { ...config, network: { ...config.network, layers: [] } };
  assert.deepEqual(use("activation", flat), { path: "network.output", value: "mine" });
});

test("where a choice of one's own is taken out, the usual one stands", () => {
  const description = JSON.parse(readFileSync("web/generated/description.json", "utf8"));
  const { config } = description;
  const used = structuredClone(config);
  used.network.layers[1].activation = "mine";
  used.network.output = "mine";
  used.training.loss = "mine";
  used.features = [{ formula: "x1 * 2" }];
  const { network } = usual(used, "activation", "mine");
  assert.deepEqual(
    [network.layers[1].activation, network.output, network.layers[0]],
    ["tanh", "tanh", config.network.layers[0]],
  );
  assert.equal(usual(used, "loss", "mine").training.loss, config.training.loss);
  assert.equal(usual(used, "loss", "other"), used);
  assert.deepEqual(usual(used, "input", "x1 * 2").features, config.features);
  assert.deepEqual(
    usual({ ...used, data: { ...config.data, kind: "mine" } }, "data", "mine").data,
    config.data,
  );
});
