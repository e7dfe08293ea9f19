"""A kernel's arithmetic as two flat lists of steps: what is summed, and what is done with the sum.

Each step computes one value at one point. A step knows along which of the kernel's axes its value changes, so that
code for a tile of points computes what they share only once.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import NamedTuple

from ..errors import CompileError
from ..recording.graph import Node
from ..recording.operations import COSTLY
from .index import Index, identity, input_index, reduced_lengths, reduction_index
from .plan import Kernel, Plan
from .storage import Buffer


class Step(NamedTuple):
    """`op` is "load", "constant", "truth", "reduced" (the reduction's result) or an elementwise operation."""

    op: str
    arguments: tuple[int, ...]
    axes: frozenset[int]
    array: int = 0  # of a load: which of the nest's arrays
    strides: tuple[tuple[int, int], ...] = ()  # of a load: (axis, elements)
    number: str = ""  # of a constant, as float.hex() writes it: -0.0 is not to be taken for 0.0


@dataclass
class Tape:
    """Steps, each after those whose values it takes; numbers stand for places in the list."""

    steps: list[Step] = field(default_factory=list)

    def cost(self) -> int:
        """Roughly how many instructions one vector of points takes."""
        return sum(30 if step.op in COSTLY else 1 for step in self.steps)

    def loads(self) -> list[Step]:
        return [step for step in self.steps if step.op == "load"]


class Store(NamedTuple):
    """Which step of the body goes into which of the nest's arrays."""

    step: int
    array: int
    strides: tuple[tuple[int, int], ...]
    lane: int | None  # the axis that is contiguous there, if it is longer than 1


@dataclass
class Nest:
    """A kernel ready to be written: lengths of its own axes and of those it sums over, tapes and stores."""

    lengths: tuple[int, ...]
    reduced: tuple[int, ...]
    reduction: str | None  # "sum", "max", "min"
    source: Tape
    result: int  # the step of `source` that is summed
    body: Tape
    stores: list[Store]
    arrays: list[int]  # their offsets in the arena

    def form(self) -> Hashable:
        """All but where the arrays lie: nests of the same form have the same code."""
        tapes = tuple(self.source.steps), tuple(self.body.steps)
        return self.lengths, self.reduced, self.reduction, self.result, tapes, tuple(self.stores)


def make_nest(kernel: Kernel, plan: Plan, buffers: dict[int, Buffer]) -> Nest:
    """Flatten a kernel. `buffers` has a place for every input, array constant and stored node."""
    arrays: dict[int, int] = {}
    source_writer = _Writer(kernel, plan, buffers, arrays)
    node, result = kernel.source, 0
    reduction: str | None = None
    reduced: tuple[int, ...] = ()
    if node is not None:
        reduction = "sum" if node.op == "matmul" else node.op
        reduced = reduced_lengths(node)
        operands = [source_writer.step(o, reduction_index(node, i)) for i, o in enumerate(node.inputs)]
        result = operands[0]
        if node.op == "matmul":
            result = source_writer.add("multiply", tuple(operands))
    writer = _Writer(kernel, plan, buffers, arrays, own=node)
    stores = [writer.store(stored) for stored in kernel.stores]
    return Nest(kernel.shape, reduced, reduction, source_writer.tape, result, writer.tape, stores, list(arrays))


class _Writer:
    """Turns nodes at indices into steps, each once. `arrays` numbers the arrays of the nest by their offsets."""

    def __init__(self, kernel: Kernel, plan: Plan, buffers: dict[int, Buffer], arrays: dict[int, int],
                 own: Node | None = None) -> None:  # fmt: skip
        self.kernel, self.plan, self.buffers, self.arrays, self.own = kernel, plan, buffers, arrays, own
        self.tape = Tape()
        self._known: dict[object, int] = {}
        self._places: dict[tuple[int, Index], int] = {}

    def add(self, op: str, arguments: tuple[int, ...]) -> int:
        key = op, arguments
        if key in self._known:
            return self._known[key]
        axes = frozenset[int]().union(*[self.tape.steps[a].axes for a in arguments])
        return self._append(key, Step(op, arguments, axes))

    def step(self, node: Node, index: Index) -> int:
        """The step that computes `node` at `index`."""
        key = node.id, index
        if key not in self._places:
            self._places[key] = self._step(node, index)
        return self._places[key]

    def _step(self, node: Node, index: Index) -> int:
        if node is self.own:
            axes = frozenset(a for a in index if a is not None)
            return self._append("reduced", Step("reduced", (), axes))
        if node.op == "constant" and not node.shape:
            assert isinstance(node.data, str)
            op = "constant" if node.kind == "number" else "truth"
            return self._append(node.data + op, Step(op, (), frozenset(), number=node.data))
        if node.is_leaf or (node.id in self.plan.stored and self.plan.home[node.id] is not self.kernel):
            return self._load(self.buffers[node.id], index)
        if node.is_reduction or node.op == "uniforms":
            raise CompileError(f"{node.op} was not computed before it was read")
        operands = [self.step(operand, input_index(node, operand, index)) for operand in node.inputs]
        return operands[0] if node.is_view or node.op == "copy" else self.add(node.op, tuple(operands))

    def _load(self, buffer: Buffer, index: Index) -> int:
        strides: dict[int, int] = {}
        for axis, stride in zip(index, buffer.strides, strict=True):
            if axis is not None:
                strides[axis] = strides.get(axis, 0) + stride
        where = (self._array(buffer), tuple(sorted(strides.items())))
        return self._append(where, Step("load", (), frozenset(strides), *where))

    def store(self, node: Node) -> Store:
        step, buffer = self.step(node, identity(node.shape)), self.buffers[node.id]
        lane = buffer.lane_axis
        long = None if lane is None or buffer.shape[lane] == 1 else lane
        return Store(step, self._array(buffer), tuple(enumerate(buffer.strides)), long)

    def _array(self, buffer: Buffer) -> int:
        return self.arrays.setdefault(buffer.offset, len(self.arrays))

    def _append(self, key: object, step: Step) -> int:
        if key not in self._known:
            self._known[key] = len(self.tape.steps)
            self.tape.steps.append(step)
        return self._known[key]
