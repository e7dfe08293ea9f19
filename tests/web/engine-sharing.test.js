import assert from "node:assert/strict";
import { test } from "node:test";
import { Engine } from "../../web/engine/client.js";
import { EngineServer } from "../../web/engine/sharing/engine-server.js";
import { RemoteEngine } from "../../web/engine/sharing/remote-engine.js";
import { FakeWorker, failure, versions } from "./support/fake-worker.js";

/**
 * A server over a fake worker, and clients of it.
 * @param {(request: any, worker: any) => unknown} answer
 */
function house(answer) {
  /** @type {any[]} */
  const asked = [];
  const engine = new Engine(
    () =>
      new FakeWorker((request, worker) => {
        if (request.method === "boot") return versions;
        asked.push(request);
        return answer(request, worker);
      }),
  );
  const server = new EngineServer(engine);
  /** @type {string[]} */
  const heard = [];
  const visit = (isThere = () => true) => {
    const { port1, port2 } = new MessageChannel();
    const gone = Promise.withResolvers?.() ?? deferred();
    const remote = new RemoteEngine(/** @type {any} */ (port1), isThere, gone.resolve);
    server.connect(/** @type {any} */ (port2));
    const ready = new Promise((resolve) => {
      remote.listen({
        onProgress: () => heard.push("progress"),
        onReady: resolve,
        onLost: () => heard.push("lost"),
        onFailed: () => heard.push("failed"),
        onAsleep: () => heard.push("asleep"),
      });
    });
    return { remote, ready, gone: gone.promise };
  };
  return { engine, server, visit, asked, heard };
}

function deferred() {
  /** @type {(value: any) => void} */
  let resolve = () => {};
  const promise = new Promise((yes) => {
    resolve = yes;
  });
  return { promise, resolve };
}

/** @param {() => boolean} holds */
async function until(holds) {
  while (!holds()) await new Promise(setImmediate);
}

test("clients ask the server's Python, each in a session of its own", async (t) => {
  const { engine, visit, asked } = house(({ session, method }) => `${session} ${method}`);
  const [one, two] = [visit(), visit()];
  t.after(() => [one, two].map(({ remote }) => remote.terminate()) && engine.terminate());
  assert.deepEqual(await Promise.all([one.ready, two.ready]), [versions, versions]);
  const answers = await Promise.all([
    one.remote.open("pad-1").data(),
    two.remote.open("pad-1").data(),
    engine.open("pad-1").data(),
  ]);
  assert.equal(new Set(answers).size, 3);
  assert.equal(asked.length, 3);
});

test("a refusal comes back with its field, and an abandoned call is rejected at once", async (t) => {
  /** @type {(() => void)[]} */
  const held = [];
  const { engine, visit, asked } = house(({ id, method }, worker) => {
    if (method === "validate") throw failure("seed is -1", "seed");
    if (method !== "data" || held.length > 0) return null;
    held.push(() => worker.say({ id, result: "late" }));
  });
  const { remote, ready } = visit();
  t.after(() => engine.terminate());
  await ready;
  const session = remote.open("a");
  await assert.rejects(session.validate({ config: {} }), {
    name: "ConfigError",
    path: "seed",
    message: "seed is -1",
  });
  const first = session.data();
  await until(() => held.length === 1);
  const controller = new AbortController();
  const second = session.train({ budget_ms: 1 }, { signal: controller.signal });
  controller.abort();
  await assert.rejects(second, { name: "AbortError" });
  held[0]();
  assert.equal(await first, "late");
  remote.terminate();
  await until(() => asked.some(({ method }) => method === "close"));
  await assert.rejects(session.data());
});

test("a client is told when its request is sent", async (t) => {
  const { engine, visit } = house(() => ({ weights_flat: [], shapes: [] }));
  const { remote, ready } = visit();
  t.after(() => remote.terminate());
  t.after(() => engine.terminate());
  await ready;
  let sent = 0;
  await remote.open("a").train({}, { onSent: () => (sent += 1) });
  assert.equal(sent, 1);
});

test("what cannot be sent to another window is refused", async (t) => {
  const { engine, visit } = house(({ method }) => method);
  const { remote, ready } = visit();
  t.after(() => remote.terminate());
  t.after(() => engine.terminate());
  await ready;
  const session = remote.open("a");
  const refused = { name: "DataError", message: /export.*plain data/ };
  await assert.rejects(session.export({ format: /** @type {any} */ (() => {}) }), refused);
  assert.equal(await session.data(), "data");
});

test("when the server goes, its clients are told, and whoever waits is answered", async (t) => {
  const { engine, server, visit } = house(() => undefined);
  const { remote, ready, gone } = visit();
  t.after(() => engine.terminate());
  await ready;
  const waiting = assert.rejects(remote.open("a").data(), { name: "WorkerLostError" });
  server.end();
  assert.equal(/** @type {Error} */ (await gone).name, "WorkerLostError");
  await waiting;
});

test("a server that is gone without a word is missed", async (t) => {
  let there = true;
  const { engine, visit } = house(() => undefined);
  const { remote, ready, gone } = visit(() => there);
  t.after(() => engine.terminate());
  await ready;
  const waiting = assert.rejects(remote.open("a").data(), /closed/);
  there = false;
  await gone;
  await waiting;
});
