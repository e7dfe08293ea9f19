// Other people's trainers on the same work as the engine: the same net, points, batches and rate, an order shuffled
// anew each epoch, the loss added up. They come from tests/bench/peers/package.json, as their authors built them.

const FOLDER = "/tests/bench/peers/node_modules";
const FILES = {
  convnetjs: `${FOLDER}/convnetjs/build/convnet-min.js`,
  tensorflow: `${FOLDER}/@tensorflow/tfjs/dist/tf.min.js`,
  wasm: `${FOLDER}/@tensorflow/tfjs-backend-wasm/dist/tf-backend-wasm.min.js`,
};

/**
 * @typedef {{ x: number[][], t: number[][], rate: number }} Work
 * @typedef {((ms: number) => number | Promise<number>) & { label?: string, destroy?: () => void }} Run
 * @typedef {(sizes: number[], batch: number) => Run | Promise<Run>} Contender
 */

/** @param {string} source */
function script(source) {
  return new Promise((resolve, reject) => {
    const element = document.createElement("script");
    element.src = source;
    element.onload = () => resolve(undefined);
    element.onerror = () =>
      reject(new Error(`${source} is missing: python3 build.py bench speed installs it`));
    document.head.append(element);
  });
}

/** Fisher and Yates. @param {number[]} order */
function shuffle(order) {
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(Math.random() * (i + 1));
    [order[i], order[j]] = [order[j], order[i]];
  }
}

/**
 * Goes through whole epochs for so many milliseconds.
 * @param {number} ms
 * @param {number} count
 * @param {(order: number[]) => number} epoch what trains on the examples in this order, and tells their loss
 */
function epochs(ms, count, epoch) {
  const order = Array.from({ length: count }, (_, i) => i);
  const end = performance.now() + ms;
  let examples = 0;
  do {
    shuffle(order);
    if (!Number.isFinite(epoch(order))) throw new Error("a peer diverged");
    examples += count;
  } while (performance.now() < end);
  return examples;
}

/** One example at a time; weights move after each batch. @returns {Contender} @param {Work} work */
function convnetjs({ x, t, rate }) {
  const { Net, RegressionLayer, Trainer, Vol } = globalThis.convnetjs;
  return (sizes, batch) => {
    const net = new Net();
    const dense = sizes.slice(1).map((units) => ({ type: "fc", num_neurons: units, activation: "tanh" }));
    net.makeLayers([{ type: "input", out_sx: 1, out_sy: 1, out_depth: sizes[0] }, ...dense]);
    net.layers.push(new RegressionLayer({ in_sx: 1, in_sy: 1, in_depth: sizes.at(-1) }));
    const trainer = new Trainer(net, { learning_rate: rate, batch_size: batch, momentum: 0 });
    const points = x.map((row) => new Vol(row));
    return (ms) =>
      epochs(ms, x.length, (order) => order.reduce((sum, i) => sum + trainer.train(points[i], t[i]).loss, 0));
  };
}

/** Backpropagation by its own gradients. @returns {Contender} @param {Work} work @param {string} backend */
function tensorflow({ x, t, rate }, backend) {
  const tf = globalThis.tf;
  return async (sizes, batch) => {
    await tf.setBackend(backend);
    const layers = sizes.slice(1).map((units, k) => {
      const size = Math.sqrt(6 / (sizes[k] + units));
      return {
        W: tf.variable(tf.randomUniform([sizes[k], units], -size, size)),
        b: tf.variable(tf.zeros([units])),
      };
    });
    const optimizer = tf.train.sgd(rate);
    /** @param {number[]} rows */
    const step = (rows) =>
      tf.tidy(() => {
        const targets = tf.tensor2d(rows.map((i) => t[i]));
        const cost = optimizer.minimize(() => {
          let a = tf.tensor2d(rows.map((i) => x[i]));
          for (const { W, b } of layers) a = a.matMul(W).add(b).tanh();
          return a
            .sub(targets)
            .square()
            .sum()
            .mul(0.5 / rows.length);
        }, true);
        return cost.dataSync()[0] * rows.length;
      });
    /** @param {number[]} order */
    const epoch = (order) => {
      let loss = 0;
      for (let start = 0; start < order.length; start += batch)
        loss += step(order.slice(start, start + batch));
      return loss;
    };
    /** @type {Run} */
    const run = async (ms) => {
      await tf.setBackend(backend);
      return epochs(ms, x.length, epoch);
    };
    run.destroy = () => {
      for (const { W, b } of layers) tf.dispose([W, b]);
    };
    return run;
  };
}

/** Whichever of some contenders gets further in a quarter of a second. @returns {Contender} @param {Record<string, Contender>} ways */
function fastest(ways) {
  return async (sizes, batch) => {
    let best = /** @type {{ run: Run, rate: number } | null} */ (null);
    for (const [label, make] of Object.entries(ways)) {
      const run = Object.assign(await make(sizes, batch), { label });
      await run(100);
      const began = performance.now();
      const rate = (await run(250)) / (performance.now() - began);
      if (!best || rate > best.rate) {
        best?.run.destroy?.();
        best = { run, rate };
      } else run.destroy?.();
    }
    if (!best) throw new Error("there was nothing to choose from");
    return best.run;
  };
}

/** Loads the peers. @param {Work} work @returns {Promise<Record<string, Contender>>} */
export async function peers(work) {
  for (const file of Object.values(FILES)) await script(file);
  globalThis.tf.wasm.setWasmPaths(`${FOLDER}/@tensorflow/tfjs-backend-wasm/dist/`);
  await globalThis.tf.setBackend("wasm");
  await globalThis.tf.ready();
  const ways = { cpu: tensorflow(work, "cpu"), wasm: tensorflow(work, "wasm") };
  return { convnetjs: convnetjs(work), tensorflow: fastest(ways) };
}
