"""The training loop inside the module: shuffle, gather, step, count, and again, as often as the call says.

The arena begins with constants, then come the loop's own numbers (loop_code), run-time scalars, the state, the data,
the order of the examples, and temporary arrays. One function makes a step with a whole batch, another the shorter
last batch of an epoch; the loop that calls them is a third, so that each is optimised as soon as it is hot. The first
batches need not wait for the last one's code: a program begins without, and is made again with both when it is due.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..planning.lanes import LANES, Lanes
from ..planning.storage import Arena, Buffer, layout
from ..recording.graph import Graph, Shape
from ..recording.step import StepShapes
from .fragment import Assembly, Fragment
from .gather import Gather, Records
from .library import Constants, library_of
from .loop_code import CONTROL_END, EPOCH, KEY, POSITION, STEP, STEP_NUMBER, LoopCode
from .lower import Lowering
from .shuffle import shuffle_function
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
        """The places that a step's inputs have in any case."""
        number = layout((), lanes)
        return {
            **{("input", f"state {name}"): buffer for name, buffer in self.state.items()},
            **{("input", f"scalar {name}"): number.at(place) for name, place in self.scalars.items()},
            ("input", "scalar step"): number.at(STEP_NUMBER),
        }


@dataclass(frozen=True)
class LoopProgram:
    """A module and what lies where in its arena: everything that depends on code and shapes, and no data.

    steps: the step with a whole batch and, once there is one, that with the shorter last batch of an epoch.
    """

    binary: bytes
    lanes: Lanes
    size: int
    head: bytes
    places: Places
    count: int
    batch_size: int
    steps: tuple[StepCode, ...]
    constants: Constants

    @property
    def contents(self) -> list[tuple[int, bytes]]:
        """What the arena has to hold from the start: (offset, bytes)."""
        return [(0, self.head), *(array for step in self.steps for array in step.arrays)]

    @property
    def last_batch(self) -> int:
        """How many examples the last batch of an epoch has, if fewer than the others; else 0."""
        return self.count % self.batch_size

    @property
    def is_whole(self) -> bool:
        """Whether there is code for every batch. Where there is not, a module stops with an error at the last one."""
        return len(self.steps) == 2 or not self.last_batch

    def with_last(self, graph: Graph) -> LoopProgram:
        """The same with the step for the last batch; all that outlives a step stays where it is."""
        places, constants, [first] = self.places, self.constants, self.steps
        # Temporary arrays may lie where the other step has its own; its array constants may not.
        start = first.end if first.arrays else places.end
        last = StepCode(graph, self.last_batch, self.lanes, constants, places, start)
        return _program(self.lanes, constants, places, self.count, self.batch_size, (first, last))


def lower_loop(graph: Graph, shapes: StepShapes, batch_size: int, count: int, dtype: str) -> LoopProgram:
    """Make the module for whole batches. `graph`: the step with one."""
    lanes = LANES[dtype]
    constants, places = Constants(library_of(lanes)), _places(shapes, count, lanes)
    step = StepCode(graph, batch_size, lanes, constants, places, places.end)
    return _program(lanes, constants, places, count, batch_size, (step,))


def _program(
    lanes: Lanes, constants: Constants, places: Places, count: int, batch_size: int, steps: tuple[StepCode, ...]
) -> LoopProgram:
    shuffle = shuffle_function(count, places.records.order, KEY, EPOCH)
    last = 2 if len(steps) == 2 else None
    run = LoopCode(lanes, batch_size, count, shuffle=0, whole=1, last=last).function()
    binary = module([shuffle, *(step.function for step in steps), run], [run, shuffle])
    size = -(-max(step.end for step in steps) // 16) * 16
    return LoopProgram(binary, lanes, size, constants.head(), places, count, batch_size, steps, constants)


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


class StepCode:
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
        self.arrays = lowering.constants
        self.end = max(arena.end, assembly.reach)
