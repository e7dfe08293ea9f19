"""A survey of the loss around the present weights: a bowl, a valley or a saddle, with the way that training has come.

The two directions are those in which the weights have moved most since the start (the principal components of the
trajectory); before there is one they are random. A survey takes hundreds of losses, so it is made in slices of a few
milliseconds, on a copy of the weights: training goes on meanwhile.

Source: Li, Xu, Taylor, Studer & Goldstein 2018, sections 4 and 7.
"""

import copy
import time
from typing import Any

import numpy as np

from gradpad.arrays import Array
from gradpad.fast.forward_pass import fast_outputs
from gradpad.network import Network
from gradpad.session.run import Run
from gradpad.session.trajectory import flat
from gradpad.trainer import Examples

MARGIN = 0.3  # of the way that was come, seen beyond it on every side
LEAST = 1.0  # half of what is seen at least, in units of weight


def main_directions(states: Array) -> Array | None:
    """Args:    states: the trajectory, as seen from the present weights, shape (n, parameters).
    Returns: the two orthogonal directions of length 1 in which it is longest, (2, parameters); None: it has no two.
    """
    if len(states) < 3:
        return None
    lengths, vectors = np.linalg.eigh(states @ states.T)
    if lengths[-2] <= 1e-9 * max(lengths[-1], 1e-30):
        return None
    found = vectors[:, [-1, -2]].T @ states
    return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True))


def random_direction(network: Network, rng: np.random.Generator) -> list[Array]:
    """A random direction whose part for each unit is as long as that unit's weights: an array for each of parameters.

    Source: Li, Xu, Taylor, Studer & Goldstein 2018, section 4 ("filter normalization").
    """
    direction = []
    for *_, param in network.parameters():
        part = rng.normal(size=param.shape)
        length = np.linalg.norm(part, axis=0)
        direction.append(part * np.linalg.norm(param, axis=0) / np.where(length > 0, length, 1.0))
    return direction


def random_directions(network: Network, seed: int) -> Array:
    """Returns: two orthogonal directions of length 1, shape (2, parameters)."""
    rng = np.random.default_rng(seed)
    pair = [np.concatenate([part.ravel() for part in random_direction(network, rng)]) for _ in range(2)]
    spread = rng.normal(size=(2, len(pair[0])))
    rows = [part if np.any(part) else other for part, other in zip(pair, spread, strict=True)]
    first = rows[0] / np.linalg.norm(rows[0])
    second = rows[1] - (rows[1] @ first) * first
    return np.stack([first, second / max(float(np.linalg.norm(second)), 1e-12)])


class Survey:
    """Losses over a piece of the plane through the present weights.

    u, v: how far along the two directions, (resolution,); loss: (resolution, resolution), rows from the largest v
    down, NaN where it has not been looked at yet; path: the trajectory in these directions, (n, 2), ending at (0, 0).
    """

    def __init__(self, run: Run, examples: Examples, resolution: int, seed: int) -> None:
        self.network, self.recipe = copy.deepcopy(run.trainer.network), run.trainer.recipe
        self.examples, self.engine = examples, run.trainer.engine
        self.centre = flat(self.network)
        states = run.trajectory.states
        stride = max(1, len(states) // 48)
        seen = np.array([*states[::stride], *states[-1:]]) - self.centre if states else np.zeros((0, 0))
        directions = main_directions(seen) if len(seen) else None
        self.follows_path = directions is not None
        self.directions = random_directions(self.network, seed) if directions is None else directions
        if directions is not None:  # the start is always on the same side
            self.directions = self.directions * np.where(seen[0] @ self.directions.T > 0, -1.0, 1.0)[:, None]
        self.path = (
            np.concatenate([(np.array(states) - self.centre) @ self.directions.T, np.zeros((1, 2))])
            if len(seen)
            else np.zeros((1, 2))
        )
        self.u, self.v = (self._range(self.path[:, axis], resolution) for axis in (0, 1))
        self.loss = np.full((resolution, resolution), np.nan)
        self.next = 0

    def _range(self, path: Array, resolution: int) -> Array:
        low, high = float(path.min()), float(path.max())
        beyond = max(MARGIN * (high - low), LEAST - (high - low) / 2)
        return np.linspace(low - beyond, high + beyond, resolution)

    @property
    def done(self) -> bool:
        return self.next >= self.loss.size

    def advance(self, seconds: float) -> None:
        """Looks at as many places as fit into the time, at least one."""
        ends = time.perf_counter() + seconds
        side = len(self.u)
        while not self.done:
            row, column = divmod(self.next, side)
            self.loss[row, column] = self._loss_at(float(self.u[column]), float(self.v[side - 1 - row]))
            self.next += 1
            if time.perf_counter() >= ends:
                break

    def _loss_at(self, u: float, v: float) -> float:
        values, start = self.centre + u * self.directions[0] + v * self.directions[1], 0
        for *_, param in self.network.parameters():
            param[...] = values[start : start + param.size].reshape(param.shape)
            start += param.size
        loss = self.recipe.loss
        fast: Any = fast_outputs(self.network, self.examples.x) if self.engine != "numpy" else None
        if fast is None:
            self.network.forward(self.examples.x)
            return float(loss.value(self.network.scores(loss), self.examples.targets))
        return float(loss.value(fast[0] if loss.from_logits else fast[1], self.examples.targets))
