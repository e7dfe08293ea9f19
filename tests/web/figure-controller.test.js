import assert from "node:assert/strict";
import { test } from "node:test";
import { FigureController } from "../../web/app/figure-controller.js";
import { initialState } from "../../web/app/initial-state.js";
import { EngineError, WorkerLostError } from "../../web/engine/engine-error.js";
import { encode } from "../../web/share/link.js";
import { newModel } from "../../web/state/state.js";
import { emptyCurve } from "../../web/training/learning-curve.js";
import { description } from "./support/description.js";
import { versions } from "./support/fake-worker.js";

/** Turns as long as they may be: what this session counts is no map that could come to rest. */
const AT_FULL_PACE = { ...description.config, view: { pace: "full" } };
const DATA = {
  task: "classification",
  classes: 2,
  points: Float64Array.of(7, 7),
  labels: Float64Array.of(1),
  is_test: Uint8Array.of(0),
};

/** A session that counts instead of learning, and notes what it was asked. */
class FakeSession {
  /** @type {string[]} */
  asked = [];
  /** Where the network stood that the page has a copy of. */
  copied = { step: -1, weight: 0 };
  /** @type {any} */
  config = null;
  step = 0;
  runs = 0;
  weight = 0;
  /** @type {(method: string, params: any) => any} thrown instead of answering, if it returns an error */
  obstacle = () => null;
  /** @type {any} */
  extra = {};
  /** @type {string[]} */
  frozen = [];

  /** @param {string} method @param {any} params @param {any} [result] */
  async #answer(method, params, result) {
    this.asked.push(method);
    await new Promise(setImmediate);
    const error = this.obstacle(method, params);
    if (error) throw error;
    return result?.() ?? this.#snapshot();
  }

  #snapshot() {
    const { step, runs, weight, extra } = this;
    const rows = {
      epoch: [step],
      data_loss: [1 / (step + 1)],
      test_loss: [null],
      penalty: [0],
      accuracy: [null],
      test_accuracy: [null],
    };
    const rest = { stopped: false, reason: null, message: null, problem: null, engine: { path: "numpy" } };
    return {
      run_id: runs,
      step,
      epoch: step,
      curve: rows,
      weights: [{ W: [[weight]], b: [0] }],
      frozen: [...this.frozen],
      ...rest,
      ...extra,
    };
  }

  reset(/** @type {any} */ params) {
    return this.#answer("reset", params, () => {
      Object.assign(this, { config: params.config, step: 0, weight: 0, runs: this.runs + 1 });
    });
  }
  adapt(/** @type {any} */ params) {
    return this.#answer("adapt", params, () => {
      Object.assign(this, { config: params.config, runs: this.runs + 1 });
    });
  }
  update(/** @type {any} */ params) {
    return this.#answer("update", params, () => Object.assign(this, { config: params.config }) && undefined);
  }
  data() {
    return this.#answer("data", {}, () => DATA);
  }
  train(/** @type {any} */ params) {
    return this.#answer("train", params, () => {
      this.step += Math.min(params.max_steps ?? params.max_epochs ?? 5, 5);
      this.weight = this.step;
    });
  }
  predict(/** @type {any} */ { resolution, points }) {
    return this.#answer("predict", {}, () => ({
      run_id: this.runs,
      count: points ? points.length : resolution ** 2,
      layers: [1],
      values: new Float32Array(points ? points.length : 1),
    }));
  }
  maps(/** @type {any} */ { resolution }) {
    const count = resolution ** 2;
    const outputs = new Float32Array(count);
    return this.#answer("maps", {}, () => ({
      ...{ run_id: this.runs, count, layers: [1], outputs, parts: [], values: new Float32Array(0) },
    }));
  }
  set_weights(/** @type {any} */ { weights }) {
    return this.#answer(
      "set_weights",
      {},
      () => Object.assign(this, { weight: weights[0].W[0][0] }) && undefined,
    );
  }
  open_weights(/** @type {any} */ { content }) {
    return this.#answer("open_weights", {}, () => {
      this.weight = JSON.parse(content).layers[0].W[0][0];
    });
  }
  set_weight(/** @type {any} */ { value }) {
    return this.#answer("set_weight", {}, () => Object.assign(this, { weight: value }) && undefined);
  }
  freeze(/** @type {any} */ { layer, parameter, index }) {
    return this.#answer("freeze", {}, () => {
      this.frozen.push([layer, parameter, ...index].join("."));
    });
  }
  #bytes() {
    return new TextEncoder().encode(JSON.stringify({ step: this.step, weight: this.weight }));
  }
  carry() {
    return this.#answer("carry", {}, () => {
      this.copied = { step: this.step, weight: this.weight };
      return this.#bytes();
    });
  }
  recall(/** @type {any} */ { config, content }) {
    return this.#answer("recall", {}, () => {
      const given = JSON.parse(new TextDecoder().decode(content));
      Object.assign(this, { config, step: 0, weight: 0, ...given, runs: this.runs + 1 });
    });
  }
  open_session(/** @type {any} */ { text }) {
    return this.#answer("open_session", {}, () => {
      const { config, weights, progress } = JSON.parse(text);
      Object.assign(this, { config, weight: weights[0].W[0][0], step: progress.step, runs: this.runs + 1 });
    });
  }
  close() {
    return Promise.resolve();
  }
}

function start() {
  let session = new FakeSession();
  /** @type {any} */
  let listener;
  /** @type {[string, any][]} */
  const events = [];
  /** @type {Map<string, () => void>} */
  const waiting = new Map();
  let frames = 0;
  const boot = /** @type {const} */ ({ phase: "download", message: "", loaded: 0, total: 0 });
  const engine = {
    open: () => new Proxy({}, { get: (_, name) => Reflect.get(session, name).bind(session) }),
    listen: (/** @type {any} */ given) => {
      listener = given;
      return () => {};
    },
    restart: () => {},
  };
  const figure = new FigureController(
    /** @type {any} */ ({
      engine,
      id: "a",
      model: newModel(initialState(description, AT_FULL_PACE, { boot, curve: emptyCurve() })),
      clock: {
        hidden: () => false,
        frame: async () => {
          frames += 1;
          await new Promise(setImmediate);
        },
      },
      onChange: () => {},
      keeps: () => true,
      emit: (/** @type {string} */ name, /** @type {any} */ detail) => {
        events.push([name, detail]);
        waiting.get(name)?.();
      },
    }),
  );
  return {
    figure,
    events,
    session: () => session,
    ready: () => listener.onReady(versions),
    lose: () => {
      const error = new WorkerLostError("Python did not answer within 15 seconds.");
      session.obstacle = () => error;
      session = new FakeSession();
      listener.onLost(error);
    },
    sleep: () => {
      session = new FakeSession();
      listener.onAsleep(boot);
    },
    fail: () => listener.onFailed(new WorkerLostError("Python did not start in time.")),
    frames: () => frames,
    /** @param {string} name @returns {Promise<void>} the next event of that name */
    next: (name) => new Promise((resolve) => waiting.set(name, resolve)),
    told: () => events.filter(([name]) => name === "error").map(([, detail]) => detail.message),
  };
}

test("put to sleep before what it learned was copied, a figure wakes with the weights that it showed", async () => {
  const { figure, session, ready, sleep, next } = start();
  let there = next("ready");
  ready();
  await there;
  await copied(session); // a copy of the start
  session().obstacle = (/** @type {string} */ name) =>
    name === "carry" ? new WorkerLostError("Python has been put to sleep.") : null;
  const snapshot = await figure.train({ steps: 5 });
  sleep();
  there = next("ready");
  ready();
  await there;
  assert.deepEqual([figure.state.snapshot?.step, figure.state.snapshot?.weights], [5, snapshot.weights]);
});

test("before Python is there one can draw and choose, and what is asked for waits", async () => {
  const { figure, session, ready } = start();
  figure.dispatch({ type: "sketchpad/draw", points: [[1, 2]], labels: [0], stroke: 1 });
  const stepped = figure.train({ steps: 3 });
  assert.deepEqual([...figure.state.data.points], [1, 2]);
  assert.equal(figure.state.phase, "booting");
  ready();
  assert.equal((await stepped).step, 3);
  assert.equal((await figure.ready).engine, "numpy");
  assert.deepEqual(session().config.data.points, [[1, 2]]);
  assert.deepEqual(session().asked.slice(0, 3), ["reset", "data", "train"]);
  assert.equal(figure.state.phase, "idle");
});

test("steps and epochs are exact, however many requests they take", async () => {
  const { figure, session, ready } = start();
  ready();
  await figure.ready;
  assert.equal((await figure.train({ steps: 12 })).step, 12);
  assert.equal((await figure.train({ epochs: 7 })).epoch, 19);
  assert.ok(session().asked.filter((method) => method === "train").length >= 5);
  assert.equal((await figure.reset()).step, 0);
  assert.deepEqual(figure.state.curve.epoch, [0]);
});

test("training goes on with the frames until it is paused, and asks for nothing afterwards", async () => {
  const { figure, session, ready, frames, next } = start();
  ready();
  await figure.ready;
  figure.play();
  assert.equal(figure.state.phase, "training");
  for (let i = 0; i < 5; i++) await next("snapshot");
  const before = frames();
  assert.ok(before >= 5);
  figure.pause();
  assert.equal(figure.state.phase, "idle");
  await figure.predict([[0, 0]]); // everything that was under way has come to its end
  const asked = session().asked.length;
  for (let i = 0; i < 20; i++) await new Promise(setImmediate);
  assert.ok(session().asked.length - asked <= 1, "only the maps may still be brought up to date");
});

test("after Pause it is at rest only when the turn that was on its way has been shown", async () => {
  const { figure, session, ready, next } = start();
  ready();
  await figure.ready;
  /** @type {string[]} */
  const phases = [];
  session().obstacle = (/** @type {string} */ method) => {
    if (method === "train") {
      figure.pause();
      phases.push(figure.state.phase);
    }
    return null;
  };
  figure.play();
  await next("snapshot");
  await figure.predict([[0, 0]]);
  assert.deepEqual([...phases, figure.state.phase], ["training", "idle"]);
  assert.equal(figure.state.snapshot?.step, session().step);
});

test("what may change mid-run is updated, data and shape are carried over, Reset begins anew", async () => {
  const { figure, session, ready } = start();
  ready();
  await figure.ready;
  await figure.train({ steps: 5 });
  figure.dispatch({ type: "config/set", path: "training.learning_rate", value: 0.5 });
  assert.equal((await figure.train({ steps: 1 })).step, 6);
  figure.dispatch({ type: "config/set", path: "network.layers.0.units", value: 2 });
  assert.equal((await figure.train({ steps: 1 })).step, 7);
  figure.dispatch({ type: "config/set", path: "view.x", value: 1 });
  await figure.train({ steps: 1 });
  await figure.reset();
  const changes = session().asked.filter((method) => ["reset", "update", "adapt"].includes(method));
  assert.deepEqual(changes, ["reset", "update", "adapt", "reset"]);
});

test("a stroke of many points is brought to the engine as it then is, not point by point", async () => {
  const { figure, session, ready } = start();
  ready();
  await figure.ready;
  for (let i = 1; i <= 5; i++) {
    const points = /** @type {[number, number][]} */ (Array.from({ length: i }, () => [0, 0]));
    figure.dispatch({ type: "sketchpad/draw", points, labels: points.map(() => 0), stroke: 1 });
  }
  await figure.predict([[0, 0]]);
  assert.equal(session().config.data.points.length, 5);
  assert.ok(session().asked.filter((method) => method === "reset").length <= 3);
});

test("a configuration that the page can tell is wrong throws and changes nothing", async () => {
  const { figure, ready, events } = start();
  ready();
  await figure.ready;
  const before = figure.state.config;
  assert.throws(() => figure.setConfig({ seed: -1 }), { path: "seed" });
  assert.equal(figure.state.config, before);
  assert.equal(events.filter(([name]) => name === "change").length, 0);
});

test("what was drawn just before a refused choice is not lost with it", async () => {
  const { figure, session, ready, next } = start();
  ready();
  await figure.ready;
  const refusal = { name: "ConfigError", message: "no", path: "training.loss", traceback: null };
  session().obstacle = (_, { config }) =>
    config?.training.loss === "cross_entropy" ? new EngineError(refusal) : null;
  const points = /** @type {[number, number][]} */ ([
    [1, 1],
    [2, 2],
  ]);
  figure.dispatch({ type: "sketchpad/draw", points, labels: [0, 1], stroke: 1 });
  const heard = next("error");
  figure.dispatch({ type: "config/set", path: "training.loss", value: "cross_entropy" });
  await heard;
  await figure.train({ steps: 1 }); // behind all that was asked for
  assert.equal(figure.state.config.training.loss, "half_squared_error");
  assert.deepEqual(/** @type {any} */ (figure.state.config.data).points, points);
  assert.deepEqual(session().config.data.points, points);
  figure.dispatch({ type: "history/undo" });
  assert.equal(figure.state.config.data.kind, "circle");
});

test("a configuration that only the engine can refuse is taken back, with a word about it", async () => {
  const { figure, session, ready, told, next } = start();
  ready();
  await figure.ready;
  const refusal = {
    name: "ConfigError",
    message: "cross_entropy needs …",
    path: "training.loss",
    traceback: null,
  };
  session().obstacle = (_, { config }) =>
    config?.training.loss === "cross_entropy" ? new EngineError(refusal) : null;
  const heard = next("error");
  figure.setConfig({ training: { loss: "cross_entropy" } });
  assert.equal(figure.state.config.training.loss, "cross_entropy");
  await heard;
  assert.equal(figure.state.config, AT_FULL_PACE);
  assert.equal(figure.state.can_undo, false);
  assert.equal(figure.state.notice?.path, "training.loss");
  assert.deepEqual(told(), [refusal.message]);
  assert.equal((await figure.train({ steps: 2 })).step, 2);
});

test("an answer that belongs to the run before a reset is not shown", async () => {
  const { figure, ready, next, events } = start();
  ready();
  await figure.ready;
  figure.play();
  await next("snapshot");
  const from = events.length;
  await figure.reset();
  const steps = events.slice(from).filter(([name]) => name === "snapshot");
  assert.deepEqual(
    steps.map(([, { step }]) => step),
    [0],
  );
});

test("data that cannot be learned are said to be so when Train is pressed", async () => {
  const { figure, session, ready, told, next } = start();
  session().extra = { problem: { path: "data", message: "There are no points yet." } };
  ready();
  await figure.ready;
  const heard = next("error");
  figure.dispatch({ type: "training/play" });
  await heard;
  assert.equal(figure.state.phase, "idle");
  assert.deepEqual(told(), ["There are no points yet."]);
  assert.equal(figure.state.notice?.kind, "warning");
});

test("a run that diverges stops, says why and offers a lower rate", async () => {
  const { figure, session, ready, next, told } = start();
  ready();
  await figure.ready;
  session().extra = { stopped: true, reason: "diverged", message: "Training diverged." };
  const heard = next("error");
  figure.play();
  await heard;
  assert.equal(figure.state.phase, "idle");
  const remedy = figure.state.notice?.remedy;
  assert.ok(remedy);
  session().extra = {};
  figure.dispatch(remedy.action);
  await next("snapshot");
  await next("snapshot");
  assert.equal(figure.state.config.training.learning_rate, 0.003);
  assert.equal(figure.state.phase, "training");
  assert.deepEqual(told(), ["Training diverged."]);
  figure.pause();
});

test("what is asked for before the engine has refused a configuration is refused with it, and all is as it was", async () => {
  const { figure, session, ready } = start();
  ready();
  await figure.ready;
  await figure.train({ steps: 3 });
  const refusal = { name: "ConfigError", message: "no", path: "features[1]", traceback: null };
  session().obstacle = (_, { config }) =>
    config?.training.loss === "cross_entropy" ? new EngineError(refusal) : null;
  const { config, snapshot } = figure.state;
  for (const ask of [
    () => figure.reset(),
    () => figure.train({ steps: 1 }),
    () => figure.predict([[0, 0]]),
    () => figure.setWeights([]),
  ]) {
    figure.setConfig({ training: { loss: "cross_entropy" } });
    await assert.rejects(ask(), { path: "features[1]" });
    assert.equal(figure.state.config, config);
    assert.equal(figure.state.snapshot?.step, snapshot?.step);
  }
  assert.equal((await figure.train({ steps: 1 })).step, 4, "it goes on from where it was");
});

test("a refused link leaves the drawing, also one that the engine had not heard of, and what was kept of it", async () => {
  for (const booting of [true, false]) {
    const { figure, session, ready } = start();
    if (!booting) {
      ready();
      await figure.ready;
    }
    const refusal = { name: "ConfigError", message: "no", path: "training.loss", traceback: null };
    const obstacle = (/** @type {string} */ _, /** @type {any} */ { config }) =>
      config?.training.loss === "cross_entropy" ? new EngineError(refusal) : null;
    if (!booting) session().obstacle = obstacle;
    const points = /** @type {[number, number][]} */ ([
      [1, 1],
      [2, 2],
    ]);
    figure.dispatch({ type: "sketchpad/draw", points, labels: [0, 1], stroke: 1 });
    const mine = figure.state.config;
    const theirs = /** @type {any} */ ({
      ...mine,
      data: { ...mine.data, points: [[3, 3]], labels: [1] },
      training: { ...mine.training, loss: "cross_entropy" },
    });
    const opened = figure.importExport.open(encode(theirs));
    const refused = assert.rejects(opened, { path: "training.loss" });
    assert.equal(figure.state.guest?.config, figure.state.config);
    if (booting) {
      ready();
      session().obstacle = obstacle;
    }
    await refused;
    assert.equal(figure.state.config, mine, `booting: ${booting}`);
    assert.equal(figure.state.guest, null);
    assert.equal(figure.state.other, null);
    await figure.train({ steps: 1 });
    assert.deepEqual(session().config.data.points, points);
    figure.dispatch({ type: "history/undo" });
    assert.equal(figure.state.config.data.kind, "circle");
  }
});

test("a link whose weights are refused changes nothing either", async () => {
  const { figure, session, ready } = start();
  ready();
  await figure.ready;
  figure.dispatch({ type: "sketchpad/draw", points: [[1, 1]], labels: [0], stroke: 1 });
  await figure.train({ steps: 2 });
  const { config } = figure.state;
  const refusal = { name: "DataError", message: "Layer 2 has 1 unit, not 3.", path: null, traceback: null };
  session().obstacle = (method) => (method === "set_weights" ? new EngineError(refusal) : null);
  const weights = [
    {
      W: [
        [1, 1, 1, 1],
        [1, 1, 1, 1],
      ],
      b: [0, 0, 0, 0],
    },
    { W: [[1], [1], [1], [1]], b: [0] },
  ];
  await assert.rejects(figure.importExport.open(encode({ ...config, seed: 3 }, { weights })), refusal);
  assert.equal(figure.state.config, config);
  assert.equal((await figure.train({ steps: 1 })).step, 3, "the network is the one that was there, too");
  assert.deepEqual(session().config.data, config.data);
});

/** Until the page has a copy of the network as it stands. @param {() => FakeSession} session */
async function copied(session) {
  const isCopied = ({ copied: { step, weight }, ...now } = session()) =>
    step === now.step && weight === now.weight;
  while (!isCopied()) await new Promise(setImmediate);
  await new Promise(setImmediate); // the answer has come to the page
}

test("a Python that is lost is replaced, with drawing, configuration and weights as they were", async () => {
  const { figure, session, ready, lose, next } = start();
  ready();
  await figure.ready;
  figure.dispatch({ type: "sketchpad/draw", points: [[1, 2]], labels: [1], stroke: 1 });
  await figure.train({ steps: 4 });
  await copied(session);
  const lost = figure.train({ epochs: 1000 });
  figure.play();
  lose();
  await assert.rejects(lost, { name: "WorkerLostError" });
  assert.equal(figure.state.phase, "booting");
  assert.match(figure.state.notice?.message ?? "", /drawing, your settings and the last weights are kept/);
  const weight = figure.state.snapshot?.weights[0]?.W[0]?.[0];
  assert.ok(Number(weight) > 0);
  const again = next("ready");
  ready();
  await again;
  assert.deepEqual(session().config.data.points, [[1, 2]]);
  assert.equal(session().weight, weight);
  assert.equal(figure.state.phase, "training", "what trained goes on");
  assert.match(figure.state.notice?.message ?? "", /The network is as it was. Training goes on/);
  figure.pause();
  assert.equal((await figure.train({ steps: 1 })).step % 5, 0, "steps go on being counted");
});

test("undo finds what a Python that died had kept, and a stroke drawn meanwhile goes on from the weights", async () => {
  const { figure, session, ready, lose, next } = start();
  ready();
  await figure.ready;
  figure.dispatch({ type: "sketchpad/draw", points: [[1, 2]], labels: [1], stroke: 1 });
  await figure.train({ steps: 4 });
  figure.dispatch({ type: "network/set-weight", layer: 0, parameter: "W", index: [0, 0], value: 2.5 });
  await figure.predict([[0, 0]]);
  await copied(session);
  lose();
  figure.dispatch({ type: "sketchpad/draw", points: [[3, 3]], labels: [0], stroke: 2 });
  const again = next("ready");
  ready();
  await again;
  await figure.predict([[0, 0]]);
  assert.deepEqual(session().asked.slice(0, 3), ["recall", "data", "carry"]);
  assert.ok(
    session().asked.includes("adapt"),
    `${session().asked} the new points are learned by the old network`,
  );
  assert.deepEqual([session().weight, session().step], [2.5, 4]);
  figure.dispatch({ type: "history/undo" });
  figure.dispatch({ type: "history/undo" });
  await figure.predict([[0, 0]]);
  assert.deepEqual(
    [session().weight, session().step],
    [4, 4],
    "from before the weight was set, in another Python",
  );
});

test("a Python that dies of what it is given back is not given it again", async () => {
  const { figure, session, ready, lose, next } = start();
  ready();
  await figure.ready;
  await figure.train({ steps: 4 });
  await figure.predict([[0, 0]]);
  await copied(session);
  lose();
  ready();
  lose(); // in the midst of it
  const again = next("ready");
  ready();
  await again;
  assert.equal(session().step, 0);
  assert.match(figure.state.notice?.message ?? "", /was not put back/);
});

test("a Python that cannot be started rejects everybody, and can be tried again", async () => {
  const { figure, ready, fail } = start();
  const waiting = figure.train({ steps: 1 });
  fail();
  await assert.rejects(waiting, { name: "WorkerLostError" });
  await assert.rejects(figure.ready, { message: /did not start/ });
  await assert.rejects(figure.train({ steps: 1 }), { message: /did not start/ });
  assert.equal(figure.state.phase, "failed");
  figure.dispatch({ type: "sketchpad/draw", points: [[1, 2]], labels: [1], stroke: 1 });
  await new Promise(setImmediate);
  assert.equal(figure.state.notice?.remedy?.action.type, "engine/restart");
  figure.dispatch({ type: "notice/dismiss" });
  figure.dispatch({ type: "training/play" });
  assert.equal(figure.state.notice?.remedy?.action.type, "engine/restart");
  figure.dispatch({ type: "engine/restart" });
  assert.equal(figure.state.phase, "booting");
  ready();
  await figure.ready;
  assert.equal((await figure.train({ steps: 1 })).step, 1);
});

test("a weight that is typed is set, and nothing else changes", async () => {
  const { figure, session, ready } = start();
  ready();
  await figure.ready;
  figure.dispatch({ type: "network/set-weight", layer: 0, parameter: "W", index: [0, 0], value: 2.5 });
  await figure.predict([[0, 0]]);
  assert.equal(session().weight, 2.5);
  assert.deepEqual(figure.state.snapshot?.weights, [{ W: [[2.5]], b: [0] }]);
});

/** What undo is judged by. @param {FigureController} figure */
const where = async (figure) => {
  await figure.predict([[0, 0]]);
  const { snapshot, config } = figure.state;
  return [snapshot?.step, snapshot?.weights[0]?.W[0]?.[0], config.training.learning_rate];
};

test("a weight, a run of training, a Reset and a setting are taken back one by one, and done again", async () => {
  const { figure, ready, next } = start();
  ready();
  await figure.ready;
  const at = [await where(figure)];
  figure.dispatch({ type: "network/set-weight", layer: 0, parameter: "W", index: [0, 0], value: 2.5 });
  at.push(await where(figure));
  figure.dispatch({ type: "training/play" });
  for (let i = 0; i < 3; i++) await next("snapshot");
  figure.dispatch({ type: "training/pause" });
  at.push(await where(figure));
  figure.dispatch({ type: "config/set", path: "training.learning_rate", value: 0.5 });
  at.push(await where(figure));
  figure.dispatch({ type: "training/step", count: 2 });
  at.push(await where(figure));
  figure.dispatch({ type: "training/reset" });
  at.push(await where(figure));
  figure.dispatch({ type: "config/set", path: "network.layers.0.units", value: 2 });
  figure.dispatch({ type: "training/train-epochs", epochs: 4 });
  at.push(await where(figure));
  assert.deepEqual(at[5], [0, 0, 0.5]);
  figure.dispatch({ type: "history/undo" });
  figure.dispatch({ type: "history/undo" });
  for (const expected of at.slice(0, -1).reverse()) {
    assert.deepEqual(await where(figure), expected);
    figure.dispatch({ type: "history/undo" });
  }
  assert.equal(figure.state.can_undo, false);
  for (const expected of at.slice(0, -1)) {
    assert.deepEqual(await where(figure), expected);
    figure.dispatch({ type: "history/redo" });
  }
  figure.dispatch({ type: "history/redo" });
  assert.deepEqual(await where(figure), at[6]);
  assert.equal(figure.state.can_redo, false);
});

test("a state that was named but never reached is the one before it", async () => {
  const { figure, ready } = start();
  ready();
  await figure.ready;
  await figure.train({ steps: 3 });
  figure.dispatch({ type: "training/play" });
  figure.dispatch({ type: "training/pause" });
  figure.dispatch({ type: "sketchpad/draw", points: [[1, 2]], labels: [1], stroke: 1 });
  assert.deepEqual(await where(figure), [3, 3, 0.03], "what is drawn keeps the network");
  figure.dispatch({ type: "history/undo" });
  assert.deepEqual(await where(figure), [3, 3, 0.03]);
  figure.dispatch({ type: "history/undo" });
  assert.deepEqual(await where(figure), [3, 3, 0.03]);
});

test("drawing keeps a network that has learned, one that has not is made anew, and undo brings back both", async () => {
  const { figure, session, ready } = start();
  ready();
  await figure.ready;
  const drawn = (/** @type {number} */ stroke) =>
    figure.dispatch({ type: "sketchpad/draw", points: [[stroke, 2]], labels: [1], stroke });
  drawn(1);
  await where(figure);
  assert.equal(session().asked.filter((method) => method === "adapt").length, 0);
  await figure.train({ steps: 3 });
  drawn(2);
  assert.deepEqual(await where(figure), [3, 3, 0.03]);
  assert.equal(session().asked.filter((method) => method === "adapt").length, 1);
  await figure.train({ steps: 2 });
  assert.deepEqual(await where(figure), [5, 5, 0.03]);
  figure.dispatch({ type: "history/undo" });
  assert.deepEqual(await where(figure), [3, 3, 0.03]);
  assert.deepEqual(/** @type {any} */ (figure.state.config.data).points, [[1, 2]]);
  figure.dispatch({ type: "history/redo" });
  assert.deepEqual(await where(figure), [5, 5, 0.03], "and what it has learned since");
  assert.deepEqual(/** @type {any} */ (figure.state.config.data).points, [[2, 2]]);
});

test("a configuration that is set again as it is changes nothing; another begins anew", async () => {
  const { figure, ready } = start();
  ready();
  await figure.ready;
  await figure.train({ steps: 3 });
  figure.setConfig(structuredClone(figure.state.config));
  assert.deepEqual(await where(figure), [3, 3, 0.03]);
  figure.setConfig({ ...figure.state.config, seed: 7 });
  assert.equal((await where(figure))[0], 0);
});

test("a stroke that is taken back while training goes on does not stop it", async () => {
  const { figure, ready, next } = start();
  ready();
  await figure.ready;
  figure.dispatch({ type: "training/play" });
  await next("snapshot");
  figure.dispatch({ type: "sketchpad/draw", points: [[1, 2]], labels: [1], stroke: 1 });
  await next("snapshot");
  figure.dispatch({ type: "history/undo" });
  assert.equal(figure.state.phase, "training");
  await next("snapshot");
  figure.dispatch({ type: "history/undo" });
  assert.equal(figure.state.phase, "idle");
  assert.deepEqual(await where(figure), [0, 0, 0.03]);
});

test("a pull at a weight is one step of undo, and the engine need not be told every value of it", async () => {
  const { figure, session, ready } = start();
  ready();
  await figure.ready;
  for (let value = 1; value <= 50; value++)
    figure.dispatch({ type: "network/set-weight", layer: 0, parameter: "W", index: [0, 0], value, group: 1 });
  assert.equal((await where(figure))[1], 50);
  assert.ok(session().asked.filter((method) => method === "set_weight").length < 5);
  figure.dispatch({ type: "network/freeze", layer: 0, parameter: "b", index: [0], hold: true });
  await where(figure);
  assert.deepEqual(figure.state.snapshot?.frozen, ["0.b.0"]);
  figure.dispatch({ type: "history/undo" });
  figure.dispatch({ type: "history/undo" });
  assert.equal((await where(figure))[1], 0);
  assert.equal(figure.state.can_undo, false);
});

test("a weight that is gone when its turn comes is left, without an error, and the next one is not", async () => {
  const { figure, session, ready } = start();
  ready();
  await figure.ready;
  const gone = /** @type {const} */ ({ layer: 0, parameter: "W", index: [0, 1] });
  figure.dispatch({ type: "network/set-weight", ...gone, value: 3 });
  figure.dispatch({ type: "network/freeze", ...gone, hold: true });
  assert.equal((await where(figure))[1], 0);
  assert.ok(!session().asked.some((method) => method === "set_weight" || method === "freeze"));
  session().extra = { weights: [{ W: [[0, 0]], b: [0, 0] }] };
  figure.dispatch({ type: "training/step", count: 1 });
  figure.dispatch({ type: "network/set-weight", ...gone, value: 4 });
  await where(figure);
  assert.equal(session().weight, 4);
  assert.equal(figure.state.notice, null);
});

test("weights that are refused cost neither what can be undone nor what can be redone", async () => {
  const { figure, session, ready } = start();
  ready();
  await figure.ready;
  figure.dispatch({ type: "training/step", count: 2 });
  await where(figure);
  figure.dispatch({ type: "history/undo" });
  await where(figure);
  const refusal = { name: "DataError", message: "Layer 1 has 4 units, not 5.", path: null, traceback: null };
  session().obstacle = (method) => (method.endsWith("_weights") ? new EngineError(refusal) : null);
  await assert.rejects(figure.setWeights([{ W: [[9]], b: [0] }]), refusal);
  const file = JSON.stringify({ gradpad_weights: 1, layers: [{ W: [[9]], b: [0] }] });
  await assert.rejects(figure.importExport.open(file), refusal);
  assert.deepEqual([figure.state.can_undo, figure.state.can_redo], [false, true]);
  figure.dispatch({ type: "history/redo" });
  assert.deepEqual(await where(figure), [2, 2, 0.03]);
});

test("weights that are set are one step of undo", async () => {
  const { figure, ready } = start();
  ready();
  await figure.ready;
  await figure.train({ steps: 3 });
  await figure.setWeights([{ W: [[9]], b: [0] }]);
  assert.deepEqual(await where(figure), [3, 9, 0.03]);
  figure.dispatch({ type: "history/undo" });
  assert.deepEqual(await where(figure), [3, 3, 0.03]);
  figure.dispatch({ type: "history/redo" });
  assert.deepEqual(await where(figure), [3, 9, 0.03]);
});
