import assert from "node:assert/strict";
import { test } from "node:test";
import { initialState } from "../../web/app/initial-state.js";
import { Persistence } from "../../web/app/persistence.js";
import { otherNotice } from "../../web/state/other-figure.js";
import { emptyCurve } from "../../web/training/learning-curve.js";
import { description } from "./support/description.js";

const KEY = "gradpad:main";

/** One of a browser's stores. @param {{ refuses?: string }} browser */
function store(browser) {
  /** @type {Map<string, string>} */
  const map = new Map();
  const guarded = (/** @type {any} */ act) => {
    if (browser.refuses === "SecurityError") throw new DOMException("no", "SecurityError");
    return act();
  };
  return {
    getItem: (/** @type {string} */ key) => guarded(() => map.get(key) ?? null),
    removeItem: (/** @type {string} */ key) => guarded(() => void map.delete(key)),
    setItem: (/** @type {string} */ key, /** @type {string} */ value) => {
      if (browser.refuses) throw new DOMException("no", browser.refuses);
      map.set(key, value);
    },
  };
}

/**
 * A browser whose tabs share what it keeps; each tab has something of its own, which a reload leaves.
 * @param {import("node:test").TestContext} t
 */
function browser(t) {
  t.mock.timers.enable({ apis: ["setTimeout", "Date"], now: 1_000_000 });
  /** @type {{ refuses?: string }} */
  const settings = {};
  const stores = /** @type {Record<string, any>} */ ({ localStorage: store(settings) });
  for (const name of ["localStorage", "sessionStorage"]) {
    const before = Object.getOwnPropertyDescriptor(globalThis, name);
    Object.defineProperty(globalThis, name, { configurable: true, get: () => stores[name] });
    t.after(() => before && Object.defineProperty(globalThis, name, before));
  }
  globalThis.requestAnimationFrame ??= /** @type {any} */ (() => 0); // nothing is painted here
  globalThis.cancelAnimationFrame ??= () => {};
  return {
    settings,
    /** What the next visit would begin with. */
    kept: () => JSON.parse(stores.localStorage.getItem(KEY) ?? "null"),
    erase: () => stores.localStorage.removeItem(KEY),
    /** @param {any} [session] of a tab that is loaded again */
    tab: (session = store(settings)) => {
      stores.sessionStorage = session;
      return open(session, (/** @type {() => void} */ act) => {
        stores.sessionStorage = session;
        act();
      });
    },
  };
}

/** @param {any} session @param {(act: () => void) => void} within */
function open(session, within) {
  const boot = /** @type {const} */ ({ phase: "ready", message: "", loaded: 0, total: 0 });
  const rest = { boot, curve: emptyCurve() };
  /** @type {import("../../web/app/state-types").State} */
  let state = initialState(description, description.config, rest);
  const persistence = new Persistence({
    name: () => "main",
    state: () => state,
    patch: (patch) => put(patch),
  });
  const put = (/** @type {any} */ patch) =>
    within(() => {
      const before = state;
      state = { ...state, ...patch };
      persistence.follow(before, state);
    });
  const recalled = persistence.recall(description);
  if (recalled) state = { ...state, ...recalled };
  const seeded = (/** @type {number} */ seed) => ({ ...state.config, seed });
  return {
    session,
    recalled,
    put,
    get state() {
      return state;
    },
    /** The visitor changes the figure, here its seed. */
    choose: (/** @type {number} */ seed) => put({ config: seeded(seed) }),
    /** A link takes the place of the figure. */
    visit: (/** @type {number} */ seed) => {
      const config = seeded(seed);
      put({
        config,
        guest: { config, link: `#gp1-${seed}` },
        other: { why: "link", config: state.config },
      });
    },
    close: () => within(persistence.leave),
    hear: (/** @type {any} */ event) => within(() => persistence.hear(event)),
  };
}

test("a tab in which nothing was changed overwrites nothing when it is closed", (t) => {
  const { kept, tab } = browser(t);
  const [a, b] = [tab(), tab()];
  a.close();
  assert.equal(kept(), null);
  b.choose(4);
  b.close();
  assert.equal(kept().config.seed, 4);
  a.close();
  assert.equal(kept().config.seed, 4);
});

test("what was kept already is not kept again over what another tab has kept since", (t) => {
  const { kept, tab } = browser(t);
  const [a, b] = [tab(), tab()];
  a.choose(1);
  t.mock.timers.tick(1000);
  assert.equal(kept().config.seed, 1);
  b.choose(2);
  b.close();
  a.close();
  assert.equal(kept().config.seed, 2);
});

test("a tool that is taken in one tab leaves what another has drawn since", (t) => {
  const { kept, tab } = browser(t);
  const a = tab();
  a.choose(1);
  a.close();
  const b = tab();
  b.choose(2);
  b.close();
  a.put({ tool: "line" });
  a.close();
  assert.equal(kept().config.seed, 2);
  assert.equal(kept().tool, "line");
});

test("what was drawn earlier and is kept late does not replace what was drawn later", (t) => {
  const { kept, tab } = browser(t);
  const [a, b] = [tab(), tab()];
  a.choose(1);
  t.mock.timers.tick(100);
  b.choose(2);
  b.close();
  t.mock.timers.tick(1000); // only now the first tab comes to keep what it has
  assert.equal(kept().config.seed, 2);
});

test("a tab that is loaded again shows its own figure, and tells of a later one", (t) => {
  const { kept, tab } = browser(t);
  const a = tab();
  a.choose(1);
  t.mock.timers.tick(1000);
  const b = tab();
  assert.equal(b.recalled?.config.seed, 1);
  b.choose(2);
  b.close();
  const again = tab(a.session);
  assert.equal(again.recalled?.config.seed, 1);
  assert.equal(again.recalled?.other?.why, "tab");
  assert.equal(/** @type {any} */ (again.recalled)?.other.config.seed, 2);
  again.close();
  assert.equal(kept().config.seed, 2, "what was drawn last is what the next visit begins with");
  const untouched = tab();
  assert.equal(untouched.recalled?.config.seed, 2);
  assert.equal(untouched.recalled?.other, undefined);
});

test("whoever draws over what another tab has kept can go back to that", async (t) => {
  const { kept, tab } = browser(t);
  const [a, b] = [tab(), tab()];
  a.choose(1);
  t.mock.timers.tick(1000);
  b.choose(2);
  b.close();
  a.choose(3);
  a.close();
  await null;
  assert.equal(kept().config.seed, 3);
  assert.equal(kept().other.config.seed, 2);
  assert.equal(/** @type {any} */ (a.state.other).config.seed, 2);
  assert.equal(/** @type {any} */ (b.state.other).config.seed, 1, "the second tab had drawn over the first");
});

test("what a link opened is not kept until it is changed", (t) => {
  const { kept, tab } = browser(t);
  const a = tab();
  a.choose(1);
  a.visit(5);
  t.mock.timers.tick(1000);
  assert.equal(kept().config.seed, 1, "what waited to be kept is the visitor's own");
  assert.match(String(otherNotice(a.state)?.keep), /Keep this one/);
  a.close();
  assert.equal(kept().config.seed, 1);
  const again = tab(a.session);
  assert.equal(again.recalled?.config.seed, 1);
  assert.equal(again.recalled?.link, "#gp1-5", "the tab itself opens the link again");
  a.put({ config: { ...a.state.config, seed: 6 } });
  assert.equal(otherNotice(a.state)?.keep, null);
  a.close();
  assert.equal(kept().config.seed, 6);
  assert.equal(kept().other.config.seed, 1, "the way back is there at the next visit too");
  assert.equal(tab(a.session).recalled?.link, undefined);
});

test("what a link opened is kept once it is adopted, and not before", (t) => {
  const { kept, tab } = browser(t);
  const a = tab();
  a.visit(5);
  a.put({ tool: "line" });
  a.close();
  assert.equal(kept()?.config?.seed ?? null, null);
  a.put({ guest: null });
  a.close();
  assert.equal(kept().config.seed, 5);
});

test("what was erased in another tab is not written back", (t) => {
  const { kept, tab, erase } = browser(t);
  const a = tab();
  a.choose(1);
  a.close();
  const b = tab();
  b.choose(2);
  erase();
  b.close();
  assert.equal(kept(), null);
  b.choose(3);
  t.mock.timers.tick(1000);
  assert.equal(kept(), null);
  assert.match(String(b.state.notice?.message), /erased in another tab/);
  a.hear({ key: KEY, newValue: null, storageArea: globalThis.localStorage });
  a.choose(4);
  a.close();
  assert.equal(kept(), null);
  assert.equal(tab(a.session).recalled, null, "nor from what the tab itself had");
});

for (const [name, says] of [
  ["QuotaExceededError", /no room left/],
  ["SecurityError", /does not let the page keep anything/],
])
  test(`where nothing can be kept (${name}), that is said once, and stays to be read`, (t) => {
    const { settings, kept, tab } = browser(t);
    settings.refuses = String(name);
    const a = tab();
    a.choose(1);
    t.mock.timers.tick(1000);
    assert.match(String(a.state.notice?.message), /** @type {RegExp} */ (says));
    assert.equal(a.state.notice?.lasting, true);
    a.put({ notice: null });
    a.choose(2);
    t.mock.timers.tick(1000);
    assert.equal(a.state.notice, null);
    settings.refuses = undefined;
    a.choose(3);
    a.close();
    assert.equal(kept().config.seed, 3, "as soon as there is room it is kept");
  });

test("a tab whose browser is full shows its figure again when it is loaded again", (t) => {
  const { settings, tab } = browser(t);
  const { setItem } = globalThis.localStorage;
  settings.refuses = undefined;
  globalThis.localStorage.setItem = () => {
    throw new DOMException("no", "QuotaExceededError");
  };
  const a = tab();
  a.choose(7);
  a.close();
  globalThis.localStorage.setItem = setItem;
  assert.equal(tab(a.session).recalled?.config.seed, 7);
});

test("a figure that was never drawn to the end is not taken up again unasked, nor lost", (t) => {
  const { tab } = browser(t);
  const a = tab();
  a.choose(1);
  a.put({ config: { ...a.state.config, network: { ...a.state.config.network, biases: false } } });
  t.mock.timers.tick(600); // kept; the three frames have not come
  const again = tab(a.session);
  assert.equal(again.recalled?.config.seed, 0);
  assert.equal(again.recalled?.other?.why, "froze");
  assert.equal(/** @type {any} */ (again.recalled)?.other.config.network.biases, false);
  const young = tab();
  assert.equal(young.recalled?.config.seed, 1, "in another tab it may be on its way just now");
});

test("a figure that froze is offered until something else is drawn, and then beside that", (t) => {
  const { kept, tab } = browser(t);
  const a = tab();
  a.choose(1);
  a.put({ config: { ...a.state.config, network: { ...a.state.config.network, biases: false } } });
  t.mock.timers.tick(600);
  for (let visit = 0; visit < 2; visit += 1) {
    const later = tab(a.session);
    assert.equal(later.recalled?.other?.why, "froze");
    later.put({ snapshot: {} });
    later.close();
  }
  const last = tab(a.session);
  last.choose(8);
  last.put({ other: last.state.other && { ...last.state.other } });
  last.close();
  assert.equal(kept().config.seed, 8);
  assert.equal(kept().other.config.seed, 1);
  assert.equal(tab(last.session).recalled?.config.seed, 8);
});

/** One store of IndexedDB, as far as kept runs need it. @param {import("node:test").TestContext} t */
function database(t) {
  /** @type {Map<string, any>} */
  const kept = new Map();
  const soon = (/** @type {any} */ result) => {
    const request = /** @type {any} */ ({ result });
    queueMicrotask(() => request.onsuccess?.());
    return request;
  };
  const store = () => {
    const transaction = /** @type {any} */ ({});
    const get = (/** @type {string} */ key) => soon(kept.get(key));
    const put = (/** @type {any} */ value, /** @type {string} */ key) => {
      kept.set(key, value);
      queueMicrotask(() => transaction.oncomplete());
    };
    return { transaction, get, put };
  };
  const open = () => soon({ transaction: () => ({ objectStore: store }) });
  Object.defineProperty(globalThis, "indexedDB", { configurable: true, value: { open } });
  t.after(() => Reflect.deleteProperty(globalThis, "indexedDB"));
}

test("whoever keeps a run asks the browser not to make room with it, and no one else does", async (t) => {
  database(t);
  let asked = 0;
  const persist = async () => Boolean(++asked);
  const before = Object.getOwnPropertyDescriptor(globalThis, "navigator");
  Object.defineProperty(globalThis, "navigator", { configurable: true, value: { storage: { persist } } });
  t.after(() => before && Object.defineProperty(globalThis, "navigator", before));
  const state = initialState(description, description.config, /** @type {any} */ ({ curve: emptyCurve() }));
  const persistence = new Persistence({ name: () => "main", state: () => state, patch: () => {} });
  await persistence.changeRuns((runs) => runs);
  assert.equal(asked, 0);
  await persistence.changeRuns((runs) => [...runs, /** @type {any} */ ({ id: 1 })]);
  assert.equal(asked, 1);
});
