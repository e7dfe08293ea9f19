import assert from "node:assert/strict";
import { test } from "node:test";
import { EngineError, WorkerLostError } from "../../web/engine/engine-error.js";
import { InstantEngine } from "../../web/engine/instant/instant-engine.js";
import { versions } from "./support/fake-worker.js";

/** A Python that is told when to come, and notes what it is asked. */
class FakePython {
  figures = 1;
  /** @type {[string, string, any][]} */
  asked = [];
  /** What it was asked of a session that nobody sees. @type {string[]} */
  rehearsed = [];
  /** @type {any} */
  listener = null;
  /** @type {(method: string) => unknown} thrown instead of answering, if it returns an error */
  obstacle = () => null;

  listen(/** @type {any} */ listener) {
    this.listener = listener;
    return () => {};
  }

  async request(/** @type {string} */ session, /** @type {string} */ method, /** @type {any} */ params) {
    if (session === "rehearsal") this.rehearsed.push(method);
    else this.asked.push([session, method, params]);
    const error = this.obstacle(method);
    if (error) throw error;
    return method === "recall" ? { engine: { path: versions.engine } } : `Python's ${method}`;
  }

  restart() {}
}

/** A recorded session that counts. */
class FakeSession {
  step = 0;
  /** @type {FakeSession | null} */
  before = null;

  /** @param {any} config */
  constructor(config) {
    this.config = config;
  }

  fits(/** @type {any} */ config) {
    return config.of === this.config.of;
  }

  follow(/** @type {FakeSession} */ before) {
    this.before = before;
  }

  train() {
    this.step += 1;
    return `step ${this.step}`;
  }

  reset() {
    this.step = 0;
    return `the start of ${this.config.of}`;
  }

  carry() {
    return Uint8Array.of(this.step);
  }
}

const FIRST = /** @type {any} */ ({ of: "a circle" });
const find = async (/** @type {any} */ config) =>
  config.of === "nothing" ? null : () => new FakeSession(config);

/** @param {(config: any) => Promise<any>} [found] */
async function opened(found = find) {
  const python = new FakePython();
  /** @type {unknown[][]} */
  const heard = [];
  const hears =
    (/** @type {string} */ name) =>
    (/** @type {unknown[]} */ ...told) =>
      heard.push([name, ...told]);
  const engine = new InstantEngine(/** @type {any} */ (python), found, FIRST);
  const names = [
    "onAlive",
    "onPython",
    "onWaiting",
    "onWithout",
    "onReady",
    "onLost",
    "onFailed",
    "onProgress",
  ];
  const listener = /** @type {any} */ (Object.fromEntries(names.map((name) => [name, hears(name)])));
  engine.listen({ ...listener, onAsleep: hears("onAsleep") });
  await new Promise(setImmediate);
  if (heard.length > 0) await engine.request("a", "reset", { config: FIRST });
  return { engine, python, heard };
}

const lost = () => new WorkerLostError("It died.");

test("a recorded figure answers until Python is there, which then takes over where each session stands", async () => {
  const { engine, python, heard } = await opened();
  assert.deepEqual(heard, [["onAlive"]]);
  assert.equal(await engine.request("a", "train", {}), "step 1");
  assert.equal(await engine.request("a", "train", {}), "step 2");
  await engine.request("b", "reset", { config: FIRST });
  assert.equal(await engine.request("b", "train", {}), "step 1");
  await engine.request("gone", "reset", { config: FIRST });
  await engine.request("gone", "close");
  assert.deepEqual(python.asked, []);
  await python.listener.onReady(versions);
  const config = FIRST;
  assert.deepEqual(python.asked, [
    ["a", "recall", { config, content: btoa("\x02") }],
    ["b", "recall", { config, content: btoa("\x01") }],
  ]);
  assert.deepEqual(heard, [["onAlive"], ["onPython", versions]]);
  assert.deepEqual(python.rehearsed, ["recall", "train", "maps", "close"]);
  assert.equal(await engine.request("a", "train", {}), "Python's train");
});

test("while Python rehearses, the recorded figure goes on, and hands over where it stands then", async () => {
  const { engine, python } = await opened();
  await engine.request("a", "train", {});
  const taken = python.listener.onReady(versions);
  assert.equal(await engine.request("a", "train", {}), "step 2");
  await taken;
  assert.deepEqual(python.asked.at(-1)?.[2].content, btoa("\x02"));
});

test("what it can't answer waits for Python, and is asked after what was learned has gone over", async () => {
  for (const [method, params] of /** @type {const} */ ([
    ["walk", {}],
    ["reset", { config: { of: "nothing" } }],
    ["constructor", {}],
  ])) {
    const { engine, python, heard } = await opened();
    await engine.request("a", "train", {});
    const asked = engine.request("a", method, params);
    const next = engine.request("a", "train", {}); // meanwhile it goes on
    assert.equal(await next, "step 2");
    assert.deepEqual(heard, [["onAlive"], ["onWaiting"]]);
    await python.listener.onReady(versions);
    assert.equal(await asked, `Python's ${method}`);
    assert.deepEqual(
      python.asked.map(([, name]) => name),
      ["recall", method],
    );
  }
});

test("for another configuration another recorded figure answers", async () => {
  const { engine, python } = await opened();
  await engine.request("a", "train", {});
  const spiral = { of: "a spiral" };
  assert.equal(await engine.request("a", "reset", { config: spiral }), "the start of a spiral");
  assert.equal(await engine.request("a", "train", {}), "step 1");
  assert.equal(
    await engine.request("a", "reset", { config: { ...FIRST, view: {} } }),
    "the start of a circle",
  );
  await engine.request("a", "reset", { config: spiral });
  await python.listener.onReady(versions);
  assert.deepEqual(python.asked, [["a", "recall", { config: spiral, content: btoa("\x00") }]]);
});

test("what is asked for while Python takes over is asked of Python", async () => {
  const { engine, python } = await opened();
  await engine.request("a", "train", {});
  /** @type {Promise<unknown> | null} */
  let asked = null;
  python.obstacle = () => {
    if (python.asked.length > 0) asked ??= engine.request("a", "train", {});
    return null;
  };
  await python.listener.onReady(versions);
  assert.equal(await asked, "Python's train");
  assert.deepEqual(
    python.asked.map(([, method]) => method),
    ["recall", "train"],
  );
});

test("a Python that dies while it takes over has taken nothing: the next one does", async () => {
  const { engine, python, heard } = await opened();
  await engine.request("a", "train", {});
  python.obstacle = lost;
  await python.listener.onReady(versions);
  python.listener.onLost(lost());
  assert.equal(await engine.request("a", "train", {}), "step 2");
  python.obstacle = () => null;
  await python.listener.onReady(versions);
  assert.deepEqual(python.asked.at(-1)?.[2].content, btoa("\x02"));
  assert.deepEqual(heard, [["onAlive"], ["onPython", versions]]);
});

test("where Python refuses what was learned, the page is told as of a loss, and puts back what it has", async () => {
  const { engine, python, heard } = await opened();
  await engine.request("a", "train", {});
  const refusal = new EngineError({ name: "WeightsError", message: "No.", traceback: null, path: null });
  python.obstacle = (method) => (method === "recall" ? refusal : null);
  await python.listener.onReady(versions);
  assert.deepEqual(heard, [["onAlive"], ["onLost", refusal], ["onReady", versions]]);
  assert.equal(await engine.request("a", "train", {}), "Python's train");
});

test("without Python the recorded figure goes on, and what it can't answer fails with Python's reason", async () => {
  const { engine, python, heard } = await opened();
  const asked = engine.request("a", "walk", {});
  await new Promise(setImmediate);
  const reason = lost();
  python.listener.onFailed(reason);
  await assert.rejects(asked, reason);
  await assert.rejects(engine.request("a", "walk", {}), reason, "and what is asked for later does not wait");
  assert.deepEqual(heard, [["onAlive"], ["onWaiting"], ["onWithout", reason]]);
  assert.equal(await engine.request("a", "train", {}), "step 1");
});

test("where the figure does not come, or Python is there before it, Python answers alone", async () => {
  const { engine, python, heard } = await opened(async () => {
    throw new RangeError("damaged");
  });
  await python.listener.onReady(versions);
  assert.deepEqual(heard, [["onReady", versions]]);
  assert.equal(await engine.request("a", "train", {}), "Python's train");
  python.listener.onFailed(lost());
  assert.equal(heard.at(-1)?.[0], "onFailed");

  let come = (/** @type {any} */ _) => {};
  const figure = new Promise((resolve) => {
    come = resolve;
  });
  const early = new FakePython();
  const told = /** @type {string[]} */ ([]);
  const other = new InstantEngine(/** @type {any} */ (early), () => /** @type {any} */ (figure), FIRST);
  other.listen(/** @type {any} */ ({ onAlive: () => told.push("alive"), onReady: () => told.push("ready") }));
  await early.listener.onReady(versions);
  come(() => new FakeSession(FIRST));
  await new Promise(setImmediate);
  assert.deepEqual(told, ["ready"]);
});

test("a loss before Python has taken over is nobody's loss", async () => {
  const { python, heard } = await opened();
  python.listener.onLost(lost());
  python.listener.onAsleep({});
  assert.deepEqual(heard, [["onAlive"]]);
});
