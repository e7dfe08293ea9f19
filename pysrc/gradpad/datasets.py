"""A data set is points on a plane, each with a class or a value; these generators make the well-known ones.

All lie in the square from -6 to 6. `noise` runs from 0 to 0.5 and means what it does in TensorFlow Playground, so
that its pictures can be had again. Classes are numbered from 0.
"""

from typing import Any, TypeAlias

import numpy as np

from gradpad.arrays import Array
from gradpad.registry import Choice, Registry

DATASETS: Registry["Generator"] = Registry("a data set")
RADIUS = 5.0  # of the circle, the spiral's arms and the XOR square

Labelled: TypeAlias = tuple[Array, Array]
Rng = np.random.Generator


class Generator(Choice):
    """Base of all generators."""

    task = "classification"
    classes = 2
    default_count = 500
    default_train_share = 0.5

    def make(self, rng: Rng, count: int, noise: float) -> Labelled:
        """Args:    rng; count: number of points; noise: 0 to 0.5.
        Returns: points, shape (count, 2), and labels, shape (count,): class numbers, or values for regression.
        """
        raise NotImplementedError

    def describe(self) -> dict[str, Any]:
        """Returns: the description, with 120 points for a thumbnail."""
        points, labels = self.make(np.random.default_rng(0), 120, 0.0)
        sample = {"points": np.round(points, 2).ravel().tolist(), "labels": np.round(labels, 3).tolist()}
        usual = {"default_count": self.default_count, "default_train_share": self.default_train_share}
        return {**super().describe(), "task": self.task, "classes": self.classes, **usual, "sample": sample}


def share(count: int, parts: int) -> list[int]:
    """Returns: `count` in as many almost equal parts, the larger ones first."""
    return [count // parts + (i < count % parts) for i in range(parts)]


def classes_of(groups: list[Array]) -> Labelled:
    """Args: groups: points of class 0, of class 1, ... Returns: all points, and their class numbers."""
    labels = [np.full(len(group), float(k)) for k, group in enumerate(groups)]
    return np.concatenate(groups), np.concatenate(labels)


def ring(rng: Rng, count: int, inner: float, outer: float) -> Array:
    """Returns: points at even chance of radius between `inner` and `outer` and of angle, shape (count, 2)."""
    r, angle = rng.uniform(inner, outer, count), rng.uniform(0, 2 * np.pi, count)
    return np.stack([r * np.sin(angle), r * np.cos(angle)], axis=1)


@DATASETS.register
class Circle(Generator):
    """A disc of one class inside a ring of the other: no straight line can part them."""

    name, label = "circle", "Circle"

    def make(self, rng: Rng, count: int, noise: float) -> Labelled:
        outer, inner = share(count, 2)
        points = np.concatenate([ring(rng, outer, 0.7 * RADIUS, RADIUS), ring(rng, inner, 0, 0.5 * RADIUS)])
        seen = points + rng.uniform(-RADIUS, RADIUS, points.shape) * noise
        return points, (np.hypot(seen[:, 0], seen[:, 1]) < 0.5 * RADIUS).astype(float)


@DATASETS.register
class Xor(Generator):
    """Four squares like a small chessboard: the class is whether both coordinates have the same sign."""

    name, label = "xor", "XOR"
    gap = 0.3

    def make(self, rng: Rng, count: int, noise: float) -> Labelled:
        points = rng.uniform(-RADIUS, RADIUS, (count, 2))
        points += np.where(points > 0, self.gap, -self.gap)
        seen = points + rng.uniform(-RADIUS, RADIUS, points.shape) * noise
        return points, (seen[:, 0] * seen[:, 1] >= 0).astype(float)


@DATASETS.register
class Gauss(Generator):
    """Two round clouds: a single straight line does."""

    name, label = "gauss", "Two clouds"

    def make(self, rng: Rng, count: int, noise: float) -> Labelled:
        width = np.sqrt(0.5 + 7 * noise)  # variance from 0.5 without noise to 4 with the most
        below, above = share(count, 2)
        return classes_of([rng.normal(-2, width, (below, 2)), rng.normal(2, width, (above, 2))])


@DATASETS.register
class Spiral(Generator):
    """Two arms wound around each other: the hardest of the classical ones."""

    name, label = "spiral", "Spiral"
    turns = 1.75

    def make(self, rng: Rng, count: int, noise: float) -> Labelled:
        groups = []
        for arm, n in zip((np.pi, 0.0), share(count, 2), strict=True):
            along = np.arange(n) / max(n, 1)
            r, angle = RADIUS * along, self.turns * 2 * np.pi * along + arm
            arm_points = np.stack([r * np.sin(angle), r * np.cos(angle)], axis=1)
            groups.append(arm_points + rng.uniform(-1, 1, (n, 2)) * noise)
        return classes_of(groups)


@DATASETS.register
class Moons(Generator):
    """Two crescents that reach into each other."""

    name, label = "moons", "Moons"

    def make(self, rng: Rng, count: int, noise: float) -> Labelled:
        lower, upper = share(count, 2)
        t, s = rng.uniform(0, np.pi, upper), rng.uniform(0, np.pi, lower)
        first = np.stack([3.2 * np.cos(t) - 1.6, 3.2 * np.sin(t) - 0.8], axis=1)
        second = np.stack([1.6 - 3.2 * np.cos(s), 0.8 - 3.2 * np.sin(s)], axis=1)
        spread = 0.25 + 1.5 * noise
        return classes_of([second + rng.normal(0, spread, (lower, 2)), first + rng.normal(0, spread, (upper, 2))])


@DATASETS.register
class Blobs(Generator):
    """Four clouds, a class each: a first task with more than two classes."""

    name, label, classes = "blobs", "Four clouds", 4
    centres = ((-3.0, -3.0), (3.0, -3.0), (3.0, 3.0), (-3.0, 3.0))

    def make(self, rng: Rng, count: int, noise: float) -> Labelled:
        width = 0.6 + 2 * noise
        sizes = share(count, self.classes)
        return classes_of([rng.normal(c, width, (n, 2)) for c, n in zip(self.centres, sizes, strict=True)])


@DATASETS.register
class Rings(Generator):
    """Three rings inside one another, a class each."""

    name, label, classes = "rings", "Rings", 3

    def make(self, rng: Rng, count: int, noise: float) -> Labelled:
        limits = ((0.0, 1.2), (2.0, 3.2), (4.0, 5.2))
        groups = [ring(rng, n, *limit) for n, limit in zip(share(count, self.classes), limits, strict=True)]
        return classes_of([group + rng.normal(0, 1, group.shape) * noise for group in groups])


@DATASETS.register
class Checkerboard(Generator):
    """A board of four by four squares: many corners for few units."""

    name, label = "checkerboard", "Checkerboard"

    def make(self, rng: Rng, count: int, noise: float) -> Labelled:
        points = rng.uniform(-RADIUS, RADIUS, (count, 2))
        seen = points + rng.uniform(-1, 1, points.shape) * noise * RADIUS / 2
        squares = np.floor(seen * 2 / RADIUS)
        return points, (squares.sum(axis=1) % 2).astype(float)


class Gate(Generator):
    """Base of the logic gates: the four corners, 0 and 1 on each axis; more points repeat them."""

    truth: tuple[int, int, int, int]  # for the inputs 00, 01, 10, 11
    default_count, default_train_share = 4, 1.0  # each corner once, and all of them to be learned

    def make(self, rng: Rng, count: int, noise: float) -> Labelled:
        corner = np.arange(count) % 4
        points = np.stack([corner // 2, corner % 2], axis=1).astype(float)
        return points + rng.normal(0, 1, points.shape) * noise, np.array(self.truth, dtype=float)[corner]


@DATASETS.register
class And(Gate):
    """Yes only if both inputs are 1; one unit can learn it."""

    name, label, truth = "and_gate", "AND", (0, 0, 0, 1)


@DATASETS.register
class Or(Gate):
    """Yes if at least one input is 1; one unit can learn it."""

    name, label, truth = "or_gate", "OR", (0, 1, 1, 1)


@DATASETS.register
class XorGate(Gate):
    """Yes if exactly one input is 1; no single unit can learn it."""

    name, label, truth = "xor_gate", "XOR gate", (0, 1, 1, 0)


@DATASETS.register
class Nand(Gate):
    """No only if both inputs are 1; every other gate can be built from it."""

    name, label, truth = "nand_gate", "NAND", (1, 1, 1, 0)


@DATASETS.register
class Plane(Generator):
    """Values that rise evenly from one corner to the other: the simplest regression."""

    name, label, task, default_count = "plane", "Slope", "regression", 1200

    def make(self, rng: Rng, count: int, noise: float) -> Labelled:
        points = rng.uniform(-6, 6, (count, 2))
        seen = points + rng.uniform(-6, 6, points.shape) * noise
        return points, seen.sum(axis=1) / 10


@DATASETS.register
class Bumps(Generator):
    """Values with three hills and three hollows: a regression that needs hidden units."""

    name, label, task, default_count = "bumps", "Six bumps", "regression", 1200
    centres = np.array([(-4, 2.5), (0, 2.5), (4, 2.5), (-4, -2.5), (0, -2.5), (4, -2.5)])
    signs = np.array([1, -1, 1, -1, 1, -1])

    def make(self, rng: Rng, count: int, noise: float) -> Labelled:
        points = rng.uniform(-6, 6, (count, 2))
        seen = points + rng.uniform(-6, 6, points.shape) * noise
        distance = np.linalg.norm(seen[:, None, :] - self.centres, axis=2)
        height = self.signs * np.maximum(1 - distance / 2, 0)
        return points, height[np.arange(count), np.argmax(np.abs(height), axis=1)]
