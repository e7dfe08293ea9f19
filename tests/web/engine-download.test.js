import assert from "node:assert/strict";
import { test } from "node:test";
import { download } from "../../web/engine/boot/download.js";
import { buffersOf } from "../../web/engine/convert.js";

const FILE = Uint8Array.from({ length: 1000 }, (_, i) => i % 251);

/** A response that sends the file up to `end`, in pieces, and then ends, breaks or stalls. @param {number} end @param {"end" | "break" | "stall"} then */
function sends(end, then) {
  return (/** @type {any} */ _, /** @type {RequestInit | undefined} */ init) => {
    let at = 0;
    const body = new ReadableStream({
      pull(controller) {
        if (at < end) {
          controller.enqueue(FILE.slice(at, Math.min(at + 300, end)));
          at += 300;
        } else if (then === "end") controller.close();
        else if (then === "break") controller.error(new TypeError("network error"));
        else {
          init?.signal?.addEventListener("abort", () => controller.error(new TypeError("aborted")));
          return new Promise(() => {});
        }
      },
    });
    return Promise.resolve(new Response(body));
  };
}

/** @param {((url: any, init?: RequestInit) => Promise<Response>)[]} answers one for each attempt */
function start(answers) {
  /** @type {string[]} */
  const notes = [];
  /** @type {number[]} */
  const counted = [];
  const { stream, done } = download("http://host/python/numpy.whl", {
    bytes: FILE.length,
    onBytes: (bytes) => counted.push(bytes),
    onRetry: (note) => notes.push(note),
    fetch: (url, init) => (answers.shift() ?? sends(FILE.length, "end"))(url, init),
    attempts: 3,
    stallMs: 40,
    delayMs: 1,
  });
  done.catch(() => {});
  return {
    bytes: new Response(stream).bytes?.() ?? new Response(stream).arrayBuffer(),
    done,
    notes,
    counted,
  };
}

test("a whole file, with its bytes counted", async () => {
  const { bytes, done, notes, counted } = start([]);
  assert.deepEqual(new Uint8Array(await bytes), FILE);
  await done;
  assert.deepEqual(counted, [300, 600, 900, 1000]);
  assert.deepEqual(notes, []);
});

test("a download that breaks off goes on where it stopped", async () => {
  const { bytes, notes, counted } = start([sends(500, "break"), sends(800, "end")]);
  assert.deepEqual(new Uint8Array(await bytes), FILE);
  assert.equal(notes.length, 2);
  assert.match(notes[0] ?? "", /numpy\.whl: network error\. Trying again \(2 of 3\)/);
  assert.match(notes[1] ?? "", /broke off after 800 of 1000 bytes/);
  assert.ok(counted.every((bytes, i) => i === 0 || bytes > Number(counted[i - 1])));
});

test("a download that stalls is given up and tried again", async () => {
  const { bytes, notes } = start([sends(300, "stall")]);
  assert.deepEqual(new Uint8Array(await bytes), FILE);
  assert.match(notes[0] ?? "", /nothing came for/);
});

test("after the last attempt the reason is told", async () => {
  const missing = () => Promise.resolve(new Response("", { status: 404, statusText: "Not Found" }));
  const { bytes, done } = start([missing, missing, missing]);
  await assert.rejects(bytes);
  await assert.rejects(done, {
    name: "DownloadError",
    message: /numpy\.whl could not be downloaded: .*404 Not Found/,
  });
});

test("a file that is too long is another file", async () => {
  const longer = () => Promise.resolve(new Response(new Uint8Array(1001)));
  const { bytes, done } = start([longer]);
  await assert.rejects(bytes);
  await assert.rejects(done, { message: /longer than the 1000 bytes/ });
});

test("every buffer is handed over once", () => {
  const shared = new Float64Array(4);
  const value = { a: shared, b: [new Uint8Array(2), shared.subarray(1)], c: { d: [1, 2, 3], e: null } };
  assert.deepEqual([...buffersOf(value)].map((buffer) => buffer.byteLength).sort(), [2, 32]);
});

test("what failed once is not asked of the browser's cache again", async () => {
  /** @type {(RequestCache | undefined)[]} */
  const modes = [];
  const sent = (/** @type {ReturnType<typeof sends>} */ answer) => {
    return (/** @type {any} */ url, /** @type {RequestInit | undefined} */ init) => {
      modes.push(init?.cache);
      return answer(url, init);
    };
  };
  const { bytes } = start([sent(sends(500, "end")), sent(sends(1000, "end"))]);
  assert.deepEqual(new Uint8Array(await bytes), FILE);
  assert.deepEqual(modes, ["default", "reload"]);
});
