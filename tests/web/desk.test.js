// The desk: what the drawer asks of the engine, and what of the answers it keeps.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { restore } from "../../web/app/browser-storage.js";
import { usual } from "../../web/config/unknown-choices.js";
import { useOf } from "../../web/drawer/custom/custom-choices.js";
import { Desk, emptyDesk, isDeskAction } from "../../web/drawer/drawer-controller.js";

const STEPS = [{ kind: "inputs" }, { kind: "weighted sum" }, { kind: "activation" }];

/** A desk with an engine that answers when it is told to. */
function start() {
  /** @type {any} */
  let desk = emptyDesk;
  /** @type {{ name: string, args: any[], resolve: (value: any) => void, reject: (error: Error) => void }[]} */
  const asked = [];
  /** @type {any[]} */
  const shown = [];
  const workshop = new Proxy(
    {},
    {
      get:
        (_, name) =>
        (/** @type {any[]} */ ...args) =>
          new Promise((resolve, reject) => asked.push({ name: String(name), args, resolve, reject })),
    },
  );
  const made = new Desk({
    workshop: () => /** @type {any} */ (workshop),
    desk: () => desk,
    patch: (patch) => {
      desk = { ...desk, ...patch };
    },
    snapshot: () => /** @type {any} */ ("now"),
    show: (snapshot) => shown.push(snapshot),
    describe: async () => {},
    add: (work) => work(),
    config: () => /** @type {any} */ ({}),
    dispatch: () => {},
    others: () => 0,
    applied: () => {},
  });
  const answer = async (/** @type {any} */ value) => {
    const call = asked.shift();
    assert.ok(call, "nothing was asked");
    call.resolve(value);
    await new Promise((resolve) => setImmediate(resolve));
    return call;
  };
  return { made, asked, shown, answer, get: () => desk };
}

test("actions of the desk are told from others", () => {
  assert.ok(isDeskAction({ type: "walk" }));
  assert.ok(!isDeskAction({ type: "train" }));
});

test("a walk is asked for, stepped through, and stays inside", async () => {
  const { made, answer, get } = start();
  made.dispatch({ type: "open-drawer", tab: "mathematics" });
  assert.ok(get().busy);
  const call = await answer({ steps: STEPS });
  assert.deepEqual([call.name, call.args], ["walk", [0]]);
  assert.deepEqual([get().busy, get().index, get().moment], [false, 0, "now"]);
  await made.dispatch({ type: "walk-by", count: 2 });
  await made.dispatch({ type: "walk-by", count: 1 });
  assert.equal(get().index, 2);
  await made.dispatch({ type: "walk-to", index: -4 });
  assert.equal(get().index, 0);
});

test("an answer to an older question does not replace a newer one", async () => {
  const { made, answer, get } = start();
  made.dispatch({ type: "walk", example: 1 });
  made.dispatch({ type: "walk", example: 2 });
  await answer({ steps: [{ kind: "old" }] });
  assert.equal(get().walk, null);
  assert.ok(get().busy, "the second is still on its way");
  await answer({ steps: STEPS });
  assert.equal(get().walk.steps, STEPS);
  assert.ok(!get().busy);
});

test("a walk that is refused says why", async () => {
  const { made, asked, get } = start();
  const done = made.dispatch({ type: "walk", example: 99 });
  asked[0].reject(new Error("example is 99; it must be below 20."));
  await done;
  assert.equal(get().walk_error, "example is 99; it must be below 20.");
  assert.ok(!get().busy);
});

test("an edit that is refused keeps the draft; one that is applied takes its place", async () => {
  const { made, answer, shown, get } = start();
  made.dispatch({ type: "look-at", module: "losses", line: 3 });
  await answer([{ name: "losses", edited: false }]);
  await answer({ name: "losses", text: "a", original: "a", editable: true });
  await made.dispatch({ type: "draft", module: "losses", text: "b" });
  assert.deepEqual(get().drafts, { losses: "b" });
  const error = { name: "SyntaxError", message: "no", traceback: "", line: 3 };
  made.dispatch({ type: "apply", module: "losses", text: "b" });
  await answer({ applied: false, error, checks: [], snapshot: "s" });
  assert.deepEqual([get().drafts, get().verdict.error, shown], [{ losses: "b" }, error, []]);
  made.dispatch({ type: "apply", module: "losses", text: "b" });
  assert.equal(get().verdict, null);
  await answer({ applied: true, error: null, checks: [], snapshot: "s" });
  await answer({ name: "losses", text: "b", original: "a", editable: true });
  assert.equal(get().verdict, null, "nothing is said before what is shown is what is in force");
  await answer([{ name: "losses", edited: true }]);
  assert.deepEqual([get().drafts, get().sources.losses.text, shown], [{}, "b", ["s"]]);
  assert.ok(get().verdict.applied);
});

test("what was in force in a lost Python is kept as a draft, in force nowhere", async () => {
  const { made, answer, get } = start();
  made.dispatch({ type: "look-at", module: "losses", line: null });
  await answer([{ name: "losses", edited: true }]);
  await answer({ name: "losses", text: "mine", original: "shipped", editable: true });
  made.reborn();
  assert.deepEqual(get().drafts, { losses: "mine" });
  assert.equal(get().sources.losses.text, "shipped");
});

test("code from outside is a draft only", async () => {
  const { made, asked, get } = start();
  await made.dispatch({ type: "receive-code", texts: { layers: "import os" } });
  assert.deepEqual(get().drafts, { layers: "import os" });
  assert.equal(asked.length, 0);
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
  assert.throws(() => restore({ config: { ...config, seed: "one" } }, description));
});

test("an edit in another figure is fetched; what is being typed here stays", async () => {
  const { made, answer, get } = start();
  made.dispatch({ type: "look-at", module: "losses", line: null });
  await answer([{ name: "losses", edited: false }]);
  await answer({ name: "losses", text: "a", original: "a", editable: true });
  await made.dispatch({ type: "draft", module: "losses", text: "mine" });
  made.editedElsewhere();
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
