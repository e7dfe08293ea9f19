"""Which element of an operand an operation reads, in terms of the axes of the kernel that it runs in.

An index has one entry for each axis of an array: the number of the kernel's axis that walks along it, or None where
the array has length 1 there (broadcasting). Views are nothing but a change of index, so a transpose costs nothing.
"""

from __future__ import annotations

from functools import lru_cache

from ..recording.graph import Node, Shape

Index = tuple[int | None, ...]


@lru_cache(maxsize=1024)
def identity(shape: Shape) -> Index:
    """The index of the kernel's own point."""
    return tuple(axis if length != 1 else None for axis, length in enumerate(shape))


def input_index(node: Node, operand: Node, index: Index) -> Index:
    """Where an elementwise operation or a view at `index` reads its operand."""
    if node.op == "transpose":
        assert isinstance(node.data, tuple)
        out: list[int | None] = [None] * len(index)
        for place, axis in enumerate(node.data):
            out[axis] = index[place]
        return tuple(out)
    if operand.shape == node.shape:
        return index
    if node.op == "reshape":
        long = iter([entry for entry, length in zip(index, node.shape, strict=True) if length != 1])
        return tuple(next(long) if length != 1 else None for length in operand.shape)
    if not operand.shape:
        return ()
    return tuple(
        entry if length != 1 else None
        for entry, length in zip(index[-len(operand.shape) :], operand.shape, strict=True)
    )


def reduction_index(node: Node, place: int) -> Index:
    """Where a reduction reads operand number `place`: its own axes first, then those that it sums over."""
    operand = node.inputs[place]
    if node.op == "matmul":
        inner = 2 if node.inputs[0].shape[1] != 1 else None
        row = 0 if node.shape[0] != 1 else None
        column = 1 if node.shape[1] != 1 else None
        return (row, inner) if place == 0 else (inner, column)
    assert isinstance(node.data, tuple)
    kept, summed = iter(range(len(node.shape))), iter(range(len(node.shape), len(operand.shape)))
    axes = [next(summed) if axis in node.data else next(kept) for axis in range(len(operand.shape))]
    return tuple(axis if length != 1 else None for axis, length in zip(axes, operand.shape, strict=True))


def reduced_lengths(node: Node) -> Shape:
    """Lengths of the axes that a reduction sums over, in the order of their numbers."""
    if node.op == "matmul":
        return (node.inputs[0].shape[1],)
    assert isinstance(node.data, tuple)
    return tuple(node.inputs[0].shape[axis] for axis in sorted(node.data))


def is_pointwise(shape: Shape, index: Index, kernel_shape: Shape) -> bool:
    """Whether an array of this shape, read at `index`, is read at the kernel's own point only."""
    return shape == kernel_shape and index == identity(shape)
