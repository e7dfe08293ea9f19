// Memory without its empty stretches comes back as it was.

import assert from "node:assert/strict";
import { test } from "node:test";
import { holding, spread } from "../../web/engine/boot/sparse.js";

test("what is left out are whole pages of zeros, and all is put back", () => {
  for (const length of [0, 3, 4096, 5 * 4096, 5 * 4096 + 7]) {
    const memory = new Uint8Array(length);
    for (const place of [0, 4095, 3 * 4096 + 5, 4 * 4096, length - 1])
      if (place < length && place >= 0) memory[place] = 7;
    const runs = holding(memory);
    const parts = runs.map(([from, to]) => memory.slice(from, to));
    const bytes = new Uint8Array(Buffer.concat(parts)).buffer;
    const back = new Uint8Array(length);
    assert.equal(spread(back, runs, bytes), bytes.byteLength);
    assert.deepEqual(back, memory);
    if (length >= 5 * 4096) assert.deepEqual(runs.slice(0, 1), [[0, 4096]]);
  }
  assert.deepEqual(holding(new Uint8Array(3 * 4096)), []);
});
