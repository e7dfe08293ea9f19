import assert from "node:assert/strict";
import { test } from "node:test";
import { fromBase64, toBase64 } from "../../web/config/base64.js";
import { Session } from "../../web/engine/session.js";

const answer = { run_id: 1, weights_flat: Float64Array.of(1, 2, 3), shapes: [{ W: [2, 1], b: [1] }] };

function recorded() {
  /** @type {unknown[]} */
  const asked = [];
  const engine = {
    request: async (/** @type {string} */ _, /** @type {string} */ method, /** @type {any} */ params) => {
      asked.push([method, params]);
      return method === "export" ? "file" : answer;
    },
    announceEdit: () => {},
  };
  return { asked, session: new Session(engine, "a") };
}

test("bytes are spelt as every browser and Python spell them", () => {
  const bytes = Uint8Array.from({ length: 70_000 }, (_, i) => (i * 31) % 256);
  assert.equal(toBase64(bytes), Buffer.from(bytes).toString("base64"));
  assert.equal(toBase64(new Uint8Array()), "");
  assert.deepEqual(fromBase64(toBase64(bytes)), bytes);
  assert.equal(fromBase64("no base64!"), null);
});

test("a weights file is sent as text, or as bytes in letters", async () => {
  const { asked, session } = recorded();
  const snapshot = await session.open_weights({ content: '{"layers": []}' });
  assert.deepEqual(snapshot.weights, [{ W: [[1], [2]], b: [3] }]);
  await session.open_weights({ content: Uint8Array.of(80, 75, 3) });
  assert.deepEqual(asked, [
    ["open_weights", { content: '{"layers": []}' }],
    ["open_weights", { content: "UEsD", base64: true }],
  ]);
});

test("a session file gives a snapshot, an export gives the file", async () => {
  const { asked, session } = recorded();
  assert.equal((await session.open_session({ text: "{}" })).run_id, 1);
  assert.equal(await session.export({ format: "script" }), "file");
  assert.deepEqual(asked, [
    ["open_session", { text: "{}" }],
    ["export", { format: "script" }],
  ]);
});
