import assert from "node:assert/strict";
import { test } from "node:test";
import { Engine } from "../../web/engine/client.js";
import { FakeWorker, failure, versions } from "./support/fake-worker.js";

/** @typedef {import("./support/fake-worker.js").Request} Request */

/**
 * An engine over fake workers, with what its listener has heard.
 * @param {(request: Request, worker: FakeWorker, generation: number) => unknown} answer to everything but "boot"
 * @param {{ patience?: number, bootPatience?: number, silence?: number }} [options]
 * @param {(generation: number) => unknown} [boot]
 */
function start(answer, options = {}, boot = () => versions) {
  /** @type {FakeWorker[]} */
  const workers = [];
  /** @type {string[]} */
  const heard = [];
  /** @type {Map<string, () => void>} */
  const waiting = new Map();
  const hear = (/** @type {string} */ what) => {
    heard.push(what);
    waiting.get(what.split(":")[0] ?? "")?.();
  };
  const engine = new Engine(() => {
    const generation = workers.length;
    const worker = new FakeWorker((request, self) =>
      request.method === "boot" ? boot(generation) : answer(request, self, generation),
    );
    workers.push(worker);
    return worker;
  }, options);
  engine.listen({
    onProgress: (progress) => hear(`progress: ${progress.phase}`),
    onReady: () => hear("ready"),
    onLost: (error) => hear(`lost: ${error.message}`),
    onFailed: (error) => hear(`failed: ${error.message}`),
  });
  /** @param {string} what @returns {Promise<void>} */
  const until = (what) => new Promise((resolve) => waiting.set(what, resolve));
  return { engine, workers, heard, until };
}

test("what is asked before Python is there waits for it", async (t) => {
  const { engine, heard } = start(({ method }) => `${method} done`);
  t.after(() => engine.terminate());
  assert.equal(await engine.open("a").describe(), "describe done");
  assert.deepEqual(heard, ["progress: download", "ready"]);
});

test("one request at a time, in the order in which they came", async (t) => {
  /** @type {(() => void)[]} */
  const answers = [];
  const { engine, workers } = start(({ id, method }, worker) => {
    answers.push(() => worker.say({ id, result: method }));
  });
  t.after(() => engine.terminate());
  const session = engine.open("a");
  const both = Promise.all([session.data(), session.describe()]);
  await new Promise(setImmediate);
  const asked = () => workers[0]?.received.map((request) => request.method);
  assert.deepEqual(asked(), ["boot", "data"]);
  answers.shift()?.();
  await new Promise(setImmediate);
  assert.deepEqual(asked(), ["boot", "data", "describe"]);
  answers.shift()?.();
  assert.deepEqual(await both, ["data", "describe"]);
});

test("a caller is told when its request is sent, after those before it", async (t) => {
  /** @type {string[]} */
  const order = [];
  const { engine } = start(({ method }) => {
    order.push(`answer ${method}`);
    return { method, weights_flat: [], shapes: [] };
  });
  t.after(() => engine.terminate());
  const first = engine.open("a").data();
  await engine.open("b").train({}, { onSent: () => order.push("sent") });
  await first;
  assert.deepEqual(order, ["answer data", "sent", "answer train"]);
});

test("a refusal comes as an error with its field, and the next request is answered", async (t) => {
  const { engine } = start(({ method }) => {
    if (method === "validate") throw failure("seed is -1; it must be more.", "seed");
    return "fine";
  });
  t.after(() => engine.terminate());
  const session = engine.open("a");
  const error = await session.validate({ config: {} }).catch((reason) => reason);
  assert.deepEqual([error.name, error.path], ["ConfigError", "seed"]);
  assert.match(error.message, /seed is -1/);
  assert.equal(error.traceback, "Traceback …");
  assert.equal(await session.describe(), "fine");
});

test("what cannot be sent is refused, and the next request is answered", async (t) => {
  const { engine } = start(({ method }) => `${method} done`);
  t.after(() => engine.terminate());
  const session = engine.open("a");
  const first = session.export({ format: /** @type {any} */ (() => {}) });
  const second = session.describe();
  await assert.rejects(first, { name: "DataError", message: /export.*plain data/ });
  assert.equal(await second, "describe done");
});

test("weights come as nested lists", async (t) => {
  const snapshot = {
    step: 1,
    weights_flat: Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9),
    shapes: [
      { W: [2, 2], b: [2] },
      { W: [1, 3], b: [] },
    ],
  };
  const { engine } = start(() => snapshot);
  t.after(() => engine.terminate());
  assert.deepEqual(await engine.open("a").train({}), {
    step: 1,
    weights: [
      {
        W: [
          [1, 2],
          [3, 4],
        ],
        b: [5, 6],
      },
      { W: [[7, 8, 9]], b: [] },
    ],
  });
});

test("an abandoned request rejects at once; its late answer is nobody else's", async (t) => {
  /** @type {(() => void)[]} */
  const answers = [];
  const { engine, until } = start(({ id, method }, worker) => {
    answers.push(() => worker.say({ id, result: { method, weights_flat: [], shapes: [] } }));
  });
  t.after(() => engine.terminate());
  await until("ready");
  const abort = new AbortController();
  const session = engine.open("a");
  const train = session.train({}, { signal: abort.signal });
  const data = session.data();
  await new Promise(setImmediate);
  abort.abort();
  await assert.rejects(train, { name: "AbortError" });
  answers.shift()?.();
  await new Promise(setImmediate);
  answers.shift()?.();
  assert.equal(/** @type {any} */ (await data).method, "data");
});

test("a worker that crashes is replaced, and its callers are told", async (t) => {
  const { engine, workers, heard, until } = start((_, __, generation) =>
    generation === 0 ? undefined : "fine",
  );
  t.after(() => engine.terminate());
  await until("ready");
  const calls = [engine.open("a").data(), engine.open("b").describe()];
  const again = until("ready");
  workers[0]?.crash("out of memory");
  for (const call of calls) await assert.rejects(call, { name: "WorkerLostError", message: /out of memory/ });
  await again;
  assert.equal(workers[0]?.terminated, true);
  assert.equal(await engine.open("a").describe(), "fine");
  assert.deepEqual(heard.slice(1), ["ready", "lost: Python's worker broke down: out of memory", "ready"]);
});

test("a worker that hangs is found out and replaced", async (t) => {
  const { engine, until } = start((_, __, generation) => (generation === 0 ? undefined : "fine"), {
    patience: 30,
  });
  t.after(() => engine.terminate());
  await until("ready");
  await assert.rejects(engine.open("a").describe(), { name: "WorkerLostError", message: /did not answer/ });
  assert.equal(await engine.open("a").describe(), "fine");
});

test("a Python that says it is broken is replaced as well", async (t) => {
  const { engine, until } = start(({ id }, worker, generation) => {
    if (generation > 0) return "fine";
    worker.say({ id, failure: failure("memory access out of bounds"), fatal: true });
  });
  t.after(() => engine.terminate());
  await until("ready");
  await assert.rejects(engine.open("a").describe(), { message: /out of bounds/ });
  assert.equal(await engine.open("a").describe(), "fine");
});

test("a start that fails is told, and can be tried again", async (t) => {
  const { engine, heard, until } = start(
    () => "fine",
    {},
    (generation) => {
      if (generation === 0) throw failure("python_stdlib.zip could not be downloaded.");
      return versions;
    },
  );
  t.after(() => engine.terminate());
  await until("failed");
  await assert.rejects(engine.open("a").describe(), { message: /could not be downloaded/ });
  engine.restart();
  assert.equal(await engine.open("a").describe(), "fine");
  assert.deepEqual(heard.slice(1), ["failed: python_stdlib.zip could not be downloaded.", "ready"]);
});

test("a start that says nothing for too long has failed", async (t) => {
  const { engine, until, heard } = start(
    () => "fine",
    { bootPatience: 30 },
    () => undefined,
  );
  t.after(() => engine.terminate());
  await until("failed");
  assert.match(heard.at(-1) ?? "", /did not start in time/);
});

test("a worker that dies over and over is not started for ever", async (t) => {
  const { engine, workers, heard, until } = start((_, worker) => void worker.crash("again"));
  t.after(() => engine.terminate());
  await until("ready");
  for (let i = 0; i < 4; i++) await assert.rejects(engine.open("a").describe(), { message: /again/ });
  assert.equal(workers.length, 4);
  assert.match(heard.at(-1) ?? "", /^failed: .*keeps happening/);
});

test("a Python that does not start from what was kept is fetched anew, once", async (t) => {
  const { engine, workers, heard, until } = start(
    () => "fine",
    {},
    () => undefined,
  );
  t.after(() => engine.terminate());
  const damaged = { id: 0, failure: failure("bad magic number"), fatal: true, fetched: true };
  const params = () => workers.map(({ received }) => received[0]?.params);
  workers[0]?.say(damaged);
  assert.deepEqual(params(), [
    { anew: false, image: null },
    { anew: true, image: null },
  ]);
  assert.ok(workers[0]?.terminated);
  assert.ok(!heard.some((what) => what.startsWith("failed")));
  const failed = until("failed");
  workers[1]?.say(damaged);
  await failed;
  assert.equal(heard.at(-1), "failed: bad magic number");
  engine.restart();
  assert.deepEqual(params().at(-1), { anew: false, image: null });
  assert.equal(workers.length, 3);
});

test("a worker that goes silent is noticed while nothing is asked of it", async (t) => {
  const { engine, workers, heard, until } = start(() => "fine", { silence: 30 });
  t.after(() => engine.terminate());
  await until("ready");
  const [lost, again] = [until("lost"), until("ready")];
  /** @type {FakeWorker} */ (workers[0]).silent = true;
  await lost;
  await again;
  assert.match(heard.at(-2) ?? "", /^lost: Python gave no sign of life/);
  assert.equal(await engine.open("a").describe(), "fine");
});

test("one that gives signs of life may take its time over an answer, and one that was given a budget too", async (t) => {
  const { engine, workers, until, heard } = start(
    ({ id }, worker) => {
      worker.silent = true; // it computes, and answers nothing meanwhile
      const signs = setInterval(() => worker.say({ alive: true }), 5);
      setTimeout(() => {
        clearInterval(signs);
        worker.silent = false;
        worker.say({ id, result: "late" });
      }, 150);
    },
    { silence: 40 },
  );
  t.after(() => engine.terminate());
  await until("ready");
  assert.equal(await engine.open("a").describe(), "late");
  /** @type {FakeWorker} */ (workers[0]).answer = ({ id }, worker) => {
    worker.silent = true;
    setTimeout(() => worker.say({ id, result: { weights_flat: [], shapes: [] } }), 120);
  };
  await engine.open("a").train({ budget_ms: 200 });
  assert.ok(!heard.some((what) => what.startsWith("lost")));
});

test("what code in the worker forges of the worker's own messages changes nothing", async (t) => {
  const { engine, workers, heard, until } = start(() => "fine", { bootPatience: 30 });
  t.after(() => engine.terminate());
  await until("ready");
  const worker = /** @type {FakeWorker} */ (workers[0]);
  worker.say({ id: 0, result: versions });
  worker.say({ id: 0, failure: failure("forged"), fatal: true });
  worker.say({ progress: { phase: "download", message: "forged", loaded: 0, total: 1 } });
  await new Promise((resolve) => setTimeout(resolve, 100));
  assert.equal(await engine.open("a").describe(), "fine");
  assert.deepEqual(heard, ["progress: download", "ready"]);
});

test("a worker whose file does not come is started again, twice", async (t) => {
  const { engine, workers, heard, until } = start(
    () => "fine",
    {},
    () => undefined,
  );
  t.after(() => engine.terminate());
  const failed = until("failed");
  for (let i = 0; i < 3; i += 1) workers[i]?.crash("");
  await failed;
  assert.equal(workers.length, 3);
  assert.match(heard.at(-1) ?? "", /did not arrive/);
});

test("a Python that has taken too much memory is replaced once it has answered", async (t) => {
  const { engine, workers, heard, until } = start(({ id }, worker, generation) => {
    if (generation > 0) return "fine";
    worker.say({ id, result: "done", bloated: 4e9 });
  });
  t.after(() => engine.terminate());
  await until("ready");
  const again = until("ready");
  assert.equal(await engine.open("a").describe(), "done");
  await again;
  assert.equal(workers.length, 2);
  assert.match(heard.at(-2) ?? "", /^lost: Python had taken 4\.0 GB/);
});

test("what runs can be stopped, as often as one likes", async (t) => {
  const { engine, workers } = start(({ method }) => (method === "console" ? undefined : "fine"));
  t.after(() => engine.terminate());
  for (let i = 0; i < 6; i += 1) {
    assert.equal(await engine.open("a").describe(), "fine");
    const endless = engine.open("a").request("console", { text: "while True: pass" });
    await new Promise(setImmediate);
    engine.stop();
    await assert.rejects(endless, { name: "WorkerLostError", message: /stopped, as you asked/ });
  }
  await engine.open("a").describe();
  engine.stop();
  assert.equal(workers.length, 7, "where nothing runs, nothing is stopped");
});
