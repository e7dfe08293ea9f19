"""Writes a tape's arithmetic for a few points of a tile: loads, operations, and stores of the results."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from .errors import CompileError
from .storage import Buffer
from .tape import Step, Tape
from .wasm import Function

if TYPE_CHECKING:
    from .kernel_code import KernelCode, Point


class Registers:
    """Local variables of one function, handed out and given back in bulk."""

    def __init__(self, function: Function, kind: str = "v128") -> None:
        self.function, self.kind = function, kind
        self._free: list[int] = []

    def take(self) -> int:
        return self._free.pop() if self._free else self.function.local(self.kind)

    def give_back(self, locals_: Sequence[int]) -> None:
        self._free.extend(locals_)


class PointCode:
    """One tape of a kernel. Values that change along all axes belong to a point; others are shared in the tile."""

    def __init__(self, code: KernelCode, tape: Tape, lane: int | None) -> None:
        self.code, self.tape, self.lane = code, tape, lane
        self.reach = 0  # the first byte beyond everything that is read or written
        self._axes = [tuple(sorted(step.axes)) for step in tape.steps]
        self._known: list[list[float | None]] = [
            [tape.steps[a].constant if tape.steps[a].op == "constant" else None for a in step.arguments]
            for step in tape.steps
        ]
        self._shared: dict[tuple[int, Point], int] = {}
        self._own: list[int] = []

    def prepare(self) -> None:
        """Make the pointers that the loads and stores will need, before the loops begin."""
        nest = self.code.nest
        lengths = [self.code.lanes.padded(n) for n in (*nest.lengths, *nest.reduced)]
        accesses = [(step.offset, step.strides) for step in self.tape.loads()]
        if self.tape is nest.body:
            accesses += [(buffer.offset, tuple(enumerate(buffer.strides))) for _, buffer in nest.stores]
        for offset, strides in accesses:
            self.code.pointer(strides)
            last = sum((lengths[axis] - 1) * stride for axis, stride in strides)
            self.reach = max(self.reach, offset + last * self.code.lanes.size + 16)

    def new_tile(self) -> None:
        self._shared = {}

    def forget_tile(self) -> None:
        self.code.registers.give_back(list(self._shared.values()))
        self._shared = {}

    def forget_group(self) -> None:
        self.code.registers.give_back(self._own)
        self._own = []

    def values(self, points: Sequence[Point], reduced: list[int]) -> list[list[int]]:
        """Write all steps for these points; for each step the registers of its values, one for each point."""
        table: list[list[int]] = []
        for number, step in enumerate(self.tape.steps):
            axes = self._axes[number]
            if step.op == "reduced":
                table.append(reduced)
            elif len(axes) == len(points[0]):
                out = self._compute(number, step, points, range(len(points)), table)
                self._own.extend(out)
                table.append(out)
            else:
                keys = [(number, tuple([point[axis] for axis in axes])) for point in points]
                new = {key: place for place, key in enumerate(keys) if key not in self._shared}
                if new:
                    out = self._compute(number, step, points, list(new.values()), table)
                    self._shared.update(zip(new, out, strict=True))
                table.append([self._shared[key] for key in keys])
        return table

    def _compute(self, number: int, step: Step, points: Sequence[Point], places: Sequence[int],
                 table: list[list[int]]) -> list[int]:  # fmt: skip
        """Write one step for the points at these places."""
        code = self.code
        out = [code.registers.take() for _ in places]
        if step.arguments:
            arguments = [[table[argument][place] for argument in step.arguments] for place in places]
            code.library.emit(code.f, step.op, arguments, self._known[number], out)
            return out
        for place, register in zip(places, out, strict=True):
            if step.op == "load":
                self._load(step, points[place])
            elif step.op == "constant":
                code.library.load_constant(code.f, step.constant)
            else:
                code.f.v128(b"\xff" * 16 if step.constant else bytes(16))
            code.f.set(register)
        return out

    def _load(self, step: Step, point: Point) -> None:
        """Leave a vector on the stack: one number spread, neighbours, or numbers picked up one by one."""
        f, lanes = self.code.f, self.code.lanes
        pointer = self.code.pointer(step.strides)
        offset, along = step.offset, 0
        for axis, stride in step.strides:
            offset += point[axis] * stride * lanes.size
            if axis == self.lane:
                along = stride
        if along == 1:
            f.get(pointer)
            f.memory("v128.load", offset)
        elif along == 0:
            f.get(pointer)
            f.memory(lanes.load_splat, offset)
        else:
            for _ in range(lanes.width):
                f.get(pointer)
            f.memory(lanes.load_splat, offset)
            for i in range(1, lanes.width):
                f.memory_lane(lanes.load_lane, offset + i * along * lanes.size, i)

    def store(self, buffer: Buffer, point: Point, value: int) -> None:
        strides = tuple(enumerate(buffer.strides))
        if self.lane is not None and buffer.strides[self.lane] != 1:
            raise CompileError("a result would be stored across its lanes")
        f = self.code.f
        f.get(self.code.pointer(strides))
        f.get(value)
        f.memory("v128.store", buffer.offset + sum(point[a] * s for a, s in strides) * self.code.lanes.size)
