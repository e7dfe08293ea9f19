"""Writes a tape's arithmetic for a few points of a tile: loads, operations, and stores of the results."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ..errors import CompileError
from ..planning.tape import Step, Tape
from .fragment import Fragment

if TYPE_CHECKING:
    from .kernel_code import KernelCode, Point


class Registers:
    """Local variables of one fragment, handed out and given back in bulk."""

    def __init__(self, function: Fragment, kind: str = "v128") -> None:
        self.function, self.kind = function, kind
        self._free: list[int] = []

    def take(self) -> int:
        return self._free.pop() if self._free else self.function.local(self.kind)

    def take_many(self, count: int) -> list[int]:
        free = self._free
        return [free.pop() if free else self.function.local(self.kind) for _ in range(count)]

    def give_back(self, locals_: Iterable[int]) -> None:
        self._free.extend(locals_)


class Access(NamedTuple):
    """A load or store: the local variable that it counts from, and how far to go for a place in the tile."""

    pointer: int
    array: int
    moves: dict[int, int]  # bytes for each element along an axis
    along: int  # elements from one lane to the next

    def at(self, point: Point) -> int:
        """How many bytes beyond the array's first this point is."""
        beyond = 0
        for axis, step in self.moves.items():
            beyond += point[axis] * step
        return beyond


class Line(NamedTuple):
    """A step of the tape, ready to be written. access: of a load; known: its arguments' values, where they are."""

    step: Step
    axes: tuple[int, ...]
    known: list[float | None]
    access: Access | None


class PointCode:
    """One tape of a kernel. Values that change along all axes belong to a point; others are shared in the tile."""

    def __init__(self, code: KernelCode, tape: Tape, lane: int | None) -> None:
        self.code, self.tape, self.lane = code, tape, lane
        self._lines: list[Line] = []
        self._stores: list[Access] = []
        self._shared: dict[tuple[int, ...], int] = {}  # by the line's number and the places along its axes
        self._own: list[int] = []

    def prepare(self) -> None:
        """Make the pointers that the loads and stores will need, before the loops begin."""
        steps = self.tape.steps
        for step in steps:
            access = self._access(step.array, step.strides) if step.op == "load" else None
            numbers = [steps[argument].number for argument in step.arguments]
            known = [float.fromhex(number) if number else None for number in numbers]
            self._lines.append(Line(step, tuple(sorted(step.axes)), known, access))
        if self.tape is self.code.nest.body:
            for store in self.code.nest.stores:
                if self.lane is not None and store.strides[self.lane] != (self.lane, 1):
                    raise CompileError("a result would be stored across its lanes")
                self._stores.append(self._access(store.array, store.strides))

    def _access(self, array: int, strides: tuple[tuple[int, int], ...]) -> Access:
        nest, lanes, f = self.code.nest, self.code.lanes, self.code.f
        lengths = (*nest.lengths, *nest.reduced)
        last = sum([(lanes.padded(lengths[axis]) - 1) * stride for axis, stride in strides])
        f.reach[array] = max(f.reach[array], last * lanes.size + 16)
        moves = {axis: stride * lanes.size for axis, stride in strides if stride}
        along = dict(strides).get(self.lane, 0) if self.lane is not None else 0
        return Access(self.code.pointer(strides), array, moves, along)

    def new_tile(self) -> None:
        self._shared = {}

    def forget_tile(self) -> None:
        self.code.registers.give_back(self._shared.values())
        self._shared = {}

    def forget_group(self) -> None:
        self.code.registers.give_back(self._own)
        self._own = []

    def values(self, points: Sequence[Point], reduced: list[int]) -> list[list[int]]:
        """Write all steps for these points; for each step the registers of its values, one for each point."""
        table: list[list[int]] = []
        count, own, shared = len(points), len(points[0]), self._shared
        for number, line in enumerate(self._lines):
            if line.step.op == "reduced":
                table.append(reduced)
            elif len(line.axes) == own:
                out = self._compute(line, points, [table[argument] for argument in line.step.arguments])
                self._own += out
                table.append(out)
            elif count == 1 or not line.axes:
                key = (number, *[points[0][axis] for axis in line.axes])
                register = shared.get(key)
                if register is None:
                    arguments = [table[argument][:1] for argument in line.step.arguments]
                    [register] = self._compute(line, points[:1], arguments)
                    shared[key] = register
                table.append([register] * count)
            else:
                keys = [(number, *[point[axis] for axis in line.axes]) for point in points]
                new = {key: place for place, key in enumerate(keys) if key not in shared}
                if new:
                    arguments = [[table[a][place] for place in new.values()] for a in line.step.arguments]
                    out = self._compute(line, [points[place] for place in new.values()], arguments)
                    shared.update(zip(new, out, strict=True))
                table.append([shared[key] for key in keys])
        return table

    def _compute(self, line: Line, points: Sequence[Point], arguments: list[list[int]]) -> list[int]:
        """Write one step for these points. `arguments`: for each argument its registers, one for each point."""
        code, step = self.code, line.step
        out = code.registers.take_many(len(points))
        if arguments:
            code.library.emit(code.f, step.op, arguments, line.known, out)
            return out
        for point, register in zip(points, out, strict=True):
            if line.access:
                self._load(line.access, point)
            elif step.op == "constant":
                code.library.load_constant(code.f, float.fromhex(step.number))
            else:
                code.f.v128(b"\xff" * 16 if float.fromhex(step.number) else bytes(16))
            code.f.set(register)
        return out

    def _load(self, access: Access, point: Point) -> None:
        """Leave a vector on the stack: one number spread, neighbours, or numbers picked up one by one."""
        f, lanes, beyond = self.code.f, self.code.lanes, access.at(point)
        f.get(access.pointer)
        if access.along == 1:
            f.memory_of("v128.load", access.array, beyond, access.moves)
        elif access.along == 0:
            f.memory_of(lanes.load_splat, access.array, beyond, access.moves)
        else:
            for _ in range(1, lanes.width):
                f.get(access.pointer)
            f.memory_of(lanes.load_splat, access.array, beyond, access.moves)
            for i in range(1, lanes.width):
                f.memory_of(lanes.load_lane, access.array, beyond + i * access.along * lanes.size, access.moves)
                f.lane(i)

    def store(self, place: int, point: Point, value: int) -> None:
        """Store a value where the nest's store number `place` belongs."""
        f, access = self.code.f, self._stores[place]
        f.get(access.pointer)
        f.get(value)
        f.memory_of("v128.store", access.array, access.at(point), access.moves)
