"""From a graph to instructions: a place for every stored array, then one loop nest after another."""

from __future__ import annotations

import numpy as np

from ..cache import Cache
from ..errors import CompileError
from ..planning.lanes import Lanes
from ..planning.plan import Kernel, Plan, plan
from ..planning.storage import Arena, Buffer, Layout, batch_axes, layout
from ..planning.tape import make_nest
from ..recording.counters import Draw
from ..recording.graph import Graph, Node
from .fragment import Assembly, Fragment
from .kernel_code import KernelCode
from .uniforms import Chance, fill_uniforms

_FRAGMENTS: Cache[Fragment] = Cache(256)  # the nests written last, for those that differ in places only


class Lowering:
    """Writes one graph into one function.

    Args: fixed: places of the graph's inputs, and of outputs and updates that the caller wants somewhere
          (by ("input" | "output" | "update", name); an update without a place goes to its input's).
          rows: names of inputs whose first axis is the batch; chance: where random numbers come from, if there are.
    """

    def __init__(self, graph: Graph, function: Assembly, lanes: Lanes, arena: Arena,
                 fixed: dict[tuple[str, str], Buffer], rows: tuple[str, ...] = (),
                 chance: Chance | None = None) -> None:  # fmt: skip
        self.graph, self.function, self.lanes, self.arena = graph, function, lanes, arena
        self.fixed, self.chance = fixed, chance
        self.constants: list[tuple[int, bytes]] = []  # arrays to be put into the arena: (offset, bytes)
        self.plan: Plan = plan(graph)
        if not self._lanes_agree():
            self.plan = plan(graph, copied=True)
        self.buffers: dict[int, Buffer] = {}
        targets = {f"{kind} {name}": node for (kind, name), node in self.plan.targets.items()}
        self._nodes = Graph(graph.builder, graph.inputs, targets).live()
        self._batch = batch_axes(self._nodes, rows)

    def _lanes_agree(self) -> bool:
        """Whether the places that are given for one kernel's results are contiguous along the same axis."""
        places: dict[int, set[int | None]] = {}
        for (kind, name), node in self.plan.targets.items():
            place = self.fixed.get((kind, name)) or (self.fixed["input", name] if kind == "update" else None)
            if place is not None:
                places.setdefault(self.plan.home[node.id].number, set()).add(place.lane_axis)
        return all(len(axes) == 1 for axes in places.values())

    def emit(self) -> None:
        self._place_known()
        read_last = self._read_last()
        for turn, kernel in enumerate(self.plan.kernels):
            for node in kernel.stores:
                if node.id not in self.buffers:
                    shape = self._layout(node, kernel)
                    self.buffers[node.id] = shape.at(self.arena.take(shape.size))
            self._emit_kernel(kernel)
            for node_id in read_last.get(turn, ()):
                if node_id in self.buffers and node_id not in self._known:
                    self.arena.give_back(self.buffers[node_id].offset, self.buffers[node_id].size)

    def _emit_kernel(self, kernel: Kernel) -> None:
        if kernel.source is not None and kernel.source.op == "uniforms":
            if self.chance is None:
                raise CompileError("random numbers are drawn in a training loop only: they need a step's number")
            assert isinstance(kernel.source.data, Draw)
            fragment = Fragment()
            fill_uniforms(fragment, self.lanes, kernel.source.data, self.chance, self.buffers[kernel.source.id])
            self.function.add(fragment)
            return
        nest = make_nest(kernel, self.plan, self.buffers)
        fragment = _FRAGMENTS.get((nest.form(), self.lanes), lambda: KernelCode(nest, self.lanes).fragment().finish())
        self.function.add(fragment, nest.arrays)

    def _place_known(self) -> None:
        """Inputs, constants, and results that have a place already."""
        for name, node in self.graph.inputs.items():
            self.buffers[node.id] = self.fixed["input", name]
        for key, node in self.plan.targets.items():
            if key[0] == "update":
                self.fixed.setdefault(key, self.fixed["input", key[1]])
            if key in self.fixed:
                self.buffers[node.id] = self.fixed[key]
        for key, node in self.plan.targets.items():
            if key not in self.fixed:
                shape = self._layout(node, self.plan.home[node.id])
                self.fixed[key] = self.buffers[node.id] = shape.at(self.arena.permanent(shape.size))
        for node in self._nodes:
            if node.op == "constant" and node.shape:
                self.buffers[node.id] = self._constant_array(node)
        self._known = set(self.buffers)

    def _layout(self, node: Node, kernel: Kernel) -> Layout:
        """Like that of whatever else the kernel stores: all its stores have the same lanes."""
        like = next((self.buffers[other.id] for other in kernel.stores if other.id in self.buffers), None)
        return layout(node.shape, self.lanes, self._batch.get(node.id), like)

    def _constant_array(self, node: Node) -> Buffer:
        assert isinstance(node.data, bytes)
        buffer = (shape := layout(node.shape, self.lanes)).at(self.arena.permanent(shape.size))
        raw = np.zeros(buffer.size, np.uint8)
        values = np.frombuffer(node.data).reshape(node.shape)
        view = Buffer(0, buffer.shape, buffer.strides, buffer.lane_axis, buffer.size).view(raw, self.lanes)
        view[...] = values
        if node.kind == "boolean":
            integers = view.view(f"i{self.lanes.size}")
            integers[...] = np.where(values != 0, -1, 0)
        self.constants.append((buffer.offset, raw.tobytes()))
        return buffer

    def _read_last(self) -> dict[int, list[int]]:
        """For each kernel, by its turn, the stored nodes that none after it needs."""
        last: dict[int, int] = {}
        for turn, kernel in enumerate(self.plan.kernels):
            for node in kernel.stores:
                last[node.id] = turn
            for node_id in self.plan.reads[kernel.number]:
                if node_id in self.plan.stored:
                    last[node_id] = max(last.get(node_id, 0), turn)
        turns: dict[int, list[int]] = {}
        for node_id, turn in last.items():
            turns.setdefault(turn, []).append(node_id)
        return turns
