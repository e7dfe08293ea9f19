"""Compiles a NumPy function of whole arrays; long ones go through it in blocks of rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from .cache import Cache
from .collection import collection_waits
from .errors import CompileError, NotRecordable, depth_told
from .planning.lanes import LANES, Lanes
from .planning.rowwise import check_rows
from .planning.storage import Arena, Buffer, layout
from .recording.graph import Graph, Shape
from .recording.memory import Memory
from .recording.record import record
from .runtime import begin
from .webassembly.fragment import Assembly
from .webassembly.library import HEAD, Constants, library_of
from .webassembly.lower import Lowering
from .webassembly.wasm import module

Floats = npt.NDArray[np.floating[Any]]


@dataclass(frozen=True)
class FunctionProgram:
    """A module for one graph, what its arena begins with, and where its inputs and outputs lie."""

    binary: bytes
    lanes: Lanes
    size: int
    contents: list[tuple[int, bytes]]
    inputs: dict[str, Buffer]
    outputs: dict[str, Buffer]


_PROGRAMS: Cache[FunctionProgram] = Cache()


def build_function(graph: Graph, rows: tuple[str, ...] = (), dtype: str = "float64") -> FunctionProgram:
    """Lower a graph; `rows` names the inputs whose first axis is the batch."""
    return _PROGRAMS.get((graph.fingerprint(), rows, dtype), lambda: _build(graph, rows, dtype))


def _build(graph: Graph, rows: tuple[str, ...], dtype: str) -> FunctionProgram:
    lanes = LANES[dtype]
    constants, arena = Constants(library_of(lanes)), Arena(HEAD)
    f = Assembly("run", constants.place)
    fixed: dict[tuple[str, str], Buffer] = {}
    for name, node in graph.inputs.items():
        shape = layout(node.shape, lanes, 0 if name in rows and node.shape else None)
        fixed["input", name] = shape.at(arena.permanent(shape.size))
    lowering = Lowering(graph, f, lanes, arena, fixed, rows)
    lowering.emit()
    size = -(-max(arena.end, f.reach) // 16) * 16
    run = f.function()
    inputs = {name: fixed["input", name] for name in graph.inputs}
    outputs = {name: fixed["output", name] for name in graph.outputs}
    binary = module([run], [run])
    return FunctionProgram(binary, lanes, size, [(0, constants.head()), *lowering.constants], inputs, outputs)


class CompiledFunction:
    """A compiled function with its own memory: `inputs` and `outputs` are NumPy arrays that the module works on."""

    def __init__(self, program: FunctionProgram) -> None:
        self._instance = begin(program.binary, program.size, program.contents)
        arena = self._instance.arena
        self.inputs = {name: buffer.view(arena, program.lanes) for name, buffer in program.inputs.items()}
        self.outputs = {name: buffer.view(arena, program.lanes) for name, buffer in program.outputs.items()}

    def run(self) -> None:
        """Compute the outputs from the inputs, in place."""
        self._instance.call("run")

    def __call__(self, **arrays: Any) -> dict[str, Floats]:
        """Set inputs, run, and return copies of the outputs."""
        for name, array in arrays.items():
            self.set(name, array)
        self.run()
        return {name: array.copy() for name, array in self.outputs.items()}

    def set(self, name: str, array: Any) -> None:
        """Set one input. Raises: CompileError: it has another shape."""
        target = self.inputs[name]
        value = np.asarray(array)
        if value.shape != target.shape:
            raise CompileError(f"{name} has shape {value.shape}; the compiled function takes {target.shape}")
        target[...] = value

    def blocks(self, name: str, rows: Any) -> Iterator[tuple[slice, dict[str, Floats]]]:
        """Run over any number of rows, as many at a time as input `name` holds.

        Yields: which rows, and the outputs for them (views, good until the next turn).
        """
        target, values = self.inputs[name], np.asarray(rows)
        if values.shape[1:] != target.shape[1:]:
            raise CompileError(f"{name} has rows of shape {values.shape[1:]}; the function takes {target.shape[1:]}")
        block = len(target)
        for start in range(0, len(values), block):
            part = values[start : start + block]
            target[: len(part)] = part
            target[len(part) :] = part[-1]
            self.run()
            yield slice(start, start + len(part)), {n: o[: len(part)] for n, o in self.outputs.items()}


@collection_waits()
@depth_told()
def compile_function(
    function: Callable[..., Any],
    shapes: Mapping[str, Shape],
    rows: tuple[str, ...] = (),
    dtype: str = "float64",
    in_blocks: bool = False,
    memory: Memory | None = None,
) -> CompiledFunction:
    """Record and compile `function`, called with named arrays of these shapes.

    Args:    rows: inputs whose first axis is the batch: it lies along the vector lanes; in_blocks: whether they are to
             be parts of more rows, so that each has to go its own way (see rowwise); memory: of code that may keep
             something from call to call.
    Raises:  NotRecordable, CompileError (see errors); NoRuntime.
    """
    graph = record(function, **shapes) if memory is None else memory.watched(lambda: record(function, **shapes))
    if in_blocks:
        check_rows(graph, rows)
        if memory is not None:  # the number of rows itself may have gone into it, as len(z)
            fewer = {name: (shape[0] // 2 + 1, *shape[1:]) if name in rows else shape for name, shape in shapes.items()}
            numbers = [_numbers(each) for each in (graph, record(function, **fewer))]
            if numbers[0] != numbers[1]:
                raise NotRecordable("how many examples there are goes into the result")
    with graph.builder.parted_if_too_deep():
        return CompiledFunction(build_function(graph, rows, dtype))


def _numbers(graph: Graph) -> list[object]:
    """What is computed, whatever the shapes."""
    return [(node.op, node.kind, node.data) for node in graph.live()]
