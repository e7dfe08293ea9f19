// A part that comes later: made once, ahead or while Python waits; and in words when it cannot be had.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Late, MISSING } from "../../web/engine/boot/late.js";

/** @typedef {import("node:test").TestContext} Context */

const text = (/** @type {ArrayBuffer} */ bytes) => {
  const read = new TextDecoder().decode(bytes);
  if (read === "damaged") throw new Error("damaged");
  return read;
};

/**
 * A part at a host, which gives these answers one after the other: text, or null where there is no connection.
 * @param {Context} t
 * @param {(string | null)[]} answers
 */
function at(t, answers) {
  /** @type {string[]} */
  const asked = [];
  const { fetch } = globalThis;
  t.after(() => {
    globalThis.fetch = fetch;
    delete (/** @type {any} */ (globalThis).XMLHttpRequest);
  });
  globalThis.fetch = /** @type {typeof fetch} */ (
    async (_, settings) => {
      asked.push(`ahead, ${settings?.cache}`);
      const answer = answers.shift() ?? null;
      if (answer === null) throw new TypeError("Failed to fetch");
      return new Response(answer);
    }
  );
  /** @type {any} */ (globalThis).XMLHttpRequest = class {
    status = 0;
    open(/** @type {string} */ method, /** @type {string} */ address, /** @type {boolean} */ waits) {
      asked.push(`at once, ${method} ${address} ${waits}`);
    }
    send() {
      const answer = answers.shift() ?? null;
      if (answer === null) throw new Error("NetworkError");
      this.status = 200;
      this.response = new TextEncoder().encode(answer).buffer;
    }
  };
  const late = new Late("part", { ahead: async (bytes) => text(bytes), atOnce: text });
  return { late, asked };
}

test("what came ahead is there when it is taken, and is not fetched again", async (t) => {
  const { late, asked } = at(t, ["here"]);
  await late.prepare();
  assert.equal(late.take(), "here");
  await late.prepare();
  assert.equal(late.take(), "here");
  assert.deepEqual(asked, ["ahead, default"]);
});

test("what is taken before it came is waited for, once", async (t) => {
  const { late, asked } = at(t, ["here"]);
  assert.equal(late.take(), "here");
  await late.prepare();
  assert.equal(late.take(), "here");
  assert.deepEqual(asked, ["at once, GET part false"]);
});

test("what lay damaged in a cache is asked for past it", async (t) => {
  const { late, asked } = at(t, ["damaged", "here"]);
  await late.prepare();
  assert.equal(late.take(), "here");
  assert.deepEqual(asked, ["ahead, default", "ahead, reload"]);
});

for (const answer of [null, "damaged"])
  test(`what cannot be had (${answer ?? "no connection"}) is told, and tried again`, async (t) => {
    const { late } = at(t, [answer, answer, answer, "here"]);
    await late.prepare();
    assert.throws(() => late.take(), { message: MISSING });
    assert.equal(late.missing, true);
    assert.equal(late.take(), "here");
    assert.equal(late.missing, false);
  });
