"""Where every array lies: offsets and strides in one block of memory, the arena.

Arrays that hold the batch along an axis are laid out with the batch contiguous, so that a vector register holds
several examples; others, and all arrays of very small batches, with the last axis contiguous. The contiguous axis is
padded to whole vectors, so that loops need no special last turn; NumPy sees such an array through its strides.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import prod

import numpy as np

from ..errors import CompileError
from ..recording.graph import Node, Shape
from .lanes import Lanes

ALIGN = 16
SMALL_BATCH = 4  # below this, lanes run along units rather than along examples
LIMIT = 1 << 30


@dataclass(frozen=True)
class Buffer:
    """An array in the arena: `offset` in bytes; `strides` in elements."""

    offset: int
    shape: Shape
    strides: tuple[int, ...]
    lane_axis: int | None
    size: int  # bytes, with padding

    def view(self, arena: np.ndarray, lanes: Lanes) -> np.ndarray:
        """The array as NumPy sees it, inside `arena` (bytes)."""
        return np.ndarray(self.shape, lanes.dtype, arena.data, self.offset, tuple(lanes.size * s for s in self.strides))


@dataclass(frozen=True)
class Layout:
    """How an array would lie in memory, before it has a place."""

    shape: Shape
    strides: tuple[int, ...]
    lane_axis: int | None
    size: int

    def at(self, offset: int) -> Buffer:
        return Buffer(offset, self.shape, self.strides, self.lane_axis, self.size)


def lane_axis_of(shape: Shape, batch_axis: int | None = None) -> int | None:
    """The axis that should be contiguous."""
    if batch_axis is not None and shape[batch_axis] >= SMALL_BATCH:
        return batch_axis
    long = [axis for axis, length in enumerate(shape) if length != 1]
    return long[-1] if long else (len(shape) - 1 if shape else None)


def layout(shape: Shape, lanes: Lanes, batch_axis: int | None = None, like: Buffer | None = None) -> Layout:
    """Strides and size of an array of this shape; its contiguous axis is that of `like`, where that is given."""
    lane_axis = lane_axis_of(shape, batch_axis) if like is None else like.lane_axis
    lengths = [lanes.padded(n) if axis == lane_axis else n for axis, n in enumerate(shape)]
    strides = [0] * len(shape)
    step = 1
    order = ([] if lane_axis is None else [lane_axis]) + [a for a in reversed(range(len(shape))) if a != lane_axis]
    for axis in order:
        strides[axis] = step
        step *= lengths[axis]
    size = max(prod(lengths) * lanes.size, ALIGN)
    return Layout(shape, tuple(strides), lane_axis, -(-size // ALIGN) * ALIGN)


def batch_axes(nodes: Iterable[Node], rows: Iterable[str]) -> dict[int, int]:
    """For every node that has one, the axis along which the examples of a batch lie."""
    named, found = set(rows), dict[int, int]()
    for node in nodes:
        axis = _batch_axis(node, named, found)
        if axis is not None:
            found[node.id] = axis
    return found


def _batch_axis(node: Node, rows: set[str], found: dict[int, int]) -> int | None:
    if node.op == "input":
        return 0 if node.data in rows and node.shape else None
    of = [found.get(operand.id) for operand in node.inputs]
    if node.op == "matmul":
        return 0 if of[0] == 0 else (1 if of[1] == 1 else None)
    if node.op == "uniforms":
        return 0
    if node.is_reduction:
        assert isinstance(node.data, tuple)
        return None if of[0] is None or of[0] in node.data else of[0] - sum(axis < of[0] for axis in node.data)
    if node.op == "transpose":
        assert isinstance(node.data, tuple)
        return None if of[0] is None else node.data.index(of[0])
    if node.op == "reshape":
        return None if of[0] is None else through_reshape(node.inputs[0].shape, of[0], node.shape)
    for operand, axis in zip(node.inputs, of, strict=True):
        if axis is not None and operand.shape[axis] != 1:
            return axis + len(node.shape) - len(operand.shape)
    return None


def through_reshape(before: Shape, axis: int, after: Shape) -> int | None:
    """Where an axis is after others of length 1 have come or gone; None for one of length 1."""
    if before[axis] == 1:
        return None
    rank = sum(n != 1 for n in before[:axis])
    return [i for i, n in enumerate(after) if n != 1][rank]


class Arena:
    """Hands out places: permanent ones in a row, temporary ones that are used again when they are free."""

    def __init__(self, start: int = 0) -> None:
        self.end = start
        self._free: list[tuple[int, int]] = []  # (offset, size)

    def permanent(self, size: int) -> int:
        size = -(-size // ALIGN) * ALIGN
        offset, self.end = self.end, self.end + size
        if self.end > LIMIT:
            raise CompileError(f"more than {LIMIT >> 20} MiB of memory would be needed")
        return offset

    def take(self, size: int) -> int:
        """A temporary place: the smallest free one that is large enough."""
        fitting = [(s, o) for o, s in self._free if s >= size]
        if not fitting:
            return self.permanent(size)
        free_size, offset = min(fitting)
        self._free.remove((offset, free_size))
        if free_size > size:
            self._free.append((offset + size, free_size - size))
        return offset

    def give_back(self, offset: int, size: int) -> None:
        for o, s in list(self._free):
            if o + s == offset:
                self._free.remove((o, s))
                offset, size = o, s + size
            elif offset + size == o:
                self._free.remove((o, s))
                size += s
        self._free.append((offset, size))
