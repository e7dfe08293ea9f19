// A dense network trained in plain JavaScript, as well as it can reasonably be written: flat Float64Arrays made once,
// one pass over a batch layer by layer, no allocation while training. It is what the compiled engine is compared with.
// tanh in every layer, half squared error, minibatch SGD; the order is shuffled each epoch; the loss is accumulated.

/** One dense layer and everything it needs for a batch, allocated once. */
class Layer {
  /**
   * @param {number} inputs
   * @param {number} units
   * @param {number} batch
   */
  constructor(inputs, units, batch) {
    this.inputs = inputs;
    this.units = units;
    /** weights[j * inputs + i] leads from input i to unit j */
    this.weights = new Float64Array(inputs * units);
    this.biases = new Float64Array(units);
    this.outputs = new Float64Array(batch * units);
    this.deltas = new Float64Array(batch * units);
    this.weightGradients = new Float64Array(inputs * units);
    this.biasGradients = new Float64Array(units);
  }
}

export class Trainer {
  /**
   * @param {number[]} sizes units of each layer, inputs first
   * @param {number} batchSize
   * @param {Float64Array} inputs one example after another
   * @param {Float64Array} targets
   * @param {number} learningRate
   */
  constructor(sizes, batchSize, inputs, targets, learningRate) {
    this.sizes = sizes;
    this.batchSize = batchSize;
    this.inputs = inputs;
    this.targets = targets;
    this.learningRate = learningRate;
    this.count = inputs.length / sizes[0];
    this.layers = sizes.slice(1).map((units, k) => new Layer(sizes[k], units, batchSize));
    this.batchInputs = new Float64Array(batchSize * sizes[0]);
    this.batchTargets = new Float64Array(batchSize * sizes[sizes.length - 1]);
    this.order = new Uint32Array(this.count).map((_, i) => i);
    this.random = 123456789;
    this.lossSum = 0;
    /** mean loss of the last epoch */
    this.loss = 0;
  }

  /** Fisher-Yates with xorshift32. */
  shuffle() {
    const order = this.order;
    let x = this.random;
    for (let i = order.length - 1; i > 0; i--) {
      x ^= x << 13;
      x ^= x >>> 17;
      x ^= x << 5;
      const j = Math.floor(((x >>> 0) / 4294967296) * (i + 1));
      const kept = order[i];
      order[i] = order[j];
      order[j] = kept;
    }
    this.random = x;
  }

  epoch() {
    this.shuffle();
    this.lossSum = 0;
    for (let start = 0; start < this.count; start += this.batchSize) {
      this.step(start, Math.min(this.batchSize, this.count - start));
    }
    this.loss = this.lossSum / this.count;
  }

  /**
   * @param {number} start place of the batch in the order
   * @param {number} size
   */
  step(start, size) {
    this.gather(start, size);
    let x = this.batchInputs;
    for (const layer of this.layers) {
      forward(layer, x, size);
      x = layer.outputs;
    }
    const last = this.layers[this.layers.length - 1];
    this.lossSum += outputDeltas(last, this.batchTargets, size);
    for (let k = this.layers.length - 1; k >= 0; k--) {
      const layer = this.layers[k];
      const below = k > 0 ? this.layers[k - 1] : null;
      if (below) {
        backward(layer, below, size);
      }
      gradients(layer, below ? below.outputs : this.batchInputs, size);
    }
    for (const layer of this.layers) {
      update(layer, this.learningRate);
    }
  }

  /**
   * @param {number} start
   * @param {number} size
   */
  gather(start, size) {
    const { inputs, targets, order, batchInputs, batchTargets } = this;
    const n = this.sizes[0];
    const m = this.sizes[this.sizes.length - 1];
    for (let b = 0; b < size; b++) {
      const from = order[start + b];
      for (let i = 0; i < n; i++) {
        batchInputs[b * n + i] = inputs[from * n + i];
      }
      for (let j = 0; j < m; j++) {
        batchTargets[b * m + j] = targets[from * m + j];
      }
    }
  }
}

/**
 * Four sums side by side, so that one addition need not wait for the one before.
 * @param {Layer} layer
 * @param {Float64Array} x
 * @param {number} size
 */
function forward(layer, x, size) {
  const { inputs, units, weights, biases, outputs } = layer;
  for (let b = 0; b < size; b++) {
    const row = b * inputs;
    for (let j = 0; j < units; j++) {
      const column = j * inputs;
      let z = biases[j];
      let i = 0;
      if (inputs >= 4) {
        let z1 = 0;
        let z2 = 0;
        let z3 = 0;
        for (; i + 3 < inputs; i += 4) {
          z += weights[column + i] * x[row + i];
          z1 += weights[column + i + 1] * x[row + i + 1];
          z2 += weights[column + i + 2] * x[row + i + 2];
          z3 += weights[column + i + 3] * x[row + i + 3];
        }
        z += z1 + (z2 + z3);
      }
      for (; i < inputs; i++) {
        z += weights[column + i] * x[row + i];
      }
      outputs[b * units + j] = Math.tanh(z);
    }
  }
}

/**
 * The loss's gradient at the output layer; returns the summed loss.
 * @param {Layer} layer
 * @param {Float64Array} targets
 * @param {number} size
 */
function outputDeltas(layer, targets, size) {
  const { units, outputs, deltas } = layer;
  let loss = 0;
  for (let i = 0; i < size * units; i++) {
    const a = outputs[i];
    const error = a - targets[i];
    loss += 0.5 * error * error;
    deltas[i] = (error / size) * (1 - a * a);
  }
  return loss;
}

/**
 * Two inputs at a time, their sums in local variables: every delta that is read serves both.
 * @param {Layer} layer
 * @param {Layer} below
 * @param {number} size
 */
function backward(layer, below, size) {
  const { inputs, units, weights, deltas } = layer;
  const { outputs, deltas: deltasBelow } = below;
  for (let b = 0; b < size; b++) {
    const row = b * inputs;
    const first = b * units;
    let i = 0;
    for (; i + 1 < inputs; i += 2) {
      let sum0 = 0;
      let sum1 = 0;
      for (let j = 0; j < units; j++) {
        const delta = deltas[first + j];
        sum0 += weights[j * inputs + i] * delta;
        sum1 += weights[j * inputs + i + 1] * delta;
      }
      const a0 = outputs[row + i];
      const a1 = outputs[row + i + 1];
      deltasBelow[row + i] = sum0 * (1 - a0 * a0);
      deltasBelow[row + i + 1] = sum1 * (1 - a1 * a1);
    }
    if (i < inputs) {
      let sum = 0;
      for (let j = 0; j < units; j++) {
        sum += weights[j * inputs + i] * deltas[first + j];
      }
      const a = outputs[row + i];
      deltasBelow[row + i] = sum * (1 - a * a);
    }
  }
}

/**
 * @param {Layer} layer
 * @param {Float64Array} x
 * @param {number} size
 */
function gradients(layer, x, size) {
  const { inputs, units, deltas, weightGradients, biasGradients } = layer;
  for (let j = 0; j < units; j++) {
    const column = j * inputs;
    let biasSum = 0;
    for (let b = 0; b < size; b++) {
      biasSum += deltas[b * units + j];
    }
    biasGradients[j] = biasSum;
    let i = 0;
    for (; i + 1 < inputs; i += 2) {
      let sum0 = 0;
      let sum1 = 0;
      for (let b = 0; b < size; b++) {
        const delta = deltas[b * units + j];
        sum0 += delta * x[b * inputs + i];
        sum1 += delta * x[b * inputs + i + 1];
      }
      weightGradients[column + i] = sum0;
      weightGradients[column + i + 1] = sum1;
    }
    if (i < inputs) {
      let sum = 0;
      for (let b = 0; b < size; b++) {
        sum += deltas[b * units + j] * x[b * inputs + i];
      }
      weightGradients[column + i] = sum;
    }
  }
}

/**
 * @param {Layer} layer
 * @param {number} rate
 */
function update(layer, rate) {
  const { weights, biases, weightGradients, biasGradients } = layer;
  for (let i = 0; i < weights.length; i++) {
    weights[i] -= rate * weightGradients[i];
  }
  for (let i = 0; i < biases.length; i++) {
    biases[i] -= rate * biasGradients[i];
  }
}
