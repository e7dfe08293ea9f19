import assert from "node:assert/strict";
import { test } from "node:test";
import { readSession } from "../../web/config/session-file.js";
import { validateConfig } from "../../web/config/validate.js";
import { EXPORTS, MOST_BYTES, recognise } from "../../web/share/file-kinds.js";
import { encode } from "../../web/share/link.js";
import { chance } from "./fixtures/state.js";
import { description } from "./support/full-description.js";

const bytes = (/** @type {string} */ text) => new TextEncoder().encode(text);
const session = JSON.stringify({ gradpad_session: 1, config: { seed: 4 }, weights: [] });

test("a file is known by what stands in it", () => {
  const link = encode(validateConfig(description, {}));
  for (const make of [String, bytes]) {
    assert.deepEqual(recognise(make(session)), { kind: "session", text: session });
    assert.deepEqual(recognise(make('{"gradpad_weights": 1}')), {
      kind: "weights",
      content: '{"gradpad_weights": 1}',
    });
    assert.deepEqual(recognise(make("1,2,0")), { kind: "table", text: "1,2,0" });
    assert.deepEqual(recognise(make('{"points": []}')).kind, "table");
    assert.deepEqual(recognise(make("{ damaged")).kind, "table");
    assert.deepEqual(recognise(make(`#${link}`)).kind, "link");
    assert.deepEqual(recognise(make("")).kind, "table");
  }
  const npz = Uint8Array.of(0x50, 0x4b, 3, 4);
  assert.deepEqual(recognise(npz), { kind: "weights", content: npz });
  assert.deepEqual(recognise(bytes("\uFEFF1,2,0")), { kind: "table", text: "1,2,0" });
});

test("what is no text, or too large, is refused with a reason", () => {
  assert.throws(() => recognise(Uint8Array.of(0xff, 0xd8, 0xff)), {
    name: "ConfigError",
    message: /no text/,
  });
  assert.throws(() => recognise(new Uint8Array(MOST_BYTES + 1)), {
    name: "ConfigError",
    message: /at most 24 MB/,
  });
});

test("a session's configuration is complete and checked before anything is opened", () => {
  const { config, code } = readSession(session, description);
  assert.deepEqual(config, validateConfig(description, { seed: 4 }));
  assert.equal(code, null);
  const withCode = JSON.stringify({ gradpad_session: 1, config: {}, code: { losses: "import os" } });
  assert.deepEqual(readSession(withCode, description).code, { losses: "import os" });
});

test("a session that is not right is refused by field", () => {
  for (const [text, path] of [
    ["{", "file"],
    ["[]", "file"],
    ["{}", "gradpad_session"],
    ['{"gradpad_session": 2, "config": {}}', "gradpad_session"],
    [`{"gradpad_session": 1, "config": {"view": {"a": ${"[".repeat(99)}${"]".repeat(99)}}}}`, "file"],
    [`{"gradpad_session": 1, "config": ${"[".repeat(10 ** 6)}`, "file"],
    ['{"gradpad_session": 1}', "config"],
    ['{"gradpad_session": 1, "config": {"seed": "x"}}', "seed"],
    ['{"gradpad_session": 1, "config": {}, "code": "x"}', "code"],
    ['{"gradpad_session": 1, "config": {}, "code": {"a": 1}}', "code"],
  ]) {
    assert.throws(() => readSession(text, description), { name: "ConfigError", path }, text);
  }
});

test("a thousand spoilt session files are refused with a reason or give a valid configuration", () => {
  const random = chance(21);
  const pick = (/** @type {number} */ n) => Math.floor(random() * n);
  const whole = JSON.stringify({ gradpad_session: 1, config: description.config, code: { losses: "x = 1" } });
  const junk = ["null", "[", "}", '"', "-1", "1e999", "__proto__", "\0", ":", ",", "{}", "true", "kind"];
  let read = 0;
  for (let round = 0; round < 1000; round += 1) {
    let text = whole;
    for (let n = 0; n <= pick(3); n += 1) {
      const at = pick(text.length);
      text = text.slice(0, at) + junk[pick(junk.length)] + text.slice(at + pick(6));
    }
    assert.ok(recognise(text).kind);
    try {
      const { config } = readSession(text, description);
      assert.deepEqual(validateConfig(description, config), config);
      read += 1;
    } catch (error) {
      assert.equal(Object(error).name, "ConfigError", `${text}\n${Object(error).stack}`);
    }
  }
  assert.ok(read > 5 && read < 500, `${read} could be read`);
});

test("every export has a name of its own", () => {
  const names = EXPORTS.map(({ name }) => name);
  assert.equal(new Set(names).size, names.length);
  for (const { label, help, type } of EXPORTS) assert.ok(label && help.endsWith(".") && type.includes("/"));
});
