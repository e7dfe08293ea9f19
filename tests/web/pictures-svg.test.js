import assert from "node:assert/strict";
import { test } from "node:test";
import { networkSvg } from "../../web/network/network-svg.js";
import { outputSvg } from "../../web/output/output-svg.js";
import { runSvg } from "../../web/output/run-svg.js";
import { css, mix, rampTable, signedTable, stepTable } from "../../web/ui/colours.js";
import { coarse, PathText, raster, safe } from "../../web/ui/svg.js";
import { numbers } from "./fixtures/state.js";
import { description } from "./support/full-description.js";

/** @type {[number, number, number][]} */
const CLASSES = [
  [213, 94, 0],
  [0, 114, 178],
  [0, 143, 104],
  [184, 98, 154],
  [29, 28, 26],
  [179, 134, 0],
];
const middle = /** @type {[number, number, number]} */ ([246, 244, 238]);

/** @type {import("../../web/ui/theme.js").Theme} */
const theme = {
  line: { paper: "#fff", ink: "#111", soft: "#555", faint: "#666", rule: "#ddd", grid: "#ccc", edge: "#888" },
  classes: CLASSES.map(css),
  signs: { negative: "#8246af", positive: "#647a00" },
  weights: signedTable([130, 70, 175], [255, 255, 255], [100, 122, 0]),
  signed: signedTable([195, 163, 221], middle, [188, 203, 115]),
  output: signedTable([243, 174, 116], middle, [127, 185, 224]),
  loss: rampTable(middle, [85, 82, 75]),
  halves: stepTable([243, 174, 116], middle, [127, 185, 224]),
  ramps: CLASSES.map((colour) => rampTable(middle, mix(middle, colour, 0.75))),
  value: (value) => (value < 0 ? "#a00" : "#00a"),
};

/** @param {any} [changes] @returns {any} */
function stateOf({ outputs = 1, features = ["x1", "x2"], task = "classification" } = {}) {
  const { weights, maps } = numbers(["x1", "x2"], [4, 2], outputs, 3);
  return {
    config: { ...description.config, features },
    description,
    data: {
      task,
      classes: 3,
      points: Float64Array.of(-6, -6, 0, 0, 6, 6, 3, -3),
      labels: Float64Array.of(0, 1, 2, task === "regression" ? -0.5 : 1),
      is_test: Uint8Array.of(0, 1, 0, 0),
    },
    snapshot: { weights },
    maps,
  };
}

/** A small reader of XML: it throws where tags do not match or a character stands where it may not. @param {string} text */
function elements(text) {
  const found = [];
  const open = [];
  let at = 0;
  for (const tag of text.matchAll(/<(\/?)([a-z]+)((?: [A-Za-z-:]+="[^"<]*")*)(\/?)>/g)) {
    assert.doesNotMatch(text.slice(at, tag.index), /[<>]/);
    at = /** @type {number} */ (tag.index) + tag[0].length;
    const [, closing, name, attributes, empty] = tag;
    if (closing) assert.equal(open.pop(), name);
    else {
      found.push({
        name,
        ...Object.fromEntries([...attributes.matchAll(/ ([^=]+)="([^"]*)"/g)].map(([, k, v]) => [k, v])),
      });
      if (!empty) open.push(name);
    }
  }
  assert.equal(text.slice(at).trim(), "");
  assert.deepEqual(open, []);
  assert.doesNotMatch(text.replace(/&#\d+;/g, ""), /&/);
  return /** @type {Record<string, string>[]} */ (found);
}

const ALLOWED = ["svg", "title", "rect", "g", "path", "circle", "text"];

/** @param {string} text */
function assertHarmless(text) {
  const all = elements(text);
  for (const element of all) {
    assert.ok(ALLOWED.includes(element.name), element.name);
    for (const [key, value] of Object.entries(element)) {
      assert.doesNotMatch(key, /^on|href|style/);
      assert.doesNotMatch(value, /NaN|undefined|null|Infinity|javascript/, `${key}="${value}"`);
    }
  }
  return all;
}

test("the plane is a picture with the output, the axes and every point in its shape", () => {
  const text = outputSvg(stateOf(), theme, { side: 480 });
  const all = assertHarmless(text);
  assert.deepEqual([all[0].width, all[0].height, all[0].viewBox], ["480", "480", "0 0 480 480"]);
  assert.ok(
    all.filter(({ fill }) => fill?.startsWith("#") && fill.length === 7).length > 8,
    "shades of the output",
  );
  const strokes = all.filter((element) => element["stroke-linejoin"] === "round");
  assert.equal(strokes.length, 4); // classes 0, 1 and 2, and a hollow one
  assert.equal(strokes.filter(({ fill }) => fill === theme.line.paper).length, 1);
  assert.ok(text.length < 120_000, `${text.length} characters`);
  const few = assertHarmless(outputSvg(stateOf(), theme, { tests: false }));
  assert.equal(few.filter((element) => element["stroke-linejoin"]).length, 3);
});

test("the plane of many classes, of values, and before there is a network", () => {
  assertHarmless(outputSvg(stateOf({ outputs: 3 }), theme));
  assertHarmless(outputSvg(stateOf({ outputs: 3 }), theme, { halves: true }));
  const values = assertHarmless(outputSvg(stateOf({ task: "regression" }), theme, { halves: true }));
  assert.ok(values.some(({ fill }) => fill === "#a00"));
  const bare = { ...stateOf(), maps: null, snapshot: null };
  assert.ok(!outputSvg(bare, theme).includes("crispEdges"));
});

test("the network is a picture with every unit, link and bias", () => {
  const text = networkSvg(stateOf(), theme);
  const all = assertHarmless(text);
  assert.equal(all.filter(({ name }) => name === "circle").length, 4 + 2 + 1);
  assert.equal(all.filter(({ name, fill }) => name === "rect" && fill === "none").length, 2 + 4 + 2 + 1);
  const curves = all.filter(({ d }) => d?.includes("C")).map(({ d }) => d.split("C").length - 1);
  assert.equal(
    curves.reduce((sum, n) => sum + n, 0),
    2 * 4 + 4 * 2 + 2 * 1,
  );
  assert.match(text, />A network of 2-4-2-1 units</);
  assert.match(text, /text-anchor="end">x2</);
  assertHarmless(networkSvg({ ...stateOf(), maps: null, snapshot: null }, theme));
});

test("many units are tiles, and the weights beside them one raster that lies where it belongs", () => {
  const { weights, maps } = numbers(["x1", "x2"], [30, 3], 1, 3);
  const state = stateOf();
  const layers = [
    { units: 30, activation: "tanh" },
    { units: 3, activation: "tanh" },
  ];
  const config = { ...state.config, network: { ...state.config.network, layers } };
  const svg = networkSvg({ ...state, config, snapshot: { weights }, maps }, theme);
  const all = elements(svg);
  assert.equal(all.filter(({ name }) => name === "rect").length, 1 + 2 + (2 + 30 + 3 + 1) * 2);
  const lines = all.filter(({ name, fill }) => name === "path" && fill === "none");
  assert.ok(lines.length > 0 && lines.length <= 3, "lines only from the last three units to the output");
  assert.match(svg, /<g transform="translate\([\d. ]+\) scale\([\d.]+ [\d.]+\)"/);
});

test("words from outside stay words", () => {
  const formula = '"><script>alert(1)</script>';
  const text = networkSvg(stateOf({ features: ["x1", { formula }] }), theme);
  assertHarmless(text);
  assert.doesNotMatch(text, /<script/);
  const bad = { ...theme, line: { ...theme.line, paper: '"/><script>' } };
  assertHarmless(outputSvg(stateOf(), bad));
  assert.equal(safe("\u0000a\ud800<&\"'b😀"), "a&#60;&#38;&#34;&#39;b😀");
});

test("numbers that are none do not break the picture", () => {
  const state = stateOf();
  state.snapshot.weights[0].W[0][0] = Number.NaN;
  state.snapshot.weights[0].b[0] = Number.POSITIVE_INFINITY;
  state.maps.values.fill(Number.NaN);
  state.data.points[0] = Number.NaN;
  assertHarmless(networkSvg(state, theme));
  assertHarmless(outputSvg(state, theme));
});

test("a map becomes runs of equal colour that cover it exactly", () => {
  const pixels = Uint32Array.of(1, 1, 2, 2, 2, 2, 1, 2, 1);
  const text = raster(pixels, 3, { x: 0, y: 0, size: 30 });
  assert.match(text, /scale\(10\)/);
  assert.match(text, /d="M0 0h2v1h-2zM0 2h1v1h-1zM2 2h1v1h-1z"/);
  assert.match(text, /d="M2 0h1v1h-1zM0 1h3v1h-3zM1 2h1v1h-1z"/);
  assert.equal(new Set(coarse(theme.signed, 12)).size, 12);
  const path = new PathText();
  path.arc(5, 5, 2);
  assert.equal(path.d, "M7 5A2 2 0 1 1 3 5A2 2 0 1 1 7 5");
});

test("a run is eight outputs in two rows, each with its epoch and its loss", () => {
  const state = stateOf();
  const stills = Array.from({ length: 8 }, (_, i) => ({
    snapshot: /** @type {any} */ ({ epoch: 1000 * i, data_loss: 1 / (1 + i) }),
    maps: state.maps,
  }));
  const text = runSvg(state, theme, stills);
  const pictures = [...text.matchAll(/<svg x="([\d.]+)" y="([\d.]+)"/g)].map(([, x, y]) => [
    Number(x),
    Number(y),
  ]);
  assert.equal(pictures.length, 8);
  assert.equal(new Set(pictures.map(([x]) => x)).size, 4);
  assert.equal(new Set(pictures.map(([, y]) => y)).size, 2);
  assert.deepEqual(
    [...text.matchAll(/<text[^>]*>([^<]*)</g)].map(([, said]) => said).filter((_, i) => i === 0 || i === 7),
    ["Epoch 0, loss 1.0000", "Epoch 7,000, loss 0.1250"],
  );
  assert.ok(elements(text).length > 8 * 3);
  assert.equal(runSvg(state, theme, stills.slice(0, 2)).match(/<svg x=/g)?.length, 2);
});
