"""A compiled training loop: state, data and counters in one arena, a budget's worth of steps in one call."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import inf
from typing import Any

import numpy as np
import numpy.typing as npt

from .cache import Cache
from .collection import collection_waits
from .errors import CompileError, depth_told
from .recording.graph import Graph, Shape
from .recording.memory import Memory
from .recording.step import Step, StepShapes, record_step
from .runtime import begin
from .webassembly.library import HEAD
from .webassembly.loop import LoopProgram, lower_loop
from .webassembly.loop_code import EPOCH, KEY, POSITION, STEP

Floats = npt.NDArray[np.floating[Any]]
_PROGRAMS: Cache[LoopProgram] = Cache()


class TrainingLoop:
    """Runs a recorded step over shuffled batches.

    `state` holds the arrays that training changes: NumPy arrays on the module's own memory, to be read and written
    at any time between calls of `run`. `step`, `epoch` and `position` (examples seen in this epoch) may be set too.

    Args: program; whole: makes the program that has code for the shorter last batch of an epoch as well. `run` asks
          for it when that batch is due, if nobody has called `complete` before. Then all arrays are others.
    """

    def __init__(self, program: LoopProgram, whole: Callable[[], LoopProgram]) -> None:
        self._whole = whole
        self._open(program)

    def _open(self, program: LoopProgram) -> None:
        """Make the module's instance, with an arena of its own, and look into that."""
        self.program = program
        self._instance = begin(program.binary, program.size, program.contents)
        self._arena = arena = self._instance.arena
        places, lanes, dtype = program.places, program.lanes, np.dtype(program.lanes.dtype)

        def number(offset: int, dtype: npt.DTypeLike = np.uint64) -> npt.NDArray[Any]:
            return arena[offset : offset + np.dtype(dtype).itemsize].view(dtype)

        self.state: dict[str, Floats] = {name: buffer.view(arena, lanes) for name, buffer in places.state.items()}
        self._counters = {name: number(offset) for name, offset in (("key", KEY), ("step", STEP), ("epoch", EPOCH))}
        self._position = number(POSITION, np.uint32)
        self._scalars = {name: number(offset, dtype) for name, offset in places.scalars.items()}
        self._keys = {name: number(offset) for name, offset in places.keys.items()}
        records = places.records
        size = program.count * records.columns * dtype.itemsize
        table = arena[records.offset : records.offset + size].view(dtype).reshape(program.count, records.columns)
        self._rows = {n: table[:, first : first + (s[0] if s else 1)] for n, (first, s) in places.rows.items()}

    @collection_waits()
    @depth_told()
    def complete(self) -> None:
        """See to it that there is code for every batch. Raises: as compile_training_loop()."""
        if not self.program.is_whole:
            before, end = self._arena, self.program.places.end
            self._open(self._whole())
            self._arena[HEAD:end] = before[HEAD:end]

    @property
    def arena(self) -> npt.NDArray[np.uint8]:
        """All of the module's memory, as it is now."""
        return self._arena

    @property
    def steps_ahead(self) -> float:
        """How many steps can be made before `run` has to `complete` the loop."""
        whole = self.program.is_whole
        return inf if whole else (self.program.count - self.position) // self.program.batch_size

    @property
    def step(self) -> int:
        return int(self._counters["step"][0])

    @property
    def epoch(self) -> int:
        """Whole passes over the examples."""
        return int(self._counters["epoch"][0])

    @property
    def position(self) -> int:
        return int(self._position[0])

    def start(self, key: int, step: int = 0, epoch: int = 0) -> None:
        """Set the counters to the beginning of an epoch; `key` decides the order of the examples."""
        for name, value in (("key", key), ("step", step), ("epoch", epoch)):
            self._counters[name][0] = value
        self._position[0] = 0

    def resume(self, key: int, step: int, epoch: int, position: int) -> None:
        """Set the counters to some moment; the order of a begun epoch is made again where it is another's."""
        self._check_position(position)
        moment = (key, step, epoch, position)
        if moment == (int(self._counters["key"][0]), self.step, self.epoch, self.position):
            return
        self.start(key, step, epoch)
        if position:
            self._instance.call("shuffle")
            self._position[0] = position

    def _check_position(self, position: int) -> None:
        """Raises: CompileError: no batch begins there; the module would gather from beyond the order's end."""
        if not (0 <= position < self.program.count and position % self.program.batch_size == 0):
            raise CompileError(f"no batch of {self.program.batch_size} begins at place {position}")

    def set_rows(self, **rows: Any) -> None:
        """Set the data. Raises: CompileError: another number or shape than was compiled for."""
        for name, values in rows.items():
            array = np.asarray(values, dtype=np.float64)
            shape = (self.program.count, *self.program.places.rows[name][1])
            if array.shape != shape:
                raise CompileError(f"{name} has shape {array.shape}; the loop was compiled for {shape}")
            self._rows[name][...] = array.reshape(self._rows[name].shape)

    def set_scalars(self, **scalars: float) -> None:
        """Set run-time numbers, such as the learning rate: nothing is compiled again."""
        for name, value in scalars.items():
            self._scalars[name][0] = value

    def set_keys(self, **keys: int) -> None:
        """Set the keys of random numbers, 64 bits each."""
        for name, value in keys.items():
            self._keys[name][0] = value

    def run(self, steps: int) -> None:
        """Make so many steps."""
        self._check_position(self.position)
        if steps > self.steps_ahead:
            self.complete()
        self._instance.call("run", max(0, steps))


@collection_waits()
@depth_told()
def compile_training_loop(
    step: Step,
    state: Mapping[str, Shape],
    rows: Mapping[str, Shape],
    scalars: tuple[str, ...],
    batch_size: int,
    count: int,
    dtype: str = "float64",
    keys: tuple[str, ...] = (),
    memory: Memory | None = None,
) -> TrainingLoop:
    """Record a training step and compile it with the loop around it.

    Args:    step: called as step(state, rows, scalars) with dicts of stand-ins; changes `state[name]` in place (what
             it returns is not looked at). `scalars` has "step" besides the names given, the number of updates made
             before, and the `keys`, which `randomness.uniforms` takes with a counter made from the step;
             state: shapes of the arrays that training changes; rows: shape of one example in each array of data;
             batch_size, count: examples in a batch and in all; memory: of code that may keep something else from
             step to step.
    Raises:  NotRecordable, CompileError (see errors); NoRuntime (see runtime).
    """
    if not (batch_size >= 1 and 1 <= count < 2**28):
        raise CompileError(f"batches of {batch_size} out of {count} examples can't be trained on")
    batch_size = min(batch_size, count)
    shapes = StepShapes(state, rows, scalars, keys)

    def recorded(batch: int) -> Graph:
        if memory is None:
            return record_step(step, shapes, batch)
        return memory.watched(lambda: record_step(step, shapes, batch))

    graph = recorded(batch_size)
    key = (graph.fingerprint(), shapes.key(), batch_size, count, dtype)
    with graph.builder.parted_if_too_deep():
        program = _PROGRAMS.get(key, lambda: lower_loop(graph, shapes, batch_size, count, dtype))

    def whole() -> LoopProgram:
        last = recorded(program.last_batch)
        return _PROGRAMS.get((key, last.fingerprint()), lambda: program.with_last(last))

    return TrainingLoop(program, whole)
