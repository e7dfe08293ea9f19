// A small description in the engine's form, with limits of its own: the page must take its rules from here.

/** @type {import("../../../web/engine/types").Description} */
export const description = {
  version: "0.0.0",
  config: {
    version: 1,
    seed: 0,
    data: { kind: "circle", count: 20, noise: 0, train_share: 0.5 },
    features: ["x1", "x2"],
    standardize: false,
    network: {
      layers: [{ units: 4, activation: "tanh" }],
      output: "tanh",
      initializer: "normal",
      biases: true,
    },
    training: {
      loss: "half_squared_error",
      optimizer: "sgd",
      learning_rate: 0.03,
      batch_size: 10,
      regularizer: "none",
      regularization_rate: 0,
    },
    view: {},
  },
  fields: [
    field("seed", "integer", { default: 0, minimum: 0, maximum: 9 }),
    field("standardize", "boolean", { default: false }),
    field("data.kind", "choice", { default: "circle" }),
    field("data.count", "integer", { default: 20, minimum: 1, maximum: 100 }),
    field("data.noise", "number", { default: 0, minimum: 0, maximum: 0.5 }),
    field("data.train_share", "number", { default: 0.5, minimum: 0, maximum: 1, exclusive_minimum: true }),
    field("network.output", "choice", { default: "tanh", choices: "activations" }),
    field("network.initializer", "choice", { default: "normal", choices: "initializers" }),
    field("network.biases", "boolean", { default: true }),
    field("network.layers[].units", "integer", { default: 4, minimum: 1, maximum: 8 }),
    field("network.layers[].activation", "choice", { default: "tanh", choices: "activations" }),
    field("training.loss", "choice", { default: "half_squared_error", choices: "losses", live: true }),
    field("training.learning_rate", "number", {
      default: 0.03,
      minimum: 0,
      maximum: 10,
      exclusive_minimum: true,
      live: true,
    }),
    field("training.batch_size", "integer", { default: 10, minimum: 1, maximum: 100, live: true }),
  ],
  registries: {
    datasets: choices("circle", "xor").map((choice) => ({
      ...choice,
      default_count: 40,
      default_train_share: 0.5,
    })),
    features: choices("x1", "x2", "sin_x1"),
    activations: choices("tanh", "relu"),
    initializers: choices("normal", "zeros"),
    losses: choices("half_squared_error", "cross_entropy"),
  },
  sample: { points: [1, 2, 3, 4], labels: [0, 1], is_test: [0, 1] },
  limits: {
    max_points: 5,
    max_classes: 3,
    max_layers: 2,
    max_features: 3,
    max_coordinate: 1000,
    domain: [-6, 6],
  },
};

/**
 * @param {string} path
 * @param {import("../../../web/engine/types").Field["type"]} type
 * @param {Partial<import("../../../web/engine/types").Field>} rest
 */
function field(path, type, rest) {
  return { path, type, label: path, help: path, default: null, ...rest };
}

/** @param {string[]} names */
function choices(...names) {
  return names.map((name) => ({ name, label: name, help: name }));
}
