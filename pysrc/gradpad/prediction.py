"""What a network makes of the whole plane, or of any points: its answers, and those of every unit on the way."""

from typing import Any

import numpy as np
import numpy.typing as npt

from gradpad.arrays import Array
from gradpad.config_data import DOMAIN
from gradpad.errors import ConfigError
from gradpad.fields import shown
from gradpad.network import Network


def grid(resolution: int) -> Array:
    """Points on an even grid over the domain, rows from the top (x2 = 6) down, each from the left (x1 = -6).

    Args:    resolution: points on each side.
    Returns: shape (resolution * resolution, 2).
    """
    steps = np.linspace(*DOMAIN, resolution)
    x1, x2 = np.meshgrid(steps, steps[::-1])
    return np.stack([x1.ravel(), x2.ravel()], axis=1)


def checked_points(points: Any) -> Array:
    """Returns: points as an array, shape (n, 2). Raises: ConfigError: no list of pairs of finite numbers."""
    try:
        places = np.asarray(points, dtype=np.float64)
    except (TypeError, ValueError, OverflowError):
        places = np.zeros(())
    if places.ndim == 1 and len(places) % 2 == 0:  # x1, x2, x1, x2, ... is understood too
        places = places.reshape(-1, 2)
    if places.ndim != 2 or places.shape[1] != 2:
        raise ConfigError(f"points is {shown(points)}; it must be a list of pairs of numbers.", "points")
    if not np.all(np.isfinite(places)):
        raise ConfigError("points holds a number that is not finite; all must be finite.", "points")
    return places


def maps(network: Network, x: Array, units: bool) -> tuple[npt.NDArray[np.float32], list[int]]:
    """Args:    network; x: inputs, shape (n, n_in); units: also the inputs' and the hidden units' maps.
    Returns: the maps one after another, flat, float32, and how many maps each layer has (inputs first, then each
             hidden layer, then the outputs; without `units` the outputs alone).
    """
    network.forward(x)
    groups = [layer.a for layer in network.layers]
    groups = [x, *groups] if units else groups[-1:]
    values = np.concatenate([group.T.ravel() for group in groups]).astype(np.float32)
    return values, [group.shape[1] for group in groups]
