"""A dozen figures that between them use every branch of the export."""

DRAWN = [[-3.25, 2.5], [-2.0, 1.75], [-1.5, 3.0], [-4.0, 0.25], [2.0, -1.5], [3.5, -2.25], [1.25, -3.0], [4.0, 0.5]]

CASES = {
    "default": {},
    "adam, relu, L2": {
        "data": {"kind": "xor"},
        "network": {"layers": [{"units": 6, "activation": "relu"}], "output": "tanh", "initializer": "he_normal"},
        "training": {"optimizer": "adam", "learning_rate": 0.01, "regularizer": "l2", "regularization_rate": 0.003},
    },
    "adamw, cross-entropy, cosine": {
        "data": {"kind": "spiral", "noise": 0.1},
        "network": {"layers": [{"units": 5, "activation": "swish"}] * 2, "output": "sigmoid"},
        "training": {"optimizer": "adamw", "loss": "binary_cross_entropy", "schedule": "cosine", "schedule_epochs": 9},
    },
    "six classes, softmax, L1": {
        "data": {
            "kind": "points",
            "points": [[x + dx, y - dx] for x, y in DRAWN for dx in (0.0, 0.5, 1.0)],
            "labels": [i % 6 for i in range(24)],
            "train_share": 0.75,
        },
        "network": {"layers": [{"units": 7, "activation": "gelu"}], "output": "softmax"},
        "training": {"loss": "softmax_cross_entropy", "regularizer": "l1", "regularization_rate": 0.001},
    },
    "softmax with squared error": {
        "data": {"kind": "points", "points": DRAWN, "labels": [0, 0, 0, 0, 1, 1, 1, 1]},
        "network": {"layers": [{"units": 3, "activation": "softplus"}], "output": "softmax"},
        "training": {"loss": "mean_squared_error", "batch_size": 3},
    },
    "no hidden layer, no bias, hinge": {
        "data": {"kind": "points", "points": DRAWN, "labels": [0, 0, 0, 0, 1, 1, 1, 1]},
        "network": {"layers": [], "output": "identity", "biases": False},
        "training": {"loss": "hinge", "optimizer": "momentum", "batch_size": 100},
    },
    "no hidden layer, from logits, warm-up": {
        "network": {"layers": [], "output": "sigmoid"},
        "training": {"loss": "binary_cross_entropy", "schedule": "warm_up", "schedule_epochs": 4, "dropout": 0.5},
    },
    "dropout, nesterov, step decay": {
        "network": {"layers": [{"units": 8, "activation": "tanh"}, {"units": 5, "activation": "elu"}]},
        "training": {"dropout": 0.25, "optimizer": "nesterov", "schedule": "step", "schedule_epochs": 3},
    },
    "regression, huber, rmsprop, standardized": {
        "data": {"kind": "plane", "count": 120, "train_share": 0.8},
        "features": ["x1", "x2", "x1_squared", "x1_x2", "sin_x1", "cos_x2", "radius"],
        "standardize": True,
        "network": {"layers": [{"units": 4, "activation": "leaky_relu"}], "output": "identity"},
        "training": {"loss": "huber", "optimizer": "rmsprop", "learning_rate": 0.005, "schedule": "exponential"},
    },
    "typed formulas as inputs": {
        "features": ["x1", {"formula": "x2^2 + 0.5*sin(pi*x1)"}, {"formula": "max(x1, -2) * 2^0.5"}, {"formula": "3"}],
        "network": {"layers": [{"units": 4, "activation": "sine"}]},
    },
    "a curve of one input": {
        "data": {"kind": "formula", "formula": "sin(2*x) + 0.1*x", "count": 60, "noise": 0.1},
        "features": ["x1"],
        "network": {"layers": [{"units": 9, "activation": "sigmoid"}], "output": "identity"},
    },
    "step, orthogonal, start bias, no test set": {
        "data": {"kind": "points", "points": DRAWN, "labels": [0, 0, 1, 0, 1, 1, 0, 1], "train_share": 1.0},
        "network": {
            "layers": [{"units": 4, "activation": "step"}, {"units": 4, "activation": "identity"}],
            "initializer": "orthogonal",
            "initial_bias": 0.125,
        },
        "training": {"learning_rate": 0.1, "batch_size": 1},
    },
}
