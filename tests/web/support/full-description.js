// The small description with the real engine's limits and names, for tests that need room.

import { description as small } from "./description.js";

/** @param {string[]} names */
const choices = (...names) => names.map((name) => ({ name, label: name, help: "" }));

/** @type {import("../../../web/engine/types").Description} */
export const description = {
  ...small,
  config: {
    ...small.config,
    data: { kind: "circle", count: 500, noise: 0, train_share: 0.5 },
    network: {
      layers: [
        { units: 4, activation: "tanh" },
        { units: 2, activation: "tanh" },
      ],
      output: "tanh",
      initializer: "glorot_uniform",
      biases: true,
    },
  },
  fields: small.fields.map((field) => {
    if (field.path === "seed") return { ...field, maximum: 2 ** 32 - 1 };
    if (field.path === "network.layers[].units") return { ...field, maximum: 256 };
    if (field.path === "data.count") return { ...field, maximum: 10_000 };
    return field;
  }),
  registries: {
    ...small.registries,
    datasets: choices("circle", "xor", "spiral").map((choice) => ({
      ...choice,
      default_count: 500,
      default_train_share: 0.5,
    })),
    features: choices("x1", "x2", "x1_squared", "x2_squared", "x1_x2", "sin_x1", "sin_x2"),
    activations: choices("tanh", "relu", "sigmoid", "identity", "softmax").map((choice) => ({
      ...choice,
      targets: [-1, 1],
    })),
    initializers: choices("glorot_uniform", "zeros"),
    losses: choices("half_squared_error", "softmax_cross_entropy"),
  },
  limits: {
    max_points: 10_000,
    max_classes: 6,
    max_layers: 6,
    max_features: 16,
    max_coordinate: 1000,
    domain: [-6, 6],
  },
};
