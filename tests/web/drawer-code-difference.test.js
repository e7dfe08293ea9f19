// What code from elsewhere changes is shown whole: nothing that is new may be left out.

import assert from "node:assert/strict";
import { test } from "node:test";
import { differenceOf } from "../../web/drawer/code/difference.js";

const LONG = Array.from({ length: 300 }, (_, i) => `line ${i}`);

/** @param {ReturnType<typeof differenceOf>} blocks @param {string[]} kinds */
const ofKind = (blocks, ...kinds) =>
  blocks.flatMap((block) => (block && kinds.includes(block.kind) ? linesOf(block.text) : []));

/** @param {string} text */
const linesOf = (text) =>
  text
    .split("\n")
    .slice(0, -1)
    .map((line) => line.slice(2));

test("a line that is another is shown with a little around it, and the rest is left out", () => {
  const changed = LONG.with(150, "import js");
  const lines = differenceOf(LONG.join("\n"), changed.join("\n"));
  assert.deepEqual(ofKind(lines, "new"), ["import js"]);
  assert.deepEqual(ofKind(lines, "gone"), ["line 150"]);
  assert.deepEqual(
    lines.map((line) => line?.kind ?? null),
    [null, "same", "gone", "new", "same", null],
  );
});

test("both texts can be made of what is shown, whatever they are", () => {
  let state = 7;
  const chance = (/** @type {number} */ n) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
  for (let round = 0; round < 300; round += 1) {
    const text = () => Array.from({ length: chance(12) }, () => "abc"[chance(3)]).join("\n");
    const [before, after] = [text(), text()];
    const lines = differenceOf(before, after);
    if (!lines.includes(null)) {
      assert.equal(ofKind(lines, "same", "gone").join("\n"), before);
      assert.equal(ofKind(lines, "same", "new").join("\n"), after);
    }
    const added = ofKind(lines, "new").length - ofKind(lines, "gone").length;
    assert.equal(added, after.split("\n").length - before.split("\n").length);
  }
});

test("a text of a hundred thousand lines is compared in bounded time", () => {
  const lines = differenceOf(LONG.join("\n"), "x\n".repeat(50_000));
  assert.ok(ofKind(lines, "new").length > 49_000);
});

test("letters that are not seen, or turn others around, are named", () => {
  const [block] = differenceOf("", "a\u202eb\u200bc").filter((each) => each?.kind === "new");
  assert.equal(block?.text, "+ a\\u202eb\\u200bc\n");
});
