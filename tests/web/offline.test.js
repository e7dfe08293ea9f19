import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { SiteCopy } from "../../web/offline/site-copy.js";

/** @type {any} */ (globalThis).__SINGLE_FILE__ = false;
const { keepOffline } = await import("../../web/offline/offline.js");

const SCOPE = "https://example.org/pad/";
const FILES = { "page.js": "the figure", "lesson-1.html": "a lesson" };

/** @param {import("node:test").TestContext} t @param {string} name @param {unknown} value */
function put(t, name, value) {
  const before = Object.getOwnPropertyDescriptor(globalThis, name);
  Object.defineProperty(globalThis, name, { configurable: true, value });
  t.after(() => before && Object.defineProperty(globalThis, name, before));
}

/** A page of the site. @param {import("node:test").TestContext} t @param {{ saveData: boolean, registered: boolean }} how */
function page(t, { saveData, registered }) {
  /** @type {string[]} */
  const asked = [];
  const active = { postMessage: (/** @type {string} */ text) => asked.push(text) };
  const registration = { addEventListener: () => {}, active };
  put(t, "navigator", {
    connection: { saveData },
    serviceWorker: {
      getRegistration: async () => (registered ? registration : undefined),
      register: async () => {
        asked.push("register");
        return registration;
      },
      ready: Promise.resolve(registration),
    },
  });
  put(t, "document", {
    querySelector: () => null,
    body: { append: () => {} },
    addEventListener: () => {},
    createTreeWalker: () => ({}),
  });
  return asked;
}

test("a visitor who saves data gets no copy of the site, and one that is there is left as it is", async (t) => {
  const usual = page(t, { saveData: false, registered: false });
  await keepOffline();
  assert.deepEqual(usual, ["register", "look after the copy"]);
  const saving = page(t, { saveData: true, registered: false });
  await keepOffline();
  assert.deepEqual(saving, []);
  const kept = page(t, { saveData: true, registered: true });
  await keepOffline();
  assert.deepEqual(kept, ["register"]);
});

test("a copy that is filled sparingly has what the figure needs, and the rest when it is completed", async (t) => {
  const cache = new Map();
  put(t, "caches", {
    open: async () => ({
      match: async (/** @type {string} */ url) => cache.get(url)?.clone(),
      put: async (/** @type {string} */ url, /** @type {Response} */ response) => cache.set(url, response),
      keys: async () => [...cache.keys()].map((url) => ({ url })),
    }),
    keys: async () => [],
  });
  put(
    t,
    "fetch",
    async (/** @type {string} */ url) =>
      new Response(FILES[/** @type {keyof typeof FILES} */ (url.slice(SCOPE.length))]),
  );
  const hashed = Object.entries(FILES).map(([path, text]) => {
    const hash = createHash("sha256").update(text).digest("hex");
    return /** @type {[string, string]} */ ([path, hash]);
  });
  const copy = new SiteCopy({ version: "1", files: hashed, later: ["lesson-1.html"] }, SCOPE);
  await copy.fill(true);
  assert.deepEqual([...cache.keys()], [`${SCOPE}page.js`]);
  await copy.complete();
  assert.deepEqual([...cache.keys()], [`${SCOPE}page.js`, `${SCOPE}lesson-1.html`]);
});
