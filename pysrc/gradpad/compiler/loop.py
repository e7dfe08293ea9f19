"""The training loop inside the module: shuffle, gather, step, count, and again, as often as the call says.

The arena begins with constants, then come the loop's own numbers (loop_code), run-time scalars, the state, the data,
the order of the examples, and temporary arrays. One function makes a step with a whole batch, another the shorter
last batch of an epoch; the loop that calls them is a third, so that each is optimised as soon as it is hot.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .fragment import Assembly, Fragment
from .gather import Gather, Records
from .graph import Graph, Shape
from .lanes import LANES, Lanes
from .library import Constants, library_of
from .loop_code import BATCH_LOSS, CONTROL_END, EPOCH, KEY, POSITION, STEP, STEP_NUMBER, LoopCode
from .lower import Lowering
from .shuffle import shuffle_function
from .step import StepShapes
from .storage import Arena, Buffer, layout
from .uniforms import Chance
from .wasm import module


@dataclass(frozen=True)
class Places:
    """Where in the arena lies what outlives a step; `end` is the first byte beyond it."""

    state: dict[str, Buffer]
    scalars: dict[str, int]
    keys: dict[str, int]
    rows: dict[str, tuple[int, Shape]]  # first column of the records, shape of one example
    records: Records
    end: int

    def fixed(self, lanes: Lanes) -> dict[tuple[str, str], Buffer]:
        """The places that a step's inputs and outputs have in any case."""
        number = layout((), lanes)
        return {
            **{("input", f"state {name}"): buffer for name, buffer in self.state.items()},
            **{("input", f"scalar {name}"): number.at(place) for name, place in self.scalars.items()},
            ("input", "scalar step"): number.at(STEP_NUMBER),
            ("output", "loss"): number.at(BATCH_LOSS),
        }


@dataclass(frozen=True)
class LoopProgram:
    """A module and what lies where in its arena: everything that depends on code and shapes, and no data."""

    binary: bytes
    lanes: Lanes
    size: int
    head: bytes
    constants: list[tuple[int, bytes]]
    places: Places
    count: int
    batch_size: int
    kernels: int


def lower_loop(graphs: Sequence[Graph], shapes: StepShapes, batch_size: int, count: int, dtype: str) -> LoopProgram:
    """Make the module. `graphs`: the step for a whole batch and, where there is one, for the shorter last batch."""
    lanes = LANES[dtype]
    constants, places = Constants(library_of(lanes)), _places(shapes, count, lanes)
    steps: list[_StepCode] = []
    end = places.end
    for graph, batch in zip(graphs, (batch_size, count % batch_size), strict=False):
        # Temporary arrays may lie where another step has its own; array constants of an earlier step may not.
        start = end if any(step.arrays for step in steps) else places.end
        steps.append(_StepCode(graph, batch, lanes, constants, places, start))
        end = max(end, steps[-1].end)
    shuffle = shuffle_function(count, places.records.order, KEY, EPOCH)
    run = LoopCode(lanes, batch_size, count, shuffle=0, whole=1, last=len(steps)).function()
    binary = module([shuffle, *(step.function for step in steps), run], [run, shuffle])
    arrays = [array for step in steps for array in step.arrays]
    kernels = sum(step.kernels for step in steps)
    size = -(-end // 16) * 16
    return LoopProgram(binary, lanes, size, constants.head(), arrays, places, count, batch_size, kernels)


def _places(shapes: StepShapes, count: int, lanes: Lanes) -> Places:
    arena = Arena(CONTROL_END)
    scalars = {name: arena.permanent(16) for name in shapes.scalars}
    keys = {name: arena.permanent(16) for name in shapes.keys}
    state = {}
    for name, shape in shapes.state.items():
        where = layout(tuple(shape), lanes)
        state[name] = where.at(arena.permanent(where.size))
    rows, width = {}, 0
    for name, shape in shapes.rows.items():
        rows[name] = (width, tuple(shape))
        width += shape[0] if shape else 1
    records = Records(arena.permanent(count * width * lanes.size), width, arena.permanent(4 * count))
    return Places(state, scalars, keys, rows, records, arena.end)


class _StepCode:
    """One step as a function: gather the batch, then whatever was recorded. `end`: the first byte beyond its arrays."""

    def __init__(
        self, graph: Graph, batch: int, lanes: Lanes, constants: Constants, places: Places, start: int
    ) -> None:
        arena, fixed = Arena(start), places.fixed(lanes)
        wanted = []
        for name, (first, shape) in places.rows.items():
            where = layout((batch, *shape), lanes, 0)
            buffer = fixed["input", f"rows {name}"] = where.at(arena.permanent(where.size))
            wanted.append((first, buffer))
        assembly, entry = Assembly(f"step_{batch}", constants.place), Fragment()
        Gather(entry, lanes, places.records, batch, wanted, POSITION).emit()
        assembly.add(entry)
        names = tuple(f"rows {name}" for name in places.rows)
        lowering = Lowering(graph, assembly, lanes, arena, fixed, names, Chance(STEP, places.keys))
        lowering.emit()
        self.function = assembly.function()
        self.arrays, self.kernels = lowering.constants, len(lowering.plan.kernels)
        self.end = max(arena.end, assembly.reach)
