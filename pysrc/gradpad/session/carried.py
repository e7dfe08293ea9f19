"""A checkpoint as bytes: the page keeps it where no Python can take it along when it dies, and gives it to the next.

First a line of JSON that says what there is, then the numbers of all arrays one after another, to the last bit.
"""

import json
from typing import Any

import numpy as np

from gradpad.arrays import Array
from gradpad.errors import WeightsError

KINDS = {"<f8", "<f4", "<i8", "<i4", "|b1", "|u1"}


def to_bytes(content: Any) -> bytes:
    """Args:    content: numbers, texts, arrays, and lists and dicts of them.
    Returns: what from_bytes() makes the same of.
    """
    arrays: list[Array] = []
    head = json.dumps(_told(content, arrays)).encode()
    return b"\n".join([head, b"".join(np.ascontiguousarray(array).tobytes() for array in arrays)])


def _told(content: Any, arrays: list[Array]) -> Any:
    """Returns: what JSON can hold of it, with the kind and shape of each array; they go to the end of `arrays`."""
    if isinstance(content, np.ndarray | np.generic):
        array = np.asarray(content)
        arrays.append(array)
        return {"array": array.dtype.str, "shape": array.shape}
    if isinstance(content, dict):
        return {"dict": {name: _told(value, arrays) for name, value in content.items()}}
    if isinstance(content, list | tuple):
        return [_told(value, arrays) for value in content]
    return content


def from_bytes(content: bytes) -> Any:
    """Returns: what was given to to_bytes(); tuples have become lists. Raises: WeightsError: it is something else."""
    head, _, numbers = content.partition(b"\n")
    try:
        return _read(json.loads(head), _Numbers(numbers))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise WeightsError("What the page kept of this network is damaged.") from error


class _Numbers:
    """Arrays, taken from the beginning of the bytes that are left."""

    def __init__(self, content: bytes) -> None:
        self.content, self.at = content, 0

    def take(self, kind: str, shape: list[int]) -> Array:
        """Raises: ValueError: there are fewer, or of a kind that has no numbers."""
        if kind not in KINDS:
            raise ValueError(kind)
        count = int(np.prod(shape, dtype=np.int64))
        array: Array = np.frombuffer(self.content, kind, count, self.at).reshape(shape).copy()
        self.at += array.nbytes
        return array


def _read(told: Any, numbers: _Numbers) -> Any:
    if isinstance(told, list):
        return [_read(value, numbers) for value in told]
    if not isinstance(told, dict):
        return told
    if "array" in told:
        return numbers.take(told["array"], told["shape"])
    return {name: _read(value, numbers) for name, value in told["dict"].items()}
