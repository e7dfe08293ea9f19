// A choice that the engine has and the page has never heard of: menus, checks, links and small files take it from the
// description alone, with the number that it has of its own.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { withKnownChoices } from "../../web/config/unknown-choices.js";
import { validateConfig } from "../../web/config/validate.js";
import { decode, encode } from "../../web/share/link.js";
import { matters } from "../../web/training/settings.js";

/** @typedef {import("../../web/engine/types").Description} Description */

/** @returns {Description} */
const shipped = () =>
  JSON.parse(readFileSync(new URL("../../web/generated/description.json", import.meta.url), "utf8"));

const SMOOTHING = {
  path: "training.smoothing",
  type: /** @type {const} */ ("number"),
  label: "Smoothing",
  help: "How much is kept.",
  default: 0.8,
  minimum: 0,
  maximum: 0.999,
  exclusive_minimum: false,
  live: true,
};

/** The description of an engine to which somebody has added an optimizer, as tests/engine/test_one_file.py does. */
function grown() {
  const description = shipped();
  description.registries.optimizers.push({
    name: "averaged",
    label: "averaged gradient",
    help: "Follows a mean.",
    uses: ["smoothing"],
  });
  description.registries.activations.push({ name: "bump", label: "bump", help: "A hill.", hidden: true });
  description.registries.datasets.push({
    name: "stripes",
    label: "Stripes",
    help: "In turn.",
    task: "classification",
    default_count: 500,
    default_train_share: 0.5,
  });
  description.fields.push(SMOOTHING);
  description.config.training.smoothing = 0.8;
  return description;
}

const CHOSEN = {
  data: { kind: "stripes", count: 80 },
  network: { layers: [{ units: 3, activation: "bump" }] },
  training: { optimizer: "averaged", smoothing: 0.7 },
};

test("its number is filled in, checked, and refused in the engine's words", () => {
  const description = grown();
  assert.equal(validateConfig(description, {}).training.smoothing, 0.8);
  assert.equal(validateConfig(description, CHOSEN).training.smoothing, 0.7);
  assert.throws(() => validateConfig(description, { training: { smoothing: 1.5 } }), {
    message: "training.smoothing is 1.5; it must be a number from 0 to 0.999.",
  });
  assert.throws(() => validateConfig(shipped(), CHOSEN), /data\.kind is "stripes"/);
});

test("its field is shown while it is chosen, and with no other", () => {
  const description = grown();
  const config = validateConfig(description, CHOSEN);
  assert.ok(matters(SMOOTHING, config, description));
  const other = validateConfig(description, { training: { optimizer: "adam" } });
  assert.ok(!matters(SMOOTHING, other, description));
});

test("a link carries it, and says what is missing where it is not known", () => {
  const description = grown();
  const config = validateConfig(description, CHOSEN);
  const link = encode(config);
  assert.deepEqual(decode(link, description).config, config);
  assert.throws(() => decode(link, shipped()), /can't be had: data\.kind is "stripes"/);
});

test("where it is known no more, the rest of the configuration stays", () => {
  const config = validateConfig(grown(), { ...CHOSEN, seed: 7 });
  const found = withKnownChoices(config, shipped());
  assert.equal(found.whole, false);
  assert.equal(found.config.seed, 7);
  assert.equal(found.config.training.optimizer, "sgd");
  assert.ok(!Object.hasOwn(found.config.training, "smoothing"));
  assert.throws(() => withKnownChoices({ training: { momentum: 5 } }, shipped()), /training\.momentum is 5/);
});
