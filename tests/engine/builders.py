"""Networks and configurations for tests: random but repeatable."""

import base64
from dataclasses import replace

import numpy as np

from gradpad.activations import ACTIVATIONS
from gradpad.config import Config
from gradpad.config.data_set import make_data_set
from gradpad.layers import Dense
from gradpad.losses import LOSSES
from gradpad.network import Network
from gradpad.session.construction import make_trainer


def random_network(rng, sizes, activations, biases=True, spread=0.8):
    """Args: sizes: of inputs, hidden layers, outputs; activations: one for each layer but the inputs."""
    layers = []
    for n_in, n_out, name in zip(sizes[:-1], sizes[1:], activations, strict=True):
        W = rng.normal(0, spread, (n_in, n_out))
        b = rng.normal(0, spread / 2, n_out) if biases else None
        layers.append(Dense(W, b, ACTIVATIONS[name]))
    return Network(layers)


def random_targets(rng, loss, output, shape):
    """Targets of the sort that the loss is given: codes of classes, or values where any will do."""
    codes = LOSSES[loss].targets or ACTIVATIONS[output].targets
    if output == "softmax":
        return np.eye(shape[1])[rng.integers(0, shape[1], shape[0])] * (codes[1] - codes[0]) + codes[0]
    if output == "identity" and LOSSES[loss].targets is None:
        return rng.normal(0, 1.5, shape)
    return rng.choice(codes, shape)


def parameters(network):
    """All weights and biases, as (layer, name, array)."""
    return [(i, name, param) for i, layer in enumerate(network.layers) for name, param in layer.parameters()]


def gradients(network):
    """All gradients, in the order of parameters()."""
    return [network.layers[i].grads[name].copy() for i, name, _ in parameters(network)]


def config(data=None, features=("x1", "x2"), network=None, **training):
    """A checked configuration, with defaults for what is not said."""
    raw = {"data": data or {}, "features": list(features), "network": network or {}, "training": training}
    return Config.from_dict(raw)


def start(raw):
    """Returns: the data set and the trainer of a configuration, at its start; the trainer leaves compiling alone."""
    chosen = Config.from_dict(raw)
    chosen = replace(chosen, training=replace(chosen.training, engine="numpy"))
    data = make_data_set(chosen)
    return data, make_trainer(chosen, data)


def given_back(content):
    """What `carry` gave, as the page gives it back to `recall`."""
    return base64.b64encode(content).decode()
