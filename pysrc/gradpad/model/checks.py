"""Arrays as a user gives them, looked at before anything is done: a mistake is told where it was made."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from gradpad.arrays import Array
from gradpad.config.fields import shown
from gradpad.errors import DataError


def numbers(value: Any, name: str) -> Array:
    """Returns: an array of finite float64. Raises: DataError: it holds anything else."""
    try:
        array = np.asarray(value)
        if array.dtype.kind == "O":
            array = array.astype(np.float64)
    except (TypeError, ValueError):
        raise DataError(f"{name} is {shown(value)}; it must be an array of numbers, without gaps.", name) from None
    if array.dtype.kind not in "biuf":
        what = {"U": "text", "S": "text", "c": "complex numbers"}.get(array.dtype.kind, str(array.dtype))
        raise DataError(f"{name} holds {what}; it must be an array of numbers.", name)
    array = array.astype(np.float64)
    bad = ~np.isfinite(array)
    if bad.any():
        place = ", ".join(map(str, np.argwhere(bad)[0]))
        found = f"{name}[{place}] is {array[bad][0]}" if array.ndim else f"{name} is {array}"
        raise DataError(f"{found}; every number must be finite. Fill the gap, or leave that example out.", name)
    return array


def inputs(X: Any, n_in: int, name: str = "X") -> Array:
    """Args:    X: one example a row; n_in: how many inputs the network has; name: of the argument.
    Returns: shape (n, n_in), rows one after another in memory. Raises: DataError.
    """
    x = numbers(X, name)
    if x.ndim == 1 and x.size:
        hint = f"For one example write {name}[None, :]" if len(x) == n_in else f"For one input write {name}[:, None]"
        raise DataError(f"{name} has shape {x.shape}; it must be (examples, {n_in}), an example a row. {hint}.", name)
    if x.ndim != 2 or x.shape[1] != n_in:
        remedy = f"layers begins with {n_in}, the number of inputs"
        raise DataError(f"{name} has shape {x.shape}; it must be (examples, {n_in}): {remedy}.", name)
    if not len(x):
        raise DataError(f"{name} has no examples; it must have one at least.", name)
    return np.ascontiguousarray(x)


def example_weights(value: Any, count: int, name: str = "sample_weight") -> Array | None:
    """How much each example counts, scaled so that they count 1 on average: the learning rate keeps its meaning.

    Args:    value: a number from 0 up for each example, or None; count: of examples; name: of the argument.
    Returns: shape (count,), with mean 1, or None where all count the same. Raises: DataError.
    """
    if value is None:
        return None
    weights = numbers(value, name)
    if weights.shape != (count,):
        raise DataError(f"{name} has shape {weights.shape}; it must be ({count},), a number for each example.", name)
    if np.any(weights < 0) or not np.any(weights > 0):
        low = float(weights.min())
        raise DataError(f"{name} goes down to {low:g}; weights must be 0 or more, and one of them more.", name)
    scaled: Array = weights / weights.mean()
    return scaled


def pair(validation: Any) -> tuple[Any, Any, Any]:
    """Returns: X, y and weights (or None) to validate with. Raises: DataError: not two or three things."""
    if not isinstance(validation, (tuple, list)) or len(validation) not in (2, 3):
        allowed = "a pair (X, y), or (X, y, sample_weight)"
        raise DataError(f"validation is {type(validation).__name__}; it must be {allowed}.", "validation")
    X, y, *rest = validation
    return X, y, rest[0] if rest else None


def plain_list(y: Any, name: str) -> list[Any]:
    """Returns: labels as a list of Python's own values, out of an array, a list, a column of a table."""
    array: npt.NDArray[Any] | None = y if isinstance(y, np.ndarray) else None
    if array is None and hasattr(y, "to_numpy"):
        array = np.asarray(y.to_numpy())
    if array is not None:
        if array.ndim == 2 and array.shape[1] == 1:
            array = array[:, 0]
        if array.ndim != 1:
            raise DataError(f"{name} has shape {array.shape}; classes must be (examples,), a label for each.", name)
        return list(array.tolist())
    if isinstance(y, str) or not isinstance(y, Sequence):
        raise DataError(f"{name} is {shown(y)}; it must be an array or a list, a label for each example.", name)
    return [label.item() if isinstance(label, np.generic) else label for label in y]
