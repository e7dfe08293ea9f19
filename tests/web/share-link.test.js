import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { validateConfig } from "../../web/config/validate.js";
import { BASE } from "../../web/share/link/base-config.js";
import { crc32, fromLetters, toLetters } from "../../web/share/link/bytes.js";
import { packJson } from "../../web/share/link/words.js";
import { decode, encode, isLink, LinkError, MOST_CHARACTERS } from "../../web/share/link.js";
import { chance } from "./fixtures/state.js";
import { answers } from "./support/answers.js";
import { description } from "./support/full-description.js";

const valid = (/** @type {unknown} */ config) => validateConfig(description, config);
const round = (/** @type {number} */ value) => Math.round(value * 100) / 100 + 0;

/** A drawing as the sketchpad makes it, on the grid of hundredths. @param {number} count @param {number} classes */
function drawing(count, classes, seed = 1) {
  const random = chance(seed);
  return {
    kind: "points",
    points: Array.from({ length: count }, () => [round(random() * 12 - 6), round(random() * 12 - 6)]),
    labels: Array.from({ length: count }, () => Math.floor(random() * classes)),
  };
}

const NET = {
  layers: [
    { units: 8, activation: "relu" },
    { units: 8, activation: "relu" },
  ],
  output: "sigmoid",
};

/** @param {number[]} widths */
function weightsOf(widths, seed = 2) {
  const random = chance(seed);
  return widths.slice(1).map((units, i) => ({
    W: Array.from({ length: widths[i] }, () => Array.from({ length: units }, () => random() - 0.5)),
    b: Array.from({ length: units }, () => random() - 0.5),
  }));
}

/** @param {unknown} content packed in place of the differences @param {number[]} [rest] */
function forged(content, rest = [], flags = 0, prefix = "gp1-") {
  const packed = packJson(content);
  const bytes = [flags, ...whole(packed.length), ...packed, ...rest];
  const sum = crc32(bytes);
  return prefix + toLetters([...bytes, sum >>> 24, (sum >>> 16) & 255, (sum >>> 8) & 255, sum & 255]);
}

/** @param {number} value @returns {number[]} */
const whole = (value) => (value < 128 ? [value] : [(value % 128) + 128, ...whole(Math.floor(value / 128))]);

/** @param {string} text @param {string} reason @param {RegExp} says */
function refused(text, reason, says) {
  assert.throws(
    () => decode(text, description),
    (/** @type {any} */ error) => {
      assert.ok(error instanceof LinkError, String(error.stack));
      assert.equal(error.reason, reason, error.message);
      assert.match(error.message, says);
      return true;
    },
  );
}

/** @type {Record<string, unknown>} */
const FIGURES = {
  "the default": {},
  "a generator": { seed: 7, data: { kind: "spiral", count: 300, noise: 0.25, train_share: 0.75 } },
  "another generator of the default size": { data: { kind: "xor", count: 500 } },
  "a network without hidden layers": { network: { layers: [], biases: false, initializer: "zeros" } },
  "inputs with formulas": { features: ["x2", { formula: "sin(π·x1) – “x2”" }] },
  "training and view": { training: { learning_rate: 1e-5 }, view: { show: ["plane"], theme: "däрк" } },
  "no points": { data: { kind: "points" } },
  "one point": { data: { kind: "points", points: [[-6, 6]], labels: [5], train_share: 0.5 } },
  "a drawing": { data: drawing(500, 2), network: NET },
  "six classes": { data: drawing(77, 6, 5) },
  "points of many decimals": {
    data: {
      kind: "points",
      points: [
        [0.1 + 0.2, 1 / 3],
        [1e-9, -999.5],
      ],
      labels: [0, 1],
    },
  },
  "points of four decimals": {
    data: {
      kind: "points",
      points: [
        [0.1234, 250.5],
        [-3.0001, 1000],
      ],
      labels: [1, 0],
    },
  },
  values: {
    data: {
      kind: "points",
      task: "regression",
      points: [
        [1, 2],
        [3, 4],
      ],
      labels: [-0.125, 1 / 3],
    },
  },
  "a curve": {
    data: {
      kind: "curve",
      points: [
        [-1, 0.5],
        [0.25, -1],
      ],
      train_share: 1,
    },
  },
  "a typed function": { data: { kind: "formula", formula: "sin(x)" } },
};

for (const [name, given] of Object.entries(FIGURES)) {
  test(`${name} goes into a link and comes back as it was`, () => {
    const config = valid(given);
    const text = encode(config);
    assert.match(text, /^gp1-[A-Za-z0-9_-]+$/);
    assert.deepEqual(decode(text, description), { config, weights: null, code: null, whole: true });
    assert.equal(encode(decode(text, description).config), text, "the same figure, the same text");
  });
}

test("500 drawn points and a net of 2-8-8-1 fit into less than 2,000 characters, whole address", () => {
  const address = "https://someone.example.org/gradpad/#";
  for (const seed of [1, 2, 3]) {
    const config = valid({
      seed,
      data: drawing(500, 2, seed),
      network: NET,
      training: { learning_rate: 0.1 },
    });
    const text = address + encode(config);
    assert.ok(text.length < 1950, `${text.length} characters`);
  }
});

test("points drawn one class after another are shorter still, and their order is kept", () => {
  const data = drawing(500, 2);
  const mixed = encode(valid({ data }));
  const sorted = encode(valid({ data: { ...data, labels: data.labels.toSorted() } }));
  assert.ok(sorted.length < mixed.length - 70, `${sorted.length} and ${mixed.length}`);
  assert.deepEqual(Object(decode(sorted, description).config.data).points, data.points);
});

test("a default figure is a handful of letters", () => {
  assert.ok(encode(valid({})).length < 20);
});

test("weights come back to the last bit", () => {
  const config = valid({ network: NET });
  const weights = weightsOf([2, 8, 8, 1]);
  assert.deepEqual(decode(encode(config, { weights }), description).weights, weights);
  const bare = valid({ network: { ...NET, biases: false } });
  const noBiases = weights.map(({ W }) => ({ W, b: [] }));
  assert.deepEqual(decode(encode(bare, { weights: noBiases }), description).weights, noBiases);
});

test("weights that do not fit their network are refused", () => {
  const config = valid({ network: NET });
  for (const widths of [
    [2, 8, 8],
    [3, 8, 8, 1],
    [2, 8, 7, 1],
    [2, 8, 8, 1, 1],
  ]) {
    refused(encode(config, { weights: weightsOf(widths) }), "not valid", /weights .* do not fit/);
  }
});

test("code comes as text, and only where it is text", () => {
  const code = { activations: "import os\nos.remove('é')  # ☃\n" };
  const text = encode(valid({}), { code });
  assert.deepEqual(decode(text, description).code, code);
  assert.equal(decode(encode(valid({})), description).code, null);
  for (const bad of [[], "x", { activations: 1 }, { "../x": "" }, { A: "" }]) {
    refused(encode(valid({}), { code: /** @type {any} */ (bad) }), "damaged", /damaged/);
  }
});

test("a link may come with a #, with blanks, and with the end of a sentence", () => {
  const config = valid({ seed: 3 });
  const text = encode(config);
  for (const around of [`#${text}`, ` ${text}\n`, `${text}.`, `#${text})`, `${text}",`]) {
    assert.ok(isLink(around));
    assert.deepEqual(decode(around, description).config, config);
  }
  assert.ok(!isLink("#top") && !isLink(""));
});

test("the configuration that links count from is version 1's, whatever the page's default is by now", () => {
  const other = structuredClone(description);
  other.config.seed = 5;
  other.config.training.learning_rate = 0.5;
  const text = encode(validateConfig(description, {}));
  assert.equal(decode(text, other).config.seed, 0);
  assert.equal(decode(text, other).config.training.learning_rate, 0.03);
});

test("what was said in version 1 is understood for ever", () => {
  // Written down when version 1 was made; if this fails, old links open as other figures.
  assert.deepEqual(decode(GOLDEN, description), {
    config: valid({
      seed: 12,
      data: {
        kind: "points",
        points: [
          [-1.25, 2.5],
          [0.5, -3],
          [4, 4.75],
        ],
        labels: [0, 0, 1],
      },
      network: { layers: [{ units: 3, activation: "relu" }] },
    }),
    weights: null,
    code: null,
    whole: true,
  });
});

const generated = new URL("../../web/generated/description.json", import.meta.url);
test("the engine's own presets go into links", { skip: !existsSync(generated) && "not built yet" }, () => {
  const real = JSON.parse(readFileSync(generated, "utf8"));
  assert.deepEqual(Object.keys(real.config).toSorted(), Object.keys(BASE).toSorted());
  for (const { config } of real.presets) {
    const text = encode(config);
    assert.deepEqual(decode(text, real).config, config);
    assert.ok(text.length < 400, `${text.length}`);
  }
});

test("every kind of damage is told as damage", () => {
  const text = encode(valid({ data: drawing(40, 3) }));
  for (let length = 5; length < text.length; length += 1)
    refused(text.slice(0, length), "damaged", /Copy all/);
  for (let at = 5; at < text.length; at += 1) {
    const letter = text[at] === "A" ? "B" : "A";
    refused(text.slice(0, at) + letter + text.slice(at + 1), "damaged", /damaged/);
  }
  refused("gp1-", "damaged", /damaged/);
  refused("gp1-äöü%20", "damaged", /damaged/);
});

test("what is no link, too long a link, or a newer one is told as that", () => {
  for (const text of ["", "#", "hello", "gp-AAAA", "gp12345-AAAA", "x gp1-AAAA"]) {
    refused(text, "no link", /no link/);
  }
  refused(/** @type {any} */ (null), "too long", /no link/);
  refused(`gp1-${"A".repeat(10 ** 6)}`, "too long", /characters/);
  refused(forged({}, [], 0, "gp2-"), "newer", /newer Gradpad/);
  refused(forged({}, [], 0, "gp0-"), "newer", /newer|older/);
});

test("links that are whole but ask for what can't be had are refused by field", () => {
  for (const [found, path] of /** @type {[unknown, string | null][]} */ ([
    [{ seed: -1 }, "seed"],
    [{ version: 2 }, "version"],
    [{ training: { learning_rate: "1" } }, "training.learning_rate"],
    [{ training: 5 }, "training"],
    [{ network: { layers: [{ units: 10 ** 9 }] } }, "network.layers.0.units"],
    [{ network: { layers: Array(99).fill({}) } }, "network.layers"],
    [{ surprise: 1 }, "surprise"],
    [{ constructor: { prototype: {} } }, "constructor"],
    [{ features: "x1" }, "features"],
    [{ data: { kind: "rm -rf" } }, "data.kind"],
    [{ data: [] }, "data"],
    [{ view: [] }, "view"],
  ])) {
    assert.throws(
      () => decode(forged(found), description),
      (/** @type {any} */ error) =>
        error instanceof LinkError && error.reason === "not valid" && error.path === path,
      JSON.stringify(found),
    );
  }
});

test("forged bytes behind a right check sum are refused", () => {
  const points = { data: { kind: "points", task: "classification", train_share: 1 } };
  const float = (/** @type {number} */ value) => [...new Uint8Array(new Float64Array([value]).buffer)];
  refused(forged([]), "damaged", /damaged/);
  refused(forged({}, [1, 2, 3]), "damaged", /damaged/); // something behind the end
  refused(forged({}, [], 4), "damaged", /damaged/); // a flag that there is none of
  refused(forged(points), "damaged", /damaged/); // no points there
  refused(forged(points, whole(10 ** 9)), "too long", /at most 10000/);
  refused(forged(points, [2, 0, 0]), "damaged", /damaged/);
  refused(forged(points, [255, 255, 255, 255, 255, 255, 255, 255, 255]), "damaged", /damaged/);
  refused(forged(points, [1, 9]), "damaged", /damaged/); // decimals that there are none of
  refused(forged(points, [1, 7, ...float(Number.NaN)]), "damaged", /damaged/);
  refused(forged(points, [1, 7, ...float(1e9), 7, ...float(0), 0, 0, 0, 0]), "not valid", /data.points.0/);
  refused(forged({ data: { ...points.data, points: [[0, 0]] } }, [0, 0, 0, 0, 0]), "damaged", /damaged/);
  refused(forged({}, [], 1), "damaged", /damaged/); // no weights there
  refused(forged({}, [1, ...whole(4000), ...whole(4000), 1], 1), "damaged", /damaged/);
  refused(forged({ view: JSON.parse('{"a":{"__proto__":{"polluted":1}}}') }), "damaged", /damaged/);
  let deep = /** @type {unknown} */ (1);
  for (let i = 0; i < 1000; i += 1) deep = [deep];
  refused(forged({ view: { deep } }), "damaged", /damaged/);
  assert.equal(Object(/** @type {any} */ ({})).polluted, undefined);
});

test("bytes that swell when they are unpacked are stopped", () => {
  const packed = new Array(44_000).fill(128); // each of them stands for a word of 30 letters
  const bytes = [0, ...whole(packed.length), ...packed];
  const sum = crc32(bytes);
  const text = `gp1-${toLetters([...bytes, sum >>> 24, (sum >>> 16) & 255, (sum >>> 8) & 255, sum & 255])}`;
  assert.ok(text.length < MOST_CHARACTERS);
  refused(text, "damaged", /damaged/);
});

test("a figure too large for a link is told where it is made", () => {
  const random = chance(3);
  const points = Array.from({ length: 10_000 }, () => [random(), random()]);
  const config = valid({ data: { kind: "points", points, labels: points.map(() => 0) } });
  assert.throws(() => encode(config), { name: "LinkError", reason: "too long", message: /session file/ });
  assert.ok(encode(valid({ data: drawing(10_000, 6) })).length < MOST_CHARACTERS);
});

test("a thousand spoilt links: refused with a reason or decoded to a valid configuration, and quickly", () => {
  const random = chance(6);
  const pick = (/** @type {number} */ n) => Math.floor(random() * n);
  const seeds = Object.values(FIGURES).map((given) => encode(valid(given)));
  seeds.push(encode(valid({ network: NET }), { weights: weightsOf([2, 8, 8, 1]), code: { losses: "x" } }));
  let [opened, longest] = [0, 0];
  for (let round = 0; round < 1000; round += 1) {
    let text = seeds[pick(seeds.length)];
    if (round % 2 === 0) {
      // Bytes are changed and the check sum is made right again, as somebody with bad intentions would.
      const bytes = [...fromLetters(text.slice(4))].slice(0, -4);
      for (let n = 0; n <= pick(3); n += 1) {
        const [at, way] = [pick(bytes.length), pick(4)];
        if (way === 0) bytes.splice(at, 1 + pick(8));
        else if (way === 1) bytes.splice(at, 0, ...Array.from({ length: 1 + pick(8) }, () => pick(256)));
        else if (way === 2) bytes[at] ^= 1 << pick(8);
        else bytes[at] = pick(256);
      }
      const sum = crc32(bytes);
      text = `gp1-${toLetters([...bytes, sum >>> 24, (sum >>> 16) & 255, (sum >>> 8) & 255, sum & 255])}`;
    } else {
      const [at, length] = [pick(text.length), pick(12)];
      const junk = Array.from({ length: pick(12) }, () =>
        String.fromCharCode(32 + pick(round % 3 ? 95 : 900)),
      );
      text = text.slice(0, at) + junk.join("") + text.slice(at + length);
    }
    const started = performance.now();
    try {
      const { config, weights } = decode(text, description);
      assert.deepEqual(validateConfig(description, config), config);
      assert.ok(weights === null || weights.length === config.network.layers.length + 1);
      opened += 1;
    } catch (error) {
      assert.ok(error instanceof LinkError, `${text}\n${/** @type {any} */ (error).stack}`);
      assert.ok(error.message.length > 20 && error.message.length < 600, error.message);
    }
    longest = Math.max(longest, performance.now() - started);
  }
  assert.ok(opened > 20 && opened < 500, `${opened} could be opened`);
  assert.ok(longest < 1000, `the slowest took ${longest} ms`);
});

test("a link of punctuation alone, as long as any or longer, freezes nothing", () => {
  answers(`
    import { decode } from "./web/share/link.js";
    import { recognise } from "./web/share/file-kinds.js";
    const refused = (text) => {
      try { decode(text, {}); } catch (error) { if (error.name === "LinkError") return; }
      throw new Error("taken");
    };
    // One of them took seven seconds.
    for (let n = 0; n < 50; n += 1) refused("gp1-" + ")".repeat(60_000) + "x");
    for (const letter of [")", " ", "#", "\\n", "gp1-", "/"]) {
      refused(letter.repeat(100_000) + "x");
      recognise(letter.repeat(100_000));
    }
  `);
});

const GOLDEN = "gp1-ABF7rDEyLKEspjF9LIAzgbLefQMC-QGNBIbRqQgC1wSHBuYT0RsAAAABBHpa4rg";

test("a choice that only the link's own code would bring waits for it; without code it is refused", () => {
  const config = structuredClone(valid({ network: NET }));
  config.network.layers[0].activation = "mine";
  const found = decode(encode(config, { code: { activations: "class OwnMine: pass" } }), description);
  assert.equal(found.whole, false);
  assert.equal(found.config.network.layers[0].activation, "tanh");
  assert.throws(() => decode(encode(config), description), /can't be had/);
  assert.equal(decode(encode(valid({}), { code: { losses: "x" } }), description).whole, true);
});
