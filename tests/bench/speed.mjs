// The contenders of bench_speed.py, side by side in one page: each trains the same points for a given time and tells
// how many examples it got through. Python and the page's own JavaScript share the thread, so that they take turns.

import { loadPyodide } from "../../node_modules/pyodide/pyodide.mjs";
import { Trainer } from "./js_trainer.mjs";
import { peers } from "./peers.mjs";

const RATE = 0.03;

/** The points as [x1, x2] and targets of -1 or 1, from the engine's own generator. */
let inputs = new Float64Array();
let targets = new Float64Array();

/** Makes contenders: (sizes, batch) => (seconds) => examples. */
const contenders = {
  /** @type {(sizes: number[], batch: number) => (ms: number) => number} */
  javascript(sizes, batch) {
    const trainer = new Trainer(sizes, batch, inputs, targets, RATE);
    let seed = 1;
    for (const layer of trainer.layers) {
      const size = Math.sqrt(6 / (layer.inputs + layer.units));
      for (let i = 0; i < layer.weights.length; i++) {
        seed = (seed * 48271) % 2147483647; // Park & Miller
        layer.weights[i] = (seed / 2147483647 - 0.5) * 2 * size;
      }
    }
    return (ms) => {
      const end = performance.now() + ms;
      let epochs = 0;
      do {
        trainer.epoch();
        epochs += 1;
      } while (performance.now() < end);
      if (!Number.isFinite(trainer.loss)) throw new Error("the JavaScript trainer diverged");
      return epochs * trainer.count;
    };
  },
};

const PYTHON = `
import json
import time
import numpy as np
from gradpad.config import Config
from gradpad.session.construction import make_trainer
from gradpad.config.data_set import make_data_set
from gradpad.session import Session

def configure(sizes, batch, engine, precision):
    return Config.from_dict({
        "data": {"kind": "circle", "count": 500, "train_share": 0.5},
        "network": {"layers": [{"units": n} for n in sizes[1:-1]]},
        "training": {"batch_size": batch, "learning_rate": ${RATE}, "engine": engine, "precision": precision},
    })

def contender(sizes, batch, engine, precision):
    config = configure(sizes.to_py(), batch, engine, precision)
    trainer = make_trainer(config, make_data_set(config))
    wanted = "numpy" if engine == "numpy" else "compiled"
    def run(ms):
        before = trainer.epoch * len(trainer.examples) + trainer.position
        trainer.run(10**9, ms / 1000)
        if trainer.backend != wanted:
            raise RuntimeError(f"trained by {trainer.backend}: {trainer.backend_reason}")
        if not all(np.all(np.isfinite(array)) for array in trainer.parameters()):
            raise RuntimeError("diverged")
        return trainer.epoch * len(trainer.examples) + trainer.position - before
    return run

def classes_on_a_ring(count, classes):
    """Points on a circle, each arc a class."""
    turns = np.arange(count) / count
    points = np.stack([np.cos(2 * np.pi * turns), np.sin(2 * np.pi * turns)], axis=1)
    return {"kind": "points", "points": points.tolist(), "labels": (turns * classes).astype(int).tolist()}

def unseen(net):
    """The config of a net of bench_latency.py; several outputs are classes, and have softmax."""
    raw = configure(net["sizes"], 10, "auto", "float64").to_dict()
    raw["training"].update(net["training"])
    if net["sizes"][-1] > 1:
        raw["data"] = classes_on_a_ring(250, net["sizes"][-1])
        raw["network"]["output"] = "softmax"
        raw["training"]["loss"] = "softmax_cross_entropy"
    return Config.from_dict(raw)

def first_step(net):
    """Milliseconds from a network that was never seen to its first compiled step: record, generate, compile, run.

    And how many more the step with a shorter last batch takes, the first time: 0 where all batches are alike.
    """
    config = unseen(json.loads(net))
    trainer = make_trainer(config, make_data_set(config))
    began = time.perf_counter()
    trainer.run(1)
    taken = 1000 * (time.perf_counter() - began)
    if trainer.backend != "compiled":
        raise RuntimeError(trainer.backend_reason)
    built = [trainer.network.n_in, *(layer.W.shape[1] for layer in trainer.network.layers)]
    if built != json.loads(net)["sizes"]:
        raise RuntimeError(f"the net was to be {net}, and is {built}")
    more = 0
    if len(trainer.examples) % trainer.batch_size:
        trainer.run(trainer.steps_per_epoch - 2)
        began = time.perf_counter()
        trainer.run(1)
        more = 1000 * (time.perf_counter() - began)
    return json.dumps([taken, more])

def maps(sizes, count):
    """Milliseconds for the output plane and the maps of all units at 100 by 100 points, each time from new weights."""
    session = Session(configure(sizes.to_py(), 10, "auto", "float64").to_dict())
    taken = []
    for _ in range(count):
        session.train(max_steps=10)
        began = time.perf_counter()
        session.predict(resolution=100, units=True)
        taken.append(1000 * (time.perf_counter() - began))
    return json.dumps(taken)

def points():
    config = configure([2, 4, 2, 1], 10, "numpy", "float64")
    train = make_data_set(config).train
    return json.dumps({"x": train.x.ravel().tolist(), "t": train.targets.ravel().tolist()})
`;

/** What one waits for, in milliseconds; set once Python has started. */
const latency = {
  /** The net as JSON: sizes, and what differs in the training. @type {(net: string) => number[]} */
  firstStep: () => [],
  /** @type {(sizes: number[], count: number) => number[]} */
  maps: () => [],
};

const ENGINES = {
  numpy: ["numpy", "float64"],
  compiled64: ["auto", "float64"],
  compiled32: ["auto", "float32"],
};

/** Starts Python with the site's own parts. @param {string[]} wheels */
async function start(wheels) {
  const pyodide = await loadPyodide({ indexURL: "/node_modules/pyodide/", checkIntegrity: false });
  for (const wheel of wheels) {
    const content = await (await fetch(`/${wheel}`)).arrayBuffer();
    pyodide.unpackArchive(content, "wheel");
  }
  pyodide.runPython(PYTHON);
  const { x, t } = JSON.parse(pyodide.globals.get("points")());
  inputs = Float64Array.from(x);
  targets = Float64Array.from(t);
  const make = pyodide.globals.get("contender");
  Object.assign(contenders, await peers({ x: pairs(x, 2), t: pairs(t, 1), rate: RATE }));
  latency.firstStep = (net) => JSON.parse(pyodide.globals.get("first_step")(net));
  latency.maps = (sizes, count) => JSON.parse(pyodide.globals.get("maps")(sizes, count));
  for (const [name, [engine, precision]] of Object.entries(ENGINES)) {
    contenders[name] = (sizes, batch) => make(sizes, batch, engine, precision);
  }
  return { browser: navigator.userAgent.match(/Chrom\w+\/\d+/)?.[0], pyodide: pyodide.version };
}

/** A flat list in rows. @param {number[]} flat @param {number} width */
function pairs(flat, width) {
  return Array.from({ length: flat.length / width }, (_, i) => flat.slice(i * width, (i + 1) * width));
}

/**
 * Examples a second of each contender, window by window, in turns; and what a contender that had a choice chose.
 * @param {{ sizes: number[], batch: number, names: string[], windows: number, ms: number }} options
 */
async function measure({ sizes, batch, names, windows, ms }) {
  const runs = [];
  for (const name of names) runs.push(await contenders[name](sizes, batch));
  for (const run of runs) await run(Math.min(ms, 300)); // V8's fast tier, NumPy's and Python's caches
  const rates = names.map(() => /** @type {number[]} */ ([]));
  for (let window = 0; window < windows; window++) {
    for (const [place, run] of runs.entries()) {
      const began = performance.now();
      const examples = await run(ms);
      rates[place].push((1000 * examples) / (performance.now() - began));
    }
  }
  const labels = Object.fromEntries(names.map((name, place) => [name, runs[place].label ?? ""]));
  for (const run of runs) run.destroy?.();
  return { rates: Object.fromEntries(names.map((name, place) => [name, rates[place]])), labels };
}

Object.assign(globalThis, { speed: { start, measure, contenders, latency } });
