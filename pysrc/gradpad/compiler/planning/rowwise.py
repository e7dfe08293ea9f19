"""Whether each row of a batch goes its own way through a recording: then any number of rows can go block by block.

What adds up along the batch, takes the largest over it, or multiplies along it, gives something else for a block than
for the whole. The axis along which the rows lie is followed from the inputs to the outputs.
"""

from __future__ import annotations

from collections.abc import Iterable

from ..errors import NotRecordable
from ..recording.graph import Graph, Node
from .storage import through_reshape


def check_rows(graph: Graph, rows: Iterable[str]) -> None:
    """Raises: NotRecordable: some result looks at several rows."""
    named, found = set(rows), dict[int, int | None]()
    for node in graph.live():
        found[node.id] = _axis(node, [found[operand.id] for operand in node.inputs], named)
    if any(
        found[node.id] not in (0, None) or (found[node.id] is None and node.shape) for node in graph.outputs.values()
    ):
        raise NotRecordable("a result does not have a row for each example")


def _axis(node: Node, of: list[int | None], rows: set[str]) -> int | None:
    """The axis of `node` along which the rows lie, from those of its operands; None where it has none."""
    if node.op == "input":
        return 0 if node.data in rows else None
    if all(axis is None for axis in of):
        return None
    if node.op == "matmul":
        if of in ([0, None], [None, 1]):
            return 0 if of[0] == 0 else 1
        raise NotRecordable("a product adds up over the examples")
    [axis] = {axis for axis in of if axis is not None} if len(of) == 1 else {_shifted(node, of)}
    assert axis is not None
    if node.is_reduction:
        assert isinstance(node.data, tuple)
        if axis in node.data:
            raise NotRecordable("something is added up, or the largest taken, over the examples")
        return axis - sum(each < axis for each in node.data)
    if node.op == "transpose":
        assert isinstance(node.data, tuple)
        return node.data.index(axis)
    if node.op == "reshape":
        return through_reshape(node.inputs[0].shape, axis, node.shape)
    return axis + len(node.shape) - len(node.inputs[0].shape) if len(of) == 1 else axis


def _shifted(node: Node, of: list[int | None]) -> int:
    """The one axis of an elementwise operation along which its operands have their rows."""
    axes = {
        axis + len(node.shape) - len(operand.shape)
        for operand, axis in zip(node.inputs, of, strict=True)
        if axis is not None
    }
    if len(axes) != 1:
        raise NotRecordable("one example's numbers meet another's")
    [axis] = axes
    for operand, own in zip(node.inputs, of, strict=True):
        place = axis - len(node.shape) + len(operand.shape)
        if own is None and place >= 0 and operand.shape[place] != 1 and operand.op != "broadcast":
            raise NotRecordable("the examples have numbers by their place in the batch")
    return axis
