"""Fusion: which operations share a loop, which results are stored, and in which order the loops run.

A `Kernel` is one loop nest over the points of a shape. It may begin with a reduction (a matrix product, a sum), and
then does elementwise work on each point while it is still in a register. An elementwise operation joins the kernel
that produces its operand; failing that it is computed where it is used, or gets a kernel of its own. What is needed
by another kernel is stored; everything else never reaches memory.

Inputs that are updated in place are overwritten by the kernel that computes the new value, once every reader of the
old value has run; where no order allows that, the new value goes through a copy.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from ..errors import CompileError
from ..recording.graph import Graph, Node, Shape
from ..recording.operations import COSTLY
from .index import Index, identity, input_index, is_pointwise, reduction_index


@dataclass(eq=False)
class Kernel:
    """One loop nest: at every point of `shape`, finish `source` (if any), then compute and store `stores`."""

    number: int
    shape: Shape
    source: Node | None = None
    members: set[int] = field(default_factory=set)
    stores: list[Node] = field(default_factory=list)
    after: set[int] = field(default_factory=set)  # numbers of kernels that must have run, transitively


@dataclass
class Plan:
    """Kernels in the order in which they run, and for every stored node the kernel that computes it."""

    kernels: list[Kernel]
    stored: dict[int, Node]
    home: dict[int, Kernel]
    targets: dict[tuple[str, str], Node]  # ("output" or "update", name) -> the stored node
    reads: dict[int, set[int]]  # number of a kernel -> ids of the stored nodes and inputs that it reads


def plan(graph: Graph, copied: bool = False) -> Plan:
    """Cut a graph into kernels. Tries in-place updates first (unless `copied`), then copies."""
    for through_copies in (False, True)[copied:]:
        planner = _Planner(graph, through_copies)
        kernels = planner.ordered()
        if kernels is not None:
            stored = {node.id: node for kernel in kernels for node in kernel.stores}
            return Plan(kernels, stored, planner.home, planner.targets, planner.reads())
    raise CompileError("no order of the updates keeps every old value until it has been read")


class _Planner:
    def __init__(self, graph: Graph, copied: bool) -> None:
        self.graph = graph
        self.home: dict[int, Kernel] = {}
        self.kernels: list[Kernel] = []
        self.targets = self._targets(copied)
        probe = Graph(graph.builder, graph.inputs, {f"{k} {n}": node for (k, n), node in self.targets.items()})
        self.nodes = [node for node in probe.live() if not node.is_leaf]
        self.users: dict[int, list[Node]] = {}
        for node in self.nodes:
            for operand in node.inputs:
                self.users.setdefault(operand.id, []).append(node)
        self.final = {node.id for node in self.targets.values()}
        for node in self.nodes:
            if not node.is_view:
                self._place(node)
        self._mark_stores()

    def _targets(self, copied: bool) -> dict[tuple[str, str], Node]:
        """Each output and update gets a computed node of its own; copies are made where it has none."""
        make, claimed = self.graph.builder.make, set[int]()
        targets: dict[tuple[str, str], Node] = {}
        for kind, table in (("update", self.graph.updates), ("output", self.graph.outputs)):
            for name, node in table.items():
                needs_copy = node.is_leaf or node.is_view or node.id in claimed or (copied and kind == "update")
                if copied and kind == "update":  # kept aside until the old value has been read
                    node = make("copy", (node,), node.shape, data=("aside", name))
                target = make("copy", (node,), node.shape, data=(kind, name)) if needs_copy else node
                claimed.add(target.id)
                targets[kind, name] = target
        return targets

    # Placing an operation in a kernel.

    def _place(self, node: Node) -> None:
        if node.op == "uniforms" or node.is_reduction:
            kernel = self._new_kernel(node)
            kernel.source = node
            for needed, _ in self._needs_of_source(node):
                self._order(needed, kernel)
            return
        needs = list(self._needs(node, identity(node.shape)))
        if node.op == "copy":  # after every reader of what it overwrites, so in a loop of its own
            kernel = self._new_kernel(node)
            for needed, _ in needs:
                self._order(needed, kernel)
            return
        for kernel in sorted({k for k, pointwise in needs if pointwise}, key=lambda k: -k.number):
            others = {k for k, pointwise in needs if k is not kernel or not pointwise}
            first = not any(k is kernel or kernel.number in k.after for k in others)
            if first and _takes_more(kernel) and kernel.shape == node.shape:
                for needed in others:
                    self._order(needed, kernel)
                kernel.members.add(node.id)
                self.home[node.id] = kernel
                return
        if not self._can_wait(node):
            kernel = self._new_kernel(node)
            for needed, _ in needs:
                self._order(needed, kernel)

    def _can_wait(self, node: Node) -> bool:
        """Whether to compute it where it is used: by one operation of the same shape, or by a sum, and cheaply."""
        users = self.users.get(node.id, [])
        if node.id in self.final or not users or not node.shape:
            return False
        if any(user.op == "matmul" or user.is_view for user in users):
            return False
        if any(user.shape != node.shape and not user.is_reduction for user in users):
            return False
        return len(users) == 1 or (node.op not in COSTLY and all(operand.is_leaf for operand in node.inputs))

    def _new_kernel(self, node: Node) -> Kernel:
        kernel = Kernel(len(self.kernels), node.shape)
        self.kernels.append(kernel)
        kernel.members.add(node.id)
        self.home[node.id] = kernel
        return kernel

    def _order(self, first: Kernel, second: Kernel) -> None:
        if first is second:
            return
        before = first.after | {first.number}
        second.after |= before
        for kernel in self.kernels:
            if second.number in kernel.after:
                kernel.after |= before

    def _needs(self, node: Node, index: Index) -> Iterator[tuple[Kernel, bool]]:
        """Kernels whose values `node` reads, and whether only at its own point."""
        for operand in node.inputs:
            yield from self._needs_at(operand, input_index(node, operand, index), node.shape)

    def _needs_at(self, node: Node, index: Index, shape: Shape) -> Iterator[tuple[Kernel, bool]]:
        if node.id in self.home:
            yield self.home[node.id], is_pointwise(node.shape, index, shape)
            return
        for operand in node.inputs:
            yield from self._needs_at(operand, input_index(node, operand, index), shape)

    def _needs_of_source(self, node: Node) -> Iterator[tuple[Kernel, bool]]:
        for place, operand in enumerate(node.inputs):
            index = reduction_index(node, place) if node.is_reduction else ()
            yield from self._needs_at(operand, index, ())

    # What has to be stored, and the order.

    def _mark_stores(self) -> None:
        """A kernel stores what is asked for, and what is read by another or away from its own point."""
        wanted = set(self.final)
        for kernel, needs in self.readings:
            for node_id, pointwise in needs.items():
                if not pointwise or self.home.get(node_id) is not kernel:
                    wanted.add(node_id)
        for node in self.nodes:
            if node.id in wanted and node.id in self.home:
                self.home[node.id].stores.append(node)

    @cached_property
    def readings(self) -> list[tuple[Kernel, dict[int, bool]]]:
        """For each kernel the homed nodes and inputs that it reads, and whether only ever at its own point."""
        by_id = {node.id: node for node in self.nodes}
        return [(kernel, self._reading(kernel, by_id)) for kernel in self.kernels]

    def reads(self) -> dict[int, set[int]]:
        return {kernel.number: set(needs) for kernel, needs in self.readings}

    def _reading(self, kernel: Kernel, by_id: dict[int, Node]) -> dict[int, bool]:
        reads: dict[int, bool] = {}

        def visit(node: Node, index: Index, at_point: bool) -> None:
            if node.id in self.home or node.op == "input":
                pointwise = at_point and is_pointwise(node.shape, index, kernel.shape)
                reads[node.id] = reads.get(node.id, True) and pointwise
                return
            for operand in node.inputs:
                visit(operand, input_index(node, operand, index), at_point)

        for member in kernel.members:
            node = by_id[member]
            if node is kernel.source:
                for place, operand in enumerate(node.inputs):
                    visit(operand, reduction_index(node, place) if node.is_reduction else (), False)
            else:
                for operand in node.inputs:
                    visit(operand, input_index(node, operand, identity(node.shape)), True)
        return reads

    def ordered(self) -> list[Kernel] | None:
        """Kernels so that values are there when read, and old values are overwritten after their last reading."""
        after = {kernel.number: set(kernel.after) for kernel in self.kernels}
        for (kind, name), node in self.targets.items():
            if kind != "update":
                continue
            writer, old = self.home[node.id], self.graph.inputs[name].id
            for reader, reads in self.readings:
                if old in reads and reader is not writer:
                    after[writer.number].add(reader.number)
                elif not reads.get(old, True):
                    return None
        done: list[Kernel] = []
        finished: set[int] = set()
        while len(done) < len(self.kernels):
            ready = [k for k in self.kernels if k.number not in finished and after[k.number] <= finished]
            if not ready:
                return None
            done.append(ready[0])
            finished.add(ready[0].number)
        return done


def _takes_more(kernel: Kernel) -> bool:
    """Whether elementwise work can be added at the kernel's points: random numbers have a loop of another kind."""
    return kernel.source is None or kernel.source.op != "uniforms"
