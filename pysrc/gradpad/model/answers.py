"""What a network should answer, and what its outputs mean: class names of any kind, or values.

Classes get numbers, in the order of `classes`, and numbers become targets for the output units: the code of "yes" in
the column of the class. One output unit is enough for two classes: it says "no" for the first and "yes" for the second.
"""

from collections.abc import Hashable, Sequence
from contextlib import suppress
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from gradpad.arrays import Array
from gradpad.config.data_set import coded_classes
from gradpad.config.fields import shown
from gradpad.errors import DataError
from gradpad.metrics import accuracy, predicted_classes, r_squared
from gradpad.model.checks import example_weights, numbers, plain_list
from gradpad.trainer import Examples


class Classes:
    """Answers that are one of several classes.

    Args: names: all classes, in order; n_out: number of output units; codes: what a unit says for "no" and "yes".
    Raises: DataError: not as many classes as the outputs can tell apart.
    """

    score_name = "accuracy"

    def __init__(self, names: Sequence[Hashable], n_out: int, codes: tuple[float, float]) -> None:
        self.names = list(names)
        self.numbers = {name: number for number, name in enumerate(self.names)}
        self.n_out, self.codes = n_out, codes
        if len(self.numbers) != len(self.names):
            raise DataError(f"classes is {shown(self.names)}; each must be there once only.", "classes")
        count = len(self.names)
        if count < 2:
            raise DataError(f"There is one class only, {listed(self.names)}; it takes two to tell apart.", "y")
        if count != max(2, n_out):
            found = f"There are {count} classes ({listed(self.names)}), but layers ends with {n_out}"
            remedy = f"Let it end with {count}" if count > 2 else "Let it end with 1 or 2"
            raise DataError(f"{found}, which is for {max(2, n_out)} classes. {remedy}.", "y")

    @staticmethod
    def of(y: Any, n_out: int, codes: tuple[float, float]) -> "Classes":
        """Args: y: labels. Returns: their classes, sorted where they can be, else as they first appear."""
        names = list(dict.fromkeys(labels(y, "y")))
        with suppress(TypeError):  # text and numbers have no order among them
            names = sorted(names)  # type: ignore[type-var]
        return Classes(names, n_out, codes)

    def read(self, y: Any, name: str = "y") -> tuple[Array, Array]:
        """Args:    y: labels, one for each example; name: of the argument.
        Returns: targets, shape (n, n_out), and class numbers, shape (n,). Raises: DataError: a label is no class.
        """
        found = labels(y, name)
        for place, label in enumerate(found):
            if label not in self.numbers:
                known = listed(self.names)
                raise DataError(f"{name}[{place}] is {shown(label)}; the classes are {known}.", name)
        numbers = np.array([self.numbers[label] for label in found], dtype=np.float64)
        return coded_classes(numbers, self.n_out, self.codes), numbers

    def score(self, outputs: Array, targets: Array, labels: Array, weights: Array | None = None) -> float:
        """Returns: the share of the examples that is right, each as heavy as its weight."""
        return accuracy(predicted_classes(outputs, self.codes), labels, weights)

    def probabilities(self, outputs: Array) -> Array:
        """Args:    outputs: of sigmoid or softmax, shape (n, n_out).
        Returns: for each class, in their order, shape (n, classes), adding up to 1.
        """
        if outputs.shape[1] == 1:
            return np.concatenate([1 - outputs, outputs], axis=1)
        return outputs / np.maximum(outputs.sum(axis=1, keepdims=True), np.finfo(float).tiny)

    def told(self, outputs: Array) -> npt.NDArray[Any]:
        """Returns: the class that each row of outputs means, shape (n,): an array of the labels' own kind."""
        found = [self.names[number] for number in predicted_classes(outputs, self.codes)]
        if {type(name) for name in self.names} in ({int}, {float}, {str}, {bool}):
            return np.array(found, dtype=type(self.names[0]))
        array = np.empty(len(found), dtype=object)
        array[:] = found
        return array


class Values:
    """Answers that are numbers: one for each output unit. Args: n_out: number of output units."""

    score_name = "R²"
    names: None = None

    def __init__(self, n_out: int) -> None:
        self.n_out = n_out

    def read(self, y: Any, name: str = "y") -> tuple[Array, Array]:
        """Args:    y: shape (n, n_out), or (n,) for one output; name: of the argument.
        Returns: targets, shape (n, n_out), twice: values are their own labels. Raises: DataError.
        """
        try:
            values = numbers(y, name)
        except DataError as error:
            remedy = 'Are these classes? Then give task="classification".'
            raise DataError(f"{error.message} {remedy}", name) from None
        if values.ndim == 1 and self.n_out == 1:
            values = values[:, None]
        if values.ndim != 2 or values.shape[1] != self.n_out:
            wanted = f"(examples, {self.n_out})" + (" or (examples,)" if self.n_out == 1 else "")
            why = f"layers ends with {self.n_out}, the number of outputs"
            raise DataError(f"{name} has shape {np.shape(y)}; it must be {wanted}: {why}.", name)
        return values, values

    def score(self, outputs: Array, targets: Array, labels: Array, weights: Array | None = None) -> float:
        """Returns: the share of the targets' variance that the outputs explain, all outputs together."""
        return r_squared(outputs, targets, weights)

    def told(self, outputs: Array) -> npt.NDArray[Any]:
        """Returns: the outputs, shape (n, n_out), or (n,) for one output."""
        return outputs[:, 0].copy() if self.n_out == 1 else outputs.copy()


Answers: TypeAlias = Classes | Values


def labels(y: Any, name: str) -> list[Hashable]:
    """Returns: class names as a list. Raises: DataError: one of them can't be a name, or there are none."""
    found = plain_list(y, name)
    for place, label in enumerate(found):
        try:
            hash(label)
        except TypeError:
            message = f"{name}[{place}] is {shown(label)}; a class must be text, a number, or a tuple of those."
            raise DataError(message, name) from None
        if label != label or label is None:
            raise DataError(f"{name}[{place}] is {label}; every example must have a class.", name)
    if not found:
        raise DataError(f"{name} has no labels; it must have one for each example.", name)
    return found


def listed(names: Sequence[Any]) -> str:
    """Returns: class names as they may stand in a sentence."""
    return ", ".join(map(shown, names[:8])) + (f" and {len(names) - 8} more" if len(names) > 8 else "")


def examples_of(answers: Answers, x: Array, y: Any, weights: Any, of: str = "") -> Examples:
    """Args:    answers: what y may hold; x: shape (n, n_in); y, weights: as given; of: what they are for, for messages.
    Returns: the examples. Raises: DataError: they do not fit together.
    """
    targets, labels = answers.read(y, f"{of}y")
    if len(targets) != len(x):
        raise DataError(f"{of}X has {len(x)} examples, but y has {len(targets)}; each needs its own.", f"{of}y")
    return Examples(x, targets, labels, example_weights(weights, len(x), f"{of}sample_weight"))
