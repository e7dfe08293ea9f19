// What was packed with zstd: unpacked whole, or refused; never something else.

import assert from "node:assert/strict";
import { test } from "node:test";
import { unpacked } from "../../web/engine/boot/unpacking.js";

// zstandard.ZstdCompressor, level 22 with a checksum, of b"Draw data. Watch a network learn it. " * 4 + bytes(range(64))
const PACKED = [
  "28b52ffd24d46d030054064472617720646174612e2057617463682061206e6574776f726b206c6561726e2069742e200001",
  "02030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f30313233",
  "3435363738393a3b3c3d3e3f01006528554fa2ee5a29",
].join("");
const BYTES = 212;

const bytes = () => Uint8Array.from(PACKED.match(/../g) ?? [], (two) => Number.parseInt(two, 16));

test("a file comes out as it was", async () => {
  const content = await unpacked(bytes(), BYTES);
  assert.equal(content.length, BYTES);
  assert.equal(new TextDecoder().decode(content.subarray(0, 36)), "Draw data. Watch a network learn it.");
  assert.deepEqual([...content.subarray(148)], [...Array(64).keys()]);
});

test("whatever byte is another, or missing, it is refused", async () => {
  for (let at = 0; at < bytes().length; at++) {
    const spoilt = bytes();
    spoilt[at] = (spoilt[at] ?? 0) ^ 4;
    let content = null;
    try {
      content = await unpacked(spoilt, BYTES);
    } catch {}
    // Some bits of a frame's head mean nothing; what comes out then is what was packed.
    if (content) assert.deepEqual(content, await unpacked(bytes(), BYTES), `byte ${at}`);
    await assert.rejects(unpacked(bytes().subarray(0, at), BYTES), /damaged/, `cut off at ${at}`);
  }
});

test("a file of another size than was told is refused", async () => {
  await assert.rejects(unpacked(bytes(), BYTES - 1), /damaged/);
  await assert.rejects(unpacked(bytes(), BYTES + 1), /damaged/);
});
