"""Random networks with activations and update rules that nobody would choose, each made from a seed."""

import itertools

import numpy as np

from gradpad.compiler import derivative
from gradpad.layers import Activation, Dense
from gradpad.losses import LOSSES
from gradpad.network import Network
from gradpad.optimizers import Optimizer
from gradpad.regularizers import REGULARIZERS
from gradpad.schedules import SCHEDULES
from gradpad.trainer import Examples
from gradpad.training import Rates, Recipe

SMOOTH = [
    np.tanh, np.sin, np.cos, lambda a: np.exp(-a * a), lambda a: np.log1p(a * a), lambda a: np.sqrt(1 + a * a),
    lambda a: 1 / (1 + np.exp(-a)), lambda a: np.expm1(np.minimum(a, 1.0)), lambda a: np.maximum(a, 0.1 * a),
    lambda a: a / (1 + a * a), lambda a: (1 + a * a) ** 0.7, lambda a: np.clip(a, -0.5, 0.7), lambda a: 0.3 * a**3,
]  # fmt: skip
TWO = [np.add, np.subtract, np.multiply, np.maximum, lambda a, b: a / (1 + b * b), lambda a, b: np.where(a > b, a, b)]


def some(rng, choices):
    return choices[rng.integers(len(choices))]


class RandomActivation(Activation):
    """One function or two in a row; its slope comes from the compiler's own derivative."""

    def __init__(self, rng):
        chain = [some(rng, SMOOTH) for _ in range(rng.integers(1, 3))]

        def value(z):
            for function in chain:
                z = function(z)
            return z

        self.value = value
        self._slope = derivative(value)

    def slope(self, z, a):
        return self._slope(z)


class RandomRule(Optimizer):
    """Remembers something, mixes it with the parameter and its gradient, and goes a bounded step."""

    slots = ("one", "two")

    def __init__(self, seed):
        object.__setattr__(self, "seed", seed)

    def change(self, param, grad, slots, rate, step):
        rng = np.random.default_rng(self.seed)
        values = [param, grad, slots["one"], slots["two"]]
        for _ in range(rng.integers(1, 6)):
            one = some(rng, values)
            values.append(some(rng, SMOOTH)(one) if rng.integers(2) else some(rng, TWO)(one, some(rng, values)))
        slots["one"] *= 0.9 ** (step + 1) if rng.integers(2) else 0.8
        slots["one"] += 0.1 * np.tanh(some(rng, values))
        if rng.integers(2):
            slots["two"][...] = 0.5 * grad + 0.1 * slots["one"]
        return rate * np.tanh(values[-1] + grad)


def random_network(seed):
    """Returns: what a Trainer takes, network first; the same every time."""
    rng = np.random.default_rng(seed)
    sizes = [int(n) for n in rng.integers(1, 7, rng.integers(2, 4))]
    layers = [
        Dense(rng.normal(size=(a, b)), rng.normal(size=b) if rng.integers(4) else None, RandomActivation(rng))
        for a, b in itertools.pairwise(sizes)
    ]
    count, batch = int(rng.integers(1, 40)), int(rng.integers(1, 20))
    x, targets = rng.normal(size=(count, sizes[0])), rng.integers(2, size=(count, sizes[-1])) * 1.0
    key = int(rng.integers(2**63))
    recipe = Recipe(
        LOSSES[some(rng, list(LOSSES))], RandomRule(seed), REGULARIZERS[some(rng, list(REGULARIZERS))],
        SCHEDULES[some(rng, list(SCHEDULES))], 0.5, key ^ 1 if rng.integers(4) == 0 else None,
    )  # fmt: skip
    rates = Rates(0.05, 0.01, 0.3, 7.0)
    return Network(layers), recipe, rates, Examples(x, targets, targets[:, 0]), min(batch, count), key
