// The members of an archive as the build writes it: the very bytes, found without a copy.

import assert from "node:assert/strict";
import { test } from "node:test";
import { sha256 } from "../../web/config/sha256.js";
import { membersOf } from "../../web/engine/boot/archive.js";
import { checked } from "../../web/engine/boot/checked.js";

// zipfile.ZipFile(…, "w", ZIP_STORED): a.txt with b"one", then b/ü.bin with b"" and c with b"\x00\x01".
const ARCHIVE = [
  "504b0304140000000000000021007a6c86f103000000030000000500000061 2e7478746f6e65",
  "504b0304140000080000000021000000000000000000000000000800000062 2fc3bc2e62696e",
  "504b030414000000000000002100 5bb92d36 02000000020000000100000063 0001",
  "504b01021403140000000000000021007a6c86f1",
].join("");

const bytes = Uint8Array.from(ARCHIVE.replaceAll(" ", "").match(/../g) ?? [], (two) =>
  Number.parseInt(two, 16),
);

test("every member is found, in order, with its bytes, up to the directory at the end", () => {
  const found = [...membersOf(bytes)];
  assert.deepEqual(
    found.map(([name, content]) => [name, [...content]]),
    [
      ["a.txt", [111, 110, 101]],
      ["b/ü.bin", []],
      ["c", [0, 1]],
    ],
  );
  assert.ok(found.every(([, content]) => content.buffer === bytes.buffer));
});

test("a file of Python's that is not the one that was built is refused, of equal size or not", async () => {
  const bytes = new TextEncoder().encode("what was built");
  const file = { name: "gradpad.whl.zst", sha256: await sha256(bytes.buffer) };
  const streamOf = (/** @type {Uint8Array<ArrayBuffer>} */ content) =>
    new Response(content).body ?? assert.fail();
  assert.deepEqual(await checked(streamOf(bytes), file), bytes);
  const other = new TextEncoder().encode("what was bui1t");
  await assert.rejects(checked(streamOf(other), file), /damaged: gradpad/);
  await assert.rejects(checked(streamOf(bytes.subarray(1)), file), /damaged/);
});
