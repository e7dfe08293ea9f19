import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { gunzipSync, gzipSync } from "node:zlib";
import { fromBytes, toBytes } from "../../web/engine/instant/carried.js";
import { RecordedFigure } from "../../web/engine/instant/recorded-figure.js";
import { RecordedSession } from "../../web/engine/instant/recorded-session.js";

const FILE = readFileSync(new URL("../../web/generated/recorded/circle.gradpad", import.meta.url));
const TOLD = () => fromBytes(new Uint8Array(gunzipSync(FILE)));
const opened = async () => new RecordedSession(await RecordedFigure.read(FILE));

/** @param {{ told: any }} figure */
const codeOf = ({ told }) =>
  [told.loop, told.plane, told.losses.train, told.losses.test].map(({ binary }) => binary);

/** Equal numbers in each run. @param {number} seed */
function dice(seed) {
  let state = seed;
  return (/** @type {number} */ below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state % below;
  };
}

test("what is carried comes back to the last bit, numbers that are none too", () => {
  const content = {
    text: 'a "b"\n',
    list: [1, null, NaN],
    numbers: { shape: [2], values: Float64Array.of(0.1, -0) },
  };
  const back = fromBytes(toBytes(content));
  assert.deepEqual(back, { ...content, list: [1, null, null] });
  assert.ok(Object.is(back.numbers.values[1], -0));
});

test("a run that is recalled goes on as the one that it was carried from", async () => {
  const [one, other] = [await opened(), await opened()];
  one.train({ max_steps: 37 });
  other.recall({ config: one.config, content: one.carry() });
  const [a, b] = [one.train({ max_epochs: 4 }), other.train({ max_epochs: 4 })];
  assert.deepEqual(a.weights_flat, b.weights_flat);
  assert.deepEqual([a.step, a.epoch, a.epoch_share], [b.step, b.epoch, b.epoch_share]);
});

test("however it is cut into turns, the numbers are the same", async () => {
  const [one, other] = [await opened(), await opened()];
  const whole = one.train({ max_epochs: 12 });
  let last = other.train({ max_steps: 1 });
  while (last.epoch < 12) last = other.train({ max_steps: Math.min(7, 300 - last.step) });
  assert.deepEqual(whole.weights_flat, last.weights_flat);
  assert.equal(whole.data_loss, last.data_loss);
});

test("a reset leads to the start, another learning rate is taken up, another network is not its own", async () => {
  const session = await opened();
  const start = session.train({ max_steps: 0 }).weights_flat;
  session.train({ max_epochs: 3 });
  const { config } = session;
  const faster = { ...config, training: { ...config.training, learning_rate: 0.3 } };
  assert.deepEqual(session.reset({ config }).weights_flat, start);
  const slow = session.train({ max_steps: 1 }).weights_flat;
  assert.deepEqual(session.reset({ config: faster }).weights_flat, start);
  const fast = session.train({ max_steps: 1 }).weights_flat;
  slow.forEach((value, i) => {
    const [small, large] = [value - start[i], fast[i] - start[i]];
    assert.ok(Math.abs(large - 10 * small) < 1e-12);
  });
  const before = session.train({ max_steps: 0 }).weights_flat;
  const other = { ...config, network: { ...config.network, layers: [] } };
  assert.throws(() => session.update({ config: other }), { name: "NeedsPython" });
  assert.deepEqual(session.train({ max_steps: 0 }).weights_flat, before);
});

test("files that are no recorded figures are refused with a reason", async () => {
  const told = TOLD();
  const packed = (/** @type {any} */ content) => gzipSync(toBytes(content));
  await assert.rejects(RecordedFigure.read(Uint8Array.of(1, 2, 3)));
  await assert.rejects(RecordedFigure.read(gzipSync(Buffer.from("{}"))), /no line/);
  await assert.rejects(
    RecordedFigure.read(packed({ ...told, gradpad_figure: 2 })),
    /no recorded figure of version 1/,
  );
  await assert.rejects(RecordedFigure.read(gzipSync(Buffer.alloc(9_000_000))), /too large/);
  const huge = new RecordedFigure({ ...told, plane: { ...told.plane, size: 1e10 } });
  assert.throws(() => huge.open(huge.told.plane));
});

test("a program that asks for more than a memory is not run", async () => {
  // A module that imports a function "env.memory" of the kind () → ().
  const module = Uint8Array.of(
    ...[0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 2, 14, 1, 3, 101, 110, 118, 6],
    ...[109, 101, 109, 111, 114, 121, 0, 0],
  );
  const told = TOLD();
  told.plane.binary = { shape: [module.length], values: module };
  const figure = await RecordedFigure.read(gzipSync(toBytes(told)));
  assert.throws(() => figure.open(figure.told.plane), /asks for more than a memory of its own/);
});

test("a thousand damaged files are refused, or do no harm", async () => {
  const roll = dice(7);
  const whole = new Uint8Array(gunzipSync(FILE));
  const head = whole.indexOf(10);
  const code = JSON.stringify(codeOf({ told: TOLD() }));
  const sameCode = (/** @type {any} */ figure) => JSON.stringify(codeOf(figure)) === code;
  let refused = 0;
  for (let i = 0; i < 1000; i += 1) {
    const bytes = whole.slice(0, i % 5 === 0 ? roll(whole.length) : whole.length);
    for (let hits = 0; hits <= roll(3); hits += 1) bytes[roll(i % 2 ? head : bytes.length)] = roll(256);
    try {
      const figure = await RecordedFigure.read(gzipSync(bytes, { level: 0 }));
      if (!sameCode(figure)) continue; // it may never come to an end
      const session = new RecordedSession(figure);
      session.train({ max_steps: 5 });
      session.maps({ resolution: 20, parts: [[1, 0, 9, 20]] });
      session.carry();
    } catch (error) {
      assert.ok(error instanceof Error);
      refused += 1;
    }
  }
  assert.ok(refused > 300 && refused < 1000, `${refused} refused`);
});
