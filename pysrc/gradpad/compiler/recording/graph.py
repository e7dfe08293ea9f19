"""What was computed, as a graph: each node is one array operation on arrays of known shapes.

Nodes are made through a `Builder`, which returns the same node for the same operation on the same inputs (so common
subexpressions exist once) and applies the identities of `simplify`. Shapes follow NumPy's rules of broadcasting.
There are four families of operations:

- leaves: `input` and `constant`, and `uniforms`, random numbers;
- elementwise: everything in `operations.ELEMENTWISE`;
- views, which move no data: `transpose`, `reshape` (adding or dropping axes of length 1) and `broadcast`;
- reductions: `matmul`, and `sum`, `max`, `min` over some axes.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import zip_longest
from math import prod

import numpy as np

from ..errors import NotRecordable
from .operations import ELEMENTWISE
from .simplify import simplified

Shape = tuple[int, ...]
VIEWS = {"transpose", "reshape", "broadcast"}
LEAVES = {"input", "constant"}
REDUCTIONS = {"matmul", "sum", "max", "min"}


@dataclass(eq=False, slots=True)  # not frozen: that makes a node three times as slow to make, and there are many
class Node:
    """One operation. `kind` is "number" or "boolean"; `data` holds what else the operation needs (hashable)."""

    op: str
    inputs: tuple[Node, ...]
    shape: Shape
    kind: str
    data: object
    id: int

    @property
    def is_view(self) -> bool:
        return self.op in VIEWS

    @property
    def is_reduction(self) -> bool:
        return self.op in REDUCTIONS

    @property
    def is_leaf(self) -> bool:
        return self.op in LEAVES


@dataclass
class Graph:
    """A recorded function: named inputs, named outputs, and the inputs that it changed in place."""

    builder: Builder
    inputs: dict[str, Node]
    outputs: dict[str, Node] = field(default_factory=dict)
    updates: dict[str, Node] = field(default_factory=dict)

    def live(self) -> list[Node]:
        """The nodes that outputs and updates need, each after its inputs. The rest is dead code."""
        seen: dict[int, Node] = {}
        stack = [*self.outputs.values(), *self.updates.values()]
        while stack:
            node = stack.pop()
            if node.id not in seen:
                seen[node.id] = node
                stack.extend(node.inputs)
        return [seen[i] for i in sorted(seen)]

    def fingerprint(self) -> Hashable:
        """The same for two recordings of the same program: what compiled modules are cached by."""
        nodes = self.live()
        place = {node.id: i for i, node in enumerate(nodes)}
        body = tuple([(n.op, n.shape, n.kind, n.data, *[place[i.id] for i in n.inputs]) for n in nodes])
        outputs, updates = [
            tuple([(name, place[node.id]) for name, node in table.items()]) for table in (self.outputs, self.updates)
        ]
        unused = tuple([(name, node.shape) for name, node in self.inputs.items() if node.id not in place])
        return body, outputs, updates, unused


class Builder:
    """Makes the nodes of one graph, each operation once."""

    def __init__(self) -> None:
        self._nodes: dict[object, Node] = {}

    def make(self, op: str, inputs: tuple[Node, ...], shape: Shape, kind: str = "number", data: object = None) -> Node:
        key = (op, tuple([node.id for node in inputs]), shape, kind, data)
        node = self._nodes.get(key)
        if node is None:
            if 0 in shape:
                raise NotRecordable("arrays without elements can't be recorded")
            node = self._nodes[key] = Node(op, inputs, shape, kind, data, len(self._nodes))
        return node

    @contextmanager
    def parted_if_too_deep(self) -> Iterator[None]:
        """Around what may refuse the graph for its depth: its nodes are parted then, since nobody will use them.

        Freed one within the other, thousands that hang on one another would be too deep for WebAssembly's stack.
        """
        try:
            yield
        except RecursionError:
            for node in self._nodes.values():
                node.inputs = ()
            raise

    def input(self, name: str, shape: Shape) -> Node:
        return self.make("input", (), tuple(shape), data=name)

    def constant(self, value: object) -> Node:
        """A number, or an array of numbers or truth values that is known when the function is recorded."""
        if isinstance(value, (float, int)) and not isinstance(value, bool):
            return self._scalar(float(value))
        array = np.asarray(value)
        kind = "boolean" if array.dtype == np.bool_ else "number"
        if array.dtype.kind not in "biuf":
            raise NotRecordable(f"an array of type {array.dtype} can't be compiled; numbers are needed")
        exact, array = array, array.astype(np.float64)
        if exact.dtype.kind in "iu" and not (array == exact).all():
            raise NotRecordable("whole numbers beyond 2**53 can't be recorded")
        if array.size and (array == array.flat[0]).all() and len(set(np.signbit(array).flat)) == 1:
            return self.broadcast(self._scalar(float(array.flat[0]), kind), array.shape)
        if array.ndim == 0:
            return self._scalar(float(array), kind)  # NaN, which is not equal to itself
        return self.make("constant", (), array.shape, kind, array.tobytes())

    def _scalar(self, value: float, kind: str = "number") -> Node:
        return self.make("constant", (), (), kind, value.hex())

    def apply(self, op: str, *inputs: Node) -> Node:
        """An elementwise operation, with NumPy's broadcasting."""
        operation = ELEMENTWISE[op]
        if operation.takes == "number":
            inputs = tuple([self.number(node) for node in inputs])
        elif operation.takes == "boolean":
            inputs = tuple([self.boolean(node) for node in inputs])
        elif op == "where":
            inputs = (self.boolean(inputs[0]), self.number(inputs[1]), self.number(inputs[2]))
        try:
            shape = common_shape([node.shape for node in inputs])
        except ValueError:
            shapes = " and ".join(str(node.shape) for node in inputs)
            raise NotRecordable(f"{op}: arrays of shapes {shapes} don't fit together") from None
        simpler = simplified(self, op, inputs, shape)
        return simpler if simpler is not None else self.make(op, inputs, shape, operation.gives)

    def number(self, node: Node) -> Node:
        """Truth values as 1 and 0."""
        if node.kind == "number":
            return node
        if node.op == "constant" and not node.shape:
            return self.constant(float(constant_value(node)))
        return self.make("number", (node,), node.shape)

    def boolean(self, node: Node) -> Node:
        return node if node.kind == "boolean" else self.apply("not_equal", node, self.constant(0.0))

    def matmul(self, a: Node, b: Node) -> Node:
        a, b = self.number(a), self.number(b)
        if not 1 <= len(a.shape) <= 2 or not 1 <= len(b.shape) <= 2:
            raise NotRecordable(f"a product of arrays with shapes {a.shape} and {b.shape} is not supported")
        rows = a if len(a.shape) == 2 else self.reshape(a, (1, *a.shape))
        columns = b if len(b.shape) == 2 else self.reshape(b, (*b.shape, 1))
        if rows.shape[1] != columns.shape[0]:
            raise NotRecordable(f"a product of shapes {a.shape} and {b.shape}, which do not fit together")
        product = self.make("matmul", (rows, columns), (rows.shape[0], columns.shape[1]))
        return self.reshape(product, a.shape[:-1] + b.shape[1:])

    def reduce(self, op: str, a: Node, axes: tuple[int, ...] | None = None, keepdims: bool = False) -> Node:
        """`sum`, `max` or `min` over some axes, or all. An axis of length 1 needs no arithmetic."""
        a = self.number(a)
        every = tuple(range(len(a.shape)))
        chosen = every if axes is None else tuple(sorted({axis % len(a.shape) for axis in axes}))
        if op != "sum" and any(a.shape[axis] == 0 for axis in chosen):
            raise NotRecordable(f"{op} of no numbers")
        long = tuple(axis for axis in chosen if a.shape[axis] != 1)
        rest = tuple(length for axis, length in enumerate(a.shape) if axis not in long)
        node = self.make(op, (a,), rest, data=long) if long else a
        kept = tuple(1 if axis in chosen else n for axis, n in enumerate(a.shape))
        dropped = tuple(n for axis, n in enumerate(a.shape) if axis not in chosen)
        return self.reshape(node, kept if keepdims else dropped)

    def transpose(self, a: Node, order: tuple[int, ...] | None = None) -> Node:
        order = order if order is not None else tuple(reversed(range(len(a.shape))))
        if order == tuple(range(len(a.shape))):
            return a
        if a.op == "transpose" and isinstance(a.data, tuple):
            return self.transpose(a.inputs[0], tuple(a.data[axis] for axis in order))
        return self.make("transpose", (a,), tuple(a.shape[axis] for axis in order), a.kind, order)

    def reshape(self, a: Node, shape: Shape) -> Node:
        if shape == a.shape:
            return a
        if a.op == "reshape":
            return self.reshape(a.inputs[0], shape)
        if [n for n in shape if n != 1] != [n for n in a.shape if n != 1]:
            what = "has another size" if prod(shape) != prod(a.shape) else "merges or splits axes"
            raise NotRecordable(f"a reshape from {a.shape} to {shape} {what}, which is not supported")
        return self.make("reshape", (a,), tuple(shape), a.kind)

    def broadcast(self, a: Node, shape: Shape) -> Node:
        if shape == a.shape:
            return a
        if common_shape([a.shape, shape]) != tuple(shape):
            raise NotRecordable(f"an array of shape {a.shape} can't be spread over {shape}")
        source = a.inputs[0] if a.op == "broadcast" else a
        return self.make("broadcast", (source,), tuple(shape), a.kind)


def common_shape(shapes: Sequence[Shape]) -> Shape:
    """NumPy's rule of broadcasting, without its arrays. Raises: ValueError: two lengths of an axis differ."""
    distinct = set(shapes) - {()}
    if len(distinct) <= 1:
        return distinct.pop() if distinct else ()
    common: list[int] = []
    for lengths in zip_longest(*(reversed(shape) for shape in shapes), fillvalue=1):
        long = set(lengths) - {1}
        if len(long) > 1:
            raise ValueError(f"axes of lengths {lengths}")
        common.append(long.pop() if long else 1)
    return tuple(reversed(common))


def constant_value(node: Node) -> float:
    """The number of a constant without axes."""
    assert isinstance(node.data, str)
    return float.fromhex(node.data)
