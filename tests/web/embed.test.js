import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { changedPaths } from "../../web/config/path.js";
import { validateConfig } from "../../web/config/validate.js";
import { ATTRIBUTE_NAMES, readAttributes } from "../../web/embed/attributes.js";
import { asAttributes } from "../../web/embed/config-attributes.js";
import { estimateHeight } from "../../web/embed/height-estimate.js";
import { METHODS } from "../../web/embed/interface.js";
import { Leases, MOST_PYTHONS } from "../../web/embed/leases.js";
import { Mirror } from "../../web/embed/mirror.js";
import { knownPoints, outline } from "../../web/embed/picture.js";
import { isFromArticle, isFromFrame, isHello, toTravel } from "../../web/embed/protocol.js";
import { fieldsShown, PARTS, partsShown } from "../../web/embed/shown-parts.js";
import { asFrame, asTag, SNIPPETS } from "../../web/embed/snippets.js";
import { decode, encode } from "../../web/share/link.js";

const read = (/** @type {string} */ path) => JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8"));
const description = read("../../web/generated/description.json");
const rules = read("../../web/generated/rules.json");

/** @param {Record<string, string>} given @param {string | null} [inside] @param {any} [by] */
const asked = (given, inside = null, by = rules) => readAttributes(by, (name) => given[name] ?? null, inside);

test("what an article loads checks as the engine's whole description does", () => {
  for (const given of [
    { data: "spiral" },
    { preset: "four_classes" },
    { layers: "8 8", activation: "sine" },
    { data: "?" },
  ]) {
    const [ours, theirs] = [asked(given), asked(given, null, description)];
    assert.deepEqual(ours.config, theirs.config);
    assert.deepEqual(ours.errors.map(String), theirs.errors.map(String));
  }
});

test("attributes make a configuration", () => {
  const { config, errors } = asked({ data: "spiral", layers: "8, 3", activation: "relu" });
  assert.deepEqual(errors, []);
  assert.equal(config?.data.kind, "spiral");
  const relu = "relu";
  assert.deepEqual(config?.network.layers, [
    { units: 8, activation: relu },
    { units: 3, activation: relu },
  ]);
  assert.deepEqual(asked({ layers: "none" }).config?.network.layers, []);
  assert.equal(asked({}).config, null);
  assert.equal(asked({ pace: "slow" }).config?.view.pace, "slow");
  assert.equal(asked({ preset: "spiral_helped" }).config?.view.experiment, "spiral_helped");
});

test("attributes go on top of what stands inside, of an experiment and of a link", () => {
  const inside = asked({ layers: "5" }, '{"seed": 7, "data": {"kind": "xor"}}').config;
  assert.deepEqual([inside?.seed, inside?.data.kind, inside?.network.layers.length], [7, "xor", 1]);
  const link = encode(validateConfig(description, { seed: 12 }));
  assert.equal(asked({ link }).config?.seed, 12);
  assert.equal(asked({ link: `https://example.org/gradpad/#${link}`, data: "moons" }).config?.seed, 12);
  const both = asked({ link, preset: "circle" });
  assert.match(both.errors[0].message, /^The attribute link is .* left out where there is preset/);
});

const WRONG = /** @type {const} */ ([
  ["pace", "quick", /^The attribute pace is "quick"; it must be one of step, slow, watch, full/],
  ["data", "spirl", /^The attribute data is "spirl"; it must be one of circle, /],
  ["preset", "x", /^The attribute preset is "x"; it must be one of circle, /],
  ["layers", "4 1000", /^The attribute layers is "4 1000"; it must be none, or up to 6 numbers/],
  ["layers", "", /^The attribute layers is ""/],
  ["activation", "softmax", /^The attribute activation is "softmax"; it must be one of identity/],
  ["theme", "night", /one of auto, light, dark/],
  ["autoplay", "yes", /one of true, false/],
  ["start", "later", /one of seen, touch/],
  ["height", "1e3", /a whole number of pixels from 80 to 4000/],
  ["height", "-4", /a whole number of pixels/],
  ["show", "plain", /^The attribute show is "plain"; it must be one of data, network, plane/],
  ["show", "controls:colour", /controls: with one of train, step/],
  ["show", "settings:rate", /settings alone/],
  ["hide", "plane:output:x", /^The attribute hide/],
  ["link", "gp1-nonsense", /link/],
]);

test("a wrong attribute is told with its name, its value and what is allowed, and the others count", () => {
  for (const [name, value, message] of WRONG) {
    const { errors, config } = asked({ data: "moons", [name]: value });
    assert.equal(errors.length, 1, name);
    assert.match(errors[0].message, message);
    if (name !== "data") assert.equal(config?.data.kind, "moons");
  }
  assert.equal(asked({ data: "x".repeat(3000) }).errors.length > 0, true);
  assert.match(asked({}, `{"seed": ${"[".repeat(500)}`).errors[0].message, /nested/);
});

test("parts are shown and hidden as the words say", () => {
  const shown = (/** @type {string | null} */ show, /** @type {string | null} */ hide = null) =>
    partsShown(rules, show, hide)?.split(" ") ?? null;
  assert.equal(shown(null), null);
  assert.deepEqual(shown("loss:curve"), ["loss", "loss:curve"]);
  assert.deepEqual(shown("data:sketchpad plane"), [
    "data",
    "data:sketchpad",
    "plane",
    "plane:output",
    "plane:measures",
  ]);
  assert.ok(!shown("network")?.includes("network:settings"));
  assert.ok(shown("network settings")?.includes("network:settings"));
  assert.ok(!shown(null, "loss")?.some((word) => word.startsWith("loss")));
  assert.ok(!shown(null, "controls:speed")?.includes("controls:speed"));
  assert.ok(shown(null, "controls:speed")?.includes("controls:train"));
  assert.ok(!shown("controls:rate,activation")?.includes("controls:bar"));
  const fields = fieldsShown(rules, partsShown(rules, "controls:rate,activation loss", null));
  assert.deepEqual(
    fields.map(({ path }) => path),
    ["training.learning_rate", "network.layers[].activation"],
  );
});

test("the documentation has every attribute and every part, and no others", () => {
  const text = readFileSync(new URL("../../docs/embedding/README.md", import.meta.url), "utf8");
  const rows = (/** @type {string} */ heading) =>
    text
      .split(`## ${heading}\n`)[1]
      .split("\n## ")[0]
      .split("\n")
      .filter((line) => line.startsWith("| `"));
  const words = (/** @type {string} */ cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, word]) => word);
  assert.deepEqual(
    rows("Attributes").map((row) => words(row.split("|")[1])[0]),
    ATTRIBUTE_NAMES,
  );
  assert.deepEqual(
    rows("Parts").map((row) => words(row.split("|")[1])[0]),
    PARTS.map(({ name }) => name),
  );
  for (const [i, row] of rows("Parts").entries()) {
    const items = PARTS[i].items.map(({ name }) => name);
    assert.deepEqual(words(row.split("|")[2]).slice(0, items.length), items);
    const { errors } = asked({ show: `${PARTS[i].name}:${words(row.split("|")[2]).join(",")}` });
    assert.deepEqual(items.length > 0 ? errors : [], []);
  }
});

test("there is a picture of every data set and of a drawing before anything is loaded", () => {
  for (const { name } of rules.registries.datasets) {
    const config = validateConfig(rules, { data: { kind: name } });
    assert.match(outline(config, rules), /^M[\d.]+ [\d.]+[A-Z]/, name);
    assert.equal(knownPoints(config, rules).labels.length * 2, knownPoints(config, rules).points.length);
  }
  const drawn = validateConfig(rules, { data: { kind: "points", points: [[0, 0]], labels: [1] } });
  assert.equal(outline(drawn, rules).split("M").length, 2);
  assert.equal(outline(validateConfig(rules, { data: { kind: "points" } }), rules), "");
});

test("room is kept for every choice of parts, and never none", () => {
  for (const width of [200, 600, 1400]) {
    for (const { name } of PARTS) assert.ok(estimateHeight(partsShown(rules, name, null), width) > 20);
    assert.ok(estimateHeight(null, width) > 800);
  }
});

/** A small generator with a fixed seed, so that a failure can be found again. */
function random(seed = 1) {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const NASTY = [
  "</script>",
  "<script>alert(1)</script>",
  "<!--",
  "-->",
  '"',
  "'",
  "`",
  "&quot;",
  "```",
  "\\",
  "$".concat("{x}"),
  "{{ x }}",
  "\n\n",
  "\u2028",
  "\u0000",
  "]]>",
  "😀",
  "\ud800",
  "%22",
  "onload=",
  "</grad-pad>",
];

test("nothing in a configuration gets out of the text that is copied", () => {
  const next = random(5);
  const pick = (/** @type {readonly any[]} */ list) => list[Math.floor(next() * list.length)];
  for (let run = 0; run < 300; run += 1) {
    const nasty = Array.from({ length: 4 }, () => pick(NASTY)).join("");
    const config = validateConfig(description, {
      seed: Math.floor(next() * 1e6),
      features: ["x1", { formula: nasty }],
      data: pick([{ kind: "spiral" }, { kind: "formula", formula: nasty }]),
      view: { note: nasty, [nasty]: 1 },
    });
    const figure = {
      config,
      show: pick([null, "plane loss:curve"]),
      theme: "dark",
      autoplay: next() < 0.5,
      start: pick(/** @type {const} */ (["seen", "touch"])),
      height: 300,
    };
    const where = { site: "https://example.org/gradpad/", script: '<script src="x"></script>', description };
    const tag = asTag(figure, where);
    const own = tag.slice(where.script.length + 1);
    const inside =
      /^<grad-pad[^<>]*>(?:<script type="application\/json">([^<>]*)<\/script>)?<\/grad-pad>$/.exec(own);
    assert.ok(inside, own);
    const link = / link="([^"]*)"/.exec(own);
    const back = link
      ? decode(link[1], description).config
      : validateConfig(description, JSON.parse(inside[1] ?? "{}"));
    assert.deepEqual(back, JSON.parse(JSON.stringify(config)));
    assert.match(asFrame(figure, where), /^<iframe( [a-z]+="[^"<>]*")+><\/iframe>$/);
    for (const { name, write } of SNIPPETS) {
      const text = write(figure, where);
      const scripts = ["tag", "markdown"].includes(name) ? (link ? 1 : 2) : 0;
      assert.equal((text.match(/<script/g) ?? []).length, scripts, text);
      const empty = ["sphinx", "myst", "notebook"].includes(name) ? 1 : 0; // before what stands inside
      assert.equal(text.split(/\n\s*\n/).length - 1, empty, text);
    }
  }
});

test("a configuration is written as attributes where they say all of it, and else not at all", () => {
  const presets = description.presets.map((/** @type {any} */ preset) => preset.config);
  const named = description.presets.map((/** @type {any} */ { name, config }) => ({
    ...config,
    view: { ...config.view, experiment: name },
  }));
  const usual = [{}, { data: { kind: "moons" }, seed: 3 }, { network: { layers: [] } }, { features: ["x2"] }];
  let written = 0;
  for (const each of [...usual, ...presets, ...named]) {
    const config = validateConfig(description, each);
    const attributes = asAttributes(config, description);
    if (!attributes) continue;
    written += 1;
    const { config: back, errors } = asked(Object.fromEntries(attributes), null, description);
    assert.deepEqual(errors, []);
    assert.deepEqual(changedPaths(back ?? description.config, config), []);
  }
  assert.ok(written >= usual.length + named.length, `${written}`);
  for (const each of [{ training: { optimizer: "adam" } }, { features: [{ formula: "x1 x2" }] }]) {
    assert.equal(asAttributes(validateConfig(description, each), description), null);
  }
});

test("a thousand messages that are none are refused, and none throws", () => {
  const next = random(11);
  const pick = (/** @type {readonly any[]} */ list) => list[Math.floor(next() * list.length)];
  const values = [
    null,
    undefined,
    0,
    -1,
    1e99,
    Number.NaN,
    "",
    "x".repeat(1e5),
    [],
    {},
    [[]],
    true,
    () => {},
    Symbol.iterator,
    new Map(),
    "call",
    "__proto__",
    "constructor",
  ];
  const junk = () =>
    Object.fromEntries(
      Array.from({ length: 4 }, () => [
        pick([
          "type",
          "id",
          "method",
          "args",
          "look",
          "config",
          "height",
          "name",
          "set",
          "whole",
          "failure",
          "link",
        ]),
        pick(values),
      ]),
    );
  let kept = 0;
  for (let run = 0; run < 1000; run += 1) {
    const message = pick([
      junk(),
      {
        ...junk(),
        type: pick([
          "start",
          "look",
          "set",
          "call",
          "lease",
          "event",
          "answer",
          "height",
          "python",
          "constructor",
        ]),
      },
      pick(values),
    ]);
    if (isFromArticle(message)) kept += 1;
    if (isFromFrame(message)) kept += 1;
    assert.ok(!isHello(message));
  }
  assert.equal(kept, 0);
  for (const method of METHODS) assert.ok(isFromArticle({ type: "call", id: 0, method, args: [] }));
  for (const method of ["remove", "innerHTML", "complain", "__proto__", "constructor", "addEventListener"])
    assert.ok(!isFromArticle({ type: "call", id: 0, method, args: [] }));
  const failure = toTravel(Object.assign(new TypeError("x".repeat(1e6)), { path: "a.b" }));
  assert.ok(isFromFrame({ type: "answer", id: 3, result: null, failure }));
  assert.equal(failure.path, "a.b");
});

test("figures that cannot share take turns, and whoever was used least lately makes room", () => {
  /** @type {string[]} */
  const told = [];
  const holder = (/** @type {string} */ name) => ({
    grant: () => told.push(`${name}+`),
    revoke: () => told.push(`${name}-`),
  });
  const [a, b, c] = ["a", "b", "c"].map(holder);
  const leases = new Leases();
  for (const each of [a, b, c]) leases.want(each);
  assert.deepEqual(told, ["a+"]); // the others wait until it is known what became of the first
  leases.tell(a, true);
  leases.tell(b, true);
  leases.touch(a);
  leases.tell(c, true);
  assert.deepEqual(told, ["a+", "b+", "c+", "b-"]);
  leases.tell(b, false);
  leases.drop(a);
  leases.want(b);
  leases.tell(b, false); // it shares
  leases.want(a);
  leases.tell(a, true);
  assert.deepEqual(told.slice(4), ["b+", "a+"]);
  assert.equal(MOST_PYTHONS, 2);
});

test("an article's copy of the numbers grows as the figure's own do", () => {
  const mirror = new Mirror(description.config);
  const rows = (/** @type {number[]} */ ...epochs) => ({
    epoch: epochs,
    data_loss: epochs,
    test_loss: epochs,
    penalty: epochs,
  });
  const event = (/** @type {any} */ detail, whole = false) =>
    mirror.take({ type: "event", name: "snapshot", detail, set: 0, whole }, false);
  event({ step: 0, curve: rows(0), rows: rows(0) }, true);
  event({ step: 1, curve: rows(1) });
  assert.deepEqual(mirror.snapshot?.curve.epoch, [0, 1]);
  const told = /** @type {any} */ (event({ step: 0, curve: rows(0), rows: rows(0) }, true));
  assert.deepEqual(mirror.snapshot?.curve.epoch, [0]);
  assert.ok(!("rows" in told) && !("rows" in /** @type {any} */ (mirror.snapshot)));
  mirror.take({ type: "event", name: "change", detail: { config: { seed: 3 } }, set: 0, whole: false }, true);
  assert.equal(mirror.config.seed, 0);
});

test("a thousand attributes of any kind make a configuration that is whole, or are refused in words", () => {
  let state = 20261130;
  const chance = (/** @type {number} */ n) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
  const pieces = [
    ...[
      "spiral",
      "8",
      "8 3",
      ",",
      "-1",
      "1e999",
      "NaN",
      "0x10",
      "{",
      "[".repeat(3000),
      '{"seed": 4}',
      "__proto__",
    ],
    ...[
      "constructor",
      "<img src=x onerror=alert(1)>",
      "javascript:alert(1)",
      "\u202e",
      "9".repeat(400),
      "gp1-AAAA",
    ],
    ...["x".repeat(100_000), "relu", "adam", "x1 x2", "sin(x1)", "0,5", "\0"],
  ];
  for (let round = 0; round < 1000; round += 1) {
    /** @type {Record<string, string>} */
    const given = {};
    for (let count = 1 + chance(3); count > 0; count -= 1) {
      const name = /** @type {string} */ (ATTRIBUTE_NAMES[chance(ATTRIBUTE_NAMES.length)]);
      given[name] = Array.from({ length: 1 + chance(2) }, () => pieces[chance(pieces.length)]).join(" ");
    }
    const { config, errors } = asked(given, chance(4) === 0 ? (pieces[chance(pieces.length)] ?? null) : null);
    if (config) validateConfig(description, config);
    for (const error of errors)
      assert.ok(error.message.length > 10 && error.message.length < 2000, String(error));
  }
  assert.equal(/** @type {any} */ ({}).seed, undefined);
});
