"""Metrics say in numbers that people understand how well a network does and how it is doing.

The loss is what training makes small; accuracy, a table of mix-ups, or the share of variance explained is what one
wants to know. Gradient norms and dead units tell why learning is slow.
"""

from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from gradpad.arrays import Array
from gradpad.network import Network

Classes: TypeAlias = npt.NDArray[np.int64]


def predicted_classes(outputs: Array, codes: tuple[float, float]) -> Classes:
    """Args:    outputs: shape (n, n_out); codes: what an output says for "no" and "yes".
    Returns: the class numbers that the outputs mean, shape (n,): the largest output, or for a single output
             whether it is past the middle between the codes.
    """
    if outputs.shape[1] > 1:
        return np.argmax(outputs, axis=1)
    return (outputs[:, 0] > (codes[0] + codes[1]) / 2).astype(np.int64)


def accuracy(predicted: Classes, labels: Array, weights: Array | None = None) -> float:
    """Args:    predicted, labels: class numbers; weights: how much each counts; all of shape (n,).
    Returns: the share that is right; NaN where there are none.
    """
    return float(np.average(predicted == labels, weights=weights)) if len(labels) else float("nan")


def confusion_matrix(predicted: Classes, labels: Array, classes: int) -> npt.NDArray[np.int64]:
    """Returns: how many of each class (row) were taken for each class (column), shape (classes, classes)."""
    table = np.zeros((classes, classes), dtype=np.int64)
    np.add.at(table, (labels.astype(np.int64), predicted), 1)
    return table


def r_squared(outputs: Array, targets: Array, weights: Array | None = None) -> float:
    """The share of the targets' variance that the outputs explain: 1 is perfect, 0 as good as the mean.

    Args:    outputs, targets: shape (n, n_out); weights: how much each row counts, shape (n,).
    Returns: NaN where the targets do not vary or there are none.
    """
    if not len(targets):
        return float("nan")
    each = np.ones((len(targets), 1)) if weights is None else weights[:, None]
    spread = np.sum(each * (targets - np.average(targets, axis=0, weights=weights)) ** 2)
    return float(1 - np.sum(each * (outputs - targets) ** 2) / spread) if spread > 0 else float("nan")


def mean_absolute_error(outputs: Array, targets: Array) -> float:
    """Args: shape (n, n_out) both. Returns: how far off an output is on average; NaN where there are none."""
    return float(np.mean(np.abs(outputs - targets))) if len(targets) else float("nan")


def gradient_norms(network: Network) -> list[dict[str, float]]:
    """Returns: for each layer the length of the gradient of its weights and of its biases, after backward()."""
    return [{name: float(np.linalg.norm(grad)) for name, grad in layer.grads.items()} for layer in network.layers]


def dead_units(network: Network, x: Array) -> list[list[int]]:
    """Units that learn nothing more, because their slope is zero (below 1e-12) for every example.

    Args:    x: inputs of the examples, shape (n, n_in).
    Returns: for each hidden layer the numbers of its dead units.
    """
    if not len(x):
        return [[] for _ in network.layers[:-1]]
    network.forward(x)
    slopes = [np.abs(layer.activation.slope(layer.z, layer.a)).max(axis=0) for layer in network.layers[:-1]]
    return [np.flatnonzero(slope < 1e-12).tolist() for slope in slopes]


def summary(outputs: Array, targets: Array, labels: Array, classes: int | None, codes: tuple[float, float]) -> Any:
    """Args:    outputs, targets: (n, n_out); labels: (n,); classes: how many, None for regression; codes.
    Returns: the metrics that suit the task, by name.
    """
    if classes is None:
        return {"r_squared": r_squared(outputs, targets), "mean_absolute_error": mean_absolute_error(outputs, targets)}
    predicted = predicted_classes(outputs, codes)
    table = confusion_matrix(predicted, labels, classes)
    return {"accuracy": accuracy(predicted, labels), "confusion_matrix": table.tolist()}
