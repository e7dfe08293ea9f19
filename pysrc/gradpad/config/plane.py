"""The plane that the points lie in: an even grid over it, and places on it that come from outside."""

from typing import Any

import numpy as np

from gradpad.arrays import Array
from gradpad.config.data import DOMAIN
from gradpad.config.fields import shown
from gradpad.errors import ConfigError


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
