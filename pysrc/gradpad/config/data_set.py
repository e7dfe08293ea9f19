"""The data set as it is trained on: points, what the network is shown of them, and what it should answer.

The points are split into a training set, which is learned, and a test set, which is only looked at: a network that
does well on the first and badly on the second has learned by heart.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from gradpad.activations import ACTIVATIONS
from gradpad.arrays import Array
from gradpad.config.data import DOMAIN, CurveData, FormulaData, GeneratedData, PointsData
from gradpad.config.schema import Config
from gradpad.datasets import DATASETS
from gradpad.errors import DataError, FormulaError
from gradpad.features import feature_matrix
from gradpad.losses import LOSSES
from gradpad.randomness import stream
from gradpad.trainer import Examples
from gradpad.typed_formulas import compile_formula

Mask: TypeAlias = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Points:
    """All points of a configuration.

    points: shape (n, 2); labels: shape (n,), class numbers or values; is_test: shape (n,).
    """

    task: str
    classes: int
    points: Array
    labels: Array
    is_test: Mask

    @cached_property
    def problem(self) -> DataError | None:
        """Returns: why a network can't learn these points yet, or None."""
        kept = ~self.is_test
        path = "data.points"
        if not len(self.points):
            return DataError("There are no points yet. Draw some, then train.", path)
        if len(np.unique(self.labels)) < 2 and self.task == "classification":
            return DataError("All points are of one class. Draw some of another class, then train.", "data.labels")
        if len(self.points) < 2:
            return DataError("One point is not enough to learn from. Draw some more, then train.", path)
        if np.all(self.points == self.points[0]):
            return DataError("All points lie in one place, so nothing tells them apart. Draw some elsewhere.", path)
        if self.task == "classification" and len(np.unique(self.labels[kept])) < 2:
            return DataError("The training set has one class only. Make the training share larger.", "data.train_share")
        return None


def make_points(config: Config) -> Points:
    """Args: config. Returns: its points, generated or drawn, split into training and test. Same seed, same points."""
    rng = stream(config.seed, "data")
    data = config.data
    classes = 2
    match data:
        case GeneratedData():
            generator = DATASETS[data.kind]
            points, labels = generator.make(rng, data.count, data.noise)
            classes = generator.classes
        case PointsData():
            points, labels = np.array(data.points, dtype=float).reshape(-1, 2), np.array(data.labels, dtype=float)
            if data.task == "classification":
                classes = max(2, int(labels.max(initial=0)) + 1)
        case CurveData():
            pairs = np.array(data.points, dtype=float).reshape(-1, 2)
            points, labels = on_the_line(pairs[:, 0]), pairs[:, 1]
        case FormulaData():
            points, labels = sample_formula(data, rng)
    is_test = split(labels, data.train_share, data.task, stream(config.seed, "split"))
    return Points(data.task, classes, points, labels, is_test)


def on_the_line(x: Array) -> Array:
    """Args: x: shape (n,). Returns: the points (x, 0), shape (n, 2)."""
    return np.stack([x, np.zeros_like(x)], axis=1)


def sample_formula(data: FormulaData, rng: np.random.Generator) -> tuple[Array, Array]:
    """Returns: points evenly spread over the domain, and the formula's values there, with noise.

    Raises: FormulaError: the formula is not a finite number everywhere in the domain.
    """
    x = np.linspace(*DOMAIN, data.count)
    y = compile_formula(data.formula, ("x",))(x=x)
    if not np.all(np.isfinite(y) & (np.abs(y) <= 1e6)):
        where = x[np.argmin(np.isfinite(y) & (np.abs(y) <= 1e6))]
        message = f"data.formula is {data.formula!r}; at x = {where:.3g} it has no value that can be learned."
        raise FormulaError(message, "data.formula")
    return on_the_line(x), y + rng.normal(0, 1, len(x)) * data.noise


def split(labels: Array, train_share: float, task: str, rng: np.random.Generator) -> Mask:
    """Chooses the test points: from each class the same share, and at least one of each stays in training.

    Args:    labels: shape (n,); train_share: 0 to 1; task; rng.
    Returns: True where a point is kept for testing, shape (n,).
    """
    is_test = np.zeros(len(labels), dtype=np.bool_)
    everything = np.arange(len(labels))
    groups = [np.flatnonzero(labels == k) for k in np.unique(labels)] if task == "classification" else [everything]
    seen = 0
    for members in groups:
        kept = round(train_share * (seen + len(members))) - round(train_share * seen)  # so that the total is right too
        seen += len(members)
        is_test[rng.permutation(members)[max(1, kept) :]] = True
    return is_test


@dataclass(frozen=True)
class Scaling:
    """Shifts and scales every input, so that none is large only because of its unit. mean, deviation: (inputs,)."""

    mean: Array
    deviation: Array

    @staticmethod
    def of(x: Array) -> "Scaling":
        """Args: x: the training set's inputs. Returns: the scaling that gives them mean 0 and deviation 1."""
        if not len(x):
            return Scaling(np.zeros(x.shape[1]), np.ones(x.shape[1]))
        deviation, largest = x.std(axis=0), np.abs(x).max(axis=0)
        varies = deviation > 1e-12 * largest  # what is less comes from rounding: all examples have the same number
        return Scaling(x.mean(axis=0), np.where(varies, deviation, 1.0))

    def __call__(self, x: Array) -> Array:
        return (x - self.mean) / self.deviation


@dataclass(frozen=True)
class DataSet:
    """Training and test examples of a configuration, and how to show the network any other point."""

    points: Points
    train: Examples
    test: Examples
    scaling: Scaling | None
    config: Config

    @property
    def class_codes(self) -> tuple[float, float] | None:
        """Returns: what an output says for "no" and for "yes"; None where there are no classes."""
        return target_codes(self.config) if self.points.task == "classification" else None

    def inputs(self, points: Array) -> Array:
        """Args: points: shape (n, 2). Returns: what the network is shown of them, shape (n, inputs)."""
        x = feature_matrix(self.config.features, points)
        return self.scaling(x) if self.scaling is not None else x


def make_data_set(config: Config) -> DataSet:
    """Args: config. Returns: its data set. Raises: FormulaError: a formula has no finite value at some point."""
    points = make_points(config)
    x = feature_matrix(config.features, points.points)
    scaling = Scaling.of(x[~points.is_test]) if config.standardize else None
    if scaling is not None:
        x = scaling(x)
    t = code_targets(points, config)
    parts = [Examples(x[mask], t[mask], points.labels[mask]) for mask in (~points.is_test, points.is_test)]
    return DataSet(points, parts[0], parts[1], scaling, config)


def n_outputs(task: str, classes: int, output: str) -> int:
    """Returns: how many output units the task needs; two classes need one only, unless softmax shares them out."""
    if task == "regression":
        return 1
    return classes if classes > 2 or not ACTIVATIONS[output].elementwise else 1


def target_codes(config: Config) -> tuple[float, float]:
    """Returns: what an output unit should say for "no" and for "yes", by the loss, or else by the activation."""
    return LOSSES[config.training.loss].targets or ACTIVATIONS[config.network.output].targets


def code_targets(points: Points, config: Config) -> Array:
    """Args:    points; config.
    Returns: what the outputs should be, shape (n, outputs): the value itself for regression; for two classes the
             code of "no" or "yes"; for more the code of "yes" in the column of the class.
    """
    if points.task == "regression":
        return points.labels[:, None].copy()
    width = n_outputs(points.task, points.classes, config.network.output)
    return coded_classes(points.labels, width, target_codes(config))


def coded_classes(labels: Array, width: int, codes: tuple[float, float]) -> Array:
    """Args:    labels: class numbers, shape (n,); width: output units; codes: for "no" and for "yes".
    Returns: shape (n, width): for one unit whether it is class 1; for more "yes" in the column of the class.
    """
    no, yes = codes
    is_yes = labels[:, None] == (np.arange(width) if width > 1 else np.ones(1))
    return np.where(is_yes, yes, no)
