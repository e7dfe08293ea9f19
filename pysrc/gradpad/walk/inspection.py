"""One example, followed all the way: every number of one training step, in the order in which it is computed.

The numbers are not computed here a second time: a real training step is made on a copy of the network, and what it
left in the layers is read off.
"""

import copy
from typing import Any

import numpy as np

from gradpad.arrays import Array
from gradpad.trainer import Trainer
from gradpad.training import train_step


def inspect_step(trainer: Trainer, x: Array, targets: Array) -> dict[str, Any]:
    """Args:    trainer: left as it is; x: the example's inputs, shape (1, n_in) (or a batch); targets: (1, n_out).
    Returns: `inputs`, `targets`, `outputs`, `loss`; then, in order of computation, `forward` (for each layer `z` and
             `a`), `backward` (from the last layer: `delta`, and the gradients `W` and `b`, penalty left out) and
             `update` (`W` and `b` before and after). Arrays, shaped as in layers.
    """
    network, slots = copy.deepcopy(trainer.network), copy.deepcopy(trainer.slots)
    before = [{name: np.copy(param) for name, param in layer.parameters()} for layer in network.layers]
    loss = train_step(network, trainer.recipe, slots, x, targets, trainer.rates, trainer.step)
    layers = list(enumerate(network.layers))
    return {
        "inputs": x,
        "targets": targets,
        "outputs": network.layers[-1].a,
        "loss": float(loss),
        "forward": [{"layer": i, "x": layer.x, "z": layer.z, "a": layer.a} for i, layer in layers],
        "backward": [{"layer": i, "delta": layer.delta, **layer.grads} for i, layer in reversed(layers)],
        "update": [{"layer": i, "before": before[i], "after": dict(layer.parameters())} for i, layer in layers],
    }
