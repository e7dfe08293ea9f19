"""The loss as a landscape: how it would be if two weights were different, or if all were moved in two directions.

Training is a walk downhill in a space of as many dimensions as there are weights. Two of them can be drawn: as a
bowl, a valley, a saddle.
"""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from gradpad.arrays import Array
from gradpad.losses import Loss
from gradpad.network import Network
from gradpad.trainer import Examples

Direction: TypeAlias = list[Array]  # one array for each parameter array, in the network's order


@dataclass(frozen=True)
class Surface:
    """u, v: how far along the two directions, (n,); loss: mean loss there, (n, n), by row of v and column of u."""

    u: Array
    v: Array
    loss: Array


def parameter_arrays(network: Network) -> list[Array]:
    """Returns: all weights and biases, the arrays themselves, layer by layer."""
    return [param for *_, param in network.parameters()]


def along_weight(network: Network, layer: int, index: tuple[int, int]) -> Direction:
    """Args: layer: its number; index: (input, unit). Returns: the direction that changes that one weight."""
    direction = [np.zeros_like(param) for param in parameter_arrays(network)]
    target = network.layers[layer].W
    for param, part in zip(parameter_arrays(network), direction, strict=True):
        if param is target:
            part[index] = 1.0
    return direction


def random_direction(network: Network, rng: np.random.Generator) -> Direction:
    """A random direction whose part for each unit is as long as that unit's weights.

    Source: Li, Xu, Taylor, Studer & Goldstein 2018, section 4 ("filter normalization").
    """
    direction = []
    for param in parameter_arrays(network):
        part = rng.normal(size=param.shape)
        length = np.linalg.norm(part, axis=0)
        direction.append(part * np.linalg.norm(param, axis=0) / np.where(length > 0, length, 1.0))
    return direction


def loss_surface(
    network: Network,
    loss: Loss,
    examples: Examples,
    u: Direction,
    v: Direction,
    extent: float = 1.0,
    resolution: int = 25,
) -> Surface:
    """Args:    network: left as it was; loss; examples; u, v: directions; extent: how far to go both ways;
             resolution: points on each axis.
    Returns: the surface around the present weights, which are in its middle if the resolution is odd.
    """
    steps = np.linspace(-extent, extent, resolution)
    params = parameter_arrays(network)
    kept = [param.copy() for param in params]
    values = np.empty((resolution, resolution))
    for row, along_v in enumerate(steps):
        for column, along_u in enumerate(steps):
            for param, start, du, dv in zip(params, kept, u, v, strict=True):
                param[...] = start + along_u * du + along_v * dv
            network.forward(examples.x)
            values[row, column] = loss.value(network.scores(loss), examples.targets)
    for param, start in zip(params, kept, strict=True):
        param[...] = start
    return Surface(steps, steps, values)
